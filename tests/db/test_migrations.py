"""Up from an empty database, the migrations give exactly the tables that the code speaks of."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, UniqueConstraint, create_engine, inspect

from proctor_server.db.engine import sqlite_url
from proctor_server.db.migrate import HEAD, configuration, is_migrated, migrate
from proctor_server.db.tables import metadata


@pytest.fixture
async def migrated(tmp_path: Path) -> Path:
    file = tmp_path / "empty.sqlite"
    await migrate(sqlite_url(file))
    return file


SORTED = "ix_reviews_undecided"
"""An index with a descending column, which Alembic cannot compare; it is looked for by its name."""


def differences(connection: Connection) -> list[object]:
    opts = {"compare_type": True, "include_object": lambda _, name, *__: name != SORTED}
    context = MigrationContext.configure(connection, opts=opts)
    return list(compare_metadata(context, metadata))


def test_from_empty_the_tables_are_those_of_the_metadata(migrated: Path) -> None:
    with create_engine(f"sqlite:///{migrated}").connect() as connection:
        assert differences(connection) == []
        tables = set(inspect(connection).get_table_names())
        assert SORTED in {one["name"] for one in inspect(connection).get_indexes("reviews")}
    assert tables - {"alembic_version"} == set(metadata.tables)


def test_unique_and_foreign_keys_are_those_of_the_metadata(migrated: Path) -> None:
    """`compare_metadata` overlooks some of these on SQLite."""
    with create_engine(f"sqlite:///{migrated}").connect() as connection:
        found = inspect(connection)
        for name, table in metadata.tables.items():
            foreign = {
                (tuple(one["constrained_columns"]), one["referred_table"])
                for one in found.get_foreign_keys(name)
            }
            assert foreign == {((key.parent.name,), key.column.table.name) for key in table.foreign_keys}, (
                name
            )
            unique = {tuple(one["column_names"]) for one in found.get_unique_constraints(name)}
            wanted = {
                tuple(c.name for c in one.columns)
                for one in table.constraints
                if isinstance(one, UniqueConstraint)
            }
            assert unique == wanted, name
            key = tuple(found.get_pk_constraint(name)["constrained_columns"])
            assert key == tuple(column.name for column in table.primary_key), name


async def test_a_database_is_told_to_be_migrated_or_not(migrated: Path, tmp_path: Path) -> None:
    assert await is_migrated(sqlite_url(migrated))
    assert not await is_migrated(sqlite_url(tmp_path / "other.sqlite"))


async def test_migrating_again_changes_nothing(migrated: Path) -> None:
    before = migrated.read_bytes()
    await migrate(sqlite_url(migrated))
    assert migrated.read_bytes() == before


def test_there_is_one_line_of_migrations() -> None:
    assert ScriptDirectory.from_config(configuration()).get_heads() == [HEAD]

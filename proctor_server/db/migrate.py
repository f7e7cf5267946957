"""How a database gets the newest tables: Alembic's migrations, run from the package."""

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from proctor_server.db.engine import is_sqlite, open_writer

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent / "migrations"
HEAD = "0011"
"""The newest revision, told apart from Alembic: a database that has it needs none of Alembic to be served."""


def configuration() -> "Config":
    """Alembic's configuration without a file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


async def migrate(url: str) -> None:
    """Bring the database at `url` to the newest revision; one that is there already is left alone."""
    if await is_migrated(url):
        return
    engine = open_writer(url)
    try:
        async with engine.connect() as connection:
            if is_sqlite(url):
                await _loosen(connection)
            async with connection.begin():
                await connection.run_sync(_upgrade)
    finally:
        await engine.dispose()


async def _loosen(connection: AsyncConnection) -> None:
    """Let SQLite replace a table that others refer to: it changes most things by making the table anew.

    Outside a transaction, or it would do nothing; what refers to what is looked at when all is done.
    """
    raw = await connection.get_raw_connection()
    assert raw.driver_connection is not None  # noqa: S101  it has just been opened
    await raw.driver_connection.execute("PRAGMA foreign_keys=OFF")


async def is_migrated(url: str) -> bool:
    """Whether the database at `url` has the newest tables."""
    engine = open_writer(url)
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(_revision) == HEAD
    finally:
        await engine.dispose()


def _revision(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _upgrade(connection: sa.Connection) -> None:
    from alembic import command

    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        dangling = connection.execute(sa.text("PRAGMA foreign_key_check")).all()
        if dangling:
            raise RuntimeError(f"rows refer to nothing: {sorted({row[0] for row in dangling})}")

"""How a database gets the newest tables: Alembic's migrations, run from the package."""

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from proctor_server.db.engine import open_writer

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent / "migrations"
HEAD = "0008"
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
        async with engine.begin() as connection:
            await connection.run_sync(_upgrade)
    finally:
        await engine.dispose()


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

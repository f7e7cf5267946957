"""How a database gets the newest tables: Alembic's migrations, run from the package."""

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from proctor_server.db.engine import open_writer

FOLDER = Path(__file__).parent / "migrations"


def configuration() -> Config:
    """Alembic's configuration without a file."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


async def migrate(url: str) -> None:
    """Bring the database at `url` to the newest revision; one that is there already is left alone."""
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
            revision = await connection.run_sync(_revision)
    finally:
        await engine.dispose()
    return revision == ScriptDirectory.from_config(configuration()).get_current_head()


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _upgrade(connection: Connection) -> None:
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def migrate_now(url: str) -> None:
    asyncio.run(migrate(url))

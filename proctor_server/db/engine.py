"""How the database is opened: one writer and many readers on SQLite, one pool on PostgreSQL."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

BEGIN_WRITING = "BEGIN IMMEDIATE"
BUSY_TIMEOUT_MS = 10_000
READS = ("query_only=ON", "wal_autocheckpoint=0")


def is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def sqlite_url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


def sqlite_file(url: str) -> str:
    return make_url(url).database or ""


def open_writer(url: str, opened: Callable[[sqlite3.Connection], None] | None = None) -> AsyncEngine:
    """Open the engine that writes; `opened` is told SQLite's own connection whenever there is a new one.

    On SQLite it holds one connection, because only one may write and checkpoint: Debian's SQLite 3.40.1 can
    corrupt a database when checkpoints of two connections overlap. `synchronous=FULL` makes an acknowledged
    commit survive a power cut; `BEGIN IMMEDIATE` makes two writers wait for each other instead of failing.
    """
    if not is_sqlite(url):
        return create_async_engine(
            url, pool_size=10, max_overflow=10, pool_pre_ping=True, hide_parameters=True
        )

    class Told(sqlite3.Connection):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            if opened is not None:
                opened(self)

    engine = create_async_engine(
        url,
        pool_size=1,
        max_overflow=0,
        pool_timeout=30,
        hide_parameters=True,
        connect_args={"factory": Told, "check_same_thread": False},
    )
    writes = ("journal_mode=WAL", "synchronous=FULL")
    _configure_sqlite(engine.sync_engine, begin=BEGIN_WRITING, pragmas=writes)
    return engine


def open_reader(url: str, writer: AsyncEngine) -> AsyncEngine:
    """Open the engine that only reads; PostgreSQL shares the writer's pool."""
    if not is_sqlite(url):
        return writer
    engine = create_async_engine(url, pool_size=4, max_overflow=4, pool_timeout=30, hide_parameters=True)
    _configure_sqlite(engine.sync_engine, begin="BEGIN", pragmas=READS)
    return engine


def open_short_reader(url: str) -> Engine:
    """Open SQLite for reading in the caller's own thread; nobody ever waits for a connection there."""
    engine = create_engine(
        make_url(url).set(drivername="sqlite"), pool_size=4, max_overflow=-1, hide_parameters=True
    )
    _configure_sqlite(engine, begin="BEGIN", pragmas=READS)
    return engine


def over(raw: sqlite3.Connection) -> Engine:
    """SQLAlchemy over a connection that somebody else opened, begins on and commits."""
    return create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool, hide_parameters=True)


def _configure_sqlite(engine: Engine, *, begin: str, pragmas: tuple[str, ...]) -> None:
    def connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not begin transactions behind our back
        cursor = connection.cursor()
        for pragma in (f"busy_timeout={BUSY_TIMEOUT_MS}", "foreign_keys=ON", *pragmas):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begun(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)

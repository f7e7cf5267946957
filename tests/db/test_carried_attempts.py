"""Attempts from before there were blocks: what migration 0003 makes of them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command

from exam_engine.attempt import AttemptState, CloseCause
from exam_engine.blocks import EndCause
from exam_engine.course import settle
from proctor_server.db.database import Database
from proctor_server.db.engine import sqlite_url
from proctor_server.db.migrate import configuration, migrate

START = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
LIMIT = timedelta(minutes=55)
GRACE = timedelta(seconds=30)
SCORE = {
    "total": 31,
    "n_items": 55,
    "pass_total": 30,
    "passed": True,
    "sections": [{"section_id": "ethics", "correct": 6, "n_items": 10, "minimum": 5}],
}


def of_then(instant: datetime | None) -> str | None:
    return None if instant is None else instant.replace(tzinfo=None).isoformat(" ", "microseconds")


def an_attempt(**values: object) -> dict[str, object]:
    return {
        "candidate_id": "c",
        "programme_id": "legislation",
        "window_opens_at": of_then(START),
        "window_closes_at": of_then(START + timedelta(days=1)),
        "limit_s": LIMIT.total_seconds(),
        "extra_s": 0.0,
        "device_epoch": 1,
        "version": 4,
        "language": "kk",
        "started_at": None,
        "closed_at": None,
        "close_cause": None,
    } | values


@pytest.fixture
async def carried(tmp_path: Path) -> str:
    """A database of the first tables with three attempts and a result, brought to the newest."""
    file = tmp_path / "synaq.sqlite"
    engine = sa.create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        tables = sa.MetaData()
        tables.reflect(connection)
        account = {
            "id": "c",
            "login": "c",
            "role": "candidate",
            "display_name": "C",
            "language": "kk",
            "password_hash": "x",
            "created_at": of_then(START),
        }
        attempts = (
            an_attempt(id="assigned", state="assigned"),
            an_attempt(id="running", state="running", started_at=of_then(START), extra_s=600.0),
            an_attempt(
                id="closed",
                state="closed",
                started_at=of_then(START),
                closed_at=of_then(START + LIMIT),
                close_cause="time_up",
            ),
        )
        raw(connection, tables.tables["accounts"], account)
        raw(
            connection,
            tables.tables["candidates"],
            {"account_id": "c", "personal_number": "1", "iin_digest": "d"},
        )
        for one in attempts:
            raw(connection, tables.tables["attempts"], one)
        result = {"attempt_id": "closed", "score": SCORE, "computed_at": of_then(START), "released_at": None}
        raw(connection, tables.tables["results"], result)
        consent = {"id": "k", "attempt_id": "closed", "text_version": "1", "language": "kk"}
        raw(connection, tables.tables["consents"], consent | {"given_at": of_then(START)})
    engine.dispose()
    url = sqlite_url(file)
    await migrate(url)
    return url


def raw(connection: sa.Connection, table: sa.Table, values: dict[str, object]) -> None:
    """Insert as the columns were written then, whatever the types are now."""
    plain = sa.table(
        table.name, *(sa.column(name, sa.JSON()) if name == "score" else sa.column(name) for name in values)
    )
    connection.execute(plain.insert().values(**values))


async def test_each_has_one_block_and_goes_on(carried: str) -> None:
    database = Database(carried)
    try:
        async with database.read() as tx:
            found = {one.id: one for one in await tx.attempts.all()}
            due = [one.id for one in await tx.attempts.due(START + timedelta(days=2))]
            result = (await tx.results.newest(["closed"]))["closed"]
    finally:
        await database.aclose()
    assert (found["assigned"].started_at, found["assigned"].limit) == (None, LIMIT)
    running = found["running"]
    assert running.deadline_at == START + LIMIT + timedelta(minutes=10)
    assert settle(running, grace=GRACE, now=START + timedelta(hours=2)).close_cause is CloseCause.TIME_UP
    closed = found["closed"]
    assert (closed.state, closed.blocks[0].end_cause) == (AttemptState.CLOSED, EndCause.TIME_UP)
    assert closed.deadline_at == closed.closed_at == START + LIMIT
    assert due == ["running"]
    assert (result.no, result.score.total, result.score.passed) == (1, 31, True)
    assert result.score.questionnaire is None

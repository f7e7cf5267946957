"""The audit chain: it verifies, and whoever touches a row behind it is found out."""

import pytest
import sqlalchemy as sa

from proctor_server.db.database import Database
from proctor_server.db.tables import audit
from tests.support.stepped_clock import SteppedClock

TAMPERINGS = {
    "another actor": audit.update().where(audit.c.no == 3).values(actor_id=None, subject="somebody"),
    "another action": audit.update().where(audit.c.no == 3).values(action="nothing_happened"),
    "other details": audit.update().where(audit.c.no == 3).values(details={"outcome": "no_violation"}),
    "another digest": audit.update().where(audit.c.no == 3).values(digest="0" * 64),
    "a row removed": audit.delete().where(audit.c.no == 3),
}


@pytest.fixture
async def written(database: Database, clock: SteppedClock) -> Database:
    async with database.write() as tx:
        for n in range(5):
            await tx.journal.record(
                action="decision_signed",
                subject=f"attempt-{n}",
                actor_id=None,
                now=clock.step(seconds=1),
                details={"outcome": "violation", "rule_id": "devices"},
            )
        assert await tx.journal.verify() is None
    return database


@pytest.mark.parametrize("what", TAMPERINGS)
async def test_a_row_that_was_touched_is_found(what: str, written: Database) -> None:
    async with written.writer.begin() as connection:
        await connection.execute(TAMPERINGS[what])
    async with written.read() as tx:
        assert await tx.journal.verify() in (3, 4)


async def test_a_row_slipped_in_at_the_end_is_found(written: Database, clock: SteppedClock) -> None:
    async with written.writer.begin() as connection:
        last = (await connection.execute(sa.select(sa.func.max(audit.c.no)))).scalar_one()
        await connection.execute(
            audit.insert().values(
                no=last + 1,
                at=clock.now(),
                actor_id=None,
                action="x",
                subject="y",
                details={},
                previous="0" * 64,
                digest="0" * 64,
            )
        )
    async with written.read() as tx:
        assert await tx.journal.verify() == last + 1

"""Two proctors who claim at the same instant: one has the review, never both, over connections of their own."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from item_bank.bank_file import read_demo_bank
from proctor_server.db.accounts import Account
from proctor_server.db.database import Database
from proctor_server.db.engine import sqlite_url
from proctor_server.db.migrate import migrate
from proctor_server.kernel.errors import ConcurrentChange
from proctor_server.review.decision import ReviewState
from proctor_server.review.errors import ClaimedByOther
from proctor_server.services.administration import AdministrationService
from proctor_server.services.catalogue import Services
from proctor_server.services.sign_in import Passwords
from tests.support.cast import PEPPER, iin_of
from tests.support.fixtures import services_over
from tests.support.postgres import Cluster
from tests.support.sitting import Sitting
from tests.support.stepped_clock import MONDAY_MORNING, SteppedClock

N_TIMES = 200
PROCTORS = ("one", "other")


class Race:
    """Two servers over one database, a proctor at each, and reviews to claim."""

    def __init__(self, services: tuple[Services, Services], database: Database, reviews: list[str]) -> None:
        self.services, self.database, self.reviews = services, database, reviews
        self.clock = SteppedClock()

    async def claim(self, no: int, review_id: str) -> str | None:
        """Who of the two this is, if the review became theirs."""
        try:
            await self.services[no].reviews.claim(review_id, proctor_id=PROCTORS[no], now=self.clock.now())
        except (ClaimedByOther, ConcurrentChange):
            return None
        return PROCTORS[no]

    async def next_for(self, no: int) -> str | None:
        found = await self.services[no].reviews.next_for(proctor_id=PROCTORS[no], now=self.clock.now())
        return None if found is None else found.review.id

    async def give_back(self, who: str, review_id: str) -> None:
        await self.services[0].reviews.give_back(review_id, proctor_id=who, now=self.clock.now())

    async def holder(self, review_id: str) -> str | None:
        async with self.database.read() as tx:
            review = await tx.reviews.get(review_id)
        assert review is not None
        return review.claimed_by


@pytest.fixture
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.config.getoption("--on") == "sqlite":
        return sqlite_url(tmp_path / "race.sqlite")
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.empty()


@pytest_asyncio.fixture
async def race(url: str) -> AsyncIterator[Race]:
    await migrate(url)
    databases = (Database(url), Database(url))
    services = (services_over(databases[0]), services_over(databases[1]))
    administration = AdministrationService(databases[0], Passwords(), pepper=PEPPER)
    await administration.add_items(read_demo_bank(), MONDAY_MORNING)
    async with databases[0].write() as tx:
        for who in PROCTORS:
            await tx.accounts.add(Account(who, who, "proctor", who, "kk", "!", None), now=MONDAY_MORNING)
    reviews = [await _closed(services[0], databases[0], no) for no in range(2)]
    yield Race(services, databases[0], reviews)
    for database in databases:
        await database.aclose()


async def _closed(services: Services, database: Database, no: int) -> str:
    candidate = await services.administration.add_candidate(
        login=f"candidate.{no}",
        display_name="Кандидат",
        password="correct horse battery",
        iin=iin_of(f"0001015000{no}"),
        language="kk",
        actor_id=None,
        now=MONDAY_MORNING,
    )
    sitting = Sitting(services, database, SteppedClock(), candidate.id)
    await sitting.start()
    await sitting.submit()
    await services.analysis.finish_closed(sitting.clock.now())
    return await sitting.review_id()


async def test_a_review_claimed_by_two_at_once_is_never_boths(race: Race) -> None:
    winners = []
    for _ in range(N_TIMES):
        both = await asyncio.gather(race.claim(0, race.reviews[0]), race.claim(1, race.reviews[0]))
        [winner] = [one for one in both if one is not None]
        assert await race.holder(race.reviews[0]) == winner
        winners.append(winner)
        await race.give_back(winner, race.reviews[0])
    assert len(winners) == N_TIMES
    async with race.database.read() as tx:
        assert await tx.journal.verify() is None


async def test_two_who_take_the_next_at_once_take_different_ones(race: Race) -> None:
    for _ in range(N_TIMES // 4):
        taken = await asyncio.gather(race.next_for(0), race.next_for(1))
        assert sorted(one or "" for one in taken) == sorted(race.reviews)
        for who, review_id in zip(PROCTORS, taken, strict=True):
            assert review_id is not None
            assert await race.holder(review_id) == who
            await race.give_back(who, review_id)


async def test_a_lease_that_ran_out_is_one_persons_again(race: Race) -> None:
    review_id = race.reviews[0]
    assert await race.claim(0, review_id) == "one"
    assert await race.claim(1, review_id) is None
    race.clock.step(seconds=timedelta(minutes=30).total_seconds())
    queue = await race.services[1].reviews.queue(proctor_id="other")
    assert review_id in [row.review.id for row in queue.waiting]
    both = await asyncio.gather(race.claim(1, review_id), race.claim(0, review_id))
    [winner] = [one for one in both if one is not None]
    async with race.database.read() as tx:
        review = await tx.reviews.get(review_id)
    assert review is not None
    assert (review.state, review.claimed_by) == (ReviewState.CLAIMED, winner)

"""The demo's candidate, taken so far that a browser has only the rest to do: tests that run, and one that is over."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from exam_engine.attempt import Accommodations
from exam_engine.programme_file import programme_document
from exam_engine.working_days import WorkCalendar
from proctor_server.db.database import Database
from proctor_server.entrypoints.settings import Settings
from proctor_server.kernel.clock import SystemClock
from proctor_server.review.rounds import ReadingPolicy
from proctor_server.services.catalogue import Services, build_services
from tests.support.course import Course
from tests.support.sitting import Sitting
from tests.support.stepped_clock import SteppedClock

STAGE = "legislation"
"""The stage that has windows of its own beside the demo's."""
FORWARD = "state_language"
"""The newest version of this programme leads forward only."""
DAYS_AHEAD = 4
"""The last day with windows: at any time. On the day before it a morning is full, an afternoon is not."""
MORNING, AFTERNOON = (time(9), time(13)), (time(14), time(18))
NEEDS = Accommodations(50, larger_text=True, high_contrast=True)
NOBODYS_IIN = "000101500011"
SAT = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Attempts of the demo's candidate. All but `released` run in their first part, on no device yet.

    `with_needs` is of two parts, with half as much time again, larger text and strong contrast.
    """

    questionnaire: str
    forward: str
    with_needs: str
    released: str


def prepare(settings: Settings) -> Prepared:
    """Take the demo so far. The server does not run yet."""
    return asyncio.run(_prepare(settings))


async def _prepare(settings: Settings) -> Prepared:
    database = Database(settings.database)
    services = build_services(
        database,
        calendar=WorkCalendar(),
        pepper=settings.pepper(),
        new_random=lambda: Random(7),
        reading_policy=ReadingPolicy(0, second_for_violation=False),
    )
    try:
        return await _Desk(services, database, SystemClock().now()).prepare()
    finally:
        await database.aclose()


class _Desk:
    """`now`: the instant at which all of it is done, but for the test that is over."""

    def __init__(self, services: Services, database: Database, now: datetime) -> None:
        self._services, self._database, self._now = services, database, now

    async def prepare(self) -> Prepared:
        await self._lead_forward_only()
        await self._offer_windows()
        released = await self._sit_the_questionnaire()
        questionnaire = await self._begin("personal_qualities")
        return Prepared(
            questionnaire, await self._begin(FORWARD), await self._begin("ability", NEEDS), released
        )

    async def _begin(self, programme_id: str, needs: Accommodations | None = None) -> str:
        given = {} if needs is None else {"accommodations": needs}
        course = await self._course(self._now)
        return (await course.begin(programme_id, claimed=False, **given)).attempt_id

    async def _course(self, at: datetime) -> Course:
        candidate = await self._id("candidate")
        return Course(Sitting(self._services, self._database, SteppedClock(at), candidate))

    async def _id(self, login: str) -> str:
        async with self._database.read() as tx:
            account = await tx.accounts.by_login(login)
        assert account is not None
        return account.id

    async def _lead_forward_only(self) -> None:
        document = programme_document(FORWARD)
        document["blocks"][0]["navigation"] = "forward"
        author_id = await self._id("administrator")
        await self._services.programmes.add_version(FORWARD, document, author_id=author_id, now=self._now)

    async def _sit_the_questionnaire(self) -> str:
        """Every statement answered, some more in one's favour than others; reviewed and released."""
        course = await (await self._course(self._now - SAT)).begin("personal_qualities", claimed=True)
        async with self._database.read() as tx:
            form = await tx.attempts.form(course.attempt_id)
            keys = await tx.items.bank_keys([one.version_id for one in form])
        for place in form:
            ranked = sorted(keys[place.version_id][0].credits, key=lambda one: one.points)
            await course.answer(place.slot, [ranked[place.slot * 7 % 11 % len(ranked)].value])
            course.clock.step(seconds=5)
        await course.sitting.submit()
        await course.decide(await self._id("proctor"))
        return course.attempt_id

    async def _offer_windows(self) -> None:
        zone = WorkCalendar().zone
        last = self._now.astimezone(zone).date() + timedelta(days=DAYS_AHEAD)
        before = last - timedelta(days=1)
        full = await self._offer(
            datetime.combine(before, MORNING[0], zone), datetime.combine(before, MORNING[1], zone), 1
        )
        await self._offer(
            datetime.combine(before, AFTERNOON[0], zone), datetime.combine(before, AFTERNOON[1], zone), 5
        )
        midnight = datetime.combine(last, time(0), zone)
        await self._offer(midnight, midnight + timedelta(days=1), None)
        await self._services.booking.book(await self._another(), full, "kk", self._now)

    async def _offer(self, opens_at: datetime, closes_at: datetime, capacity: int | None) -> str:
        added = await self._services.windows.add(
            programme_id=STAGE,
            opens_at=opens_at,
            closes_at=closes_at,
            languages=["kk", "ru"],
            capacity=capacity,
            open_to_all=True,
            actor_id=await self._id("administrator"),
            now=self._now,
        )
        return added.stored.window.id

    async def _another(self) -> str:
        listing = await self._services.administration.add_candidate(
            login="other.candidate",
            display_name="Екінші кандидат",
            password="correct horse battery",
            iin=NOBODYS_IIN,
            language="kk",
            actor_id=None,
            now=self._now,
        )
        return listing.id

"""Booking through the services: places, moves, who came, who missed, and what people are told of it."""

import asyncio
from datetime import datetime, timedelta

import pytest

from exam_engine.attempt import AttemptState
from exam_engine.booking import BookingState
from exam_engine.errors import UnknownLanguage
from exam_engine.stage_errors import (
    AlreadyBooked,
    StageMissed,
    StageTaken,
    TooLateToBook,
    TooLateToMove,
    WindowFull,
)
from proctor_server.db.accounts import Account, Candidate
from proctor_server.db.database import Database
from proctor_server.kernel.ids import new_id
from proctor_server.review.decision import Outcome
from proctor_server.services.catalogue import Services
from proctor_server.services.errors import (
    BadWindow,
    CapacityBelowBooked,
    NotAdmitted,
    UnknownBooking,
    UnknownCandidate,
    UnknownWindow,
    WindowInUse,
)
from proctor_server.services.notices import Profile
from tests.support.cast import Cast
from tests.support.sitting import Sitting
from tests.support.stepped_clock import SteppedClock

DAY = timedelta(days=1)


class Desk:
    """An administrator who offers windows, and what candidates do with them."""

    def __init__(self, services: Services, clock: SteppedClock, cast: Cast) -> None:
        self.services, self.clock, self.cast = services, clock, cast

    async def offer(
        self, *, in_days: float = 3, capacity: int | None = 2, open_to_all: bool = True, hours: float = 4
    ) -> str:
        opens_at = self.clock.now() + in_days * DAY
        added = await self.services.windows.add(
            programme_id="legislation",
            opens_at=opens_at,
            closes_at=opens_at + timedelta(hours=hours),
            languages=["kk", "ru"],
            capacity=capacity,
            open_to_all=open_to_all,
            actor_id=self.cast.administrator.id,
            now=self.clock.now(),
        )
        return added.stored.window.id

    async def n_booked(self, window_id: str) -> int:
        rows = await self.services.windows.coming(self.clock.now())
        return next(row.stored.window.n_booked for row in rows if row.stored.window.id == window_id)

    async def kinds(self, person_id: str) -> list[str]:
        return [one.kind for one in reversed(await self.services.notices.mine(person_id))]


@pytest.fixture
def desk(services: Services, clock: SteppedClock, cast: Cast) -> Desk:
    return Desk(services, clock, cast)


async def test_a_place_is_an_attempt_within_the_window(desk: Desk, database: Database) -> None:
    window_id = await desk.offer()
    place = await desk.services.booking.book(desk.cast.bek.id, window_id, "ru", desk.clock.now())
    async with database.read() as tx:
        attempt = await tx.attempts.get(place.attempt_id)
    assert attempt is not None
    assert attempt.state is AttemptState.ASSIGNED
    assert attempt.window_opens_at == desk.clock.now() + 3 * DAY
    assert attempt.window_closes_at - attempt.window_opens_at == timedelta(hours=4)
    assert await desk.n_booked(window_id) == 1
    assert await desk.kinds(desk.cast.bek.id) == ["booking_made"]


async def test_booking_twice_is_one_place_and_another_window_is_refused(desk: Desk) -> None:
    window_id, other = await desk.offer(), await desk.offer(in_days=4)
    first = await desk.services.booking.book(desk.cast.bek.id, window_id, "ru", desk.clock.now())
    again = await desk.services.booking.book(desk.cast.bek.id, window_id, "ru", desk.clock.now())
    assert again == first
    assert await desk.n_booked(window_id) == 1
    with pytest.raises(AlreadyBooked):
        await desk.services.booking.book(desk.cast.bek.id, other, "ru", desk.clock.now())


async def test_a_window_opening_today_or_in_an_unknown_language_is_refused(desk: Desk) -> None:
    today = await desk.offer(in_days=0.25)
    later = await desk.offer()
    with pytest.raises(TooLateToBook):
        await desk.services.booking.book(desk.cast.bek.id, today, "kk", desk.clock.now())
    with pytest.raises(UnknownLanguage):
        await desk.services.booking.book(desk.cast.bek.id, later, "en", desk.clock.now())
    with pytest.raises(UnknownWindow):
        await desk.services.booking.book(desk.cast.bek.id, "nowhere", "kk", desk.clock.now())


async def test_who_is_not_admitted_sees_nothing_and_gets_nothing(desk: Desk) -> None:
    window_id = await desk.offer(open_to_all=False)
    assert await desk.services.booking.offers(desk.cast.bek.id, desk.clock.now()) == []
    with pytest.raises(NotAdmitted):
        await desk.services.booking.book(desk.cast.bek.id, window_id, "kk", desk.clock.now())
    admit = desk.services.windows.admit
    ids = [desk.cast.bek.id]
    assert await admit("legislation", ids, actor_id=desk.cast.administrator.id, now=desk.clock.now()) == 1
    assert await admit("legislation", ids, actor_id=desk.cast.administrator.id, now=desk.clock.now()) == 0
    [offer] = await desk.services.booking.offers(desk.cast.bek.id, desk.clock.now())
    assert [one.refusal for one in offer.windows] == [None]
    with pytest.raises(UnknownCandidate):
        await admit(
            "legislation", [desk.cast.proctor.id], actor_id=desk.cast.administrator.id, now=desk.clock.now()
        )


async def test_moving_frees_the_old_place_and_takes_the_attempt_along(desk: Desk, database: Database) -> None:
    window_id, other = await desk.offer(capacity=1), await desk.offer(in_days=5)
    place = await desk.services.booking.book(desk.cast.bek.id, window_id, "kk", desk.clock.now())
    await desk.services.booking.move(desk.cast.bek.id, place.booking.id, other, "ru", desk.clock.now())
    assert (await desk.n_booked(window_id), await desk.n_booked(other)) == (0, 1)
    async with database.read() as tx:
        attempt = await tx.attempts.get(place.attempt_id)
    assert attempt is not None
    assert attempt.window_opens_at == desk.clock.now() + 5 * DAY
    assert await desk.kinds(desk.cast.bek.id) == ["booking_made", "booking_moved"]


async def test_who_finds_the_other_window_full_keeps_the_place(desk: Desk) -> None:
    window_id, full = await desk.offer(), await desk.offer(in_days=4, capacity=1)
    await desk.services.booking.book(desk.cast.aru.id, full, "kk", desk.clock.now())
    place = await desk.services.booking.book(desk.cast.bek.id, window_id, "kk", desk.clock.now())
    with pytest.raises(WindowFull):
        await desk.services.booking.move(desk.cast.bek.id, place.booking.id, full, "kk", desk.clock.now())
    assert await desk.n_booked(window_id) == 1


async def test_a_booking_is_moved_by_its_owner_alone_and_not_on_its_day(desk: Desk) -> None:
    window_id, other = await desk.offer(), await desk.offer(in_days=5)
    place = await desk.services.booking.book(desk.cast.bek.id, window_id, "kk", desk.clock.now())
    with pytest.raises(UnknownBooking):
        await desk.services.booking.move(desk.cast.aru.id, place.booking.id, other, "kk", desk.clock.now())
    desk.clock.step(minutes=60 * 24 * 2.9)
    with pytest.raises(TooLateToMove):
        await desk.services.booking.move(desk.cast.bek.id, place.booking.id, other, "kk", desk.clock.now())


async def test_who_came_is_taken_and_cannot_move(desk: Desk, database: Database) -> None:
    window_id, other = await desk.offer(), await desk.offer(in_days=5)
    place = await desk.services.booking.book(desk.cast.bek.id, window_id, "kk", desk.clock.now())
    desk.clock.step(minutes=60 * 24 * 3)
    sitting = Sitting(desk.services, database, desk.clock, desk.cast.bek.id, attempt_id=place.attempt_id)
    await sitting.start()
    assert await desk.services.booking.settle(desk.clock.now()) == 1
    assert await desk.services.booking.settle(desk.clock.now()) == 0
    with pytest.raises(StageTaken):
        await desk.services.booking.move(desk.cast.bek.id, place.booking.id, other, "kk", desk.clock.now())


async def test_who_sat_in_vain_books_anew(desk: Desk, database: Database) -> None:
    """A test that was declared void through a technical fault leaves its candidate as if they had never come."""
    bek, services, clock = desk.cast.bek.id, desk.services, desk.clock
    place = await services.booking.book(bek, await desk.offer(), "kk", clock.now())
    clock.step(minutes=60 * 24 * 3)
    sitting = Sitting(services, database, clock, bek, attempt_id=place.attempt_id)
    await sitting.start()
    await sitting.submit()
    await services.booking.settle(clock.now())
    again = await desk.offer()
    with pytest.raises(StageTaken):
        await services.booking.book(bek, again, "kk", clock.now())
    await services.analysis.finish_closed(clock.now())
    review_id, by = await sitting.review_id(), {"proctor_id": desk.cast.proctor.id, "now": clock.now()}
    await services.reviews.claim(review_id, **by)
    reason = "The server was away for most of the test."
    await services.reviews.decide(review_id, outcome=Outcome.VOID, rule_id=None, reason=reason, **by)
    [offer] = await services.booking.offers(bek, clock.now())
    assert offer.place is None
    assert [one.refusal for one in offer.windows if one.window.id == again] == [None]
    anew = await services.booking.book(bek, again, "kk", clock.now())
    assert anew.attempt_id != place.attempt_id
    [offer] = await services.booking.offers(bek, clock.now())
    assert offer.place is not None
    assert offer.place.attempt_id == anew.attempt_id


async def test_who_did_not_come_has_missed_the_stage(desk: Desk) -> None:
    window_id = await desk.offer(hours=1)
    await desk.services.booking.book(desk.cast.bek.id, window_id, "kk", desk.clock.now())
    desk.clock.step(minutes=60 * 24 * 3 + 59)
    assert await desk.services.booking.settle(desk.clock.now()) == 0
    desk.clock.step(minutes=1)
    assert await desk.services.booking.settle(desk.clock.now()) == 1
    assert (await desk.kinds(desk.cast.bek.id))[-1] == "booking_missed"
    [offer] = await desk.services.booking.offers(desk.cast.bek.id, desk.clock.now())
    assert offer.place is not None
    assert offer.place.booking.state is BookingState.MISSED
    with pytest.raises(StageMissed):
        await desk.services.booking.book(desk.cast.bek.id, await desk.offer(), "kk", desk.clock.now())


async def test_reminders_come_a_day_and_an_hour_before_each_once(desk: Desk) -> None:
    window_id = await desk.offer()
    await desk.services.booking.book(desk.cast.bek.id, window_id, "kk", desk.clock.now())
    told = []
    for _ in range(3 * 24 * 2):
        told.append(await desk.services.booking.remind(desk.clock.now()))
        desk.clock.step(minutes=30)
    assert sum(told) == 2
    assert [no for no, n in enumerate(told) if n] == [2 * 24 * 2, 3 * 24 * 2 - 2]


async def test_a_late_sweep_sends_the_latest_reminder_alone(desk: Desk) -> None:
    window_id = await desk.offer()
    await desk.services.booking.book(desk.cast.bek.id, window_id, "kk", desk.clock.now())
    desk.clock.step(minutes=60 * 24 * 3 - 10)
    assert await desk.services.booking.remind(desk.clock.now()) == 1
    assert await desk.services.booking.remind(desk.clock.now()) == 0


async def test_windows_are_sound_and_those_in_use_stay(desk: Desk) -> None:
    with pytest.raises(BadWindow):
        await desk.offer(in_days=-1)
    with pytest.raises(BadWindow):
        await desk.offer(hours=0.5)  # shorter than the test
    window_id, unused = await desk.offer(), await desk.offer()
    await desk.services.booking.book(desk.cast.bek.id, window_id, "kk", desk.clock.now())
    await desk.services.booking.book(desk.cast.aru.id, window_id, "kk", desk.clock.now())
    actor = desk.cast.administrator.id
    with pytest.raises(CapacityBelowBooked):
        await desk.services.windows.set_capacity(window_id, 1, actor_id=actor, now=desk.clock.now())
    row = await desk.services.windows.set_capacity(window_id, None, actor_id=actor, now=desk.clock.now())
    assert row.booked_by_language == {"kk": 2}
    with pytest.raises(WindowInUse):
        await desk.services.windows.remove(window_id, actor_id=actor, now=desk.clock.now())
    await desk.services.windows.remove(unused, actor_id=actor, now=desk.clock.now())
    with pytest.raises(UnknownWindow):
        await desk.services.windows.remove(unused, actor_id=actor, now=desk.clock.now())


async def people_of(database: Database, n: int, now: datetime) -> list[str]:
    """So many candidates who need no password here."""
    ids = [new_id() for _ in range(n)]
    async with database.write() as tx:
        for no, one in enumerate(ids):
            account = Account(one, f"many.{no}", "candidate", f"№ {no}", "kk", "-", None)
            await tx.accounts.add(account, now=now)
            await tx.accounts.add_candidate(Candidate(one, f"0000-{no:04d}"), iin_digest=f"{no:064d}")
    return ids


async def test_a_window_is_never_overbooked_under_load(desk: Desk, database: Database) -> None:
    """Forty people reach for seven places at once."""
    window_id = await desk.offer(capacity=7)
    people = await people_of(database, 40, desk.clock.now())

    async def reach(person_id: str, now: datetime) -> bool:
        try:
            await desk.services.booking.book(person_id, window_id, "kk", now)
        except WindowFull:
            return False
        return True

    got = await asyncio.gather(*(reach(one, desk.clock.now()) for one in people))
    assert sum(got) == 7
    assert await desk.n_booked(window_id) == 7


async def test_an_address_makes_notices_letters(desk: Desk) -> None:
    window_id = await desk.offer()
    profile = Profile("bek@example.org", "ru")
    await desk.services.notices.set_profile(desk.cast.bek.id, profile, desk.clock.now())
    assert await desk.services.notices.profile(desk.cast.bek.id) == profile
    await desk.services.booking.book(desk.cast.bek.id, window_id, "kk", desk.clock.now())
    await desk.services.booking.book(desk.cast.aru.id, window_id, "kk", desk.clock.now())
    [due] = await desk.services.notices.mail_due()
    assert (due.email, due.language) == ("bek@example.org", "ru")


async def test_a_notice_is_read_once_and_stays_in_the_list(desk: Desk) -> None:
    await desk.services.booking.book(desk.cast.bek.id, await desk.offer(), "kk", desk.clock.now())
    now = desk.clock.step(minutes=1)
    await desk.services.notices.read(desk.cast.bek.id, until=now, now=now)
    later = desk.clock.step(minutes=1)
    await desk.services.notices.read(desk.cast.bek.id, until=later, now=later)
    [notice] = await desk.services.notices.mine(desk.cast.bek.id)
    assert notice.read_at == now

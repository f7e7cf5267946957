"""A candidate's booking of a stage: what is on offer, taking a place, moving it, and being reminded of it."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from exam_engine.attempt import Attempt
from exam_engine.booking import (
    Booking,
    BookingRules,
    BookingState,
    BookWindow,
    Window,
    decide_booking,
    decide_no_show,
    decide_reschedule,
    reminders_at,
)
from exam_engine.course_errors import NoRetake
from exam_engine.errors import ExamError
from exam_engine.programme import Programme
from exam_engine.stage_errors import StageTaken
from proctor_server.db.booking import HeldPlace
from proctor_server.db.database import Database, Transaction
from proctor_server.db.notices import NoticeKind
from proctor_server.kernel.errors import ConcurrentChange
from proctor_server.kernel.ids import new_id
from proctor_server.services.administration import give_attempt
from proctor_server.services.errors import NotAdmitted, OtherLanguageBooked, UnknownBooking, UnknownWindow
from proctor_server.services.programmes import current_programme

N_TRIES = 5
"""Whoever loses a race for a window's count tries again: the next one meets the count as it is then."""

AT_A_TIME = 200
REMINDER = NoticeKind.BOOKING_REMINDER

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class OfferedWindow:
    """A window and why it cannot be taken, as the code of the refusal; None: it can."""

    window: Window
    refusal: str | None


@dataclass(frozen=True, slots=True)
class StageOffer:
    """A stage with the windows to choose from, and the place held, if any."""

    programme: Programme
    windows: tuple[OfferedWindow, ...]
    place: HeldPlace | None
    held_window: Window | None
    can_move: bool


class BookingService:
    def __init__(self, database: Database, rules: BookingRules | None = None) -> None:
        self._database = database
        self._rules = rules or BookingRules()

    async def offers(self, candidate_id: str, now: datetime) -> list[StageOffer]:
        """Every stage this person may book or has booked, in the order of their first windows."""
        async with self._database.read() as tx:
            admitted = await tx.booking.admitted_to(candidate_id)
            places = {
                one.booking.stage_id: one
                for one in await tx.booking.of_candidate(candidate_id)
                if not one.void
            }
            coming = await tx.booking.windows(closing_after=now)
            free = [one.window for one in coming if one.open_to_all or one.window.stage_id in admitted]
            stages = dict.fromkeys([*(one.stage_id for one in free), *places])
            return [
                await self._offer(tx, candidate_id, stage, free, places.get(stage), now) for stage in stages
            ]

    async def _offer(
        self,
        tx: Transaction,
        candidate_id: str,
        stage_id: str,
        free: list[Window],
        place: HeldPlace | None,
        now: datetime,
    ) -> StageOffer:
        held = None if place is None else await _window(tx, place.booking.window_id)
        windows = [one for one in free if one.stage_id == stage_id]
        programme = (await current_programme(tx, stage_id)).programme
        sat = not programme.retake and await tx.attempts.has_sat(candidate_id, stage_id)
        offered = tuple(
            OfferedWindow(one, NoRetake.code if sat else self._refusal(one, place, held, now))
            for one in windows
        )
        can_move = held is not None and any(
            one.refusal is None and one.window.id != held.id for one in offered
        )
        return StageOffer(programme, offered, place, held, can_move)

    def _refusal(
        self, window: Window, place: HeldPlace | None, held: Window | None, now: datetime
    ) -> str | None:
        language = min(window.languages)
        try:
            if place is not None and held is not None and place.booking.state is BookingState.BOOKED:
                language = place.booking.language if place.booking.language in window.languages else language
                decide_reschedule(
                    self._rules, place.booking, held=held, wanted=window, language=language, now=now
                )
            else:
                wish = BookWindow(booking_id="", person_id="", language=language)
                decide_booking(
                    self._rules, window, wish, former=None if place is None else place.booking, now=now
                )
        except ExamError as refused:
            return refused.code
        return None

    async def book(self, candidate_id: str, window_id: str, language: str, now: datetime) -> HeldPlace:
        """Take a place in a window, and get the attempt to sit in it. Asking twice changes nothing.

        Who sat an attempt that was declared void stands as if they had never come.

        Raises:
            UnknownWindow: there is none, or it is not open to this person.
            NotAdmitted: the stage takes only those who are admitted.
            AlreadyBooked, StageTaken, StageMissed, TooLateToBook, UnknownLanguage, WindowFull
        """

        async def once() -> HeldPlace:
            async with self._database.write() as tx:
                return await self._book(tx, candidate_id, window_id, language, now)

        return await _again_after_races(once)

    async def _book(
        self, tx: Transaction, candidate_id: str, window_id: str, language: str, now: datetime
    ) -> HeldPlace:
        window = await _admitting_window(tx, candidate_id, window_id)
        former = _latest(await tx.booking.of_candidate(candidate_id), window.stage_id)
        if former is not None and former.void:
            former = None
        wish = BookWindow(booking_id=new_id(), person_id=candidate_id, language=language)
        booked = decide_booking(
            self._rules, window, wish, former=None if former is None else former.booking, now=now
        )
        if former is not None and booked.booking == former.booking:
            return former
        await tx.booking.replace_window(window, booked.windows[0])
        attempt = await give_attempt(
            tx,
            candidate_id=candidate_id,
            programme_id=window.stage_id,
            window=(window.opens_at, window.closes_at),
            actor_id=candidate_id,
            now=now,
        )
        await tx.booking.add(booked.booking, attempt.id)
        await _tell(tx, NoticeKind.BOOKING_MADE, booked.booking, window, now=now)
        return HeldPlace(booked.booking, attempt.id, came=False)

    async def move(
        self, candidate_id: str, booking_id: str, window_id: str, language: str, now: datetime
    ) -> HeldPlace:
        """Exchange a place for one in another window, or the language; the attempt moves with it.

        Raises:
            UnknownBooking, UnknownWindow: there is none, or not for this person.
            NotAdmitted, StageTaken, StageMissed, TooLateToMove, TooManyMoves, WrongStage, TooLateToBook,
            UnknownLanguage, WindowFull
        """

        async def once() -> HeldPlace:
            async with self._database.write() as tx:
                return await self._move(tx, candidate_id, booking_id, window_id, language, now)

        return await _again_after_races(once)

    async def _move(
        self,
        tx: Transaction,
        candidate_id: str,
        booking_id: str,
        window_id: str,
        language: str,
        now: datetime,
    ) -> HeldPlace:
        place = await tx.booking.get(booking_id)
        if place is None or place.booking.person_id != candidate_id:
            raise UnknownBooking(booking_id)
        if place.came:
            raise StageTaken(booking_id)
        held = await _window(tx, place.booking.window_id)
        wanted = await _admitting_window(tx, candidate_id, window_id)
        moved = decide_reschedule(
            self._rules, place.booking, held=held, wanted=wanted, language=language, now=now
        )
        if moved.booking == place.booking:
            return place
        before = {one.id: one for one in (held, wanted)}
        for after in moved.windows:
            await tx.booking.replace_window(before[after.id], after)
        await tx.booking.replace(place.booking, moved.booking)
        await _move_attempt(tx, place.attempt_id, wanted)
        await tx.journal.record(action="booking_moved", subject=booking_id, actor_id=candidate_id, now=now)
        await _tell(tx, NoticeKind.BOOKING_MOVED, moved.booking, wanted, now=now)
        return replace(place, booking=moved.booking)

    async def expected(self, now: datetime, within: timedelta) -> dict[str, int]:
        """How many people hold a place in windows that are open or open `within`, by programme."""
        async with self._database.read() as tx:
            coming = await tx.booking.windows(closing_after=now)
            near = {one.window.id for one in coming if one.window.opens_at <= now + within}
            places = [one.booking for one in await tx.booking.held() if not one.came]
        return Counter(one.stage_id for one in places if one.window_id in near)

    async def settle(self, now: datetime) -> int:
        """Note who came and who missed their window; returns how many bookings that settled."""
        async with self._database.read() as tx:
            places = await tx.booking.held()
            unclosed = {one.window.id: one.window for one in await tx.booking.windows(closing_after=now)}
        came = [one for one in places if one.came and one.booking.window_id in unclosed]
        over = [one for one in places if one.booking.window_id not in unclosed]
        for first in range(0, len(came), AT_A_TIME):
            await self._take(came[first : first + AT_A_TIME], unclosed, now)
        return len(came) + sum([await self._settle(place.booking.id, now) for place in over])

    async def _take(self, came: Sequence[HeldPlace], windows: Mapping[str, Window], now: datetime) -> None:
        """Settle those who came, together: thousands come in one minute."""
        changes = [
            (
                one.booking,
                decide_no_show(one.booking, windows[one.booking.window_id], came=one.came, now=now),
            )
            for one in came
        ]
        async with self._database.write() as tx:
            await tx.booking.replace_all(changes)

    async def _settle(self, booking_id: str, now: datetime) -> bool:
        async with self._database.write() as tx:
            place = await tx.booking.get(booking_id)
            if place is None:
                return False
            window = await _window(tx, place.booking.window_id)
            if not place.came and now < window.closes_at:
                return False
            after = decide_no_show(place.booking, window, came=place.came, now=now)
            if after == place.booking:
                return False
            await tx.booking.replace(place.booking, after)
            if after.state is BookingState.MISSED:
                await tx.journal.record(action="booking_missed", subject=booking_id, actor_id=None, now=now)
                await _tell(tx, NoticeKind.BOOKING_MISSED, after, window, now=now)
            return True

    async def remind(self, now: datetime) -> int:
        """Post the reminders that are due, each once; one that a later one overtook is left out."""
        async with self._database.read() as tx:
            places = await tx.booking.held()
            windows = {one.window.id: one.window for one in await tx.booking.windows(closing_after=now)}
            due = [
                (place.booking, windows[place.booking.window_id], at)
                for place in places
                if (at := self._reminder_of(place, windows.get(place.booking.window_id), now)) is not None
            ]
            told = await tx.notices.told([(one.person_id, _reminded(one, at)) for one, _, at in due])
        n = 0
        for booking, window, at in due:
            if _reminded(booking, at) not in told:
                async with self._database.write() as tx:
                    n += await _tell(tx, REMINDER, booking, window, occasion=at.isoformat(), now=now)
        return n

    def _reminder_of(self, place: HeldPlace, window: Window | None, now: datetime) -> datetime | None:
        """The newest reminder that is due; None: none is."""
        if window is None or now >= window.opens_at or place.came:
            return None
        return max((at for at in reminders_at(self._rules, place.booking, window) if at <= now), default=None)


async def booked_language(tx: Transaction, attempt_id: str) -> str | None:
    """The language an attempt was booked in; None: it was not booked, and any will do."""
    return await tx.booking.language_of_attempt(attempt_id)


async def require_booked_language(tx: Transaction, attempt_id: str, language: str) -> str | None:
    """Let a booked attempt begin in the language chosen for it, which is returned.

    Raises:
        OtherLanguageBooked
    """
    booked = await booked_language(tx, attempt_id)
    if booked not in (None, language):
        raise OtherLanguageBooked(booked)
    return booked


async def _again_after_races(once: Callable[[], Awaitable[Result]]) -> Result:
    for _ in range(N_TRIES - 1):
        try:
            return await once()
        except ConcurrentChange:
            continue
    return await once()


async def _window(tx: Transaction, window_id: str) -> Window:
    stored = await tx.booking.window(window_id)
    if stored is None:
        raise UnknownWindow(window_id)
    return stored.window


async def _admitting_window(tx: Transaction, candidate_id: str, window_id: str) -> Window:
    stored = await tx.booking.window(window_id)
    if stored is None:
        raise UnknownWindow(window_id)
    if not stored.open_to_all and stored.window.stage_id not in await tx.booking.admitted_to(candidate_id):
        raise NotAdmitted(stored.window.stage_id)
    return stored.window


def _latest(places: list[HeldPlace], stage_id: str) -> HeldPlace | None:
    of_stage = [one for one in places if one.booking.stage_id == stage_id]
    return of_stage[-1] if of_stage else None


async def _move_attempt(tx: Transaction, attempt_id: str, window: Window) -> None:
    attempt: Attempt | None = await tx.attempts.get(attempt_id)
    assert attempt is not None  # noqa: S101  a booking's foreign key
    await tx.attempts.replace(
        attempt, replace(attempt, window_opens_at=window.opens_at, window_closes_at=window.closes_at)
    )


async def _tell(
    tx: Transaction, kind: NoticeKind, booking: Booking, window: Window, *, occasion: str = "", now: datetime
) -> bool:
    return await tx.notices.post(
        account_id=booking.person_id,
        kind=kind,
        params={
            "programme_id": booking.stage_id,
            "opens_at": window.opens_at.isoformat(),
            "closes_at": window.closes_at.isoformat(),
            "language": booking.language,
        },
        occasion=_occasion(kind, booking, occasion),
        now=now,
    )


def _occasion(kind: str, booking: Booking, occasion: str) -> str:
    """What a notice is told of, once."""
    return f"{kind}:{booking.id}:{booking.n_moves}:{occasion}"


def _reminded(booking: Booking, at: datetime) -> str:
    return _occasion(REMINDER, booking, at.isoformat())

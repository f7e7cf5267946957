"""Any order of booking, moving, coming and staying away: no window holds more people than places."""

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from exam_engine.booking import (
    Booked,
    Booking,
    BookingRules,
    BookingState,
    BookWindow,
    Window,
    astana_day,
    decide_booking,
    decide_no_show,
    decide_reschedule,
)
from exam_engine.errors import ExamError

MONDAY = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
"""Midnight in Astana."""
PEOPLE = st.sampled_from("abcd")
WINDOWS = st.sampled_from(["day-1", "day-2", "day-3", "day-4"])
LANGUAGES = st.sampled_from(["kk", "ru", "en"])


class Bookings(RuleBasedStateMachine):
    """Four people, four windows of a place or two, and a clock that only goes on."""

    @initialize(capacities=st.lists(st.integers(1, 2), min_size=4, max_size=4), chance=st.booleans())
    def begin(self, capacities: list[int], chance: bool) -> None:
        self.now = MONDAY
        self.terms = BookingRules(second_chance=chance)
        self.bookings: dict[str, Booking] = {}
        self.all: dict[str, Booking] = {}
        self.windows: dict[str, Window] = {}
        for no, capacity in enumerate(capacities, start=1):
            opens_at = MONDAY + timedelta(days=no, hours=no)
            self.windows[f"day-{no}"] = Window(
                id=f"day-{no}",
                stage_id="test",
                opens_at=opens_at,
                closes_at=opens_at + timedelta(hours=1),
                languages=frozenset({"kk", "ru"}),
                capacity=capacity,
            )

    def write(self, decided: Booked) -> None:
        self.bookings[decided.booking.person_id] = decided.booking
        self.all[decided.booking.id] = decided.booking
        for window in decided.windows:
            assert window.version == self.windows[window.id].version + 1
            self.windows[window.id] = window

    @rule(hours=st.integers(1, 20))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(person_id=PEOPLE, window_id=WINDOWS, language=LANGUAGES)
    def book(self, person_id: str, window_id: str, language: str) -> None:
        wish = BookWindow(booking_id=f"{person_id}-{len(self.all)}", person_id=person_id, language=language)
        former, window = self.bookings.get(person_id), self.windows[window_id]
        try:
            decided = decide_booking(self.terms, window, wish, former=former, now=self.now)
        except ExamError:
            return
        if decided.booking is not former:
            assert astana_day(self.now) < astana_day(window.opens_at)
        self.write(decided)

    @rule(person_id=PEOPLE, window_id=WINDOWS, language=LANGUAGES)
    def move(self, person_id: str, window_id: str, language: str) -> None:
        booking = self.bookings.get(person_id)
        if booking is None:
            return
        held, wanted = self.windows[booking.window_id], self.windows[window_id]
        try:
            decided = decide_reschedule(
                self.terms, booking, held=held, wanted=wanted, language=language, now=self.now
            )
        except ExamError:
            return
        self.write(decided)

    @rule(person_id=PEOPLE, came=st.booleans())
    def settle(self, person_id: str, came: bool) -> None:
        booking = self.bookings.get(person_id)
        if booking is None:
            return
        try:
            settled = decide_no_show(booking, self.windows[booking.window_id], came=came, now=self.now)
        except ExamError:
            return
        self.write(Booked(settled))

    @invariant()
    def windows_count_their_bookings_and_never_overflow(self) -> None:
        for window in getattr(self, "windows", {}).values():
            n = sum(booking.window_id == window.id for booking in self.all.values())
            assert n == window.n_booked
            assert window.capacity is not None
            assert 0 <= n <= window.capacity

    @invariant()
    def nobody_holds_two_places_or_moves_too_often(self) -> None:
        everything = getattr(self, "all", {}).values()
        open_ones = [one.person_id for one in everything if one.state is BookingState.BOOKED]
        assert len(set(open_ones)) == len(open_ones)
        assert all(one.n_moves <= self.terms.most_moves for one in everything)
        assert all(one.language in {"kk", "ru"} for one in everything)


Bookings.TestCase.settings = settings(deadline=None, max_examples=60, stateful_step_count=25)
TestBookings = Bookings.TestCase

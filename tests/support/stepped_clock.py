"""A clock that stands still until a test steps it."""

from datetime import UTC, datetime, timedelta

MONDAY_MORNING = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""10:00 in Astana on a working day that a working day follows."""


class SteppedClock:
    """Tells one instant, and intervals that agree with it."""

    def __init__(self, now: datetime = MONDAY_MORNING) -> None:
        self._began = self._now = now

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return (self._now - self._began).total_seconds()

    def step(self, *, minutes: float = 0.0, seconds: float = 0.0) -> datetime:
        """Move on and tell the new instant."""
        self._now += timedelta(minutes=minutes, seconds=seconds)
        return self._now

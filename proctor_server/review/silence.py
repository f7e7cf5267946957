"""When silence is an alarm: running attempts of which no media has come for ten seconds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

SILENT_AFTER = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Heard:
    """A running attempt, and when something of it was heard last (or could have been for the first time)."""

    attempt_id: str
    last_at: datetime


@dataclass(frozen=True, slots=True)
class AlarmChanges:
    """Alarms to raise (attempt → silent since) and attempts whose alarm is over."""

    raised: Mapping[str, datetime]
    cleared: frozenset[str]


def decide_alarms(running: Iterable[Heard], standing: Iterable[str], now: datetime) -> AlarmChanges:
    """Compare what is heard with the alarms that stand; an attempt that runs no more needs no alarm."""
    silent = {one.attempt_id: one.last_at for one in running if now - one.last_at >= SILENT_AFTER}
    known = frozenset(standing)
    return AlarmChanges(
        {attempt_id: since for attempt_id, since in silent.items() if attempt_id not in known},
        known - silent.keys(),
    )

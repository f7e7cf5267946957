"""Which reports tell of which true events, by the strict rule every figure of this project uses.

Same type and direction; overlap of at least 40 % of the shorter; the report at most 2 x the event + 4 s long;
one report per event. Every other report is a false alarm, save those that tell of a `hard` event, which
counts neither as a miss nor as a false alarm.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAST_OVERLAP = 0.4
LONGEST_FACTOR, LONGEST_EXTRA_S = 2.0, 4.0


@dataclass(frozen=True, slots=True)
class Event:
    """A true event of a clip, in seconds; `direction` None means that any will do."""

    type: str
    t0_s: float
    t1_s: float
    direction: str | None = None
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What the analysis reported, when it first could, and how surely (0..1)."""

    type: str
    t0_s: float
    t1_s: float
    direction: str | None
    raised_at_s: float
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Match:
    """The outcome for one clip: told events, events missed, reports that were false alarms."""

    told: tuple[tuple[Event, Report], ...]
    missed: tuple[Event, ...]
    false_alarms: tuple[Report, ...]


def event_from_truth(document: Mapping[str, object]) -> Event:
    """Read one entry of a truth file's `events`. A direction counts for `turned` alone."""
    direction = document.get("dir") if document["type"] == "turned" else None
    return Event(
        type=str(document["type"]),
        t0_s=float(str(document["t0"])),
        t1_s=float(str(document["t1"])),
        direction=None if direction is None else str(direction),
        hard=bool(document.get("hard", False)),
    )


def match(events: Sequence[Event], reports: Sequence[Report]) -> Match:
    """Pair events with reports, the largest overlaps first."""
    pairs = sorted(
        ((event, report) for event in events for report in reports if tells_of(event, report)),
        key=lambda pair: -overlap_s(*pair),
    )
    told: dict[int, tuple[Event, Report]] = {}
    used: set[int] = set()
    for event, report in pairs:
        if id(event) not in told and id(report) not in used:
            told[id(event)] = event, report
            used.add(id(report))
    rest = [report for report in reports if id(report) not in used]
    return Match(
        told=tuple(pair for pair in told.values() if not pair[0].hard),
        missed=tuple(event for event in events if not event.hard and id(event) not in told),
        false_alarms=tuple(report for report in rest if not _touches_hard(events, report)),
    )


def overlap_s(event: Event, report: Report) -> float:
    """Seconds that both share; below 0: how far they are apart."""
    return min(event.t1_s, report.t1_s) - max(event.t0_s, report.t0_s)


def tells_of(event: Event, report: Report) -> bool:
    """The strict rule for one pair."""
    if event.type != report.type or event.direction not in (None, report.direction):
        return False
    true_s, told_s = event.t1_s - event.t0_s, report.t1_s - report.t0_s
    enough = overlap_s(event, report) >= LEAST_OVERLAP * min(true_s, told_s)
    return enough and overlap_s(event, report) > 0 and told_s <= LONGEST_FACTOR * true_s + LONGEST_EXTRA_S


def _touches_hard(events: Sequence[Event], report: Report) -> bool:
    return any(
        event.hard
        and event.type == report.type
        and event.direction in (None, report.direction)
        and overlap_s(event, report) > 0
        for event in events
    )

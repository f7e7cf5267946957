"""Which parts of an attempt were observed, which were not, and by whose doing.

A gap of ours never counts against a candidate, so every gap carries its cause.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from proctor_server.review.errors import BadTimeline

BRIDGED_S = 1.0
"""A gap between two segments shorter than this is the seam of two keyframes, not a loss."""


class CoverageState(Enum):
    """What is known of a span."""

    OBSERVED = "observed"
    PENDING = "pending"
    NOT_OBSERVED = "not_observed"


class CoverageCause(Enum):
    """Why a span was not observed; ours come first, and the first wins where several hold."""

    SERVER = "server"
    ANALYSIS = "analysis"
    NETWORK = "network"
    CAMERA_OFF = "camera_off"
    MICROPHONE_OFF = "microphone_off"
    NOT_CONNECTED = "not_connected"


class SegmentStatus(Enum):
    """How far a segment's analysis has come; where segments overlap, the first wins."""

    ANALYSED = "analysed"
    PENDING = "pending"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SegmentSpan:
    """The span of a recorded segment, in seconds since the attempt started."""

    t0_s: float
    t1_s: float
    status: SegmentStatus


@dataclass(frozen=True, slots=True)
class Outage:
    """A span in which something was known to be off, in seconds since the attempt started."""

    t0_s: float
    t1_s: float
    cause: CoverageCause


@dataclass(frozen=True, slots=True)
class CoverageSpan:
    """One stretch of the coverage line, in seconds since the attempt started."""

    t0_s: float
    t1_s: float
    state: CoverageState
    cause: CoverageCause | None


_Mark = SegmentStatus | CoverageCause
_MarkedSpan = tuple[float, float, _Mark]
_Look = tuple[CoverageState, CoverageCause | None]


def coverage_line(
    *, t_end_s: float, segments: Sequence[SegmentSpan], outages: Sequence[Outage]
) -> tuple[CoverageSpan, ...]:
    """Partition [0, t_end) into spans, neighbours always different.

    Recorded time is observed, pending, or (analysis failed) not observed by our doing. Elsewhere nothing
    was observed: by an outage's cause, else because nothing was connected. An outage explains a gap, it
    never makes one; as the page reports some outages by its own clock, one that ends before it begins
    is left out.

    Raises:
        BadTimeline: a segment or the line itself ends before it begins.
    """
    if t_end_s < 0 or any(segment.t1_s < segment.t0_s for segment in segments):
        raise BadTimeline("a span ends before it begins")
    gaps: list[_MarkedSpan] = [(o.t0_s, o.t1_s, o.cause) for o in outages if o.t0_s < o.t1_s]
    marks = [*_recorded(segments), *gaps]
    return tuple(_merged(_stretches(marks, t_end_s)))


def _recorded(segments: Sequence[SegmentSpan]) -> Iterator[_MarkedSpan]:
    """Give the segments and the seams between them; a seam looks like the segment before it."""
    before: SegmentSpan | None = None
    for segment in sorted(segments, key=lambda segment: (segment.t0_s, segment.t1_s)):
        if before is not None and 0 < segment.t0_s - before.t1_s < BRIDGED_S:
            yield before.t1_s, segment.t0_s, before.status
        yield segment.t0_s, segment.t1_s, segment.status
        if before is None or segment.t1_s >= before.t1_s:
            before = segment


def _stretches(marks: Iterable[_MarkedSpan], t_end_s: float) -> Iterator[tuple[float, float, _Look]]:
    """Sweep from 0 to the end and give what holds between each two changes."""
    changes = [
        (min(max(t_s, 0.0), t_end_s), step, mark)
        for t0_s, t1_s, mark in marks
        for t_s, step in ((t0_s, 1), (t1_s, -1))
    ]
    changes.sort(key=lambda change: change[0])
    holding: Counter[_Mark] = Counter()
    at_s = 0.0
    for t_s, step, mark in [*changes, (t_end_s, 0, CoverageCause.NOT_CONNECTED)]:
        if t_s > at_s:
            yield at_s, t_s, _look(holding)
            at_s = t_s
        holding[mark] += step


def _look(holding: Counter[_Mark]) -> _Look:
    status = next((status for status in SegmentStatus if holding[status] > 0), None)
    match status:
        case SegmentStatus.ANALYSED:
            return CoverageState.OBSERVED, None
        case SegmentStatus.PENDING:
            return CoverageState.PENDING, None
        case SegmentStatus.FAILED:
            return CoverageState.NOT_OBSERVED, CoverageCause.ANALYSIS
        case None:
            causes = (cause for cause in CoverageCause if holding[cause] > 0)
            return CoverageState.NOT_OBSERVED, next(causes, CoverageCause.NOT_CONNECTED)


def _merged(stretches: Iterable[tuple[float, float, _Look]]) -> Iterator[CoverageSpan]:
    held: CoverageSpan | None = None
    for t0_s, t1_s, (state, cause) in stretches:
        if held is not None and (held.state, held.cause) == (state, cause):
            held = CoverageSpan(held.t0_s, t1_s, state, cause)
            continue
        if held is not None:
            yield held
        held = CoverageSpan(t0_s, t1_s, state, cause)
    if held is not None:
        yield held

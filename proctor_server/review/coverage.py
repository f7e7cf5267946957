"""Which parts of an attempt were observed, which were not, and by whose doing.

A gap of ours never counts against a candidate, so every gap carries its cause.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from proctor_server.review.errors import BadTimeline

BRIDGED_S = 1.0
"""A gap behind a segment shorter than this is the seam of two keyframes, or the end's, not a loss."""


class CoverageState(Enum):
    """What is known of a span; uncertain: recorded and looked at, but too poor a picture to tell anything by."""

    OBSERVED = "observed"
    UNCERTAIN = "uncertain"
    PENDING = "pending"
    NOT_OBSERVED = "not_observed"


class CoverageCause(Enum):
    """Why a span was not observed; ours come first, and the first wins where several hold.

    Causes of a device also stand beside observed time: the picture is there and the sound is not.
    """

    SERVER = "server"
    ANALYSIS = "analysis"
    NETWORK = "network"
    CAMERA_UNPLUGGED = "camera_unplugged"
    CAMERA_ENDED = "camera_ended"
    CAMERA_MUTED = "camera_muted"
    CAMERA_CHANGED = "camera_changed"
    MICROPHONE_UNPLUGGED = "microphone_unplugged"
    MICROPHONE_ENDED = "microphone_ended"
    MICROPHONE_MUTED = "microphone_muted"
    MICROPHONE_CHANGED = "microphone_changed"
    SCREEN_ENDED = "screen_ended"
    NOT_CONNECTED = "not_connected"


class Fault(Enum):
    """Whose doing a cause is. A device is the candidate's to see to; that is no reproach."""

    CANDIDATE = "candidate"
    NETWORK = "network"
    SERVER = "server"


CAMERA_CAUSES = tuple(cause for cause in CoverageCause if cause.value.startswith("camera_"))
DEVICE_CAUSES = tuple(
    cause for cause in CoverageCause if cause.value.startswith(("camera_", "microphone_", "screen_"))
)


def fault_of(cause: CoverageCause | None) -> Fault | None:
    """Tell whose doing a cause is; None where nobody knows."""
    match cause:
        case None | CoverageCause.NOT_CONNECTED:
            return None
        case CoverageCause.SERVER | CoverageCause.ANALYSIS:
            return Fault.SERVER
        case CoverageCause.NETWORK:
            return Fault.NETWORK
        case _:
            return Fault.CANDIDATE


class SegmentStatus(Enum):
    """How far a segment's analysis has come; where segments overlap, the first wins."""

    ANALYSED = "analysed"
    UNCERTAIN = "uncertain"
    PENDING = "pending"
    FAILED = "failed"
    SOUND_ONLY = "sound_only"


@dataclass(frozen=True, slots=True)
class SegmentSpan:
    """The span of a recorded segment, in seconds since the attempt started.

    `backfilled`: the page recorded it and sent it after an outage.
    """

    t0_s: float
    t1_s: float
    status: SegmentStatus
    backfilled: bool = False


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
    backfilled: bool = False


_Recorded = tuple[SegmentStatus, bool]
_Mark = _Recorded | CoverageCause
_MarkedSpan = tuple[float, float, _Mark]
_Look = tuple[CoverageState, CoverageCause | None, bool]


def coverage_line(
    *, t_end_s: float, segments: Sequence[SegmentSpan], outages: Sequence[Outage]
) -> tuple[CoverageSpan, ...]:
    """Partition [0, t_end) into spans, neighbours always different.

    Recorded time is observed, pending, or (analysis failed) not observed: because the camera was off, else
    by our doing. Where sound alone was recorded the camera was off, whatever the page reported.
    Elsewhere nothing was observed: by an outage's cause, else because nothing was connected.
    An outage explains a gap, it never makes one; as the page reports some outages by its own clock, one
    that ends before it begins is left out.

    Raises:
        BadTimeline: a segment or the line itself ends before it begins.
    """
    if t_end_s < 0 or any(segment.t1_s < segment.t0_s for segment in segments):
        raise BadTimeline("a span ends before it begins")
    gaps: list[_MarkedSpan] = [(o.t0_s, o.t1_s, o.cause) for o in outages if o.t0_s < o.t1_s]
    marks = [*_recorded(segments, t_end_s), *gaps]
    return tuple(_merged(_stretches(marks, t_end_s)))


def _recorded(segments: Sequence[SegmentSpan], t_end_s: float) -> Iterator[_MarkedSpan]:
    """Give the segments and the seams behind them; a seam looks like the segment before it.

    The end of the line is a seam, too, though nothing comes after, or what does comes much later.
    """
    before: SegmentSpan | None = None
    for segment in sorted(segments, key=lambda segment: (segment.t0_s, segment.t1_s)):
        yield from _seam(before, min(segment.t0_s, t_end_s))
        yield segment.t0_s, segment.t1_s, (segment.status, segment.backfilled)
        if before is None or segment.t1_s >= before.t1_s:
            before = segment
    yield from _seam(before, t_end_s)


def _seam(before: SegmentSpan | None, until_s: float) -> Iterator[_MarkedSpan]:
    if before is not None and 0 < until_s - before.t1_s < BRIDGED_S:
        yield before.t1_s, until_s, (before.status, before.backfilled)


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
    recorded = ((status, late) for status in SegmentStatus for late in (False, True))
    status, late = next((mark for mark in recorded if holding[mark] > 0), (None, False))
    match status:
        case SegmentStatus.ANALYSED:
            return CoverageState.OBSERVED, _first(holding, DEVICE_CAUSES), late
        case SegmentStatus.UNCERTAIN:
            return CoverageState.UNCERTAIN, _first(holding, DEVICE_CAUSES), late
        case SegmentStatus.PENDING:
            return CoverageState.PENDING, None, late
        case SegmentStatus.FAILED:
            return (
                CoverageState.NOT_OBSERVED,
                _first(holding, CAMERA_CAUSES) or CoverageCause.ANALYSIS,
                late,
            )
        case SegmentStatus.SOUND_ONLY:
            cause = _first(holding, CAMERA_CAUSES) or CoverageCause.CAMERA_ENDED
            return CoverageState.NOT_OBSERVED, cause, late
        case None:
            cause = _first(holding, tuple(CoverageCause)) or CoverageCause.NOT_CONNECTED
            return CoverageState.NOT_OBSERVED, cause, False


def _first(holding: Counter[_Mark], causes: Sequence[CoverageCause]) -> CoverageCause | None:
    return next((cause for cause in causes if holding[cause] > 0), None)


def _merged(stretches: Iterable[tuple[float, float, _Look]]) -> Iterator[CoverageSpan]:
    held: CoverageSpan | None = None
    for t0_s, t1_s, look in stretches:
        if held is not None and (held.state, held.cause, held.backfilled) == look:
            held = CoverageSpan(held.t0_s, t1_s, *look)
            continue
        if held is not None:
            yield held
        held = CoverageSpan(t0_s, t1_s, *look)
    if held is not None:
        yield held

"""What was observed of an attempt and what was not, and through whose fault."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import zip_longest

from exam_engine.attempt import Attempt
from proctor_server.db.attempts import MEDIA_REFUSED, IntegrityRecord
from proctor_server.db.database import Transaction
from proctor_server.db.journal import Life
from proctor_server.db.recordings import Part, PartSource, SegmentState
from proctor_server.kernel.streams import StreamKind
from proctor_server.review.coverage import (
    CoverageCause,
    CoverageSpan,
    Outage,
    SegmentSpan,
    SegmentStatus,
    coverage_line,
)

SILENT_AFTER = timedelta(seconds=6)
"""A server says every two seconds that it is alive; three beats missed at the end of its last life are an outage."""

RECONNECTED_WITHIN = timedelta(seconds=15)
"""What a page may need after a start of ours until it is recorded again; a gap until then is still ours."""

ENDED_BY_US = frozenset({"server_stop", "storage_failed", "peer_failed"})
"""How a part ends that the server or its ingest node left, be it killed: a repair notes `server_stop` then."""


async def coverage_of(tx: Transaction, attempt: Attempt, until: datetime) -> tuple[CoverageSpan, ...]:
    """What was observed of an attempt and what was not, and through whose fault, up to `until`."""
    start = attempt.started_at
    if start is None:
        return ()
    segments = await tx.recordings.segments_of(attempt.id)
    lives = await tx.journal.lives(start - timedelta(minutes=1), until)
    events = await tx.attempts.events(attempt.id)
    late = await tx.recordings.backfilled_segments(attempt.id)
    parts = [one for one in await tx.recordings.parts_of(attempt.id) if _is_live(one)]
    spans = [
        SegmentSpan(
            t0_s=(one.begins_at - start).total_seconds(),
            t1_s=(one.ends_at - start).total_seconds(),
            status=SegmentStatus.UNCERTAIN if one.uncertain else _STATUS[one.state],
            backfilled=one.id in late,
        )
        for one in segments
    ]
    outages = [
        *_server_outages(lives, start, until),
        *_part_outages(parts, start),
        *_page_outages(events, start, until),
    ]
    return coverage_line(t_end_s=(until - start).total_seconds(), segments=spans, outages=outages)


_STATUS = {
    SegmentState.PENDING: SegmentStatus.PENDING,
    SegmentState.CLAIMED: SegmentStatus.PENDING,
    SegmentState.ANALYSED: SegmentStatus.ANALYSED,
    SegmentState.FAILED: SegmentStatus.FAILED,
    SegmentState.SOUND_ONLY: SegmentStatus.SOUND_ONLY,
}


def _server_outages(lives: Sequence[Life], start: datetime, until: datetime) -> list[Outage]:
    """The spans in which no server was alive, and the pages' way back after them: ours, never the candidate's."""
    outages = []
    alive_to = start
    for life in lives:
        if life.started_at > alive_to:
            back_at = life.started_at + RECONNECTED_WITHIN
            outages.append(_outage(alive_to, back_at, start, CoverageCause.SERVER))
        alive_to = max(alive_to, life.seen_at)
    if until - alive_to > SILENT_AFTER:
        outages.append(_outage(alive_to, until, start, CoverageCause.SERVER))
    return outages


def _is_live(part: Part) -> bool:
    return part.kind == StreamKind.CAMERA.value and part.source == PartSource.LIVE.value


def _part_outages(parts: Sequence[Part], start: datetime) -> Iterator[Outage]:
    """From a part that ended by our doing to the next one, or as long as a page may need to come back."""
    in_time = sorted(parts, key=lambda part: part.started_at)
    for part, following in zip_longest(in_time, in_time[1:]):
        if part.ended_cause in ENDED_BY_US:
            ended_at = part.started_at + timedelta(milliseconds=part.duration_ms or 0)
            back_at = ended_at + RECONNECTED_WITHIN
            if following is not None:
                back_at = min(back_at, following.started_at)
            yield _outage(ended_at, back_at, start, CoverageCause.SERVER)


_BEGINS = {
    "camera_unplugged": CoverageCause.CAMERA_UNPLUGGED,
    "camera_ended": CoverageCause.CAMERA_ENDED,
    "camera_muted": CoverageCause.CAMERA_MUTED,
    "microphone_unplugged": CoverageCause.MICROPHONE_UNPLUGGED,
    "microphone_ended": CoverageCause.MICROPHONE_ENDED,
    "microphone_muted": CoverageCause.MICROPHONE_MUTED,
    "screen_ended": CoverageCause.SCREEN_ENDED,
    "offline": CoverageCause.NETWORK,
    "media_disconnected": CoverageCause.NETWORK,
}
_CAMERA_BACK = frozenset({"camera_opened", "camera_unmuted", "camera_changed"})
_MICROPHONE_BACK = frozenset({"microphone_opened", "microphone_unmuted", "microphone_changed"})
_ENDS = {
    CoverageCause.CAMERA_UNPLUGGED: _CAMERA_BACK,
    CoverageCause.CAMERA_ENDED: _CAMERA_BACK,
    CoverageCause.CAMERA_MUTED: _CAMERA_BACK,
    CoverageCause.MICROPHONE_UNPLUGGED: _MICROPHONE_BACK,
    CoverageCause.MICROPHONE_ENDED: _MICROPHONE_BACK,
    CoverageCause.MICROPHONE_MUTED: _MICROPHONE_BACK,
    CoverageCause.SCREEN_ENDED: frozenset({"screen_opened"}),
    CoverageCause.NETWORK: frozenset({"online", "media_connected"}),
}
CHANGE_SHOWN = timedelta(seconds=2)
"""A change of device is an instant; it stands on the line for this long, so that it can be seen."""

_INSTANTS = {
    "camera_changed": (CoverageCause.CAMERA_CHANGED, CHANGE_SHOWN),
    "microphone_changed": (CoverageCause.MICROPHONE_CHANGED, CHANGE_SHOWN),
    MEDIA_REFUSED: (CoverageCause.SERVER, RECONNECTED_WITHIN),
}
"""What happened at one instant, and for how long it explains what lacks."""


def _page_outages(events: Sequence[IntegrityRecord], start: datetime, until: datetime) -> list[Outage]:
    """What the page said of its camera and line, and what we refused it: it explains a gap, it never makes one."""
    outages = []
    for index, event in enumerate(events):
        if (instant := _INSTANTS.get(event.kind)) is not None:
            outages.append(_outage(event.client_at, event.client_at + instant[1], start, instant[0]))
        if (cause := _BEGINS.get(event.kind)) is None:
            continue
        end = next((later.client_at for later in events[index + 1 :] if later.kind in _ENDS[cause]), until)
        outages.append(_outage(event.client_at, end, start, cause))
    return outages


def _outage(begin: datetime, end: datetime, start: datetime, cause: CoverageCause) -> Outage:
    return Outage(
        t0_s=(begin - start).total_seconds(), t1_s=max((end - start).total_seconds(), 0.0), cause=cause
    )

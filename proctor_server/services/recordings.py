"""The recording as rows: parts and segments as they are written, what recovery finds after a crash, coverage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from proctor_server.bus.wakeups import Topic
from proctor_server.db.alarms import MediaAlarm
from proctor_server.db.attempts import MEDIA_REFUSED, IntegrityRecord
from proctor_server.db.database import Database, Transaction
from proctor_server.db.recordings import Part, Segment
from proctor_server.kernel.clock import Clock
from proctor_server.kernel.ids import new_id
from proctor_server.kernel.streams import StreamKind, read_stream_name
from proctor_server.media.segment import SegmentClosed
from proctor_server.review.errors import KnowsCandidate
from proctor_server.review.silence import AlarmChanges
from proctor_server.services.looks import SAME_LOOK, note_look

log = structlog.get_logger()

LIFE_BEAT_S = 2.0
"""How often a server says it is alive; a gap of more than three beats is an outage of ours."""

ALARMS_AT_A_TIME = 100


class PartBegun(Protocol):
    """What the ingest tells of a part whose file exists now; `started_at` is its time zero."""

    @property
    def part_id(self) -> str: ...
    @property
    def attempt_id(self) -> str: ...
    @property
    def started_at(self) -> datetime: ...
    @property
    def path_key(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def sealed(self) -> bool: ...


class PartEnded(Protocol):
    """What the ingest tells of a part that is complete: milliseconds and bytes."""

    @property
    def part_id(self) -> str: ...
    @property
    def cause(self) -> str: ...
    @property
    def duration_ms(self) -> int: ...
    @property
    def size(self) -> int: ...


@dataclass(frozen=True, slots=True)
class PartOnLine:
    """A part on the attempt's time line: `t0_s` seconds after its start, `duration_s` long."""

    id: str
    t0_s: float
    duration_s: float
    kind: StreamKind = StreamKind.CAMERA


class RecordingIndex:
    """Writes down what the ingest records. It is the ingest's sink; the files stay the truth behind it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def part_started(self, event: PartBegun) -> None:
        attempt_id, kind = read_stream_name(event.attempt_id)
        async with self._database.write() as tx:
            await tx.recordings.add_part(
                Part(
                    id=event.part_id,
                    attempt_id=attempt_id,
                    kind=kind.value,
                    blob_key=event.path_key,
                    started_at=event.started_at,
                    width=event.width,
                    height=event.height,
                    ended_cause=None,
                    duration_ms=None,
                    n_bytes=None,
                    sealed=event.sealed,
                )
            )
            await tx.journal.wake(Topic.MEDIA, attempt_id, now=self._clock.now())

    async def segment_closed(self, event: SegmentClosed) -> None:
        async with self._database.write() as tx:
            part = await tx.recordings.part(event.part_id)
            if part is None:
                log.warning("segment_without_part", part_id=event.part_id, no=event.no)
                return
            await index_segment(tx, part, event)
            await tx.journal.wake(Topic.SEGMENT, part.attempt_id, now=self._clock.now())

    async def part_closed(self, event: PartEnded) -> None:
        async with self._database.write() as tx:
            part = await tx.recordings.part(event.part_id)
            if part is None:
                return
            await tx.recordings.end_part(
                event.part_id, cause=event.cause, duration_ms=event.duration_ms, n_bytes=event.size
            )
            now = self._clock.now()
            await tx.journal.wake(Topic.MEDIA, part.attempt_id, now=now)
            await tx.journal.wake(Topic.SEGMENT, part.attempt_id, now=now)


async def index_segment(tx: Transaction, part: Part, event: SegmentClosed) -> bool:
    """Add a segment's row; False if it is indexed already, so that recovery can repeat it freely."""
    return await tx.recordings.add_segment(
        Segment(
            id=new_id(),
            part_id=part.id,
            attempt_id=part.attempt_id,
            no=event.no,
            begins_at=part.started_at + timedelta(milliseconds=event.t0_ms),
            t0_ms=event.t0_ms,
            t1_ms=event.t1_ms,
            byte_offset=event.offset,
            n_bytes=event.size,
            header_bytes=event.header_size,
            sha256=event.sha256,
            kind=part.kind,
        )
    )


class RecordingService:
    """Reads recordings for review and mends their index at a start."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._looks: dict[tuple[str, str, str], datetime] = {}

    async def open_parts(self) -> list[Part]:
        async with self._database.read() as tx:
            return await tx.recordings.open_parts()

    async def unknown(self, keys: Sequence[str]) -> list[str]:
        """Those of `keys` (blob keys of part files) that no row tells of."""
        async with self._database.read() as tx:
            return sorted(set(keys) - await tx.recordings.blob_keys())

    async def adopt(self, part: Part) -> bool:
        """Write down a part that only its file tells of; False if its attempt is unknown too."""
        async with self._database.write() as tx:
            if await tx.attempts.get(part.attempt_id) is None:
                return False
            await tx.recordings.add_part(part)
            return True

    async def recovered(
        self, part: Part, segments: Sequence[SegmentClosed], *, duration_ms: int, n_bytes: int
    ) -> int:
        """Index what a repaired file holds and end its part; returns how many segments were not indexed yet."""
        async with self._database.write() as tx:
            n_new = sum([await index_segment(tx, part, segment) for segment in segments])
            await tx.recordings.end_part(
                part.id, cause="server_stop", duration_ms=duration_ms, n_bytes=n_bytes
            )
        return n_new

    async def running_since(self) -> dict[str, datetime]:
        """The attempts that should be recorded now, and when each began."""
        async with self._database.read() as tx:
            return await tx.attempts.running_since()

    async def standing_alarms(self) -> dict[str, MediaAlarm]:
        """Attempts of which nothing comes in, by attempt."""
        async with self._database.read() as tx:
            return await tx.alarms.standing()

    async def change_alarms(self, changes: AlarmChanges, now: datetime) -> None:
        """Write alarms down and wake the pages that show them.

        A line that fails for a whole hall raises thousands: between a few of them, answers have their turn.
        """
        raised = [MediaAlarm(attempt_id, since) for attempt_id, since in changes.raised.items()]
        for first in range(0, len(raised), ALARMS_AT_A_TIME):
            some = raised[first : first + ALARMS_AT_A_TIME]
            async with self._database.write() as tx:
                await tx.alarms.raise_all(some, now)
                await tx.journal.wake_all(Topic.MEDIA, [one.attempt_id for one in some], now=now)
        cleared = sorted(changes.cleared)
        for first in range(0, len(cleared), ALARMS_AT_A_TIME):
            ids = cleared[first : first + ALARMS_AT_A_TIME]
            async with self._database.write() as tx:
                await tx.alarms.clear_all(ids, now)
                await tx.journal.wake_all(Topic.MEDIA, ids, now=now)

    async def media_refused(self, attempt_id: str, now: datetime) -> None:
        """Note that an attempt's page came and could not be taken: what lacks of it now is our doing."""
        async with self._database.write() as tx:
            await tx.attempts.record_events(attempt_id, [IntegrityRecord(new_id(), MEDIA_REFUSED, now, now)])

    async def live_viewed(self, attempt_id: str, proctor_id: str, now: datetime) -> None:
        """Note that a proctor watches live."""
        await self._note_look("live_viewed", attempt_id, proctor_id, now)

    async def played(self, attempt_id: str, proctor_id: str, now: datetime) -> None:
        """Note that a proctor reads a recording.

        Raises:
            KnowsCandidate: they have declared that they know who is seen in it.
        """
        await self._note_look("recording_played", attempt_id, proctor_id, now, to_strangers=True)

    async def still_seen(self, attempt_id: str, proctor_id: str, now: datetime) -> None:
        """Note that a proctor looks at pictures of an attempt.

        Raises:
            KnowsCandidate: they have declared that they know who is seen in them.
        """
        await self._note_look("still_seen", attempt_id, proctor_id, now, to_strangers=True)

    async def _note_look(
        self, action: str, attempt_id: str, proctor_id: str, now: datetime, *, to_strangers: bool = False
    ) -> None:
        """One look is one entry, however many requests it takes; most of them ask the database nothing."""
        look = (action, attempt_id, proctor_id)
        noted_at = self._looks.get(look)
        if noted_at is not None and now - noted_at < SAME_LOOK:
            return
        async with self._database.write() as tx:
            if to_strangers:
                await _require_stranger(tx, attempt_id, proctor_id)
            await note_look(tx, action=action, subject=attempt_id, actor_id=proctor_id, now=now)
        self._looks[look] = now
        self._looks = {one: at for one, at in self._looks.items() if now - at < SAME_LOOK}

    async def live_part(self, attempt_id: str, kind: StreamKind) -> tuple[Part, int] | None:
        """The part that is being recorded now, and where its newest segment begins; None without one."""
        async with self._database.read() as tx:
            parts = await tx.recordings.parts_of(attempt_id)
            begun = [one for one in parts if one.ended_cause is None and one.kind == kind.value]
            if not begun:
                return None
            segments = await tx.recordings.segments_in(begun[-1].id)
        return begun[-1], segments[-1].byte_offset if segments else 0

    async def unlease_all(self) -> None:
        async with self._database.write() as tx:
            await tx.recordings.unlease_all()

    async def part(self, part_id: str) -> Part | None:
        async with self._database.read() as tx:
            return await tx.recordings.part(part_id)

    async def begin_life(self, now: datetime) -> str:
        life_id = new_id()
        async with self._database.write() as tx:
            await tx.journal.begin_life(life_id, now)
        return life_id

    async def still_alive(self, life_id: str, now: datetime) -> None:
        async with self._database.write() as tx:
            await tx.journal.still_alive(life_id, now)


def parts_on_line(parts: Sequence[Part], segments: Sequence[Segment], start: datetime) -> list[PartOnLine]:
    """Where each part lies on the attempt's line; one still being written is as long as its segments."""

    def duration_ms(part: Part) -> int:
        if part.duration_ms is not None:
            return part.duration_ms
        return max((one.t1_ms for one in segments if one.part_id == part.id), default=0)

    return [
        PartOnLine(
            id=part.id,
            t0_s=(part.started_at - start).total_seconds(),
            duration_s=duration_ms(part) / 1000,
            kind=StreamKind(part.kind),
        )
        for part in parts
        if duration_ms(part) > 0
    ]


async def _require_stranger(tx: Transaction, attempt_id: str, proctor_id: str) -> None:
    attempt = await tx.attempts.get(attempt_id)
    known = (await tx.readings.reader(proctor_id)).known_candidate_ids
    if attempt is not None and attempt.candidate_id in known:
        raise KnowsCandidate(attempt_id)

"""Recordings at rest: the parts of an attempt's recording and the segments in them, with their analysis."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from proctor_server.db.tables import parts, segments
from proctor_server.kernel.streams import StreamKind


class SegmentState(Enum):
    """A segment waits, is being analysed under a lease, is analysed, or could not be (after several tries).

    One of sound alone was listened to: there was nothing to see in it.
    """

    PENDING = "pending"
    CLAIMED = "claimed"
    ANALYSED = "analysed"
    FAILED = "failed"
    SOUND_ONLY = "sound_only"


SETTLED = (SegmentState.ANALYSED.value, SegmentState.FAILED.value, SegmentState.SOUND_ONLY.value)


class PartSource(StrEnum):
    """How a part came: over the live connection, or recorded by the page and sent after an outage."""

    LIVE = "live"
    BACKFILL = "backfill"


@dataclass(frozen=True, slots=True)
class Part:
    """One recording file: what one peer connection sent. `duration_ms` is None while it is being written.

    `sealed`: its clusters are encrypted. `stored_at`: when the object store had taken all of it.
    """

    id: str
    attempt_id: str
    blob_key: str
    started_at: datetime
    width: int
    height: int
    ended_cause: str | None
    duration_ms: int | None
    n_bytes: int | None
    kind: str = StreamKind.CAMERA.value
    source: str = PartSource.LIVE.value
    sealed: bool = False
    stored_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A span of a part that can be decoded by itself. `t0_ms`, `t1_ms`: from the part's first block.

    `uncertain`: analysed, but its picture is too poor to tell anything of the person by.
    """

    id: str
    part_id: str
    attempt_id: str
    no: int
    begins_at: datetime
    t0_ms: int
    t1_ms: int
    byte_offset: int
    n_bytes: int
    header_bytes: int
    sha256: str
    state: SegmentState = SegmentState.PENDING
    folded: bool = False
    n_tries: int = 0
    uncertain: bool = False
    kind: str = StreamKind.CAMERA.value

    @property
    def ends_at(self) -> datetime:
        return self.begins_at + timedelta(milliseconds=self.t1_ms - self.t0_ms)


_SEGMENT_COLUMNS = [segments.c[name] for name in Segment.__dataclass_fields__]
_PART_COLUMNS = [parts.c[name] for name in Part.__dataclass_fields__]


def _segment(row: Mapping[str, Any]) -> Segment:
    return Segment(**{**row, "state": SegmentState(row["state"])})


class RecordingStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add_part(self, part: Part) -> None:
        values = {name: getattr(part, name) for name in Part.__dataclass_fields__}
        await self._connection.execute(parts.insert().values(**values))

    async def end_part(self, part_id: str, *, cause: str, duration_ms: int, n_bytes: int) -> None:
        """Note a part's end; one that has ended before keeps its cause."""
        await self._connection.execute(
            parts.update()
            .where(parts.c.id == part_id, parts.c.ended_cause.is_(None))
            .values(ended_cause=cause, duration_ms=duration_ms, n_bytes=n_bytes)
        )

    async def part(self, part_id: str) -> Part | None:
        row = (
            (await self._connection.execute(sa.select(*_PART_COLUMNS).where(parts.c.id == part_id)))
            .mappings()
            .first()
        )
        return None if row is None else Part(**row)

    async def parts_of(self, attempt_id: str) -> list[Part]:
        return await self._parts(parts.c.attempt_id == attempt_id)

    async def open_parts(self) -> list[Part]:
        return await self._parts(parts.c.ended_cause.is_(None))

    async def all_parts(self) -> list[Part]:
        """Every part, those being written included."""
        return await self._parts(sa.true())

    async def _parts(self, condition: sa.ColumnElement[bool]) -> list[Part]:
        rows = await self._connection.execute(
            sa.select(*_PART_COLUMNS).where(condition).order_by(parts.c.started_at, parts.c.id)
        )
        return [Part(**row) for row in rows.mappings()]

    async def blob_keys(self) -> frozenset[str]:
        return frozenset((await self._connection.execute(sa.select(parts.c.blob_key))).scalars())

    async def total_bytes(self) -> int:
        return int(
            (
                await self._connection.execute(sa.select(sa.func.coalesce(sa.func.sum(parts.c.n_bytes), 0)))
            ).scalar_one()
        )

    async def add_segment(self, segment: Segment) -> bool:
        """Index a segment; False if this part already has one of that number."""
        known = await self._connection.execute(
            sa.select(segments.c.id).where(segments.c.part_id == segment.part_id, segments.c.no == segment.no)
        )
        if known.first() is not None:
            return False
        values = {name: getattr(segment, name) for name in Segment.__dataclass_fields__}
        await self._connection.execute(segments.insert().values(**{**values, "state": segment.state.value}))
        return True

    async def segments_of(self, attempt_id: str, kind: StreamKind = StreamKind.CAMERA) -> list[Segment]:
        rows = await self._connection.execute(
            sa.select(*_SEGMENT_COLUMNS)
            .where(segments.c.attempt_id == attempt_id, segments.c.kind == kind.value)
            .order_by(segments.c.begins_at, segments.c.no)
        )
        return [_segment(dict(row)) for row in rows.mappings()]

    async def segments_in(self, part_id: str) -> list[Segment]:
        """The segments of one part, in their order."""
        rows = await self._connection.execute(
            sa.select(*_SEGMENT_COLUMNS).where(segments.c.part_id == part_id).order_by(segments.c.no)
        )
        return [_segment(dict(row)) for row in rows.mappings()]

    async def backfilled_segments(self, attempt_id: str) -> frozenset[str]:
        """The ids of the segments that the page recorded itself."""
        found = await self._connection.execute(
            sa.select(segments.c.id)
            .join(parts, parts.c.id == segments.c.part_id)
            .where(segments.c.attempt_id == attempt_id, parts.c.source == PartSource.BACKFILL.value)
        )
        return frozenset(found.scalars())

    async def latest_analysed_of(self, attempt_ids: Sequence[str]) -> dict[str, Segment]:
        """The newest analysed segment of each attempt's camera that has one."""
        analysed = (
            sa.select(segments.c.attempt_id, sa.func.max(segments.c.begins_at).label("begins_at"))
            .where(segments.c.attempt_id.in_(attempt_ids))
            .where(segments.c.state == SegmentState.ANALYSED.value)
            .where(segments.c.kind == StreamKind.CAMERA.value)
            .group_by(segments.c.attempt_id)
            .subquery()
        )
        rows = await self._connection.execute(
            sa.select(*_SEGMENT_COLUMNS)
            .join(
                analysed,
                (segments.c.attempt_id == analysed.c.attempt_id)
                & (segments.c.begins_at == analysed.c.begins_at),
            )
            .where(segments.c.kind == StreamKind.CAMERA.value)
        )
        return {row["attempt_id"]: _segment(dict(row)) for row in rows.mappings()}

    async def claim(self, now: datetime, lease: timedelta) -> Segment | None:
        """Take the oldest segment nobody works on; an expired lease counts as nobody's."""
        free = (segments.c.kind == StreamKind.CAMERA.value) & (
            (segments.c.state == SegmentState.PENDING.value)
            | ((segments.c.state == SegmentState.CLAIMED.value) & (segments.c.lease_until <= now))
        )
        row = (
            (
                await self._connection.execute(
                    sa.select(*_SEGMENT_COLUMNS)
                    .where(free)
                    .order_by(segments.c.begins_at)
                    .limit(1)
                    .with_for_update(skip_locked=True)
                )
            )
            .mappings()
            .first()
        )
        if row is None:
            return None
        await self._connection.execute(
            segments.update()
            .where(segments.c.id == row["id"])
            .values(state=SegmentState.CLAIMED.value, lease_until=now + lease, n_tries=segments.c.n_tries + 1)
        )
        return _segment({**row, "state": SegmentState.CLAIMED.value, "n_tries": row["n_tries"] + 1})

    async def unlease_all(self) -> None:
        """Give back every claimed segment: at a start no worker of ours is alive."""
        await self._connection.execute(
            segments.update()
            .where(segments.c.state == SegmentState.CLAIMED.value)
            .values(state=SegmentState.PENDING.value, lease_until=None)
        )

    async def settle(
        self, segment_id: str, state: SegmentState, *, observations: Sequence[Any], cpu_s: float
    ) -> bool:
        """Record the outcome of an analysis; False if it had been settled before (a repeat)."""
        done = await self._connection.execute(
            segments.update()
            .where(segments.c.id == segment_id, segments.c.state.not_in(SETTLED))
            .values(state=state.value, observations=list(observations), cpu_s=cpu_s, lease_until=None)
        )
        return done.rowcount == 1

    async def release(self, segment_id: str) -> None:
        await self._connection.execute(
            segments.update()
            .where(segments.c.id == segment_id, segments.c.state == SegmentState.CLAIMED.value)
            .values(state=SegmentState.PENDING.value, lease_until=None)
        )

    async def observations(self, segment_ids: Sequence[str]) -> dict[str, list[Any]]:
        rows = await self._connection.execute(
            sa.select(segments.c.id, segments.c.observations).where(segments.c.id.in_(segment_ids))
        )
        return {segment_id: found or [] for segment_id, found in rows}

    async def mark_folded(self, segment_ids: Sequence[str], *, uncertain: Collection[str] = ()) -> None:
        """Note that these are folded; `uncertain`: those of them that showed too little."""
        for value, ids in ((True, set(uncertain)), (False, set(segment_ids) - set(uncertain))):
            if ids:
                await self._connection.execute(
                    segments.update().where(segments.c.id.in_(ids)).values(folded=True, uncertain=value)
                )

    async def unfold(self, attempt_id: str) -> None:
        await self._connection.execute(
            segments.update().where(segments.c.attempt_id == attempt_id).values(folded=False)
        )

    async def n_pending(self) -> int:
        return int(
            (
                await self._connection.execute(
                    sa.select(sa.func.count())
                    .select_from(segments)
                    .where(segments.c.state.not_in(SETTLED), segments.c.kind == StreamKind.CAMERA.value)
                )
            ).scalar_one()
        )

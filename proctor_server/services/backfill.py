"""What the page recorded itself while the line was down: which spans lack, and how one that comes is taken in."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from exam_engine.attempt import Attempt
from proctor_server.bus.wakeups import Topic
from proctor_server.db.database import Database, Transaction
from proctor_server.db.recordings import Part, PartSource, Segment
from proctor_server.kernel.ids import new_id
from proctor_server.kernel.streams import StreamKind
from proctor_server.media.page_recording import PageRecording, cut_out, read_page_recording, write_page_part
from proctor_server.media.recovery import Repaired
from proctor_server.media.sealing import Seal
from proctor_server.review.gaps import Gap, common, gaps_between
from proctor_server.services.attempts import own_attempt
from proctor_server.services.errors import BackfillBusy, BackfillOver
from proctor_server.services.recordings import index_segment
from proctor_server.services.vault import Vault

log = structlog.get_logger()

BACKFILL_WITHIN = timedelta(minutes=30)
"""How long after an attempt's end its page may send what lacks."""

SETTLES = timedelta(seconds=3)
"""What is younger than this may still come over the live connection."""

MAX_AT_ONCE = 48
"""Spans that are taken in at one time, each of 4 MB at most: a hall whose line comes back sends from every seat."""

PREFIX = "backfill-"
NAMESPACE = uuid.UUID("2d1b7c3e-4c57-4c0e-9a35-0f6f5f0f3c55")


@dataclass(frozen=True, slots=True)
class TakenSpan:
    """What a span became: a part, or None where nothing lacked any more."""

    part_id: str | None
    t0_s: float
    t1_s: float


class BackfillService:
    """Tells gaps and fills them. A page's clock only places a span inside a gap: it never replaces anything."""

    def __init__(self, database: Database, vault: Vault, folder: Path) -> None:
        """`folder`: where parts are written."""
        self._database = database
        self._vault = vault
        self._folder = folder
        self._busy: set[str] = set()

    async def gaps(self, candidate_id: str, attempt_id: str, now: datetime) -> tuple[Gap, ...]:
        """The spans that lack and may still be sent; none before the start and long after the end.

        Raises:
            UnknownAttempt: it is not this candidate's.
        """
        async with self._database.read() as tx:
            attempt = await own_attempt(tx, candidate_id, attempt_id)
            return () if _is_over(attempt, now) else await _gaps(tx, attempt, now)

    @asynccontextmanager
    async def turn(self, attempt_id: str) -> AsyncIterator[None]:
        """Hold one of the few places; one span of an attempt at a time.

        Raises:
            BackfillBusy: no place is free; try again later.
        """
        if attempt_id in self._busy or len(self._busy) >= MAX_AT_ONCE:
            raise BackfillBusy
        self._busy.add(attempt_id)
        try:
            yield
        finally:
            self._busy.discard(attempt_id)

    async def take(
        self,
        candidate_id: str,
        attempt_id: str,
        span: Gap,
        *,
        webm: bytes,
        recorder_started_at: datetime,
        now: datetime,
    ) -> TakenSpan:
        """Take in a span: a recorder's header and chunks, whose time zero was `recorder_started_at`.

        Sending a span again changes nothing.

        Raises:
            UnknownAttempt, BackfillOver, BadRecording
        """
        async with self._database.read() as tx:
            attempt = await own_attempt(tx, candidate_id, attempt_id)
            if attempt.started_at is None or _is_over(attempt, now):
                raise BackfillOver
            lacking = common(await _gaps(tx, attempt, now), span)
        if lacking is None:
            return TakenSpan(None, span.t0_s, span.t1_s)
        zero_s = (recorder_started_at - attempt.started_at).total_seconds()
        kept = await asyncio.to_thread(_kept, webm, lacking, zero_s)
        part_id = _part_id(attempt_id, lacking)
        seal = await self._vault.seal_for(attempt_id, part_id, now)
        key = f"{attempt_id}/{part_id}.webm"
        written = await asyncio.to_thread(_write, self._folder / key, kept, seal)
        begins_at = recorder_started_at + timedelta(milliseconds=kept.blocks[0].at_ms)
        part = _part(part_id, attempt_id, key, begins_at, written)
        await self._index(part, written, now)
        begin_s = (begins_at - attempt.started_at).total_seconds()
        return TakenSpan(part_id, begin_s, begin_s + written.duration_ms / 1000)

    async def _index(self, part: Part, written: Repaired, now: datetime) -> None:
        async with self._database.write() as tx:
            if await tx.recordings.part(part.id) is not None:
                return
            await tx.recordings.add_part(part)
            for segment in written.segments:
                await index_segment(tx, part, segment)
            await tx.journal.wake(Topic.MEDIA, part.attempt_id, now=now)
            await tx.journal.wake(Topic.SEGMENT, part.attempt_id, now=now)
        log.info("span_backfilled", part_id=part.id, duration_ms=written.duration_ms, n_bytes=written.size)


def _is_over(attempt: Attempt, now: datetime) -> bool:
    return attempt.closed_at is not None and now >= attempt.closed_at + BACKFILL_WITHIN


async def _gaps(tx: Transaction, attempt: Attempt, now: datetime) -> tuple[Gap, ...]:
    start = attempt.started_at
    if start is None:
        return ()
    segments = await tx.recordings.segments_of(attempt.id)
    parts = [
        part for part in await tx.recordings.parts_of(attempt.id) if part.kind == StreamKind.CAMERA.value
    ]
    until = min(attempt.closed_at or now - SETTLES, _recorded_live(parts, segments) or now)
    spans = [
        ((one.begins_at - start).total_seconds(), (one.ends_at - start).total_seconds()) for one in segments
    ]
    return gaps_between(spans, until_s=(until - start).total_seconds())


def _recorded_live(parts: list[Part], segments: list[Segment]) -> datetime | None:
    """To where the part that is being recorded now is indexed; None without one."""
    begun = [part for part in parts if part.ended_cause is None]
    ends = [part.started_at for part in begun]
    ends += [one.ends_at for one in segments if any(one.part_id == part.id for part in begun)]
    return max(ends, default=None)


def _kept(webm: bytes, lacking: Gap, zero_s: float) -> PageRecording:
    recording = read_page_recording(webm)
    return cut_out(recording, round((lacking.t0_s - zero_s) * 1000), round((lacking.t1_s - zero_s) * 1000))


def _write(file: Path, recording: PageRecording, seal: Seal | None) -> Repaired:
    """Write the part under a name of its own and put it in its place when it is whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    begun = file.with_name(f"{new_id()}.incoming")
    try:
        written = write_page_part(begun, recording, seal)
        begun.replace(file)
    finally:
        begun.unlink(missing_ok=True)
    return written


def _part_id(attempt_id: str, lacking: Gap) -> str:
    """The same gap gives the same id: a repeat meets the part that is there."""
    name = f"{attempt_id}/{lacking.t0_s:.3f}-{lacking.t1_s:.3f}"
    return PREFIX + uuid.uuid5(NAMESPACE, name).hex[:24]


def _part(part_id: str, attempt_id: str, key: str, begins_at: datetime, written: Repaired) -> Part:
    return Part(
        id=part_id,
        attempt_id=attempt_id,
        blob_key=key,
        started_at=begins_at,
        width=written.width,
        height=written.height,
        ended_cause="backfilled",
        duration_ms=written.duration_ms,
        n_bytes=written.size,
        source=PartSource.BACKFILL.value,
        sealed=True,
    )

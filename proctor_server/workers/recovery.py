"""What is mended after a crash: torn recordings, unindexed parts and segments, work that nobody does any more."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from proctor_server.db.recordings import Part
from proctor_server.kernel.errors import SynaqError
from proctor_server.kernel.streams import read_stream_name
from proctor_server.media.errors import BadSeal, KeyUnknown, PartBusy
from proctor_server.media.recovery import Repaired, repair
from proctor_server.services.backfill import PREFIX as BACKFILL_PREFIX
from proctor_server.services.recordings import RecordingService
from proctor_server.services.vault import Vault

log = structlog.get_logger()


class RecoveryWorker:
    """Brings part files and their rows together again; the files are the truth.

    `folder`: where the ingest writes parts, `folder / blob_key` being a part's file. `recording`: the parts
    that are being written right now and must be left alone.
    """

    def __init__(
        self,
        service: RecordingService,
        vault: Vault,
        *,
        folder: Path,
        recording: Callable[[], frozenset[str]],
    ) -> None:
        self._service = service
        self._vault = vault
        self._folder = folder
        self._recording = recording

    async def at_start(self) -> None:
        """Mend what a former life left: nobody of it works on anything any more."""
        await self._service.unlease_all()
        await self.step()
        await self._adopt_orphans()

    async def step(self) -> None:
        """End the parts that stand open in the table and are not being written: their end was lost."""
        left_open = await self._service.open_parts()
        for part in left_open:
            if part.id not in self._recording():
                await self._mend(part)

    async def _mend(self, part: Part) -> None:
        try:
            seal = await self._vault.opener(part.attempt_id, part.id) if part.sealed else None
            repaired = await asyncio.to_thread(repair, self._folder / part.blob_key, seal)
        except PartBusy:
            return  # an ingest node of its own is writing it
        except (BadSeal, KeyUnknown) as error:
            log.error("part_key_does_not_fit", part_id=part.id, error=type(error).__name__)
            return  # the file is whole: it waits for the right key
        except (SynaqError, OSError) as error:
            log.error("part_not_recovered", part_id=part.id, error=type(error).__name__)
            await self._service.recovered(part, (), duration_ms=0, n_bytes=0)
            return
        await self._settle(part, repaired)

    async def _settle(self, part: Part, repaired: Repaired) -> None:
        n_new = await self._service.recovered(
            part, repaired.segments, duration_ms=repaired.duration_ms, n_bytes=repaired.size
        )
        log.info(
            "part_recovered",
            part_id=part.id,
            duration_ms=repaired.duration_ms,
            trimmed_bytes=repaired.trimmed_bytes,
            n_segments_found=n_new,
        )

    async def _adopt_orphans(self) -> None:
        """Take in part files that died before their row was written."""
        files = await asyncio.to_thread(lambda: sorted(self._folder.glob("*/*.webm")))
        await asyncio.to_thread(self._remove_unfinished)
        by_key = {file.relative_to(self._folder).as_posix(): file for file in files}
        for key in await self._service.unknown(list(by_key)):
            if by_key[key].name.startswith(BACKFILL_PREFIX):
                by_key[key].unlink()  # never acknowledged: its page sends it again
                continue
            try:
                await self._adopt(key, by_key[key])
            except (SynaqError, OSError) as error:
                log.error("part_not_adopted", part_id=by_key[key].stem, error=type(error).__name__)

    def _remove_unfinished(self) -> None:
        for file in self._folder.glob("*/*.incoming"):
            file.unlink()

    async def _adopt(self, key: str, file: Path) -> None:
        written_at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        attempt_id, kind = read_stream_name(file.parent.name)
        seal = await self._vault.opener(attempt_id, file.stem)
        repaired = await asyncio.to_thread(repair, file, seal)
        part = Part(
            id=file.stem,
            attempt_id=attempt_id,
            kind=kind.value,
            blob_key=key,
            started_at=written_at - timedelta(milliseconds=repaired.duration_ms),
            width=repaired.width,
            height=repaired.height,
            ended_cause=None,
            duration_ms=None,
            n_bytes=None,
            sealed=seal is not None,
        )
        if await self._service.adopt(part):
            await self._settle(part, repaired)

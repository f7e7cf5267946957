"""What a start mends after a crash: torn recordings, unindexed segments, work that nobody does any more."""

import asyncio
from pathlib import Path

import structlog

from proctor_server.db.recordings import Part
from proctor_server.media.errors import MediaError
from proctor_server.media.recovery import repair
from proctor_server.services.recordings import RecordingService

log = structlog.get_logger()


async def recover(service: RecordingService, folder: Path) -> int:
    """Mend every part that a former life of this server left open; returns how many.

    `folder`: where the ingest writes parts, `folder / blob_key` being a part's file.
    """
    await service.unlease_all()
    left_open = await service.open_parts()
    for part in left_open:
        await _recover_part(service, part, folder / part.blob_key)
    return len(left_open)


async def _recover_part(service: RecordingService, part: Part, path: Path) -> None:
    try:
        repaired = await asyncio.to_thread(repair, path)
    except (MediaError, OSError) as error:
        log.error("part_not_recovered", part_id=part.id, error=type(error).__name__)
        await service.recovered(part, (), duration_ms=0, n_bytes=0)
        return
    n_new = await service.recovered(
        part, repaired.segments, duration_ms=repaired.duration_ms, n_bytes=repaired.size
    )
    log.info(
        "part_recovered",
        part_id=part.id,
        duration_ms=repaired.duration_ms,
        trimmed_bytes=repaired.trimmed_bytes,
        n_segments_found=n_new,
    )

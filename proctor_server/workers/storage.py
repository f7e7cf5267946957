"""What goes on with recordings at rest: uploads to the object store, deletions when their time is over."""

import structlog

from proctor_server.kernel.clock import Clock
from proctor_server.media.disk import Disk
from proctor_server.media.errors import MediaError
from proctor_server.services.keeping import KeepingService
from proctor_server.services.uploads import UploadService

log = structlog.get_logger()


class StorageWorker:
    """Each step may be repeated; a store that fails is tried again at the next one."""

    def __init__(
        self, keeping: KeepingService, uploads: UploadService | None, *, disk: Disk, clock: Clock
    ) -> None:
        """`uploads` is None where recordings stay in the folder they are written to."""
        self._keeping = keeping
        self._uploads = uploads
        self._disk = disk
        self._clock = clock

    async def upload(self) -> None:
        """Send what waits; an unreachable store costs disk, never a recording."""
        if self._uploads is None:
            return
        for part in await self._uploads.waiting():
            try:
                await self._uploads.upload(part, self._clock.now())
            except MediaError as error:
                log.warning("part_not_uploaded", part_id=part.id, error=type(error).__name__)
                return

    async def keep_house(self) -> None:
        """Delete what is over, and say it loudly when the disk runs full."""
        if n_deleted := await self._keeping.delete_expired(self._clock.now()):
            log.info("recordings_deleted", n=n_deleted)
        room = self._disk.room()
        if room.is_full:
            log.error("storage_full", free_bytes=room.free_bytes)

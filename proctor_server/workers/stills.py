"""Takes the pictures that incidents lack, out of what was recorded."""

import structlog

from proctor_server.kernel.clock import Clock
from proctor_server.kernel.errors import SynaqError
from proctor_server.review.moments import Moment
from proctor_server.services.stills import StillJobs, StillService
from proctor_server.services.vault import Vault
from vision.errors import VisionError
from vision.pool import VisionPool

log = structlog.get_logger()

AT_ONCE = 10


class StillWorker:
    def __init__(self, service: StillService, *, pool: VisionPool, vault: Vault, clock: Clock) -> None:
        self._service = service
        self._pool = pool
        self._vault = vault
        self._clock = clock

    async def step(self) -> None:
        """Take what is due by now; what cannot be taken is tried again later."""
        for due in await self._service.due(AT_ONCE):
            try:
                taken = await self._take(due)
            except (VisionError, SynaqError, OSError) as error:
                log.warning("still_not_taken", incident_id=due.incident.id, error=type(error).__name__)
                taken = {}
            if taken:
                await self._service.put(due.incident, taken, self._clock.now())
            else:
                await self._service.missed(due.incident)

    async def _take(self, due: StillJobs) -> dict[Moment, str]:
        """The blob keys of the pictures taken, sealed as everything recorded is."""
        keys: dict[Moment, str] = {}
        for job in due.jobs:
            webm = await self._vault.segment(job.part, job.segment)
            jpeg = await self._pool.still(webm, offset_s=job.offset_s)
            key = f"stills/{due.incident.id}.{job.moment.value}.jpg"
            await self._vault.put_picture(due.incident.attempt_id, key, jpeg, self._clock.now())
            keys[job.moment] = key
        return keys

"""Analyses recorded segments as they come: claims one, looks at it in a worker process, records what it showed."""

import structlog

from proctor_server.bus.wakeups import InProcessBus, Topic
from proctor_server.kernel.clock import Clock
from proctor_server.kernel.errors import SynaqError
from proctor_server.services.analysis import AnalysisJob, AnalysisService
from proctor_server.services.vault import Vault
from vision.errors import UnreadableMedia, VisionError
from vision.pool import VisionPool

log = structlog.get_logger()

LOOK_EVERY_S = 1.0


class AnalysisWorker:
    """One line of work; several may run beside each other, each claims its own segments."""

    def __init__(
        self,
        service: AnalysisService,
        *,
        pool: VisionPool,
        vault: Vault,
        bus: InProcessBus,
        clock: Clock,
    ) -> None:
        self._service = service
        self._pool = pool
        self._vault = vault
        self._bus = bus
        self._clock = clock

    async def run(self) -> None:
        """Work until cancelled; a wake-up or a second's end makes it look for a segment."""
        with self._bus.listen(Topic.SEGMENT) as wake_ups:
            while True:
                if not await self.step():
                    await wake_ups.next(LOOK_EVERY_S)

    async def step(self) -> bool:
        """Analyse one segment; False if none waits."""
        job = await self._service.claim(self._clock.now())
        if job is None:
            return False
        try:
            await self._analyse(job)
        except (VisionError, SynaqError, OSError) as error:
            log.warning(
                "segment_not_analysed",
                segment_id=job.segment.id,
                n_tries=job.segment.n_tries,
                error=type(error).__name__,
            )
            await self._service.fail(job.segment, self._clock.now())
        return True

    async def _analyse(self, job: AnalysisJob) -> None:
        webm = await self._vault.segment(job.part, job.segment)
        found = await self._pool.analyse(webm, t0_s=job.t0_s)
        if found.n_frames == 0 and not found.hearings:
            raise UnreadableMedia(found.problem)
        if found.problem is not None:
            log.info("segment_problem", segment_id=job.segment.id, problem=found.problem)
        if found.still_jpeg is not None:
            attempt_id = job.segment.attempt_id
            key = f"live/{attempt_id}.jpg"
            await self._vault.put_picture(attempt_id, key, found.still_jpeg, self._clock.now())
        await self._service.record(job.segment, found.records, cpu_s=found.cpu_s, now=self._clock.now())

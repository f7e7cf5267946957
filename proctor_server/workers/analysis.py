"""Analyses recorded segments as they come: claims one, looks at it in a worker process, records what it showed."""

import structlog

from proctor_server.bus.wakeups import InProcessBus, Topic
from proctor_server.db.recordings import Part, Segment
from proctor_server.kernel.clock import Clock
from proctor_server.media.blobs import BlobStore
from proctor_server.media.errors import MediaError
from proctor_server.media.webm import segment_bytes
from proctor_server.services.analysis import AnalysisJob, AnalysisService, StillJob
from vision.errors import UnreadableMedia, VisionError
from vision.pool import VisionPool

log = structlog.get_logger()

LOOK_EVERY_S = 1.0
STILLS_AT_ONCE = 10


class AnalysisWorker:
    """One line of work; several may run beside each other, each claims its own segments."""

    def __init__(
        self,
        service: AnalysisService,
        *,
        pool: VisionPool,
        blobs: BlobStore,
        bus: InProcessBus,
        clock: Clock,
    ) -> None:
        self._service = service
        self._pool = pool
        self._blobs = blobs
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
        except (VisionError, MediaError, OSError) as error:
            log.warning(
                "segment_not_analysed",
                segment_id=job.segment.id,
                n_tries=job.segment.n_tries,
                error=type(error).__name__,
            )
            await self._service.fail(job.segment, self._clock.now())
        return True

    async def _analyse(self, job: AnalysisJob) -> None:
        webm = await read_segment(self._blobs, job.part, job.segment)
        found = await self._pool.analyse(webm, t0_s=job.t0_s)
        if found.n_frames == 0:
            raise UnreadableMedia(found.problem)
        if found.problem is not None:
            log.info("segment_problem", segment_id=job.segment.id, problem=found.problem)
        if found.still_jpeg is not None:
            await self._blobs.put(f"live/{job.segment.attempt_id}.jpg", found.still_jpeg)
        await self._service.record(job.segment, found.observations, cpu_s=found.cpu_s, now=self._clock.now())

    async def take_stills(self) -> None:
        """Take the pictures that incidents lack."""
        for job in await self._service.still_jobs(STILLS_AT_ONCE):
            try:
                await self._take_still(job)
            except (VisionError, MediaError, OSError) as error:
                log.warning("still_not_taken", incident_id=job.incident.id, error=type(error).__name__)

    async def _take_still(self, job: StillJob) -> None:
        webm = await read_segment(self._blobs, job.part, job.segment)
        key = f"stills/{job.incident.id}.jpg"
        await self._blobs.put(key, await self._pool.still(webm, offset_s=job.offset_s))
        await self._service.set_still(job.incident, key, self._clock.now())


async def read_segment(blobs: BlobStore, part: Part, segment: Segment) -> bytes:
    """A segment as a WebM that can be decoded by itself: the file's header and the segment's clusters.

    Raises:
        MediaError: the recording is not there.
    """
    header = await blobs.get_range(part.blob_key, 0, segment.header_bytes)
    clusters = await blobs.get_range(part.blob_key, segment.byte_offset, segment.n_bytes)
    return segment_bytes(header, clusters)

"""Ends what is over: attempts whose time is up, connections of attempts that are closed, folds that are complete."""

import structlog

from proctor_server.ingest.door import MediaDoor
from proctor_server.kernel.clock import Clock
from proctor_server.kernel.streams import read_stream_name
from proctor_server.services.analysis import AnalysisService
from proctor_server.services.attempts import AttemptService

log = structlog.get_logger()


class DeadlineWorker:
    def __init__(
        self, attempts: AttemptService, analysis: AnalysisService, *, ingest: MediaDoor, clock: Clock
    ) -> None:
        self._attempts = attempts
        self._analysis = analysis
        self._ingest = ingest
        self._clock = clock

    async def step(self) -> None:
        """Do all that is due now; every part of it may be repeated."""
        now = self._clock.now()
        n_moved = await self._attempts.settle_all_due(now)
        if n_moved:
            log.info("attempts_moved_by_time", n=n_moved)
        await self._hang_up()
        await self._analysis.finish_closed(now)

    async def _hang_up(self) -> None:
        """Stop recording attempts that run no more, whoever closed them."""
        connected = self._ingest.connected()
        attempt_of = {stream: read_stream_name(stream)[0] for stream in connected}
        over = set(await self._attempts.not_running(sorted(set(attempt_of.values()))))
        for stream, part_id in connected.items():
            if attempt_of[stream] in over:
                await self._ingest.close(part_id, "attempt_closed")

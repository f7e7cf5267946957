"""Listens for every running attempt: ten seconds without media raise an alarm, media that comes clears it."""

from datetime import datetime

import structlog

from exam_engine.attempt import Attempt
from proctor_server.ingest.door import MediaDoor
from proctor_server.kernel.clock import Clock
from proctor_server.review.silence import Heard, decide_alarms
from proctor_server.services.recordings import RecordingService

log = structlog.get_logger()


class MediaWatch:
    """Keeps in memory when each attempt was heard last; after a start, attempts have time to come back."""

    def __init__(self, service: RecordingService, *, ingest: MediaDoor, clock: Clock) -> None:
        self._service = service
        self._ingest = ingest
        self._clock = clock
        self._begun_at = clock.now()
        self._heard: dict[str, datetime] = {}

    async def step(self) -> None:
        """Look at all running attempts once."""
        now = self._clock.now()
        running = await self._service.running_attempts()
        self._heard = {one.id: self._last(one) for one in running}
        standing = await self._service.standing_alarms()
        heard = [Heard(attempt_id, at) for attempt_id, at in self._heard.items()]
        changes = decide_alarms(heard, standing, now)
        if not changes.raised and not changes.cleared:
            return
        await self._service.change_alarms(changes, now)
        for attempt_id in changes.raised:
            log.warning("no_media", attempt_id=attempt_id)

    def _last(self, attempt: Attempt) -> datetime:
        status = self._ingest.status(attempt.id)
        known = [self._begun_at, attempt.started_at, self._heard.get(attempt.id)]
        known.append(None if status is None else status.last_media_at)
        return max(at for at in known if at is not None)

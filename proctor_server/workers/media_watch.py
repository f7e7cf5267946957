"""Listens for every running attempt: ten seconds without media raise an alarm, media that comes clears it."""

from datetime import datetime

import structlog

from proctor_server.ingest.door import MediaDoor
from proctor_server.kernel.clock import Clock
from proctor_server.review.silence import Heard, decide_alarms
from proctor_server.services.recordings import RecordingService

log = structlog.get_logger()
IDS_LOGGED = 10


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
        running = await self._service.running_since()
        self._heard = {attempt_id: self._last(attempt_id, began) for attempt_id, began in running.items()}
        standing = await self._service.standing_alarms()
        heard = [Heard(attempt_id, at) for attempt_id, at in self._heard.items()]
        changes = decide_alarms(heard, standing, now)
        if not changes.raised and not changes.cleared:
            return
        await self._service.change_alarms(changes, now)
        if changes.raised:
            log.warning("no_media", n=len(changes.raised), attempt_ids=sorted(changes.raised)[:IDS_LOGGED])

    def _last(self, attempt_id: str, started_at: datetime) -> datetime:
        status = self._ingest.status(attempt_id)
        known = [self._begun_at, started_at, self._heard.get(attempt_id)]
        known.append(None if status is None else status.last_media_at)
        return max(at for at in known if at is not None)

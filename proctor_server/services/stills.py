"""The pictures that show an incident: what is to be taken, and where it lies."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from proctor_server.bus.wakeups import Topic
from proctor_server.db.database import Database, Transaction
from proctor_server.db.recordings import Part, Segment
from proctor_server.review.incident import Incident
from proctor_server.review.moments import Moment, due_moments, instant_of


@dataclass(frozen=True, slots=True)
class StillJob:
    """A picture to take: of this moment, from this segment of this part, `offset_s` into the segment."""

    moment: Moment
    segment: Segment
    part: Part
    offset_s: float


@dataclass(frozen=True, slots=True)
class StillJobs:
    """What is to be taken of one incident; nothing where its recording is not there (yet)."""

    incident: Incident
    jobs: tuple[StillJob, ...]


class StillService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(self, limit: int) -> list[StillJobs]:
        """Incidents that lack pictures."""
        async with self._database.read() as tx:
            return [await self._jobs(tx, one) for one in await tx.stills.due(limit)]

    async def _jobs(self, tx: Transaction, incident: Incident) -> StillJobs:
        attempt = await tx.attempts.get(incident.attempt_id)
        if attempt is None or attempt.started_at is None:
            return StillJobs(incident, ())
        segments = await tx.recordings.segments_of(incident.attempt_id)
        jobs: list[StillJob] = []
        for moment in due_moments(incident):
            at = attempt.started_at + timedelta(seconds=instant_of(incident, moment))
            segment = next((one for one in reversed(segments) if one.begins_at <= at), None)
            part = None if segment is None else await tx.recordings.part(segment.part_id)
            if segment is None or part is None:
                return StillJobs(incident, ())
            jobs.append(StillJob(moment, segment, part, (at - segment.begins_at).total_seconds()))
        return StillJobs(incident, tuple(jobs))

    async def put(self, incident: Incident, keys: dict[Moment, str], now: datetime) -> None:
        """Note where an incident's pictures lie."""
        async with self._database.write() as tx:
            for moment, key in keys.items():
                await tx.stills.put(incident.id, moment, key)
            await tx.stills.settle(incident)
            await tx.journal.wake(Topic.INCIDENT, incident.attempt_id, now=now)

    async def missed(self, incident: Incident) -> None:
        """A picture could not be taken."""
        async with self._database.write() as tx:
            await tx.stills.missed(incident.id)

    async def moments(self, incident_id: str) -> tuple[Moment, ...]:
        """The moments of an incident of which there is a picture."""
        async with self._database.read() as tx:
            return (await tx.stills.of_incidents([incident_id])).get(incident_id, ())

    async def place(self, incident_id: str, moment: Moment) -> tuple[str, str] | None:
        """The attempt of an incident and the blob key of its picture; None while there is none."""
        async with self._database.read() as tx:
            incident = await tx.incidents.get(incident_id)
            key = await tx.stills.key(incident_id, moment)
        return None if incident is None or key is None else (incident.attempt_id, key)

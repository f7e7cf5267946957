"""Attempts in progress, as a proctor watches them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from exam_engine.attempt import Attempt, AttemptState
from exam_engine.programme import Programme
from proctor_server.db.database import Database
from proctor_server.db.recordings import Segment
from proctor_server.review.incident import Incident
from proctor_server.review.intervention import Intervention
from proctor_server.review.wall import group_of, n_groups
from proctor_server.services.programmes import programme_of


@dataclass(frozen=True, slots=True)
class LiveAttempt:
    """`latest`: the newest analysed segment; its picture is the attempt's live still."""

    attempt: Attempt
    programme: Programme
    personal_number: str
    n_incidents: int
    last_incident_at: datetime | None
    n_answered: int
    interventions: Sequence[Intervention]
    latest: Segment | None


@dataclass(frozen=True, slots=True)
class Wall:
    """One group of the running attempts, in the order they were started, so that nothing jumps."""

    attempts: Sequence[LiveAttempt]
    n_running: int
    group: int
    n_groups: int


class MonitoringService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def running(self, now: datetime, *, group: int = 0) -> Wall:
        """The running attempts of a group; a group that is not there any more is another one."""
        async with self._database.read() as tx:
            all_running = await tx.attempts.in_state(AttemptState.RUNNING)
            groups = n_groups(len(all_running))
            shown = group % groups
            running = [one for one in all_running if group_of(one.id, groups) == shown]
            ids = [attempt.id for attempt in running]
            numbers = await tx.attempts.personal_numbers(ids)
            incidents = await tx.incidents.of_attempts(ids)
            answered = await tx.responses.n_answered(ids)
            interventions = await tx.interventions.of_attempts(ids)
            latest = await tx.recordings.latest_analysed_of(ids)
            found = [
                LiveAttempt(
                    attempt=attempt,
                    programme=await programme_of(tx, attempt),
                    personal_number=numbers[attempt.id],
                    n_incidents=len(incidents.get(attempt.id, ())),
                    last_incident_at=_last(attempt, incidents.get(attempt.id, ())),
                    n_answered=answered.get(attempt.id, 0),
                    interventions=interventions.get(attempt.id, ()),
                    latest=latest.get(attempt.id),
                )
                for attempt in running
            ]
        ordered = sorted(found, key=lambda one: (one.attempt.started_at or now, one.attempt.id))
        return Wall(ordered, len(all_running), shown, groups)

    async def attempt(self, attempt_id: str) -> Attempt | None:
        async with self._database.read() as tx:
            return await tx.attempts.get(attempt_id)


def _last(attempt: Attempt, incidents: Sequence[Incident]) -> datetime | None:
    """When the latest incident began."""
    if attempt.started_at is None or not incidents:
        return None
    return attempt.started_at + timedelta(seconds=max(one.t0_s for one in incidents))

"""Attempts in progress, as a proctor watches them."""

from dataclasses import dataclass
from datetime import datetime

from exam_engine.attempt import Attempt, AttemptState
from exam_engine.programme import Programme
from proctor_server.db.database import Database
from proctor_server.db.recordings import Segment
from proctor_server.services.programmes import programme_of


@dataclass(frozen=True, slots=True)
class LiveAttempt:
    """`latest`: the newest analysed segment; its picture is the attempt's live still."""

    attempt: Attempt
    programme: Programme
    personal_number: str
    n_incidents: int
    n_answered: int
    latest: Segment | None


class MonitoringService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def running(self, now: datetime) -> list[LiveAttempt]:
        """The running attempts, in the order they were started, so that nothing jumps."""
        async with self._database.read() as tx:
            running = await tx.attempts.in_state(AttemptState.RUNNING)
            ids = [attempt.id for attempt in running]
            numbers = await tx.attempts.personal_numbers(ids)
            incidents = await tx.incidents.of_attempts(ids)
            found = [
                LiveAttempt(
                    attempt=attempt,
                    programme=await programme_of(tx, attempt),
                    personal_number=numbers[attempt.id],
                    n_incidents=len(incidents.get(attempt.id, [])),
                    n_answered=sum(
                        bool(one.answers) for one in (await tx.responses.all_current(attempt.id)).values()
                    ),
                    latest=await tx.recordings.latest_analysed(attempt.id),
                )
                for attempt in running
            ]
        return sorted(found, key=lambda one: (one.attempt.started_at or now, one.attempt.id))

    async def attempt(self, attempt_id: str) -> Attempt | None:
        async with self._database.read() as tx:
            return await tx.attempts.get(attempt_id)

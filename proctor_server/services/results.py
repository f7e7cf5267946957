"""What a candidate is told in the end: the score, once a proctor has released it, with the decision behind it."""

from dataclasses import dataclass
from datetime import datetime

from exam_engine.programme import Programme
from exam_engine.scoring import Score
from proctor_server.db.database import Database
from proctor_server.review.decision import Decision, Outcome
from proctor_server.services.attempts import own_attempt
from proctor_server.services.errors import ResultNotReleased
from proctor_server.services.programmes import programme_of


@dataclass(frozen=True, slots=True)
class ResultPicture:
    attempt_id: str
    programme: Programme
    score: Score
    decision: Decision | None
    released_at: datetime

    @property
    def passed(self) -> bool | None:
        """The score's verdict, None where there is no threshold; a violation that a proctor decided voids it."""
        if self.decision is not None and self.decision.outcome is Outcome.VIOLATION:
            return False
        return self.score.passed


class ResultService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def released(self, candidate_id: str, attempt_id: str) -> ResultPicture:
        """Read a released result.

        Raises:
            UnknownAttempt: there is none, or it is not this candidate's.
            ResultNotReleased: a proctor has yet to decide.
        """
        async with self._database.read() as tx:
            attempt = await own_attempt(tx, candidate_id, attempt_id)
            stored = (await tx.results.newest([attempt_id])).get(attempt_id)
            if stored is None or stored.released_at is None:
                raise ResultNotReleased
            return ResultPicture(
                attempt_id=attempt_id,
                programme=await programme_of(tx, attempt),
                score=stored.score,
                decision=await tx.reviews.decision(attempt_id),
                released_at=stored.released_at,
            )

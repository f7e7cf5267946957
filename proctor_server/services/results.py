"""What a candidate is told in the end, and computing it anew: from the stored answers, form, keys and rules."""

from dataclasses import dataclass, replace
from datetime import datetime

from exam_engine.attempt import Attempt
from exam_engine.programme import Programme
from exam_engine.scoring import Score
from proctor_server.db.database import Database, Transaction
from proctor_server.db.results import StoredResult
from proctor_server.review.decision import Decision, Outcome
from proctor_server.services.attempts import own_attempt
from proctor_server.services.errors import ResultNotReleased, UnknownAttempt
from proctor_server.services.programmes import programme_of
from proctor_server.services.scoring import compute


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


@dataclass(frozen=True, slots=True)
class Recomputed:
    """`stored` is the version that counts; the two agree unless a key, a mark or a rule has changed since."""

    stored: StoredResult
    computed: StoredResult

    @property
    def agrees(self) -> bool:
        return (self.stored.score, self.stored.inputs_digest) == (
            self.computed.score,
            self.computed.inputs_digest,
        )


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

    async def recompute(self, attempt_id: str, now: datetime) -> Recomputed:
        """Compute an attempt's result anew beside the stored one; changes nothing.

        Raises:
            UnknownAttempt: there is none, or it has no result yet.
        """
        async with self._database.read() as tx:
            attempt = await tx.attempts.get(attempt_id)
            if attempt is None:
                raise UnknownAttempt(attempt_id)
            return await _recomputed(tx, attempt, cause="checked", now=now)


async def rescore(tx: Transaction, attempt: Attempt, *, cause: str, now: datetime) -> StoredResult:
    """Make a result that a key, a mark or a rule has changed the next version, in the caller's transaction.

    It is released where the one before it was; nothing changes where they agree.
    """
    both = await _recomputed(tx, attempt, cause=cause, now=now)
    if both.agrees:
        return both.stored
    released_at = None if both.stored.released_at is None else now
    next_version = replace(both.computed, released_at=released_at)
    await tx.results.add(attempt.id, next_version)
    await tx.journal.record(
        action="result_rescored",
        subject=attempt.id,
        actor_id=None,
        now=now,
        details={"no": next_version.no, "cause": cause},
    )
    return next_version


async def _recomputed(tx: Transaction, attempt: Attempt, *, cause: str, now: datetime) -> Recomputed:
    stored = (await tx.results.newest([attempt.id])).get(attempt.id)
    if stored is None:
        raise UnknownAttempt(attempt.id)
    programme = await programme_of(tx, attempt)
    computed = await compute(tx, attempt, programme, no=stored.no + 1, cause=cause, now=now)
    return Recomputed(stored, computed)

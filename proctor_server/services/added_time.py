"""Adding to the time of an attempt, before it or while it runs: at once, with author and reason on the record."""

from datetime import datetime

from exam_engine.added_time import (
    Amount,
    Ground,
    additions,
    decide_credit,
    decide_extra_time,
    decide_pause,
    decide_resume,
)
from exam_engine.attempt import Attempt
from exam_engine.programme import OutagePolicy
from exam_engine.working_days import WorkCalendar
from proctor_server.bus.wakeups import Topic
from proctor_server.db.added_time import RecordedAddition
from proctor_server.db.database import Database, Transaction
from proctor_server.review.intervention import InterventionKind
from proctor_server.services.errors import UnknownAttempt
from proctor_server.services.interventions import put_on_record
from proctor_server.services.programmes import programme_of
from proctor_server.services.settling import settled_in


class AddedTimeService:
    def __init__(self, database: Database, *, calendar: WorkCalendar) -> None:
        self._database = database
        self._calendar = calendar

    async def extra_time(
        self,
        attempt_id: str,
        *,
        block_no: int | None,
        amount: Amount,
        reason: str,
        author_id: str,
        now: datetime,
    ) -> Attempt:
        """Give extra time to a block, or to every block that has not ended.

        Raises:
            UnknownAttempt, and what `decide_extra_time` raises.
        """
        async with self._database.write() as tx:
            attempt = await self._settled(tx, attempt_id, now)
            after = decide_extra_time(attempt, block_no=block_no, amount=amount)
            return await _store(
                tx, attempt, after, ground=Ground.EXTRA_TIME, author_id=author_id, reason=reason, now=now
            )

    async def credit(
        self,
        attempt_id: str,
        *,
        block_no: int | None,
        amount: Amount,
        reason: str,
        author_id: str,
        now: datetime,
    ) -> Attempt:
        """Give back what an outage on the candidate's side took, where the programme's policy has it.

        Raises:
            UnknownAttempt, and what `decide_credit` raises.
        """
        async with self._database.write() as tx:
            attempt = await self._settled(tx, attempt_id, now)
            policy = (await programme_of(tx, attempt)).network_outages
            after = decide_credit(
                attempt, block_no=block_no, amount=amount, allowed=policy is OutagePolicy.BY_PERSON
            )
            return await _store(
                tx, attempt, after, ground=Ground.NETWORK_OUTAGE, author_id=author_id, reason=reason, now=now
            )

    async def pause(self, attempt_id: str, *, reason: str, author_id: str, now: datetime) -> Attempt:
        """Stop the clock, where the programme allows it.

        Raises:
            UnknownAttempt, and what `decide_pause` raises.
        """
        async with self._database.write() as tx:
            attempt = await self._settled(tx, attempt_id, now)
            allowed = (await programme_of(tx, attempt)).pauses
            after = decide_pause(attempt, allowed=allowed, now=now)
            if after is attempt:
                return attempt
            await tx.journal.record(
                action="attempt_paused",
                subject=attempt_id,
                actor_id=author_id,
                now=now,
                details={"reason": reason},
            )
            await put_on_record(
                tx, attempt_id, InterventionKind.PAUSE, author_id=author_id, now=now, text=reason
            )
            await tx.journal.wake(Topic.ATTEMPT, attempt_id, now=now)
            return await tx.attempts.replace(attempt, after)

    async def resume(self, attempt_id: str, *, reason: str, author_id: str, now: datetime) -> Attempt:
        """Let the clock go on; what it stood still is added to the block's time.

        Raises:
            UnknownAttempt, and what `decide_resume` raises.
        """
        async with self._database.write() as tx:
            attempt = await self._settled(tx, attempt_id, now)
            after = decide_resume(attempt, now)
            await put_on_record(
                tx, attempt_id, InterventionKind.RESUME, author_id=author_id, now=now, text=reason
            )
            return await _store(
                tx, attempt, after, ground=Ground.PAUSE, author_id=author_id, reason=reason, now=now
            )

    async def record(self, attempt_id: str) -> list[RecordedAddition]:
        """All that was ever added to an attempt's time, oldest first."""
        async with self._database.read() as tx:
            if await tx.attempts.get(attempt_id) is None:
                raise UnknownAttempt(attempt_id)
            return await tx.added_time.of_attempt(attempt_id)

    async def _settled(self, tx: Transaction, attempt_id: str, now: datetime) -> Attempt:
        attempt = await tx.attempts.get(attempt_id)
        if attempt is None:
            raise UnknownAttempt(attempt_id)
        return await settled_in(tx, attempt, calendar=self._calendar, now=now)


async def _store(
    tx: Transaction,
    before: Attempt,
    after: Attempt,
    *,
    ground: Ground,
    author_id: str,
    reason: str,
    now: datetime,
) -> Attempt:
    added = additions(before, after)
    await tx.added_time.record(before.id, added, ground=ground, author_id=author_id, reason=reason, now=now)
    await tx.journal.record(
        action="time_added",
        subject=before.id,
        actor_id=author_id,
        now=now,
        details={
            "ground": ground.value,
            "reason": reason,
            "seconds": {str(one.block_no): one.length.total_seconds() for one in added},
        },
    )
    await tx.journal.wake(Topic.ATTEMPT, before.id, now=now)
    return await tx.attempts.replace(before, after)

"""A candidate's attempt, from consent to submission: each step one transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from exam_engine.attempt import (
    Attempt,
    AttemptState,
    CloseCause,
    decide_consent,
    decide_device,
    decide_device_check,
    decide_start,
    require_device,
)
from exam_engine.programme import Programme, load_programme
from exam_engine.response import StoredResponse
from exam_engine.working_days import WorkCalendar
from item_bank.draw import FormSlot, Stratum, draw_form
from proctor_server.bus.wakeups import Topic
from proctor_server.db.attempts import IntegrityRecord
from proctor_server.db.database import Database, Transaction
from proctor_server.kernel.ids import new_id
from proctor_server.services.closing import close_attempt, is_due
from proctor_server.services.errors import UnknownAttempt

DEVICE_ALIVE_WITHIN = timedelta(seconds=20)
BLOCKING_STEPS = frozenset({"camera", "microphone"})
"""What must work. A detector that finds no face keeps nobody from the test: it is on record for the proctor."""


@dataclass(frozen=True, slots=True)
class SlotPicture:
    slot: int
    section_id: str
    answered: bool
    flagged: bool
    saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class AttemptPicture:
    """What the candidate's page shows of an attempt."""

    attempt: Attempt
    programme: Programme
    personal_number: str
    slots: tuple[SlotPicture, ...]


def picture_slots(
    form: Sequence[FormSlot], given: Mapping[int, StoredResponse], flags: frozenset[int]
) -> tuple[SlotPicture, ...]:
    def picture(slot: FormSlot) -> SlotPicture:
        response = given.get(slot.slot)
        return SlotPicture(
            slot=slot.slot,
            section_id=slot.section_id,
            answered=response is not None and bool(response.answers),
            flagged=slot.slot in flags,
            saved_at=None if response is None else response.saved_at,
        )

    return tuple(picture(slot) for slot in form)


class AttemptService:
    def __init__(
        self, database: Database, *, calendar: WorkCalendar, new_random: Callable[[], Random]
    ) -> None:
        self._database = database
        self._calendar = calendar
        self._new_random = new_random

    async def mine(self, candidate_id: str, now: datetime) -> list[tuple[Attempt, Programme]]:
        async with self._database.read() as tx:
            found = await tx.attempts.of_candidate(candidate_id)
        settled = [await self._settle(attempt, now) for attempt in found]
        return [(attempt, load_programme(attempt.programme_id)) for attempt in settled]

    async def picture(self, candidate_id: str, attempt_id: str, now: datetime) -> AttemptPicture:
        await self.settled(candidate_id, attempt_id, now)
        async with self._database.read() as tx:
            return await self._picture(tx, await own_attempt(tx, candidate_id, attempt_id))

    async def settled(self, candidate_id: str, attempt_id: str, now: datetime) -> Attempt:
        """The candidate's attempt, closed first if its time is over: nobody reads a state that time has passed."""
        async with self._database.read() as tx:
            attempt = await own_attempt(tx, candidate_id, attempt_id)
        return await self._settle(attempt, now)

    async def _settle(self, attempt: Attempt, now: datetime) -> Attempt:
        if not is_due(attempt, now):
            return attempt
        await self.close_if_due(attempt.id, now)
        async with self._database.read() as tx:
            return await own_attempt(tx, attempt.candidate_id, attempt.id)

    async def close_if_due(self, attempt_id: str, now: datetime) -> bool:
        """Close the attempt if its time is over; idempotent, called by reads and by the deadline job."""
        async with self._database.write() as tx:
            attempt = await tx.attempts.get(attempt_id)
            if attempt is None or not is_due(attempt, now):
                return False
            await close_attempt(tx, attempt, cause=CloseCause.TIME_UP, calendar=self._calendar, now=now)
            return True

    async def close_all_due(self, now: datetime) -> int:
        async with self._database.read() as tx:
            running = await tx.attempts.in_state(AttemptState.RUNNING)
        return sum([await self.close_if_due(attempt.id, now) for attempt in running if is_due(attempt, now)])

    async def consent(
        self, candidate_id: str, attempt_id: str, *, text_version: str, language: str, now: datetime
    ) -> AttemptPicture:
        async with self._database.write() as tx:
            attempt = await own_attempt(tx, candidate_id, attempt_id)
            programme = load_programme(attempt.programme_id)
            after = decide_consent(
                attempt, text_version=text_version, expected_version=programme.consent_version, now=now
            )
            stored = await tx.attempts.replace(attempt, after)
            await tx.attempts.record_consent(
                record_id=new_id(),
                attempt_id=attempt_id,
                text_version=text_version,
                language=language,
                now=now,
            )
            return await self._picture(tx, stored)

    async def device_check(
        self, candidate_id: str, attempt_id: str, *, report: Mapping[str, Any], now: datetime
    ) -> AttemptPicture:
        """Record a device check; only a camera or microphone that does not work stops.

        Raises:
            DeviceCheckFailed: a blocking step failed; the report is kept all the same.
        """
        passed = not BLOCKING_STEPS & set(report["failed_steps"])
        async with self._database.write() as tx:
            attempt = await own_attempt(tx, candidate_id, attempt_id)
            await tx.attempts.record_device_check(
                record_id=new_id(), attempt_id=attempt_id, report=report, passed=passed, now=now
            )
        async with self._database.write() as tx:
            attempt = await own_attempt(tx, candidate_id, attempt_id)
            stored = await tx.attempts.replace(attempt, decide_device_check(attempt, passed=passed, now=now))
            return await self._picture(tx, stored)

    async def claim_device(
        self, candidate_id: str, attempt_id: str, *, device_id: str, takeover: bool, now: datetime
    ) -> int:
        """Let this page answer; the epoch it gets is what its writes must carry."""
        await self.settled(candidate_id, attempt_id, now)
        async with self._database.write() as tx:
            attempt = await own_attempt(tx, candidate_id, attempt_id)
            after = decide_device(
                attempt, device_id=device_id, takeover=takeover, now=now, active_within=DEVICE_ALIVE_WITHIN
            )
            stored = await tx.attempts.replace(attempt, after)
            if stored.device_epoch != attempt.device_epoch:
                await tx.journal.wake(Topic.ATTEMPT, attempt_id, now=now)
            return stored.device_epoch

    async def start(
        self, candidate_id: str, attempt_id: str, *, language: str, now: datetime
    ) -> AttemptPicture:
        """Start the clock and freeze the form, in one transaction; starting twice changes nothing."""
        async with self._database.write() as tx:
            attempt = await own_attempt(tx, candidate_id, attempt_id)
            after = decide_start(attempt, language=language, now=now)
            if after != attempt:
                programme = load_programme(attempt.programme_id)
                strata = [Stratum(section.id, section.n_items) for section in programme.sections]
                form = draw_form(strata, await tx.items.drawable(), self._new_random())
                await tx.attempts.freeze_form(attempt_id, form)
                await tx.journal.record(
                    action="attempt_started", subject=attempt_id, actor_id=candidate_id, now=now
                )
                await tx.journal.wake(Topic.ATTEMPT, attempt_id, now=now)
            stored = await tx.attempts.replace(attempt, after)
            return await self._picture(tx, stored)

    async def submit(
        self, candidate_id: str, attempt_id: str, *, device_epoch: int, now: datetime
    ) -> AttemptPicture:
        async with self._database.write() as tx:
            attempt = await own_attempt(tx, candidate_id, attempt_id)
            if attempt.state is AttemptState.RUNNING:
                require_device(attempt, device_epoch)
            stored = await close_attempt(
                tx, attempt, cause=CloseCause.SUBMITTED, calendar=self._calendar, now=now
            )
            return await self._picture(tx, stored)

    async def seen(self, attempt_id: str, device_epoch: int, now: datetime) -> None:
        async with self._database.write() as tx:
            await tx.attempts.seen(attempt_id, device_epoch, now)

    async def not_running(self, attempt_ids: Sequence[str]) -> list[str]:
        """Those of `attempt_ids` that do not run (any more)."""
        async with self._database.read() as tx:
            running = {attempt.id for attempt in await tx.attempts.in_state(AttemptState.RUNNING)}
        return [one for one in attempt_ids if one not in running]

    async def record_events(
        self, candidate_id: str, attempt_id: str, events: Sequence[IntegrityRecord]
    ) -> None:
        async with self._database.write() as tx:
            await own_attempt(tx, candidate_id, attempt_id)
            await tx.attempts.record_events(attempt_id, events)

    async def _picture(self, tx: Transaction, attempt: Attempt) -> AttemptPicture:
        numbers = await tx.attempts.personal_numbers([attempt.id])
        form = await tx.attempts.form(attempt.id)
        given = await tx.responses.all_current(attempt.id)
        flags = await tx.responses.flags(attempt.id)
        return AttemptPicture(
            attempt=attempt,
            programme=load_programme(attempt.programme_id),
            personal_number=numbers[attempt.id],
            slots=picture_slots(form, given, flags),
        )


async def own_attempt(tx: Transaction, candidate_id: str, attempt_id: str) -> Attempt:
    """The attempt if it is this candidate's.

    Raises:
        UnknownAttempt: there is none, or it is somebody else's: the two look the same from outside.
    """
    attempt = await tx.attempts.get(attempt_id)
    if attempt is None or attempt.candidate_id != candidate_id:
        raise UnknownAttempt(attempt_id)
    return attempt

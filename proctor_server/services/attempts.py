"""A candidate's attempt, from consent to submission: each step one transaction."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
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
    require_device,
    require_state,
)
from exam_engine.course import decide_block_finish, decide_block_start, decide_start, decide_submit
from exam_engine.form import PlacedSlot
from exam_engine.programme import Programme
from exam_engine.response import StoredResponse
from exam_engine.working_days import WorkCalendar
from proctor_server.bus.wakeups import Topic
from proctor_server.db.attempts import IntegrityRecord
from proctor_server.db.database import Database, Transaction
from proctor_server.kernel.ids import new_id
from proctor_server.services.booking import booked_language, require_booked_language
from proctor_server.services.closing import store_closed
from proctor_server.services.errors import UnknownAttempt
from proctor_server.services.essay_codes import require_within_limit
from proctor_server.services.forms import draw_for
from proctor_server.services.programmes import programme_of
from proctor_server.services.settling import credit_all, is_due, settled_in

DEVICE_ALIVE_WITHIN = timedelta(seconds=20)
BLOCKING_STEPS = frozenset({"camera", "microphone"})
"""What must work. A detector that finds no face keeps nobody from the test: it is on record for the proctor."""


@dataclass(frozen=True, slots=True)
class SlotPicture:
    slot: int
    block_no: int
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
    booked_language: str | None
    slots: tuple[SlotPicture, ...]


def picture_slots(
    programme: Programme,
    form: Sequence[PlacedSlot],
    given: Mapping[int, StoredResponse],
    flags: frozenset[int],
) -> tuple[SlotPicture, ...]:
    def picture(slot: PlacedSlot) -> SlotPicture:
        response = given.get(slot.slot)
        return SlotPicture(
            slot=slot.slot,
            block_no=slot.block_no,
            section_id=programme.blocks[slot.block_no].shown_section_id(slot.section_id),
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
            of_candidate = await tx.attempts.of_candidate(candidate_id)
            found = [(attempt, await programme_of(tx, attempt)) for attempt in of_candidate]
        return [await self._settle(attempt, programme, now) for attempt, programme in found]

    async def picture(self, candidate_id: str, attempt_id: str, now: datetime) -> AttemptPicture:
        async with self.looking(candidate_id, attempt_id, now) as (tx, attempt, _):
            return await self._picture(tx, attempt)

    @asynccontextmanager
    async def looking(
        self, candidate_id: str, attempt_id: str, now: datetime
    ) -> AsyncIterator[tuple[Transaction, Attempt, Programme]]:
        """Read of a candidate's attempt, which is where time has taken it, in one transaction."""
        async with self._database.read(brief=True) as tx:
            attempt = await own_attempt(tx, candidate_id, attempt_id)
            programme = await programme_of(tx, attempt)
            if not is_due(attempt, programme, now):
                yield tx, attempt, programme
                return
        await self.settle_if_due(attempt_id, now)
        async with self._database.read(brief=True) as tx:
            yield tx, await own_attempt(tx, candidate_id, attempt_id), programme

    async def settled(self, candidate_id: str, attempt_id: str, now: datetime) -> Attempt:
        """The candidate's attempt where time has taken it: nobody reads a state that time has passed."""
        return (await self.settled_with_programme(candidate_id, attempt_id, now))[0]

    async def settled_with_programme(
        self, candidate_id: str, attempt_id: str, now: datetime
    ) -> tuple[Attempt, Programme]:
        async with self._database.read(brief=True) as tx:
            attempt = await own_attempt(tx, candidate_id, attempt_id)
            programme = await programme_of(tx, attempt)
        return await self._settle(attempt, programme, now)

    async def _settle(
        self, attempt: Attempt, programme: Programme, now: datetime
    ) -> tuple[Attempt, Programme]:
        if not is_due(attempt, programme, now):
            return attempt, programme
        await self.settle_if_due(attempt.id, now)
        async with self._database.read() as tx:
            return await own_attempt(tx, attempt.candidate_id, attempt.id), programme

    async def settle_if_due(self, attempt_id: str, now: datetime) -> bool:
        """Do what time alone has done; idempotent, called by reads and by the deadline job. Whether it did any."""
        async with self._database.write() as tx:
            attempt = await tx.attempts.get(attempt_id)
            if attempt is None:
                return False
            return await settled_in(tx, attempt, calendar=self._calendar, now=now) is not attempt

    async def settle_all_due(self, now: datetime) -> int:
        """Settle every attempt that time has changed; returns how many it had."""
        async with self._database.read() as tx:
            due = [
                attempt
                for attempt in await tx.attempts.due(now)
                if is_due(attempt, await programme_of(tx, attempt), now)
            ]
        return sum([await self.settle_if_due(attempt.id, now) for attempt in due])

    async def credit_outages(self, now: datetime) -> None:
        """Give every running attempt back what outages of ours took; at a start, before anybody is let in."""
        async with self._database.write() as tx:
            await credit_all(tx, await tx.attempts.in_state(AttemptState.RUNNING), now)

    async def consent(
        self, candidate_id: str, attempt_id: str, *, text_version: str, language: str, now: datetime
    ) -> AttemptPicture:
        async with self._database.write(brief=True) as tx:
            attempt = await own_attempt(tx, candidate_id, attempt_id)
            programme = await programme_of(tx, attempt)
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
        async with self._database.write(brief=True) as tx:
            attempt = await own_attempt(tx, candidate_id, attempt_id)
            await tx.attempts.record_device_check(
                record_id=new_id(), attempt_id=attempt_id, report=report, passed=passed, now=now
            )
        async with self._database.write(brief=True) as tx:
            attempt = await own_attempt(tx, candidate_id, attempt_id)
            stored = await tx.attempts.replace(attempt, decide_device_check(attempt, passed=passed, now=now))
            return await self._picture(tx, stored)

    async def claim_device(
        self, candidate_id: str, attempt_id: str, *, device_id: str, takeover: bool, now: datetime
    ) -> int:
        """Let this page answer; the epoch it gets is what its writes must carry."""
        await self.settled(candidate_id, attempt_id, now)
        async with self._database.write(brief=True) as tx:
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
        """Begin the first block and freeze the form, in one transaction; starting twice changes nothing."""

        async def begin(tx: Transaction) -> AttemptPicture:
            attempt = await self._settled_own(tx, candidate_id, attempt_id, now)
            after = decide_start(attempt, language=language, now=now)
            if after is attempt:
                return await self._picture(tx, attempt)
            return await self._begun(tx, attempt, after, language, now)

        return await self._database.write_jointly((candidate_id, attempt_id, language), begin)

    async def _begun(
        self, tx: Transaction, attempt: Attempt, after: Attempt, language: str, now: datetime
    ) -> AttemptPicture:
        booked = await require_booked_language(tx, attempt.id, language)
        form = await draw_for(tx, after, await programme_of(tx, attempt), self._new_random())
        await tx.attempts.freeze_form(attempt.id, form)
        await tx.journal.record(
            action="attempt_started", subject=attempt.id, actor_id=attempt.candidate_id, now=now
        )
        stored = await tx.attempts.replace(attempt, after)
        await tx.journal.wake(Topic.ATTEMPT, attempt.id, now=now)
        return await _first_picture(tx, stored, form, booked)

    async def start_block(
        self, candidate_id: str, attempt_id: str, no: int, *, device_epoch: int, now: datetime
    ) -> AttemptPicture:
        """Begin the next block; beginning the one that runs changes nothing."""
        async with self._database.write(brief=True) as tx:
            attempt = await self._settled_own(tx, candidate_id, attempt_id, now)
            require_state(attempt, AttemptState.RUNNING)
            require_device(attempt, device_epoch)
            return await self._moved(tx, attempt, decide_block_start(attempt, no=no, now=now), now)

    async def finish_block(
        self, candidate_id: str, attempt_id: str, no: int, *, device_epoch: int, now: datetime
    ) -> AttemptPicture:
        """End the running block; the last one closes the attempt. Ending it again changes nothing."""
        async with self._database.write(brief=True) as tx:
            attempt = await self._settled_own(tx, candidate_id, attempt_id, now)
            if attempt.state is AttemptState.RUNNING:
                require_device(attempt, device_epoch)
            after = decide_block_finish(attempt, no=no, now=now)
            if after is not attempt:
                await require_within_limit(tx, attempt, await programme_of(tx, attempt), no)
            return await self._moved(tx, attempt, after, now)

    async def submit(
        self, candidate_id: str, attempt_id: str, *, device_epoch: int, now: datetime
    ) -> AttemptPicture:
        """Close the attempt, whatever block runs; closing it again changes nothing."""
        async with self._database.write(brief=True) as tx:
            attempt = await self._settled_own(tx, candidate_id, attempt_id, now)
            if attempt.state is AttemptState.RUNNING:
                require_device(attempt, device_epoch)
            after = decide_submit(attempt, now)
            if after.close_cause is CloseCause.SUBMITTED and after is not attempt:
                await require_within_limit(tx, attempt, await programme_of(tx, attempt), None)
            return await self._moved(tx, attempt, after, now)

    async def _settled_own(
        self, tx: Transaction, candidate_id: str, attempt_id: str, now: datetime
    ) -> Attempt:
        attempt = await own_attempt(tx, candidate_id, attempt_id)
        return await settled_in(tx, attempt, calendar=self._calendar, now=now)

    async def _moved(
        self, tx: Transaction, attempt: Attempt, after: Attempt, now: datetime
    ) -> AttemptPicture:
        """Store what the candidate decided; nothing when nothing changed."""
        if after is attempt:
            return await self._picture(tx, attempt)
        if after.is_closed:
            stored = await store_closed(
                tx,
                attempt,
                after,
                programme=await programme_of(tx, attempt),
                calendar=self._calendar,
                now=now,
                actor_id=attempt.candidate_id,
            )
        else:
            stored = await tx.attempts.replace(attempt, after)
            await tx.journal.wake(Topic.ATTEMPT, attempt.id, now=now)
        return await self._picture(tx, stored)

    async def seen(self, attempt_id: str, device_epoch: int, now: datetime) -> None:
        async with self._database.write(brief=True) as tx:
            await tx.attempts.seen(attempt_id, device_epoch, now)

    async def not_running(self, attempt_ids: Sequence[str]) -> list[str]:
        """Those of `attempt_ids` that do not run (any more)."""
        if not attempt_ids:
            return []
        async with self._database.read() as tx:
            running = await tx.attempts.ids_in_state(AttemptState.RUNNING)
        return [one for one in attempt_ids if one not in running]

    async def record_events(
        self, candidate_id: str, attempt_id: str, events: Sequence[IntegrityRecord]
    ) -> None:
        async with self._database.write() as tx:
            await own_attempt(tx, candidate_id, attempt_id)
            await tx.attempts.record_events(attempt_id, events)

    async def _picture(self, tx: Transaction, attempt: Attempt) -> AttemptPicture:
        programme = await programme_of(tx, attempt)
        form = await tx.attempts.form(attempt.id)
        given = await tx.responses.all_current(attempt.id)
        flags = await tx.responses.flags(attempt.id)
        return AttemptPicture(
            attempt=attempt,
            programme=programme,
            personal_number=await tx.attempts.personal_number(attempt.id),
            booked_language=await booked_language(tx, attempt.id),
            slots=picture_slots(programme, form, given, flags),
        )


async def _first_picture(
    tx: Transaction, attempt: Attempt, form: Sequence[PlacedSlot], booked: str | None
) -> AttemptPicture:
    """What its page shows of an attempt whose form was frozen just now: nothing has been answered yet."""
    programme = await programme_of(tx, attempt)
    return AttemptPicture(
        attempt=attempt,
        programme=programme,
        personal_number=await tx.attempts.personal_number(attempt.id),
        booked_language=booked,
        slots=picture_slots(programme, form, {}, frozenset()),
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

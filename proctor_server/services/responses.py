"""Saving an answer: acknowledged only after the commit, never lost, never doubled."""

from dataclasses import dataclass
from datetime import datetime

from exam_engine.answers import Answers
from exam_engine.attempt import AttemptState, require_device
from exam_engine.errors import AttemptNotRunning, OperationReused
from exam_engine.response import Accepted, RecordResponse, StoredResponse, body_digest, decide_response
from proctor_server.db.database import Database
from proctor_server.db.responses import LoggedResponse
from proctor_server.kernel.ids import new_id
from proctor_server.services.attempts import SlotPicture, own_attempt
from proctor_server.services.errors import StaleResponse, UnknownSlot
from proctor_server.services.forms import asked_at
from proctor_server.services.programmes import programme_of
from proctor_server.services.slots import require_not_behind


@dataclass(frozen=True, slots=True)
class SavedResponse:
    slot: int
    revision: int
    answers: Answers
    saved_at: datetime
    replayed: bool


class ResponseService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def save(
        self, candidate_id: str, attempt_id: str, command: RecordResponse, now: datetime
    ) -> SavedResponse:
        """Save an answer. The same operation again returns what it returned before.

        A stale answer is kept in the log, and refused with the current one.

        Raises:
            OperationReused: the operation id came before with another body.
            StaleResponse: the slot holds a newer revision.
            UnknownAttempt, UnknownSlot, and what `decide_response` raises.
        """
        digest = body_digest(command)
        async with self._database.write() as tx:
            attempt = await own_attempt(tx, candidate_id, attempt_id)
            before = await tx.responses.logged(attempt_id, command.operation_id)
            if before is not None:
                return _replay(before, digest, await tx.responses.current(attempt_id, command.slot))
            if attempt.started_at is None:
                raise AttemptNotRunning(attempt.state.value)
            place = await tx.attempts.form_slot(attempt_id, command.slot)
            if place is None:
                raise UnknownSlot(str(command.slot))
            programme = await programme_of(tx, attempt)
            await require_not_behind(tx, attempt, programme, place, now)
            verdict = decide_response(
                attempt,
                command,
                current=await tx.responses.current(attempt_id, command.slot),
                asked=await asked_at(tx, place),
                block_no=place.block_no,
                grace=programme.grace,
                now=now,
            )
            accepted = isinstance(verdict, Accepted)
            kept = verdict.stored if isinstance(verdict, Accepted) else verdict.current
            await tx.responses.append(
                attempt_id, _log_line(command, digest, accepted=accepted, revision=kept.revision, now=now)
            )
            if accepted:
                await tx.responses.put(attempt_id, kept)
        if not accepted:
            raise StaleResponse(kept.revision, kept.answers)
        return SavedResponse(kept.slot, kept.revision, kept.answers, kept.saved_at, replayed=False)

    async def flag(
        self,
        candidate_id: str,
        attempt_id: str,
        slot: int,
        *,
        device_epoch: int,
        flagged: bool,
    ) -> SlotPicture:
        """Mark or unmark a slot for later."""
        async with self._database.write() as tx:
            attempt = await own_attempt(tx, candidate_id, attempt_id)
            if attempt.state is not AttemptState.RUNNING:
                raise AttemptNotRunning(attempt.state.value)
            require_device(attempt, device_epoch)
            place = await tx.attempts.form_slot(attempt_id, slot)
            if place is None:
                raise UnknownSlot(str(slot))
            await tx.responses.set_flag(attempt_id, slot, flagged=flagged)
            response = await tx.responses.current(attempt_id, slot)
            block = (await programme_of(tx, attempt)).blocks[place.block_no]
        return SlotPicture(
            slot=slot,
            block_no=place.block_no,
            section_id=block.shown_section_id(place.section_id),
            answered=response is not None and bool(response.answers),
            flagged=flagged,
            saved_at=None if response is None else response.saved_at,
        )


def _replay(before: LoggedResponse, digest: str, current: StoredResponse | None) -> SavedResponse:
    if before.body_digest != digest:
        raise OperationReused(before.operation_id)
    if not before.accepted:
        raise StaleResponse(*((0, {}) if current is None else (current.revision, current.answers)))
    return SavedResponse(before.slot, before.revision, before.answers, before.server_at, replayed=True)


def _log_line(
    command: RecordResponse, digest: str, *, accepted: bool, revision: int, now: datetime
) -> LoggedResponse:
    return LoggedResponse(
        id=new_id(),
        slot=command.slot,
        operation_id=command.operation_id,
        body_digest=digest,
        accepted=accepted,
        revision=revision,
        answers=command.answers,
        device_epoch=command.epoch,
        client_at=command.client_at,
        server_at=now,
        dwell_ms=round(command.dwell.total_seconds() * 1000),
    )

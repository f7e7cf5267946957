"""Saving an answer: acknowledged only after the commit, never lost, never doubled."""

from datetime import datetime

from exam_engine.attempt import AttemptState, require_device
from exam_engine.errors import AttemptNotRunning
from exam_engine.response import RecordResponse
from proctor_server.db.database import Database
from proctor_server.services.answer_group import Ask, SavedResponse
from proctor_server.services.answer_groups import AnswerGroups
from proctor_server.services.attempts import SlotPicture, own_attempt
from proctor_server.services.errors import UnknownSlot
from proctor_server.services.programmes import programme_of


class ResponseService:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._groups = AnswerGroups(database)

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
        return await self._groups.save(Ask(candidate_id, attempt_id, command, now))

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

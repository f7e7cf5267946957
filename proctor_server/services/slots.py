"""Showing one item at a time: of the running block alone, and forward only where the block says so."""

from dataclasses import dataclass
from datetime import datetime

from exam_engine.attempt import Attempt, AttemptState
from exam_engine.course_errors import AttemptPaused, ItemLocked
from exam_engine.errors import AttemptNotRunning
from exam_engine.form import PlacedSlot
from exam_engine.programme import Navigation, Programme
from exam_engine.response import StoredResponse
from item_bank.shown import ShownItem
from proctor_server.db.attempts import ForwardPlace
from proctor_server.db.database import Database, Transaction
from proctor_server.services.attempts import AttemptService, own_attempt
from proctor_server.services.errors import UnknownSlot
from proctor_server.services.forms import shown_slot


@dataclass(frozen=True, slots=True)
class SlotContent:
    """One item in the attempt's language, its choices in the form's order, the answer so far."""

    slot: int
    block_no: int
    section_id: str
    item: ShownItem
    response: StoredResponse | None
    flagged: bool


class SlotService:
    def __init__(self, database: Database, attempts: AttemptService) -> None:
        self._database = database
        self._attempts = attempts

    async def read(self, candidate_id: str, attempt_id: str, slot: int, now: datetime) -> SlotContent:
        """Read one item of the running block.

        In a block that leads forward only, reading an item gives up those before it.

        Raises:
            UnknownAttempt, UnknownSlot
            AttemptNotRunning: the attempt does not run, or is in a break.
            AttemptPaused: its clock stands.
            ItemLocked: the item is of another block, or lies behind.
        """
        async with self._attempts.looking(candidate_id, attempt_id, now) as (tx, attempt, programme):
            place = await _place(tx, attempt, slot)
            _require_readable(attempt, programme, place)
            content = await _content(tx, attempt, programme, place)
        if programme.blocks[content.block_no].navigation is Navigation.FORWARD:
            await self._go_forward(candidate_id, attempt_id, content.block_no, ForwardPlace(slot, now))
        return content

    async def _go_forward(
        self, candidate_id: str, attempt_id: str, block_no: int, place: ForwardPlace
    ) -> None:
        async with self._database.write(brief=True) as tx:
            attempt = await own_attempt(tx, candidate_id, attempt_id)
            reached = await tx.attempts.reached(attempt_id, block_no)
            if reached is not None and place.slot < reached.slot:
                raise ItemLocked(str(place.slot))
            if attempt.running_no == block_no and (reached is None or reached.slot < place.slot):
                await tx.attempts.reach(attempt_id, block_no, place)


def require_not_behind(
    programme: Programme, block_no: int, slot: int, *, reached: ForwardPlace | None, now: datetime
) -> None:
    """Refuse to answer an item that lies behind in a block that leads forward only.

    An answer given before the step forward may come after it: it has the programme's grace.

    Raises:
        ItemLocked: it lies behind.
    """
    if programme.blocks[block_no].navigation is Navigation.FREE or reached is None:
        return
    if slot < reached.slot and now >= reached.reached_at + programme.grace:
        raise ItemLocked(str(slot))


async def _place(tx: Transaction, attempt: Attempt, slot: int) -> PlacedSlot:
    if attempt.state is not AttemptState.RUNNING:
        raise AttemptNotRunning(attempt.state.value)
    place = await tx.attempts.form_slot(attempt.id, slot)
    if place is None:
        raise UnknownSlot(str(slot))
    return place


def _require_readable(attempt: Attempt, programme: Programme, place: PlacedSlot) -> None:
    if attempt.paused_at is not None:
        raise AttemptPaused(attempt.id)
    if attempt.running_no is None:
        raise AttemptNotRunning("break")
    if place.block_no != attempt.running_no:
        raise ItemLocked(str(place.slot))


async def _content(tx: Transaction, attempt: Attempt, programme: Programme, place: PlacedSlot) -> SlotContent:
    assert attempt.language is not None  # noqa: S101  the attempt runs
    block = programme.blocks[place.block_no]
    return SlotContent(
        slot=place.slot,
        block_no=place.block_no,
        section_id=block.shown_section_id(place.section_id),
        item=await shown_slot(tx, place, block, attempt.language),
        response=await tx.responses.current(attempt.id, place.slot),
        flagged=place.slot in await tx.responses.flags(attempt.id),
    )

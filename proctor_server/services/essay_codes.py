"""Handing essays in: each gets a code, which is all that those who mark it know of its author."""

import secrets
from datetime import datetime

from exam_engine.attempt import Attempt
from exam_engine.course_errors import EssayTooLong
from exam_engine.programme import BlockKind, Programme
from exam_engine.word_count import count_words, measure_essay
from proctor_server.db.database import Transaction

CODE_BYTES = 5


async def add_essays(tx: Transaction, attempt: Attempt, programme: Programme, now: datetime) -> None:
    """Give the essays of an attempt that has just closed their codes; one without a word is not marked."""
    for slot, text in (await _texts(tx, attempt, programme)).items():
        if count_words(text):
            await tx.essays.add(secrets.token_hex(CODE_BYTES).upper(), attempt.id, slot, now)


async def require_within_limit(
    tx: Transaction, attempt: Attempt, programme: Programme, block_no: int | None
) -> None:
    """Refuse to let a candidate hand in an essay that is too long; time takes it in as it stands.

    `block_no` None: of any block.

    Raises:
        EssayTooLong: it has more words than it may.
    """
    for slot, text in (await _texts(tx, attempt, programme)).items():
        no = next(place.block_no for place in await tx.attempts.form(attempt.id) if place.slot == slot)
        rules = programme.blocks[no].essay
        if rules is None or block_no not in (None, no):
            continue
        if not measure_essay(text, rules.max_words).may_finish:
            raise EssayTooLong(str(slot))


async def _texts(tx: Transaction, attempt: Attempt, programme: Programme) -> dict[int, str]:
    """What stands in the slots of essay blocks."""
    if all(block.kind is not BlockKind.ESSAY for block in programme.blocks):
        return {}
    given = await tx.responses.all_current(attempt.id)
    return {
        place.slot: "\n".join(text for values in given[place.slot].answers.values() for text in values)
        for place in await tx.attempts.form(attempt.id)
        if programme.blocks[place.block_no].kind is BlockKind.ESSAY and place.slot in given
    }

"""Which items an attempt gets: drawn once at its start, block by block, and frozen; and how one is shown."""

from collections import Counter
from dataclasses import replace
from random import Random

from exam_engine.attempt import Attempt
from exam_engine.form import PlacedSlot
from exam_engine.programme import Block, BlockKind, Programme
from item_bank.delivery import shown_item
from item_bank.shown import ShownExtendedText, ShownItem
from proctor_server.db.database import Transaction
from proctor_server.services.bank.forms import draw_for as draw_block


async def draw_for(
    tx: Transaction, attempt: Attempt, programme: Programme, random: Random
) -> tuple[PlacedSlot, ...]:
    """Draw an attempt's form: the tasks of a questionnaire in random order, whatever they measure.

    Raises:
        BankLacks: the bank cannot fill it.
    """
    placed: list[PlacedSlot] = []
    for no, block in enumerate(programme.blocks):
        slots = await draw_block(
            tx,
            programme_id=programme.id,
            block_id=block.id,
            wanted=block.wanted(attempt.direction),
            random=random,
            mixed=block.kind is BlockKind.QUESTIONNAIRE,
        )
        placed.extend(
            PlacedSlot(place, slot.section_id, slot.version_id, slot.option_order, no)
            for place, slot in enumerate(slots, start=len(placed))
        )
    return tuple(placed)


async def can_fill(tx: Transaction, programme: Programme, direction: str | None) -> bool:
    """Whether the bank has as many items as a form takes, section by section and topic by topic."""
    wanted = [one for block in programme.blocks for one in block.wanted(direction)]
    pool = await tx.forms.drawable(sections=sorted({one.section_id for one in wanted}))
    found = Counter((item.section_id, topic) for item in pool for topic in (item.topic, None))
    return all(found[one.section_id, one.topic] >= one.n_items for one in wanted)


async def shown_slot(tx: Transaction, place: PlacedSlot, block: Block, language: str) -> ShownItem:
    """One place of a form as its candidate sees it; the programme says how long its essay may be."""
    content = await tx.items.content(place.version_id)
    shown = shown_item(content.item, language, place.option_order, content.stimulus)
    return shown if block.essay is None else _limited(shown, block.essay.max_words)


def _limited(shown: ShownItem, max_words: int) -> ShownItem:
    return replace(
        shown,
        interactions=tuple(
            replace(one, max_words=max_words) if isinstance(one, ShownExtendedText) else one
            for one in shown.interactions
        ),
    )

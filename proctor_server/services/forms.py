"""Which items an attempt gets: drawn once at its start, block by block, and frozen."""

from dataclasses import replace
from random import Random

from exam_engine.attempt import Attempt
from exam_engine.programme import Block, Programme
from item_bank.choice_items import bank_item_of
from item_bank.delivery import shown_item
from item_bank.draw import FormSlot, Stratum, draw_form
from item_bank.item import ItemKey
from item_bank.shown import ShownExtendedText, ShownItem
from proctor_server.db.database import Transaction

NO_KEY = ItemKey(frozenset())


async def draw_for(
    tx: Transaction, attempt: Attempt, programme: Programme, random: Random
) -> tuple[FormSlot, ...]:
    """Draw an attempt's form.

    Raises:
        BankTooSmall: the bank cannot fill it.
    """
    strata = [Stratum(section.id, section.n_items) for section in programme.sections]
    return draw_form(strata, await tx.items.drawable(), random)


async def shown_slot(tx: Transaction, place: FormSlot, block: Block, language: str) -> ShownItem:
    """One place of a form as its candidate sees it; the programme says how long its essay may be."""
    item = await tx.items.version(place.version_id)
    shown = shown_item(bank_item_of(item, NO_KEY)[0], language, place.option_order)
    return shown if block.essay is None else _limited(shown, block.essay.max_words)


def _limited(shown: ShownItem, max_words: int) -> ShownItem:
    return replace(
        shown,
        interactions=tuple(
            replace(one, max_words=max_words) if isinstance(one, ShownExtendedText) else one
            for one in shown.interactions
        ),
    )

"""How items that are translations of one another become one item, and what they must have in common."""

from collections.abc import Callable
from dataclasses import replace

from item_bank.bank_item import BankItem, wordings
from item_bank.interactions import (
    Choice,
    ChoiceInteraction,
    HotTextInteraction,
    InlineChoiceInteraction,
    Interaction,
    LikertInteraction,
    MatchInteraction,
    OrderInteraction,
)
from item_bank.wording import Wording, joined, wording

Change = Callable[[Wording], Wording]


def with_wordings(item: BankItem, change: Change) -> BankItem:
    """Give the item with every text changed, in the order of `wordings`."""
    body = change(item.body)
    return replace(item, body=body, interactions=tuple(_with(one, change) for one in item.interactions))


def in_language(item: BankItem, language: str) -> BankItem:
    """Give the item with the texts of one language only."""
    return with_wordings(item, lambda text: wording({language: text.get(language)}))


def translated(first: BankItem, second: BankItem) -> BankItem | None:
    """Put two language versions of an item together; None where they differ in more than their texts."""
    if _skeleton(first) != _skeleton(second):
        return None
    others = iter(list(wordings(second)))
    return with_wordings(first, lambda text: joined(text, next(others)))


def _skeleton(item: BankItem) -> BankItem:
    return with_wordings(item, lambda _: Wording(()))


def _with(interaction: Interaction, change: Change) -> Interaction:
    match interaction:
        case ChoiceInteraction() | InlineChoiceInteraction() | OrderInteraction() | LikertInteraction():
            return replace(interaction, choices=_changed(interaction.choices, change))
        case MatchInteraction():
            left = _changed(interaction.left, change)
            return replace(interaction, left=left, right=_changed(interaction.right, change))
        case HotTextInteraction():
            return replace(interaction, passage=change(interaction.passage))
        case _:
            return interaction


def _changed(choices: tuple[Choice, ...], change: Change) -> tuple[Choice, ...]:
    return tuple(replace(choice, text=change(choice.text)) for choice in choices)

"""In which order the choices of an item are shown: drawn once, then stored.

An entry is a choice's id, or `"RESPONSE id"` where an item asks more than once and ids may repeat.
"""

from dataclasses import dataclass
from random import Random

from item_bank.bank_item import BankItem
from item_bank.interactions import (
    Choice,
    ChoiceInteraction,
    InlineChoiceInteraction,
    Interaction,
    MatchInteraction,
    OrderInteraction,
)


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Entries that may change places with one another, but for the fixed ones ("all of the above")."""

    entries: tuple[str, ...]
    fixed: frozenset[str] = frozenset()


def option_groups(item: BankItem) -> tuple[OptionGroup, ...]:
    """Give the groups of an item's choices that are shuffled; a scale and a hot text have none."""
    prefix = len(item.interactions) > 1
    return tuple(
        _group(f"{one.response_id} " if prefix else "", choices)
        for one in item.interactions
        for choices in _shuffled(one)
    )


def option_order(groups: tuple[OptionGroup, ...], random: Random) -> tuple[str, ...]:
    """Draw an order, group by group; fixed entries keep their place."""
    return tuple(entry for group in groups for entry in _drawn(group, random))


def _shuffled(one: Interaction) -> tuple[tuple[Choice, ...], ...]:
    match one:
        case ChoiceInteraction() | InlineChoiceInteraction() | OrderInteraction() if one.shuffle:
            return (one.choices,)
        case MatchInteraction() if one.shuffle:
            return (one.left, one.right)
        case _:
            return ()


def _group(prefix: str, choices: tuple[Choice, ...]) -> OptionGroup:
    fixed = frozenset(prefix + choice.id for choice in choices if choice.fixed)
    return OptionGroup(tuple(prefix + choice.id for choice in choices), fixed)


def _drawn(group: OptionGroup, random: Random) -> tuple[str, ...]:
    free = [entry for entry in group.entries if entry not in group.fixed]
    shuffled = iter(random.sample(free, len(free)))
    return tuple(entry if entry in group.fixed else next(shuffled) for entry in group.entries)

"""What an item of any type is: a body with places for interactions, and where it belongs.

A `ChoiceItem` is the finished bilingual choice item the exam delivers; a `BankItem` is any item,
also one that is not finished (a language or the source may still be missing).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from item_bank.interactions import (
    ChoiceInteraction,
    HotTextInteraction,
    InlineChoiceInteraction,
    Interaction,
    LikertInteraction,
    MatchInteraction,
    OrderInteraction,
)
from item_bank.item import Source
from item_bank.wording import Wording

_PLACE = re.compile(r'<(?:div|span) data-response="([^"]*)"></(?:div|span)>')


@dataclass(frozen=True, slots=True)
class BankItem:
    """An item with its interactions in the order of its body; the key is kept apart."""

    code: str
    body: Wording
    interactions: tuple[Interaction, ...]
    title: str = ""
    section_id: str = ""
    topic: str = ""
    source: Source | None = None
    stimulus_code: str = ""
    enemy_codes: tuple[str, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """Give the languages every text of the item is written in, sorted."""
        every = [set(text.languages) for text in wordings(self)]
        return tuple(sorted(set.intersection(*every))) if every else ()


def wordings(item: BankItem) -> Iterator[Wording]:
    """Give every text of an item that must exist in each of its languages."""
    yield item.body
    for interaction in item.interactions:
        match interaction:
            case ChoiceInteraction() | InlineChoiceInteraction() | OrderInteraction() | LikertInteraction():
                yield from (choice.text for choice in interaction.choices)
            case MatchInteraction():
                yield from (choice.text for choice in interaction.left + interaction.right)
            case HotTextInteraction():
                yield interaction.passage
            case _:
                pass


def place_of(interaction: Interaction) -> str:
    """Write the place of an interaction in a body: a `span` within a line, a `div` for a block."""
    tag = "span" if interaction.kind in ("inline_choice", "text_entry") else "div"
    return f'<{tag} data-response="{interaction.response_id}"></{tag}>'


def places_in(body: str) -> tuple[str, ...]:
    """Give the response ids a body has places for, in its order."""
    return tuple(_PLACE.findall(body))

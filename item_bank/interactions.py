"""What a candidate is asked to do in an item: choose, fill in, order, match, mark, write, or say how far.

The names are QTI's but for the Likert scale, which is a choice there. Every interaction has a
`response_id`, unique in its item; the item's body holds a place for it (`data-response`). Ids of
choices are opaque and shared by all languages.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from item_bank.wording import Wording


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose, order or match; `fixed` keeps its place when the others are shuffled."""

    id: str
    text: Wording
    fixed: bool = False
    match_max: int = 1  # how often it may be matched, 0 = any number; of use in a match only


@dataclass(frozen=True, slots=True)
class ChoiceInteraction:
    """Choose `min_choices` to `max_choices` of the choices; 0 as maximum means any number."""

    response_id: str
    choices: tuple[Choice, ...]
    min_choices: int = 0
    max_choices: int = 1
    shuffle: bool = True
    kind: Literal["choice"] = "choice"


@dataclass(frozen=True, slots=True)
class InlineChoiceInteraction:
    """Choose the word that belongs into a gap of the text."""

    response_id: str
    choices: tuple[Choice, ...]
    shuffle: bool = True
    kind: Literal["inline_choice"] = "inline_choice"


class EntryType(StrEnum):
    """What is to be typed."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class TextEntryInteraction:
    """Type a word or a number; `expected_length` in characters says how wide the field is."""

    response_id: str
    entry: EntryType = EntryType.STRING
    expected_length: int | None = None
    kind: Literal["text_entry"] = "text_entry"


@dataclass(frozen=True, slots=True)
class OrderInteraction:
    """Put all choices into the right order."""

    response_id: str
    choices: tuple[Choice, ...]
    shuffle: bool = True
    kind: Literal["order"] = "order"


@dataclass(frozen=True, slots=True)
class MatchInteraction:
    """Match the left with the right; at most `max_associations` pairs, 0 = any number."""

    response_id: str
    left: tuple[Choice, ...]
    right: tuple[Choice, ...]
    max_associations: int = 0
    shuffle: bool = True
    kind: Literal["match"] = "match"


@dataclass(frozen=True, slots=True)
class HotTextInteraction:
    """Mark words of a passage; each is `<span data-hottext="ID">` in it, the same ids in every language."""

    response_id: str
    passage: Wording
    hottext_ids: tuple[str, ...]
    min_choices: int = 0
    max_choices: int = 1
    kind: Literal["hottext"] = "hottext"


@dataclass(frozen=True, slots=True)
class ExtendedTextInteraction:
    """Write an essay, marked by people; limits in words, None = no limit."""

    response_id: str
    min_words: int | None = None
    max_words: int | None = None
    expected_length: int | None = None
    kind: Literal["extended_text"] = "extended_text"


@dataclass(frozen=True, slots=True)
class LikertInteraction:
    """Say how far one agrees: choices from the least to the most, one of them; a scale is never shuffled.

    Which way it counts for its competency, and how much, is the key's to say (`Marking.MAP`).
    """

    response_id: str
    choices: tuple[Choice, ...]
    kind: Literal["likert"] = "likert"


Interaction = (
    ChoiceInteraction
    | InlineChoiceInteraction
    | TextEntryInteraction
    | OrderInteraction
    | MatchInteraction
    | HotTextInteraction
    | ExtendedTextInteraction
    | LikertInteraction
)
INLINE_KINDS = frozenset({"inline_choice", "text_entry"})


def answer_ids(interaction: Interaction) -> tuple[str, ...]:
    """Give the ids an answer may name; none where the answer is typed. A pair names two of them."""
    match interaction:
        case ChoiceInteraction() | InlineChoiceInteraction() | OrderInteraction() | LikertInteraction():
            return tuple(choice.id for choice in interaction.choices)
        case MatchInteraction():
            return tuple(choice.id for choice in interaction.left + interaction.right)
        case HotTextInteraction():
            return interaction.hottext_ids
        case TextEntryInteraction() | ExtendedTextInteraction():
            return ()

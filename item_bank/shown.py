"""The shapes an item takes on a candidate's screen: texts of one language, choices in the order shown."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """One thing to choose; `match_max` is of use in a match."""

    id: str
    html: str
    match_max: int


@dataclass(frozen=True, slots=True)
class ShownChoices:
    """A choice: `max_choices` 0 means any number."""

    response_id: str
    choices: tuple[ShownChoice, ...]
    min_choices: int
    max_choices: int
    kind: Literal["choice"] = "choice"


@dataclass(frozen=True, slots=True)
class ShownOrder:
    """Things to put in order."""

    response_id: str
    choices: tuple[ShownChoice, ...]
    kind: Literal["order"] = "order"


@dataclass(frozen=True, slots=True)
class ShownInlineChoice:
    """A gap to choose a word for."""

    response_id: str
    choices: tuple[ShownChoice, ...]
    kind: Literal["inline_choice"] = "inline_choice"


@dataclass(frozen=True, slots=True)
class ShownTextEntry:
    """A field to type into; `expected_length` in characters."""

    response_id: str
    entry: Literal["string", "integer", "number"]
    expected_length: int | None
    kind: Literal["text_entry"] = "text_entry"


@dataclass(frozen=True, slots=True)
class ShownMatch:
    """Two columns to match; at most `max_associations` pairs, 0 = any number."""

    response_id: str
    left: tuple[ShownChoice, ...]
    right: tuple[ShownChoice, ...]
    max_associations: int
    kind: Literal["match"] = "match"


@dataclass(frozen=True, slots=True)
class ShownHotText:
    """A passage with words to mark."""

    response_id: str
    passage: str
    hottext_ids: tuple[str, ...]
    min_choices: int
    max_choices: int
    kind: Literal["hottext"] = "hottext"


@dataclass(frozen=True, slots=True)
class ShownExtendedText:
    """An essay; limits in words."""

    response_id: str
    min_words: int | None
    max_words: int | None
    expected_length: int | None
    kind: Literal["extended_text"] = "extended_text"


@dataclass(frozen=True, slots=True)
class ShownLikert:
    """A scale, in its own order."""

    response_id: str
    choices: tuple[ShownChoice, ...]
    kind: Literal["likert"] = "likert"


ShownInteraction = (
    ShownChoices
    | ShownOrder
    | ShownInlineChoice
    | ShownTextEntry
    | ShownMatch
    | ShownHotText
    | ShownExtendedText
    | ShownLikert
)


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture, and in words what it shows."""

    src: str
    alt: str


@dataclass(frozen=True, slots=True)
class ShownChart:
    """A chart as SVG, with its data as a table for those who do not see it."""

    src: str
    alt: str
    table_html: str


@dataclass(frozen=True, slots=True)
class ShownStimulus:
    """What the item is about: html of a text or table, or a picture, or a chart."""

    code: str
    kind: Literal["text", "table", "chart", "image"]
    title: str
    html: str | None
    image: ShownPicture | None
    chart: ShownChart | None


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item in one language, its choices in the order they are shown in."""

    body: str
    interactions: tuple[ShownInteraction, ...]
    stimulus: ShownStimulus | None
    language: str

"""An item as its editor sends and gets it: interactions, key and source, in three languages."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, WithJsonSchema

from proctor_server.api.schemas.shared import Body

BankLanguage = Literal["kk", "ru", "en"]
Html = Annotated[str, StringConstraints(max_length=100_000)]
Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
Points = Annotated[
    Decimal,
    Field(max_digits=12, decimal_places=6),
    WithJsonSchema({"type": "string", "pattern": r"^-?\d{1,12}(\.\d{1,6})?$", "example": "0.5"}),
]
"""An exact number, as text: points are never floats."""
Wording = dict[BankLanguage, Html]
"""A text by language, as HTML of the allow-list."""
ResponseId = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^\w[\w.:\-]*$")]


class ChoiceDraft(Body):
    """One thing to choose; its id is shared by all languages. `match_max` is of use in a match (0 = any)."""

    id: ResponseId
    text: Wording
    fixed: bool
    match_max: Annotated[int, Field(ge=0, le=100)]


Choices = Annotated[list[ChoiceDraft], Field(min_length=1, max_length=100)]
Count = Annotated[int, Field(ge=0, le=100)]
Words = Annotated[int, Field(ge=1, le=5000)]


class ChoiceInteractionDraft(Body):
    kind: Literal["choice"]
    response_id: ResponseId
    choices: Choices
    min_choices: Count
    max_choices: Count
    shuffle: bool


class InlineChoiceInteractionDraft(Body):
    kind: Literal["inline_choice"]
    response_id: ResponseId
    choices: Choices
    shuffle: bool


class OrderInteractionDraft(Body):
    kind: Literal["order"]
    response_id: ResponseId
    choices: Choices
    shuffle: bool


class MatchInteractionDraft(Body):
    kind: Literal["match"]
    response_id: ResponseId
    left: Choices
    right: Choices
    max_associations: Count
    shuffle: bool


class TextEntryInteractionDraft(Body):
    kind: Literal["text_entry"]
    response_id: ResponseId
    entry: Literal["string", "integer", "number"]
    expected_length: Words | None


class HotTextInteractionDraft(Body):
    """`passage` holds `<span data-hottext="ID">` for every one of `hottext_ids`, in every language."""

    kind: Literal["hottext"]
    response_id: ResponseId
    passage: Wording
    hottext_ids: Annotated[list[ResponseId], Field(max_length=100)]
    min_choices: Count
    max_choices: Count


class ExtendedTextInteractionDraft(Body):
    kind: Literal["extended_text"]
    response_id: ResponseId
    min_words: Words | None
    max_words: Words | None
    expected_length: Words | None


class LikertInteractionDraft(Body):
    """A scale from the least to the most; what each step counts stands in the key."""

    kind: Literal["likert"]
    response_id: ResponseId
    choices: Choices


InteractionDraft = Annotated[
    ChoiceInteractionDraft
    | InlineChoiceInteractionDraft
    | OrderInteractionDraft
    | MatchInteractionDraft
    | TextEntryInteractionDraft
    | HotTextInteractionDraft
    | ExtendedTextInteractionDraft
    | LikertInteractionDraft,
    Field(discriminator="kind"),
]


class ToleranceDraft(Body):
    """How far a number may lie below and above; `relative` in per cent."""

    mode: Literal["exact", "absolute", "relative"]
    below: Points
    above: Points


class CreditDraft(Body):
    value: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    points: Points
    case_sensitive: bool


class ResponseKeyDraft(Body):
    """`correct`: choice ids, `"left right"` pairs, or what is to be typed; in order for an order interaction."""

    response_id: ResponseId
    marking: Literal["match", "map", "person", "none"]
    correct: Annotated[
        list[Annotated[str, StringConstraints(min_length=1, max_length=2000)]], Field(max_length=100)
    ]
    points: Points
    case_sensitive: bool
    tolerance: ToleranceDraft
    credits: Annotated[list[CreditDraft], Field(max_length=200)]
    default_points: Points
    lower_bound: Points | None
    upper_bound: Points | None


KeyDraft = Annotated[list[ResponseKeyDraft], Field(max_length=50)]


class SourceDraft(Body):
    """Where the right answer stands: official short title, article ("12", "12(3)"), edition's date."""

    act: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
    article: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
    edition_date: date


class ItemDraft(Body):
    """An item as its editor holds it. `section_id`: the act or the competency it belongs to.

    `body` holds a place `<div|span data-response="ID"></…>` for every interaction, in every language;
    pictures are shown from the `url` that uploading an asset gave.
    """

    code: Code
    title: Name
    section_id: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)]
    topic: Name
    source: SourceDraft | None
    stimulus_code: Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]
    enemy_codes: Annotated[list[Code], Field(max_length=50)]
    body: Wording
    interactions: Annotated[list[InteractionDraft], Field(max_length=50)]
    key: KeyDraft

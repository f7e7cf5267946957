"""An item as a candidate sees it, in one language; never its key. The pure twin is `item_bank.delivery`.

`body` and every `html` are cleaned XHTML fragments with places `<div|span data-response="ID">`.
"""

from typing import Annotated, Literal

from pydantic import Field

from proctor_server.api.schemas.shared import View


class ChoiceView(View):
    id: str
    html: str
    match_max: int


class ChoiceInteractionView(View):
    """`max_choices` 0: any number."""

    kind: Literal["choice"]
    response_id: str
    choices: list[ChoiceView]
    min_choices: int
    max_choices: int


class OrderInteractionView(View):
    kind: Literal["order"]
    response_id: str
    choices: list[ChoiceView]


class InlineChoiceInteractionView(View):
    kind: Literal["inline_choice"]
    response_id: str
    choices: list[ChoiceView]


class TextEntryInteractionView(View):
    kind: Literal["text_entry"]
    response_id: str
    entry: Literal["string", "integer", "number"]
    expected_length: int | None


class MatchInteractionView(View):
    """An answer is `"left right"` pairs; `max_associations` 0: any number."""

    kind: Literal["match"]
    response_id: str
    left: list[ChoiceView]
    right: list[ChoiceView]
    max_associations: int


class HotTextInteractionView(View):
    """`passage` holds `<span data-hottext="ID">` for every one of `hottext_ids`."""

    kind: Literal["hottext"]
    response_id: str
    passage: str
    hottext_ids: list[str]
    min_choices: int
    max_choices: int


class ExtendedTextInteractionView(View):
    kind: Literal["extended_text"]
    response_id: str
    min_words: int | None
    max_words: int | None
    expected_length: int | None


class LikertInteractionView(View):
    """A scale from the least to the most, never shuffled; one of it is chosen."""

    kind: Literal["likert"]
    response_id: str
    choices: list[ChoiceView]


InteractionView = Annotated[
    ChoiceInteractionView
    | OrderInteractionView
    | InlineChoiceInteractionView
    | TextEntryInteractionView
    | MatchInteractionView
    | HotTextInteractionView
    | ExtendedTextInteractionView
    | LikertInteractionView,
    Field(discriminator="kind"),
]


class PictureView(View):
    src: str
    alt: str


class ChartView(View):
    """`src` is an SVG; `table_html` its data for those who do not see it."""

    src: str
    alt: str
    table_html: str


class StimulusView(View):
    code: str
    kind: Literal["text", "table", "chart", "image"]
    title: str
    html: str | None
    image: PictureView | None
    chart: ChartView | None


class ItemView(View):
    body: str
    interactions: list[InteractionView]
    stimulus: StimulusView | None
    language: str

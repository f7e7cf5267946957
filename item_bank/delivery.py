"""What of an item a candidate is shown, in one language and in the order drawn; the key is no part of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import nh3

from item_bank.bank_item import BankItem
from item_bank.chart_svg import chart_data_url
from item_bank.chart_table import chart_table
from item_bank.errors import BadItem
from item_bank.formats.rich_text import MATH, text_of, to_xhtml
from item_bank.interactions import (
    Choice,
    ChoiceInteraction,
    ExtendedTextInteraction,
    HotTextInteraction,
    InlineChoiceInteraction,
    Interaction,
    LikertInteraction,
    MatchInteraction,
    OrderInteraction,
    TextEntryInteraction,
)
from item_bank.shown import (
    ShownChart,
    ShownChoice,
    ShownChoices,
    ShownExtendedText,
    ShownHotText,
    ShownInlineChoice,
    ShownInteraction,
    ShownItem,
    ShownLikert,
    ShownMatch,
    ShownOrder,
    ShownPicture,
    ShownStimulus,
    ShownTextEntry,
)
from item_bank.stimulus import Stimulus, StimulusKind

ASSET_PLACE = "/api/assets/"
_LISTED = "p br span div b strong i em u sub sup ul ol li table caption thead tbody tr th td img code pre blockquote"
_TAGS = {*_LISTED.split(), *MATH}
_ATTRIBUTES = {
    "div": {"data-response"},
    "span": {"data-response", "data-hottext"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "img": {"src", "alt"},
    "math": {"display"},
    "mo": {"stretchy", "form"},
    "mi": {"mathvariant"},
    "mspace": {"width", "height"},
}
_PLAINER = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "figcaption"), "p"),
    **dict.fromkeys(("figure", "section", "article", "dl"), "div"),
    **dict.fromkeys(("kbd", "samp", "tt", "var"), "code"),
}
_RENAMED = re.compile(rf"<(/?)({'|'.join(_PLAINER)})(?=[\s>])")
_ASSET = re.compile(r'src="assets/([0-9a-f]{64})\.[a-z]+"')
_PICTURE = re.compile(r"<img\b[^>]*>")


def shown_item(
    item: BankItem, language: str, order: Sequence[str] = (), stimulus: Stimulus | None = None
) -> ShownItem:
    """Give an item as a candidate sees it. `order` is what `option_order.option_order` drew.

    Raises:
        BadItem: the item, or its stimulus, is not written in `language`.
    """
    if language not in item.languages:
        raise BadItem(item.code, f"not written in {language}")
    showing = _Showing(language, {entry: no for no, entry in enumerate(order)})
    return ShownItem(
        body=shown_html(item.body.get(language)),
        interactions=tuple(showing.interaction(one) for one in item.interactions),
        stimulus=None if stimulus is None else shown_stimulus(stimulus, language),
        language=language,
    )


def shown_stimulus(stimulus: Stimulus, language: str) -> ShownStimulus:
    """Give a stimulus as a candidate sees it.

    Raises:
        BadItem: it is not written in `language`.
    """
    if language not in stimulus.languages:
        raise BadItem(stimulus.code, f"not written in {language}")
    title, alt = text_of(stimulus.title.get(language)), text_of(stimulus.alt.get(language))
    chart = stimulus.chart
    drawn = stimulus.kind is StimulusKind.CHART and chart is not None
    return ShownStimulus(
        code=stimulus.code,
        kind=stimulus.kind.value,
        title=title,
        html=shown_html(stimulus.html.get(language)) or None,
        image=ShownPicture(asset_url(stimulus.image), alt) if stimulus.kind is StimulusKind.IMAGE else None,
        chart=ShownChart(chart_data_url(chart, title, alt, language), alt, chart_table(chart, language))
        if drawn and chart is not None
        else None,
    )


def shown_html(text: str) -> str:
    """Give cleaned HTML as the XHTML candidates get: a narrower allow-list, pictures under our own address."""
    if "<" not in text:
        return text.replace("&nbsp;", "&#160;")
    plainer = _RENAMED.sub(lambda found: f"<{found[1]}{_PLAINER[found[2]]}", text)
    pointed = _ASSET.sub(rf'src="{ASSET_PLACE}\1"', plainer)
    kept = nh3.clean(
        _PICTURE.sub(lambda found: found[0] if f'src="{ASSET_PLACE}' in found[0] else "", pointed),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=set(),
        link_rel=None,
    )
    return to_xhtml(kept)


def asset_url(name: str) -> str:
    """Give the address of `assets/<sha256>.<kind>`; an empty one of no asset."""
    return ASSET_PLACE + name.removeprefix("assets/").partition(".")[0] if name else ""


@dataclass(frozen=True, slots=True)
class _Showing:
    """The language, and the place of every choice in the order drawn."""

    language: str
    places: Mapping[str, int]

    def interaction(self, one: Interaction) -> ShownInteraction:
        match one:
            case ChoiceInteraction():
                return ShownChoices(
                    one.response_id, self._choices(one, one.choices), one.min_choices, one.max_choices
                )
            case OrderInteraction():
                return ShownOrder(one.response_id, self._choices(one, one.choices))
            case InlineChoiceInteraction():
                return ShownInlineChoice(one.response_id, self._choices(one, one.choices))
            case LikertInteraction():
                return ShownLikert(one.response_id, tuple(self._choice(choice) for choice in one.choices))
            case MatchInteraction():
                return ShownMatch(
                    one.response_id,
                    self._choices(one, one.left),
                    self._choices(one, one.right),
                    one.max_associations,
                )
            case _:
                return self._without_choices(one)

    def _without_choices(
        self, one: TextEntryInteraction | HotTextInteraction | ExtendedTextInteraction
    ) -> ShownInteraction:
        match one:
            case TextEntryInteraction():
                return ShownTextEntry(one.response_id, one.entry.value, one.expected_length)
            case HotTextInteraction():
                passage = shown_html(one.passage.get(self.language))
                return ShownHotText(
                    one.response_id, passage, one.hottext_ids, one.min_choices, one.max_choices
                )
            case ExtendedTextInteraction():
                return ShownExtendedText(one.response_id, one.min_words, one.max_words, one.expected_length)

    def _choices(self, one: Interaction, choices: Sequence[Choice]) -> tuple[ShownChoice, ...]:
        """Sort by the order drawn; what it does not name comes after, in the author's order."""

        def place(choice: Choice) -> int:
            last = len(self.places)
            return self.places.get(f"{one.response_id} {choice.id}", self.places.get(choice.id, last))

        return tuple(self._choice(choice) for choice in sorted(choices, key=place))

    def _choice(self, choice: Choice) -> ShownChoice:
        return ShownChoice(choice.id, shown_html(choice.text.get(self.language)), choice.match_max)

"""What a candidate is shown of an item: its texts in one language, its choices as drawn, nothing of its key."""

from dataclasses import asdict
from decimal import Decimal
from random import Random

import pytest

from item_bank.bank_item import BankItem, place_of
from item_bank.delivery import shown_html, shown_item, shown_stimulus
from item_bank.errors import BadItem
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
from item_bank.option_order import option_groups, option_order
from item_bank.stimulus import Chart, ChartKind, Series, Stimulus, StimulusKind
from item_bank.wording import Wording, wording

DIGEST = "0123456789abcdef" * 4


def both(text: str) -> Wording:
    return wording({"kk": f"{text}-қаз", "ru": f"{text}-рус"})


def some(*ids: str, fixed: str = "") -> tuple[Choice, ...]:
    return tuple(Choice(one, both(one), fixed=one == fixed) for one in ids)


ASKED: tuple[Interaction, ...] = (
    ChoiceInteraction("R1", some("a", "b", "c", "d", fixed="d")),
    InlineChoiceInteraction("R2", some("a", "b")),
    TextEntryInteraction("R3"),
    OrderInteraction("R4", some("x", "y", "z")),
    MatchInteraction("R5", some("l1", "l2"), some("r1", "r2", "r3")),
    HotTextInteraction("R6", both('<p><span data-hottext="h">сөз</span></p>'), ("h",)),
    ExtendedTextInteraction("R7", 10, 200),
    LikertInteraction("R8", some("never", "seldom", "often")),
)


def everything() -> BankItem:
    places = "".join(place_of(one) for one in ASKED)
    return BankItem("X-1", wording({"kk": f"<p>қаз</p>{places}", "ru": f"<p>рус</p>{places}"}), ASKED)


def test_every_interaction_is_shown_in_the_language_asked_for() -> None:
    shown = shown_item(everything(), "kk")
    assert [one.kind for one in shown.interactions] == [one.kind for one in ASKED]
    assert [one.response_id for one in shown.interactions] == [f"R{no}" for no in range(1, 9)]
    assert shown.body.startswith("<p>қаз</p>")
    assert "рус" not in str(asdict(shown))


def test_the_order_drawn_is_kept_and_what_must_not_move_does_not() -> None:
    item = everything()
    order = option_order(option_groups(item), Random(3))
    shown = {one.response_id: asdict(one) for one in shown_item(item, "ru", order).interactions}

    def ids(response_id: str, part: str = "choices") -> list[str]:
        return [choice["id"] for choice in shown[response_id][part]]

    drawn = {name: [e.split()[1] for e in order if e.startswith(name)] for name in ("R1", "R4")}
    assert ids("R1") == drawn["R1"]
    assert ids("R1")[3] == "d"
    assert ids("R4") == drawn["R4"]
    assert sorted(ids("R5", "right")) == ["r1", "r2", "r3"]
    assert ids("R8") == ["never", "seldom", "often"]
    assert not [entry for entry in order if entry.startswith(("R6", "R8"))]


def test_ids_of_an_item_that_asks_once_stand_alone() -> None:
    asked = ChoiceInteraction("RESPONSE", some("a", "b", "c"))
    item = BankItem("X", both(place_of(asked)), (asked,))
    order = option_order(option_groups(item), Random(1))
    assert sorted(order) == ["a", "b", "c"]
    assert [one["id"] for one in asdict(shown_item(item, "kk", order).interactions[0])["choices"]] == [*order]


def test_a_language_that_is_missing_is_refused() -> None:
    with pytest.raises(BadItem, match="not written in en"):
        shown_item(everything(), "en")


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("a &lt; b", "a &lt; b"),
        ("<h2>t</h2><dl><dt>a</dt></dl>", "<p>t</p><div><p>a</p></div>"),
        ('<p>x<a href="https://example.org">y</a></p>', "<p>xy</p>"),
        (
            f'<p><img src="assets/{DIGEST}.png" alt="қ"></p>',
            f'<p><img src="/api/assets/{DIGEST}" alt="қ"/></p>',
        ),
        ('<p><img src="https://example.org/x.png" alt=""></p>', "<p></p>"),
        ("<p>a<br>b&nbsp;c</p>", "<p>a<br/>b&#160;c</p>"),
        ("<math><mi>x</mi></math>", "<math><mi>x</mi></math>"),
    ],
)
def test_candidates_get_plain_xhtml(kept: str, shown: str) -> None:
    assert shown_html(kept) == shown


def test_a_chart_has_its_data_beside_it() -> None:
    chart = Chart(ChartKind.BAR, (both("2023"),), (Series(both("кіріс"), (Decimal("1.50"),)),), both("млн"))
    stimulus = Stimulus(
        "S",
        StimulusKind.CHART,
        both("тақырып"),
        alt=both("мән"),
        chart=chart,
    )
    shown = shown_stimulus(stimulus, "kk")
    assert shown.chart is not None
    assert shown.chart.src.startswith("data:image/svg+xml;base64,")
    assert "<td>1,5</td>" in shown.chart.table_html
    assert "кіріс-қаз" in shown.chart.table_html
    assert shown.html is None

"""A chart's drawing: one SVG of its data that draws only, in the names of one language."""

from decimal import Decimal as D

import pytest
from lxml import etree

from item_bank.chart_svg import chart_svg, scale_of
from item_bank.chart_table import chart_table
from item_bank.errors import BadItem
from item_bank.formats.pictures import require_still
from item_bank.stimulus import (
    Chart,
    ChartKind,
    Series,
    Stimulus,
    StimulusKind,
    stimulus_from_document,
    stimulus_to_document,
)
from item_bank.wording import wording

SVG = "{http://www.w3.org/2000/svg}"


def a_chart(kind: ChartKind, *rows: tuple[D | None, ...]) -> Chart:
    n = len(rows[0])
    categories = tuple(wording({"kk": f"жыл {no}", "ru": f"год {no}"}) for no in range(n))
    series = tuple(Series(wording({"kk": f"қатар <{no}>", "ru": "ряд"}), row) for no, row in enumerate(rows))
    return Chart(kind, categories, series, wording({"kk": "млн ₸", "ru": "млн ₸"}))


BARS = a_chart(ChartKind.BAR, (D(1), D(-2), None), (D("0.5"), D(3), D(4)))


def marks(chart: Chart, tag: str) -> int:
    root = etree.fromstring(chart_svg(chart, "t", "a", "kk").encode())
    return len(root.findall(f".//{SVG}{tag}"))


def test_every_value_has_its_mark() -> None:
    assert marks(BARS, "rect") == 1 + 5
    assert marks(a_chart(ChartKind.LINE, (D(1), D(2), None, D(3))), "circle") == 3
    assert marks(a_chart(ChartKind.LINE, (D(1), D(2), None, D(3))), "polyline") == 2
    assert marks(a_chart(ChartKind.PIE, (D(1), D(2), D(0), D(3))), "path") == 3
    assert marks(a_chart(ChartKind.PIE, (D(0), D(7))), "circle") == 1


@pytest.mark.parametrize("kind", [ChartKind.BAR, ChartKind.LINE])
def test_a_drawing_only_draws_and_names_what_it_shows(kind: ChartKind) -> None:
    chart = a_chart(kind, (D("1e3"), D(0)))
    drawn = chart_svg(chart, "Тақырып <&>", "Сипаттама", "kk")
    require_still(drawn.encode(), "")
    assert '<title id="t">Тақырып &lt;&amp;&gt;</title>' in drawn
    assert "Сипаттама" in drawn
    assert "по-русски" not in drawn


@pytest.mark.parametrize(
    ("values", "low", "high", "step"),
    [(["3", "97"], 0, 100, 20), (["-5", "5"], -6, 6, 2), (["0"], 0, 0.2, 0.2), (["0.02"], 0, 0.02, 0.005)],
)
def test_an_axis_is_round(values: list[str], low: float, high: float, step: float) -> None:
    found = scale_of([D(one) for one in values])
    assert found[2] == pytest.approx(step)
    assert found[0] <= min(0, *map(float, values))
    assert found[1] >= max(float(one) for one in values)
    assert found[0] == pytest.approx(low)


def test_the_table_says_what_the_drawing_shows() -> None:
    table = chart_table(BARS, "ru")
    assert table.count("<tr>") == 4
    assert "<td>-2</td><td>3</td>" in table
    assert "<td>–</td>" in table
    assert "<td>0,5</td>" in table


def test_a_stimulus_is_read_as_it_was_written() -> None:
    stimulus = Stimulus("S", StimulusKind.CHART, wording({"kk": "т"}), alt=wording({"kk": "a"}), chart=BARS)
    assert stimulus_from_document(stimulus_to_document(stimulus)) == stimulus
    assert stimulus.languages == ("kk",)


@pytest.mark.parametrize(
    ("chart", "reason"),
    [
        (None, "no data"),
        (Chart(ChartKind.BAR, BARS.categories, (Series(wording({"kk": "x"}), (D(1),)),)), "every category"),
        (a_chart(ChartKind.PIE, (D(1), D(-1))), "a pie"),
        (a_chart(ChartKind.BAR, (D(10**13),)), "numbers"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_refused(chart: Chart | None, reason: str) -> None:
    stimulus = Stimulus("S", StimulusKind.CHART, wording({"kk": "т"}), alt=wording({"kk": "a"}), chart=chart)
    with pytest.raises(BadItem, match=reason):
        stimulus_from_document(stimulus_to_document(stimulus))

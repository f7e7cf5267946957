"""The data of a chart as a table: what a person reads who does not see the drawing."""

import html
from decimal import Decimal

from item_bank.stimulus import Chart


def chart_table(chart: Chart, language: str) -> str:
    """Write the data as an HTML table: a row a category, a column a series."""
    unit = chart.unit.get(language)
    heads = "".join(f'<th scope="col">{_plain(one.name.get(language))}</th>' for one in chart.series)
    caption = f"<caption>{_plain(unit)}</caption>" if unit else ""
    rows = "".join(
        f'<tr><th scope="row">{_plain(category.get(language))}</th>'
        + "".join(f"<td>{number_text(one.values[no], language)}</td>" for one in chart.series)
        + "</tr>"
        for no, category in enumerate(chart.categories)
    )
    return f"<table>{caption}<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def number_text(value: Decimal | None, language: str) -> str:
    """Write a number as the language does: a comma for decimals in Kazakh and Russian; a dash for none."""
    if value is None:
        return "–"
    written = format(value.normalize() if value else Decimal(0), "f")
    return written if language == "en" else written.replace(".", ",")


def _plain(text: str) -> str:
    return html.escape(html.unescape(text), quote=False)

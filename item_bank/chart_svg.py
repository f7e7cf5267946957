"""How a chart is drawn of its data: a still SVG with a title and a description, told apart without colour too."""

import base64
import html
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from math import cos, log10, pi, sin

from item_bank.chart_table import number_text
from item_bank.stimulus import Chart, ChartKind

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 72, 16, 34, 78
COLOURS = ("#1f5fa8", "#a63c00", "#1f6b2e", "#6b2f8a", "#7a5c00", "#0f6f73", "#9c1f5c", "#4a4a4a")
DASHES = ("", "8 4", "2 4", "10 3 2 3", "4 4", "12 6", "1 3", "6 2 1 2")
N_STEPS = 5
MAX_NAME = 18
Axis = Callable[[float], float]
"""How far down a value lies."""


@lru_cache(maxsize=512)
def chart_data_url(chart: Chart, title: str, alt: str, language: str) -> str:
    """Give the drawing as a `data:` URL, which an `img` shows and which can run nothing."""
    drawn = chart_svg(chart, title, alt, language).encode()
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn).decode()}"


def chart_svg(chart: Chart, title: str, alt: str, language: str) -> str:
    """Draw a chart with the names of one language; the same data give the same drawing."""
    drawing = _pie(chart, language) if chart.kind is ChartKind.PIE else _axes(chart, language)
    inside = "".join((*drawing, *_legend(chart, language)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-labelledby="t d" lang="{language}" font-family="sans-serif" font-size="13" fill="#222">'
        f'<title id="t">{_plain(title)}</title><desc id="d">{_plain(alt)}</desc>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{inside}</svg>'
    )


def scale_of(values: Sequence[Decimal]) -> tuple[float, float, float]:
    """Give lowest, highest and step of an axis that holds the values and zero, in round numbers."""
    low, high = min(0.0, *map(float, values)), max(0.0, *map(float, values))
    span = (high - low) or 1.0
    power = 10 ** int(log10(span / N_STEPS) // 1)
    step = next(power * one for one in (1, 2, 2.5, 5, 10) if power * one * N_STEPS >= span - 1e-9)
    bottom = step * (low // step)
    top = bottom
    while top < high - 1e-9 * step:
        top += step
    return bottom, top, step


def _axes(chart: Chart, language: str) -> Iterator[str]:
    known = [value for one in chart.series for value in one.values if value is not None]
    low, high, step = scale_of(known)
    inner_w, inner_h = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def y(value: float) -> float:
        return TOP + inner_h * (high - value) / (high - low)

    yield f'<text x="{LEFT}" y="18">{_plain(chart.unit.get(language))}</text>'
    for no in range(round((high - low) / step) + 1):
        value = low + no * step
        yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(value):.1f}" y2="{y(value):.1f}" stroke="#ccc"/>'
        label = number_text(Decimal(str(round(value, 9))), language)
        yield f'<text x="{LEFT - 6}" y="{y(value) + 4:.1f}" text-anchor="end">{label}</text>'
    band = inner_w / len(chart.categories)
    for no, category in enumerate(chart.categories):
        middle = LEFT + band * (no + 0.5)
        name = _plain(_short(category.get(language)))
        turned = "" if band > 70 else f' transform="rotate(-40 {middle:.1f} {HEIGHT - BOTTOM + 18})"'
        anchor = "middle" if band > 70 else "end"
        yield (
            f'<text x="{middle:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="{anchor}"{turned}>{name}</text>'
        )
    draw = _bars if chart.kind is ChartKind.BAR else _lines
    for series, one in enumerate(chart.series):
        points = [
            None if value is None else (LEFT + band * no, float(value)) for no, value in enumerate(one.values)
        ]
        yield from draw(series, len(chart.series), points, band, y)
    yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(0):.1f}" y2="{y(0):.1f}" stroke="#222"/>'


def _bars(
    series: int, n_series: int, points: Sequence[tuple[float, float] | None], band: float, y: Axis
) -> Iterator[str]:
    width = band * 0.76 / n_series
    for point in points:
        if point is None:
            continue
        x, value = point[0] + band * 0.12 + width * series, point[1]
        top, bottom = min(y(value), y(0)), max(y(value), y(0))
        yield (
            f'<rect x="{x:.1f}" y="{top:.1f}" width="{width:.1f}" height="{max(bottom - top, 0.5):.1f}"'
            f' fill="{COLOURS[series]}" stroke="#fff"/>'
        )


def _lines(
    series: int, n_series: int, points: Sequence[tuple[float, float] | None], band: float, y: Axis
) -> Iterator[str]:
    """Draw what adjoins as one line; a missing value leaves a gap."""
    colour, run = COLOURS[series], list[str]()
    for point in [*points, None]:
        if point is not None:
            x, at = point[0] + band / 2, y(point[1])
            run.append(f"{x:.1f},{at:.1f}")
            yield f'<circle cx="{x:.1f}" cy="{at:.1f}" r="4" fill="{colour}"/>'
        elif run:
            dash = f' stroke-dasharray="{DASHES[series]}"' if DASHES[series] else ""
            joined = " ".join(run)
            yield f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="2.5"{dash}/>'
            run = []


def _pie(chart: Chart, language: str) -> Iterator[str]:
    values = [float(value or 0) for value in chart.series[0].values]
    total, turn = sum(values) or 1.0, 0.0
    centre_x, centre_y, radius = 200.0, HEIGHT / 2, 150.0
    for no, value in enumerate(values):
        end = turn + 2 * pi * value / total
        if value / total > 0.9999:
            yield f'<circle cx="{centre_x}" cy="{centre_y}" r="{radius}" fill="{_colour(no)}"/>'
        elif value:
            (x0, y0), (x1, y1) = (
                (centre_x + radius * sin(at), centre_y - radius * cos(at)) for at in (turn, end)
            )
            large = int(end - turn > pi)
            yield (
                f'<path d="M{centre_x} {centre_y}L{x0:.1f} {y0:.1f}A{radius} {radius} 0 {large} 1'
                f' {x1:.1f} {y1:.1f}Z" fill="{_colour(no)}" stroke="#fff" stroke-width="2"/>'
            )
        turn = end
    step = min(24.0, (HEIGHT - 40) / len(values))
    for no, category in enumerate(chart.categories):
        at = 30 + step * no
        shown = number_text(chart.series[0].values[no], language)
        unit = chart.unit.get(language)
        label = _plain(f"{_short(category.get(language), 30)}: {shown} {unit}".strip())
        yield f'<rect x="400" y="{at:.1f}" width="14" height="14" fill="{_colour(no)}"/>'
        yield f'<text x="422" y="{at + 12:.1f}">{label}</text>'


def _legend(chart: Chart, language: str) -> Iterator[str]:
    if chart.kind is ChartKind.PIE:
        return
    width = (WIDTH - LEFT - RIGHT) / len(chart.series)
    for no, one in enumerate(chart.series):
        x = LEFT + width * no
        dash = f' stroke-dasharray="{DASHES[no]}"' if chart.kind is ChartKind.LINE and DASHES[no] else ""
        thick = 2.5 if chart.kind is ChartKind.LINE else 12
        name = _plain(_short(one.name.get(language), int(width / 8)))
        yield (
            f'<line x1="{x:.1f}" x2="{x + 22:.1f}" y1="{HEIGHT - 14}" y2="{HEIGHT - 14}"'
            f' stroke="{COLOURS[no]}" stroke-width="{thick}"{dash}/>'
        )
        yield f'<text x="{x + 28:.1f}" y="{HEIGHT - 10}">{name}</text>'


def _colour(no: int) -> str:
    return COLOURS[no % len(COLOURS)]


def _short(text: str, most: int = MAX_NAME) -> str:
    plain = html.unescape(text)
    return plain if len(plain) <= max(most, 3) else plain[: max(most, 3) - 1] + "…"


def _plain(text: str) -> str:
    return html.escape(html.unescape(text), quote=False)

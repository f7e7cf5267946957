"""The curve of the answers' bench as an SVG drawing: how long, and at what cost, over how many candidates."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from proctor_server.entrypoints.simulation.bench_answers import AnswersReport

WIDTH, HEIGHT, LEFT, TOP, BOTTOM, GAP = 360, 300, 56, 44, 44, 40
GOAL_MS = 50.0
Figure = Callable[[AnswersReport], float]


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    colour: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class _Panel:
    """One pair of axes, both logarithmic; `goal`: a value to hold the lines against."""

    title: str
    lines: tuple[_Line, ...]
    goal: float | None = None


PANELS = (
    _Panel(
        "from sending to the acknowledgement, ms",
        (_Line("p50", "#1c7ed6", lambda one: one.p50_ms), _Line("p99", "#c2255c", lambda one: one.p99_ms)),
        GOAL_MS,
    ),
    _Panel(
        "of the server for one answer",
        (
            _Line("ms of CPU", "#2b8a3e", lambda one: one.cpu_ms_per_answer),
            _Line("answers in one commit", "#e8590c", lambda one: one.in_group),
        ),
    ),
)


def draw_curve(reports: Sequence[AnswersReport]) -> str:
    """Draw the reports, at least one, from left to right by the number of candidates; returns the SVG's text."""
    ordered = sorted(reports, key=lambda one: one.candidates)
    first = ordered[0]
    title = f"An answer from each candidate every {first.every_s:g} s, {first.seconds:g} s after a warm-up"
    whole = 2 * (LEFT + WIDTH + GAP)
    panels = [_panel(panel, ordered, no * (LEFT + WIDTH + GAP)) for no, panel in enumerate(PANELS)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {TOP + HEIGHT + BOTTOM + 24}" role="img"'
            ' font-family="sans-serif" font-size="12">',
            f"<title>{escape(title)}</title>",
            '<rect width="100%" height="100%" fill="#fff"/>',
            f'<text x="{LEFT}" y="18" font-size="14">{escape(title)}</text>',
            *panels,
            "</svg>\n",
        ]
    )


def _panel(panel: _Panel, reports: Sequence[AnswersReport], left: int) -> str:
    values = [line.figure(one) for line in panel.lines for one in reports]
    values += [] if panel.goal is None else [panel.goal]
    low, high = _decades(values)
    x_low, x_high = _decades([one.candidates for one in reports])

    def x(value: float) -> float:
        return LEFT + _share(value, x_low, x_high) * WIDTH

    def y(value: float) -> float:
        return TOP + (1 - _share(value, low, high)) * HEIGHT

    parts = [f'<g transform="translate({left} 0)">', _text(LEFT, TOP - 8, panel.title)]
    parts += [_grid(LEFT, y(10.0**no), LEFT + WIDTH, y(10.0**no)) for no in range(low, high + 1)]
    parts += [_text(LEFT - 6, y(10.0**no) + 4, f"{10.0**no:g}", "end") for no in range(low, high + 1)]
    for one in reports:
        parts.append(_grid(x(one.candidates), TOP, x(one.candidates), TOP + HEIGHT))
        parts.append(_text(x(one.candidates), TOP + HEIGHT + 16, f"{one.candidates:,}", "middle"))
    parts.append(_text(LEFT + WIDTH / 2, TOP + HEIGHT + 34, "candidates", "middle"))
    if panel.goal is not None:
        dashes = 'stroke-dasharray="6 4"'
        parts.append(_grid(LEFT, y(panel.goal), LEFT + WIDTH, y(panel.goal), "#495057", dashes))
        parts.append(_text(LEFT + 4, y(panel.goal) - 4, f"goal of p99: {panel.goal:g}"))
    for no, line in enumerate(panel.lines):
        points = [(x(one.candidates), y(line.figure(one))) for one in reports]
        parts.append(_curve(points, line.colour))
        parts.append(_text(LEFT + no * 160, TOP + HEIGHT + 54, f"● {line.name}", colour=line.colour))
    return "\n".join([*parts, "</g>"])


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten that hold all values; a value of nothing does not count."""
    logs = [math.log10(value) for value in values if value > 0] or [0.0]
    low, high = math.floor(min(logs)), math.ceil(max(logs))
    return low, max(high, low + 1)


def _share(value: float, low: int, high: int) -> float:
    """Where a value lies between 10^low (0) and 10^high (1)."""
    return 0.0 if value <= 0 else (math.log10(value) - low) / (high - low)


def _grid(x1: float, y1: float, x2: float, y2: float, colour: str = "#ced4da", more: str = "") -> str:
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}" {more}/>'


def _text(x: float, y: float, text: str, anchor: str = "start", colour: str = "#212529") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'


def _curve(points: Sequence[tuple[float, float]], colour: str) -> str:
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in points)
    return f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}'

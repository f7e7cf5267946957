"""A plot of curves as an SVG document: axes, grid, a dash and a colour for each curve, its name at its beginning."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 24, 84
N_TICKS = 5
STYLES = (("#1c5fa8", ""), ("#b3541e", "7 4"), ("#2d7a3e", "2 4"), ("#7b3fa0", "10 3 2 3"))
FONT = 'font-family="sans-serif" font-size="13"'


@dataclass(frozen=True, slots=True)
class Curve:
    """Points by rising x; y within 0..1."""

    name: str
    points: tuple[tuple[float, float], ...]


def line_plot(curves: Sequence[Curve], *, x: str, y: str) -> str:
    """Draw the curves; y is a share and goes from 0 to 100 %."""
    most = max((point[0] for curve in curves for point in curve.points), default=1.0)
    body = [*_grid(most, x, y), *(_drawn(curve, no, most) for no, curve in enumerate(curves))]
    names = "; ".join(curve.name for curve in curves)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
            f"<title>{escape(y)} by {escape(x)}: {escape(names)}</title>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
            *body,
            "</svg>\n",
        ]
    )


def _at(x: float, y: float, most: float) -> tuple[float, float]:
    across = LEFT + x / most * (WIDTH - LEFT - RIGHT)
    return round(across, 1), round(TOP + (1 - y) * (HEIGHT - TOP - BOTTOM), 1)


def _grid(most: float, x: str, y: str) -> list[str]:
    lines = []
    for no in range(N_TICKS + 1):
        share = no / N_TICKS
        left, height = _at(0, share, most)
        across, foot = _at(share * most, 0, most)
        lines.append(f'<line x1="{left}" y1="{height}" x2="{WIDTH - RIGHT}" y2="{height}" stroke="#ddd"/>')
        lines.append(f'<text x="{left - 8}" y="{height + 4}" text-anchor="end" {FONT}>{share:.0%}</text>')
        lines.append(
            f'<text x="{across}" y="{foot + 20}" text-anchor="middle" {FONT}>{share * most:.0f}</text>'
        )
    middle = (LEFT + WIDTH - RIGHT) / 2
    lines.append(
        f'<text x="{middle}" y="{HEIGHT - BOTTOM + 42}" text-anchor="middle" {FONT}>{escape(x)}</text>'
    )
    lines.append(f'<text x="{LEFT}" y="{TOP - 8}" {FONT}>{escape(y)}</text>')
    return lines


def _drawn(curve: Curve, no: int, most: float) -> str:
    colour, dashes = STYLES[no % len(STYLES)]
    points = " ".join(f"{across},{height}" for across, height in (_at(*one, most) for one in curve.points))
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    key = LEFT + no * (WIDTH - LEFT - RIGHT) / len(STYLES)
    foot = HEIGHT - 16
    return (
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'
        f'<line x1="{key}" y1="{foot - 4}" x2="{key + 32}" y2="{foot - 4}" stroke="{colour}" stroke-width="2"{dash}/>'
        f'<text x="{key + 38}" y="{foot}" {FONT}>{escape(curve.name)}</text>'
    )

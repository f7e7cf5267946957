"""The evaluation as one page that a programme's owner can read: tables and plots, complete in itself."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

BAR_PX, ROW_PX, LABEL_PX = 240, 22, 170
STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}
table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #c9ced6;padding:.3rem .6rem;text-align:right}
th:first-child,td:first-child{text-align:left}figure{margin:1rem 0}figcaption{color:#4a5260}svg{max-width:100%}
"""
CANNOT_SHOW = (
    "The thresholds were chosen on clips of this kind: on other people, rooms and cameras expect lower figures.",
    "Looking aside with the head still rests on very few people; skin tones are few, nobody wears a head covering,"
    " and the truth files do not say who wears glasses: nothing is claimed for these groups.",
    "Phones, books and paper are not measured: no detector comes with the product.",
    "A signal says what was seen and for how long. Whether a rule was broken, a named person decides.",
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a plot: a share 0..1, or None where there is nothing to measure."""

    label: str
    share: float | None
    note: str


def report_page(found: Mapping[str, Any]) -> str:
    """The page for the document of `synaq evaluate --json`; ASCII-safe HTML, complete in itself."""
    overall = found["overall"]
    seen = {name: one for name, one in found["by_type"].items() if one["tp"] or one["fp"] or one["fn"]}
    parts = (
        f"<h1>What the analysis finds</h1><p>{found['clips']} clips, {_minutes(found['seconds'])} minutes.</p>",
        _summary(found, overall),
        _plot("Recall: which share of the true events was found", _bars(seen, "recall", "tp", "fn")),
        _plot("Precision: which share of what was reported is true", _bars(seen, "precision", "tp", "fp")),
        _types(seen),
        *(
            _groups(title, found["groups"][key])
            for key, title in GROUP_TITLES.items()
            if key in found["groups"]
        ),
        "<h2>What this material cannot show</h2><ul>",
        *(f"<li>{html.escape(one)}</li>" for one in CANNOT_SHOW),
        "</ul>",
    )
    head = f"<meta charset='utf-8'><title>Evaluation of the analysis</title><style>{STYLE}</style>"
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{''.join(parts)}</body></html>\n"


GROUP_TITLES = {"light": "By the clip's brightness", "face": "By the size of the face"}


def _summary(found: Mapping[str, Any], overall: Mapping[str, Any]) -> str:
    rows = (
        ("True events found", f"{overall['tp']} of {overall['tp'] + overall['fn']}"),
        ("False alarms", str(overall["fp"])),
        ("Precision", _share(overall["precision"])),
        ("Recall", _share(overall["recall"])),
        (
            "False alarms per hour of one person facing the camera",
            _or_dash(found["false_alarms_per_hour_facing"]),
        ),
        ("CPU, milliseconds per second of recording", _or_dash(found["cpu_ms_per_s"])),
    )
    return (
        "<table>" + "".join(f"<tr><td>{html.escape(a)}</td><td>{b}</td></tr>" for a, b in rows) + "</table>"
    )


def _types(seen: Mapping[str, Mapping[str, Any]]) -> str:
    head = ("Signal", "Found", "Missed", "False", "Median latency, s", "Longest, s")
    rows = [
        (
            name,
            one["tp"],
            one["fn"],
            one["fp"],
            _or_dash(one["median_latency_s"]),
            _or_dash(one["longest_latency_s"]),
        )
        for name, one in seen.items()
    ]
    return "<h2>By signal</h2>" + _table(head, rows)


def _groups(title: str, groups: Sequence[Mapping[str, Any]]) -> str:
    head = ("Group", "Minutes", "Found", "Missed", "False", "Precision", "Recall")
    rows = [
        (
            one["group"],
            _minutes(one["seconds"]),
            one["tp"],
            one["fn"],
            one["fp"],
            _share(one["precision"]),
            _share(one["recall"]),
        )
        for one in groups
    ]
    return f"<h2>{html.escape(title)}</h2>" + _table(head, rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    heading = "".join(f"<th scope='col'>{html.escape(one)}</th>" for one in head)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(str(one))}</td>" for one in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{heading}</tr></thead><tbody>{body}</tbody></table>"


def _bars(seen: Mapping[str, Mapping[str, Any]], rate: str, *counts: str) -> list[Bar]:
    return [
        Bar(name, one[rate], f"{one[counts[0]]} of {sum(one[key] for key in counts)}")
        for name, one in seen.items()
    ]


def _plot(title: str, bars: Sequence[Bar]) -> str:
    height = ROW_PX * len(bars) + 4
    rows = "".join(_row(bar, ROW_PX * n) for n, bar in enumerate(bars))
    width = LABEL_PX + BAR_PX + 120
    return (
        f"<figure><figcaption>{html.escape(title)}</figcaption><svg role='img' aria-label='{html.escape(title)}'"
        f" width='{width}' height='{height}' viewBox='0 0 {width} {height}' font-size='13'>{rows}</svg></figure>"
    )


def _row(bar: Bar, top: int) -> str:
    length = 0 if bar.share is None else round(BAR_PX * bar.share)
    label = f"<text x='0' y='{top + 16}'>{html.escape(bar.label)}</text>"
    field = f"<rect x='{LABEL_PX}' y='{top + 4}' width='{BAR_PX}' height='14' fill='#e3e6ea'/>"
    value = f"<rect x='{LABEL_PX}' y='{top + 4}' width='{length}' height='14' fill='#1f6f4a'/>"
    said = f"{_share(bar.share)} ({bar.note})"
    return f"{label}{field}{value}<text x='{LABEL_PX + BAR_PX + 8}' y='{top + 16}'>{html.escape(said)}</text>"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _or_dash(value: float | None) -> str:
    return "-" if value is None else str(value)


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.1f}"

"""The evaluation as one page that a programme's owner can read: tables and plots, complete in itself."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vision.report_texts import TEXTS, ReportTexts

BAR_PX, ROW_PX, LABEL_PX = 240, 22, 230
STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}
table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #c9ced6;padding:.3rem .6rem;text-align:right}
th[scope=row],th:first-child,td:first-child{text-align:left}
figure{margin:1rem 0}figcaption{color:#4a5260}svg{max-width:100%}
"""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a plot: a share 0..1, or None where there is nothing to measure, and what is said beside it."""

    label: str
    share: float | None
    note: str


def report_page(found: Mapping[str, Any], language: str = "en") -> str:
    """The page for the document of `synaq evaluate --json` in kk, ru or en; complete in itself.

    Raises:
        KeyError: there is no such language.
    """
    say = TEXTS[language]
    seen = {name: one for name, one in found["by_type"].items() if one["tp"] or one["fp"] or one["fn"]}
    clips = say.clips.format(clips=found["clips"], minutes=_minutes(found["seconds"]))
    parts = (
        f"<h1>{_safe(say.heading)}</h1><p>{_safe(clips)}</p>",
        _summary(say, found),
        _plot(say.recall_plot, _bars(say, seen, "recall", "tp", "fn")),
        _plot(say.precision_plot, _bars(say, seen, "precision", "tp", "fp")),
        _types(say, seen),
        *(
            _groups(say, title, found["groups"][key])
            for key, title in (("light", say.by_light), ("face", say.by_face))
            if key in found["groups"]
        ),
        _confidence(say, found["confidence"]),
        f"<h2>{_safe(say.cannot_show)}</h2><ul>",
        *(f"<li>{_safe(one)}</li>" for one in say.cannot),
        "</ul>",
    )
    head = f"<meta charset='utf-8'><title>{_safe(say.title)}</title><style>{STYLE}</style>"
    return f"<!doctype html><html lang='{say.language}'><head>{head}</head><body>{''.join(parts)}</body></html>\n"


def _summary(say: ReportTexts, found: Mapping[str, Any]) -> str:
    overall = found["overall"]
    rows = (
        (say.found, say.found_of.format(found=overall["tp"], all=overall["tp"] + overall["fn"])),
        (say.false_alarms, str(overall["fp"])),
        (say.precision, _share(overall["precision"])),
        (say.recall, _share(overall["recall"])),
        (say.false_per_hour, _or_dash(found["false_alarms_per_hour_facing"])),
        (say.cpu, _or_dash(found["cpu_ms_per_s"])),
    )
    cells = "".join(
        f"<tr><th scope='row'>{_safe(name)}</th><td>{_safe(value)}</td></tr>" for name, value in rows
    )
    return f"<table>{cells}</table>"


def _types(say: ReportTexts, seen: Mapping[str, Mapping[str, Any]]) -> str:
    rows = [
        (
            say.signals.get(name, name),
            one["tp"],
            one["fn"],
            one["fp"],
            _or_dash(one["median_latency_s"]),
            _or_dash(one["longest_latency_s"]),
        )
        for name, one in seen.items()
    ]
    return f"<h2>{_safe(say.by_signal)}</h2>" + _table(say.signal_columns, rows)


def _groups(say: ReportTexts, title: str, groups: Sequence[Mapping[str, Any]]) -> str:
    rows = [
        (
            say.groups.get(one["group"], one["group"]),
            _minutes(one["seconds"]),
            one["tp"],
            one["fn"],
            one["fp"],
            _share(one["precision"]),
            _share(one["recall"]),
        )
        for one in groups
    ]
    return f"<h2>{_safe(title)}</h2>" + _table(say.group_columns, rows)


def _confidence(say: ReportTexts, found: Mapping[str, Any]) -> str:
    said = say.confidence_said.format(
        n=found["n"],
        n_true=found["n_true"],
        brier=_or_dash(found["brier"]),
        fitted=_or_dash(found["brier_fitted_on_other_half"]),
    )
    rows = [
        (f"{one['from']:.2f} – {one['to']:.2f}", one["n"], _share(one["confidence"]), _share(one["true"]))
        for one in found["reliability"]
    ]
    table = _table(say.confidence_columns, rows)
    return f"<h2>{_safe(say.confidence)}</h2><p>{_safe(said)}</p>{table}"


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    heading = "".join(f"<th scope='col'>{_safe(one)}</th>" for one in head)
    body = "".join("<tr>" + "".join(f"<td>{_safe(str(one))}</td>" for one in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{heading}</tr></thead><tbody>{body}</tbody></table>"


def _bars(say: ReportTexts, seen: Mapping[str, Mapping[str, Any]], rate: str, *counts: str) -> list[Bar]:
    return [
        Bar(
            say.signals.get(name, name),
            one[rate],
            say.count_of.format(
                share=_share(one[rate]), one=one[counts[0]], all=sum(one[key] for key in counts)
            ),
        )
        for name, one in seen.items()
    ]


def _plot(title: str, bars: Sequence[Bar]) -> str:
    height = ROW_PX * len(bars) + 4
    rows = "".join(_row(bar, ROW_PX * n) for n, bar in enumerate(bars))
    width = LABEL_PX + BAR_PX + 120
    return (
        f"<figure><figcaption>{_safe(title)}</figcaption><svg role='img' aria-label='{_safe(title)}'"
        f" width='{width}' height='{height}' viewBox='0 0 {width} {height}' font-size='13'>{rows}</svg></figure>"
    )


def _row(bar: Bar, top: int) -> str:
    length = 0 if bar.share is None else round(BAR_PX * bar.share)
    label = f"<text x='0' y='{top + 16}'>{_safe(bar.label)}</text>"
    field = f"<rect x='{LABEL_PX}' y='{top + 4}' width='{BAR_PX}' height='14' fill='#e3e6ea'/>"
    value = f"<rect x='{LABEL_PX}' y='{top + 4}' width='{length}' height='14' fill='#1f6f4a'/>"
    return f"{label}{field}{value}<text x='{LABEL_PX + BAR_PX + 8}' y='{top + 16}'>{_safe(bar.note)}</text>"


def _safe(text: str) -> str:
    return html.escape(text)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _or_dash(value: float | None) -> str:
    return "-" if value is None else str(value)


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.1f}"

"""How good the analysis is: clips with their truth beside them in, the figures of `synaq evaluate` out."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from vision.calibration import Told, brier, calibrate_crosswise, reliability
from vision.errors import NoTruth
from vision.file import FileAnalysis, analyse_file
from vision.matching import Event, Match, Report, event_from_truth, match
from vision.signals import SignalType

LIGHT_GROUPS = (
    (80.0, "dim (mean grey below 80)"),
    (140.0, "middling (80 to 140)"),
    (256.0, "bright (140 and above)"),
)
FACE_GROUPS = (
    (0.11, "small (below .11 of the width)"),
    (0.2, "middling (.11 to .2)"),
    (1.01, "large (.2 and above)"),
)


@dataclass(frozen=True, slots=True)
class Facing:
    """A span of a clip, in seconds, in which its truth says that one person faces the camera."""

    t0_s: float
    t1_s: float


@dataclass(frozen=True, slots=True)
class ClipResult:
    """One clip against its truth."""

    clip: str
    duration_s: float
    cpu_s: float
    match: Match
    facing: tuple[Facing, ...]
    luma: float | None = None
    face_width: float | None = None


def evaluate(folder: Path, *, analyse: Callable[[Path], FileAnalysis] = analyse_file) -> dict[str, object]:
    """Analyse every clip of `folder` that has a truth file; the document that `synaq evaluate --json` prints.

    Raises:
        NoTruth: there is no such clip.
        UnreadableMedia: one of the clips cannot be decoded.
    """
    return summarise(list(evaluate_clips(folder, analyse=analyse)))


def evaluate_clips(folder: Path, *, analyse: Callable[[Path], FileAnalysis]) -> Iterable[ClipResult]:
    """The clips one by one, by name.

    Raises:
        NoTruth: there is no clip with a truth file.
    """
    truths = sorted(folder.glob("*.json"))
    pairs = [(folder / str(truth["clip"]), truth) for truth in map(_read_truth, truths) if truth is not None]
    pairs = [(clip, truth) for clip, truth in pairs if clip.is_file()]
    if not pairs:
        raise NoTruth(f"no clip with a truth file in {folder.name}")
    return (_evaluate_clip(analyse(clip), truth) for clip, truth in pairs)


def summarise(results: Sequence[ClipResult]) -> dict[str, object]:
    """The figures over all clips; every type is listed, also those that are not raised yet."""
    seconds = sum(one.duration_s for one in results)
    by_type = {type_.value: _figures(results, type_.value) for type_ in SignalType}
    overall = _rates(*(sum(int(one[key] or 0) for one in by_type.values()) for key in ("tp", "fp", "fn")))
    return {
        "clips": len(results),
        "seconds": round(seconds, 1),
        "cpu_ms_per_s": round(1000 * sum(one.cpu_s for one in results) / seconds, 2) if seconds else None,
        "overall": overall,
        "by_type": by_type,
        "false_alarms_per_hour_facing": _false_alarms_per_hour(results),
        "confidence": _confidence(results),
        "groups": {
            "light": _groups(results, LIGHT_GROUPS, lambda one: one.luma),
            "face": _groups(results, FACE_GROUPS, lambda one: one.face_width),
        },
    }


def _confidence(results: Sequence[ClipResult]) -> dict[str, object]:
    """How the reported confidences stand to the truth, as they are and fitted on the other half of the clips."""
    halves = _told(results[::2]), _told(results[1::2])
    told = [*halves[0], *halves[1]]
    fitted = calibrate_crosswise(halves)
    return {
        "n": len(told),
        "n_true": sum(one.true for one in told),
        "brier": brier(told),
        "brier_fitted_on_other_half": brier(fitted),
        "reliability": reliability(told),
    }


def _told(results: Sequence[ClipResult]) -> list[Told]:
    """Every report that counts; what tells of a `hard` event is neither."""
    true = [Told(report.confidence, True) for one in results for _, report in one.match.told]
    false = [Told(report.confidence, False) for one in results for report in one.match.false_alarms]
    return true + false


def _groups(
    results: Sequence[ClipResult],
    groups: Sequence[tuple[float, str]],
    value_of: Callable[[ClipResult], float | None],
) -> list[dict[str, object]]:
    """Figures of the clips in each group; `groups` are (upper bound, name) in rising order."""
    found: list[dict[str, object]] = []
    least = 0.0
    for largest, name in groups:
        clips = [one for one in results if (value := value_of(one)) is not None and least <= value < largest]
        tp = sum(len(one.match.told) for one in clips)
        fn = sum(len(one.match.missed) for one in clips)
        fp = sum(len(one.match.false_alarms) for one in clips)
        seconds = round(sum(one.duration_s for one in clips), 1)
        found.append({"group": name, "clips": len(clips), "seconds": seconds, **_rates(tp, fp, fn)})
        least = largest
    return found


def _read_truth(path: Path) -> Mapping[str, object] | None:
    document = json.loads(path.read_text(encoding="utf-8"))
    return document if isinstance(document, dict) and "clip" in document and "events" in document else None


def _evaluate_clip(analysis: FileAnalysis, truth: Mapping[str, object]) -> ClipResult:
    reports = [
        Report(
            one.signal.type.value,
            one.signal.t0_s,
            one.signal.t1_s,
            one.signal.direction,
            one.raised_at_s,
            one.signal.confidence,
        )
        for one in analysis.raised
    ]
    events = [event_from_truth(one) for one in _rows(truth, "events")]
    facing = tuple(
        Facing(float(str(span["t0"])), float(str(span["t1"])))
        for span in _rows(truth, "spans")
        if span["state"] == "facing" and span["faces"] == 1
    )
    return ClipResult(
        analysis.file,
        analysis.duration_s,
        analysis.cpu_s,
        match(events, reports),
        facing,
        luma=analysis.luma,
        face_width=analysis.face_width,
    )


def _rows(truth: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    rows = truth.get(key, [])
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _figures(results: Sequence[ClipResult], type_: str) -> dict[str, float | int | None]:
    told = [pair for one in results for pair in one.match.told if pair[0].type == type_]
    fp = sum(report.type == type_ for one in results for report in one.match.false_alarms)
    fn = sum(event.type == type_ for one in results for event in one.match.missed)
    return {
        **_rates(len(told), fp, fn),
        "median_latency_s": _latency_s(told),
        "longest_latency_s": _longest_s(told),
    }


def _rates(tp: int, fp: int, fn: int) -> dict[str, float | int | None]:
    return {
        "tp": tp,
        "fp": fp,
        "fn": fn,
        "precision": round(tp / (tp + fp), 3) if tp + fp else None,
        "recall": round(tp / (tp + fn), 3) if tp + fn else None,
    }


def _latency_s(told: Sequence[tuple[Event, Report]]) -> float | None:
    """From the true beginning of an event to the sample at which it was raised."""
    return round(median(report.raised_at_s - event.t0_s for event, report in told), 2) if told else None


def _longest_s(told: Sequence[tuple[Event, Report]]) -> float | None:
    return round(max(report.raised_at_s - event.t0_s for event, report in told), 2) if told else None


def _false_alarms_per_hour(results: Sequence[ClipResult]) -> float | None:
    """False alarms that began while one person faced the camera, per hour of such footage."""
    facing_s = sum(span.t1_s - span.t0_s for one in results for span in one.facing)
    n = sum(
        any(span.t0_s <= report.t0_s < span.t1_s for span in one.facing)
        for one in results
        for report in one.match.false_alarms
    )
    return round(3600 * n / facing_s, 2) if facing_s else None

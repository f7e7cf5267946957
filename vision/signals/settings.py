"""Which thresholds and durations a programme may set for itself, and whether what it sets is sound."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from vision.errors import BadSettings
from vision.signals.rules import SignalRules, Timing
from vision.signals.signal import SignalType

THRESHOLDS = (
    "yaw_on_deg",
    "yaw_off_deg",
    "down_on_deg",
    "down_off_deg",
    "up_on_deg",
    "up_off_deg",
    "gaze_aside",
    "person_score",
    "covered_contrast",
    "dark_luma",
    "overexposed_luma",
    "blur_ratio",
    "loop_share",
    "identity_distance",
    "identity_off_distance",
    "speech_share",
    "object_score",
)
ON_OFF = (
    ("yaw_on_deg", "yaw_off_deg"),
    ("down_on_deg", "down_off_deg"),
    ("up_on_deg", "up_off_deg"),
    ("identity_distance", "identity_off_distance"),
)
LEAST_FACTOR, LARGEST_FACTOR = 0.5, 2.0
"""How far a programme may go from what was measured: beyond, no figure of ours says anything."""
LONGEST_S = 60.0


def read_settings(document: Mapping[str, Any]) -> SignalRules:
    """The rules with what a programme changes: `{"thresholds": {name: value}, "durations_s": {type: seconds}}`.

    Raises:
        BadSettings: a name that is none, a value that is no number or out of bounds; every fault is named.
    """
    faults = list(_faults(document))
    if faults:
        raise BadSettings("; ".join(faults))
    defaults = SignalRules()
    timings = dict(defaults.timings)
    for name, min_s in document.get("durations_s", {}).items():
        timings[SignalType(name)] = Timing(float(min_s), timings[SignalType(name)].gap_s)
    thresholds = {name: float(value) for name, value in document.get("thresholds", {}).items()}
    rules = replace(defaults, timings=timings, **thresholds)  # type: ignore[arg-type]
    crossed = [f"{on} lies below {off}" for on, off in ON_OFF if getattr(rules, on) < getattr(rules, off)]
    if crossed:
        raise BadSettings("; ".join(crossed))
    return rules


def settings_of(rules: SignalRules) -> dict[str, dict[str, float]]:
    """All that can be set, as it stands in these rules."""
    return {
        "thresholds": {name: getattr(rules, name) for name in THRESHOLDS},
        "durations_s": {one.value: rules.timings[one].min_s for one in SignalType if one in rules.timings},
    }


def _faults(document: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{name}: no such part" for name in document.keys() - {"thresholds", "durations_s"})
    defaults = settings_of(SignalRules())
    for part, known in defaults.items():
        given = document.get(part, {})
        if not isinstance(given, Mapping):
            yield f"{part}: an object was expected"
            continue
        for name, value in given.items():
            if name not in known:
                yield f"{part}.{name}: cannot be set"
            elif isinstance(value, bool) or not isinstance(value, int | float):
                yield f"{part}.{name}: a number was expected"
            else:
                least, largest = _bounds(part, known[name])
                if not least <= value <= largest:
                    yield f"{part}.{name}: {value} is not within {least:g} to {largest:g}"


def _bounds(part: str, default: float) -> tuple[float, float]:
    if part == "durations_s":
        return 0.0, LONGEST_S
    return LEAST_FACTOR * default, LARGEST_FACTOR * default

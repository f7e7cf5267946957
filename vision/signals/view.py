"""Whether the camera shows the room, or is covered, dark, overexposed, blurred or frozen."""

from dataclasses import dataclass, replace
from enum import Enum
from statistics import median

from vision.observation import Light, Observation
from vision.signals.hold import Evidence
from vision.signals.rules import SignalRules
from vision.signals.signal import SignalType


class View(Enum):
    """What the picture as a whole is like."""

    CLEAR = "clear"
    COVERED = "covered"
    DARK = "dark"
    OVEREXPOSED = "overexposed"
    BLURRED = "blurred"


@dataclass(frozen=True, slots=True)
class ViewMemory:
    """The last layout of a clear picture with a face, the sharpness of such, and since when nothing moved.

    `still_layout` is the layout at `still_since_s`; every later sample was the same picture.
    """

    good_layout: tuple[int, ...] | None = None
    sharpness: tuple[float, ...] = ()
    still_layout: tuple[int, ...] | None = None
    still_since_s: float | None = None


def judge_view(rules: SignalRules, memory: ViewMemory, light: Light) -> View:
    """Say what the picture is like; dark and blurred keep the layout of the room, a cover does not."""
    if light.luma > rules.overexposed_luma:
        return View.OVEREXPOSED
    flat = light.contrast < rules.covered_contrast and light.sharpness < rules.covered_sharpness
    dim = light.luma < rules.dark_luma
    if flat and not (
        dim and light.contrast > rules.dark_contrast and _likeness(memory, light) > rules.dark_likeness
    ):
        return View.COVERED
    if dim:
        return View.DARK
    ratio = sharpness_ratio(rules, memory, light)
    if ratio is not None and ratio < rules.blur_ratio and _likeness(memory, light) > rules.blur_likeness:
        return View.BLURRED
    return View.CLEAR


def sharpness_ratio(rules: SignalRules, memory: ViewMemory, light: Light) -> float | None:
    """Sharpness against this camera's own median; None until enough clear pictures were seen."""
    if len(memory.sharpness) < rules.n_sharpness_min:
        return None
    return light.sharpness / max(median(memory.sharpness), 1e-6)


def remember_view(rules: SignalRules, memory: ViewMemory, view: View, observation: Observation) -> ViewMemory:
    """Learn from one observation; only a clear picture with a face is a good one."""
    light = observation.light
    if not _is_unchanged(rules, memory, view, observation):
        memory = replace(memory, still_layout=light.layout, still_since_s=observation.at_s)
    if view is not View.CLEAR or observation.face is None:
        return memory
    sharpness = (*memory.sharpness, light.sharpness)[-rules.n_sharpness :]
    return replace(memory, good_layout=light.layout, sharpness=sharpness)


def view_evidence(
    rules: SignalRules, memory: ViewMemory, view: View, observation: Observation
) -> tuple[Evidence, ...]:
    """What this observation says for and against each signal about the camera."""
    light = observation.light
    ratio = sharpness_ratio(rules, memory, light)
    moved = _cell_change(memory, light)
    return (
        Evidence(
            SignalType.COVERED,
            view is View.COVERED,
            "contrast",
            light.contrast,
            rules.covered_contrast,
            0.95,
            sub="black" if light.luma < rules.black_luma else "flat",
        ),
        Evidence(SignalType.DARK, view is View.DARK, "luma", light.luma, rules.dark_luma, 0.9),
        Evidence(
            SignalType.OVEREXPOSED, view is View.OVEREXPOSED, "luma", light.luma, rules.overexposed_luma, 0.9
        ),
        Evidence(
            SignalType.BLURRED,
            view is View.BLURRED,
            "sharpness_ratio",
            1.0 if ratio is None else ratio,
            rules.blur_ratio,
            0.8,
        ),
        Evidence(
            SignalType.FROZEN,
            _is_unchanged(rules, memory, view, observation),
            "cell_change",
            0.0 if moved is None else float(moved),
            rules.frozen_cell_change,
            0.9,
            since_s=memory.still_since_s,
        ),
    )


def _is_unchanged(rules: SignalRules, memory: ViewMemory, view: View, observation: Observation) -> bool:
    """Whether this is the same picture as at `still_since_s`.

    A stream's keyframes alter every pixel a little, so sample by sample even a frozen picture changes. The cells of
    its layout do not, by more than a rounding; those of a living face do, within two seconds. Of a picture without
    a face only the strict measure tells an empty room from a frozen one.
    """
    light = observation.light
    moved = _cell_change(memory, light)
    if moved is None or view in (View.COVERED, View.OVEREXPOSED):
        return False
    if light.change is not None and light.change <= rules.frozen_change:
        return True
    comparable = light.change is None or (observation.face is not None and view is View.CLEAR)
    return comparable and moved <= rules.frozen_cell_change


def _cell_change(memory: ViewMemory, light: Light) -> int | None:
    """The largest difference of any layout cell, in grey levels; None when there is nothing to compare with."""
    if memory.still_layout is None:
        return None
    return max(abs(now - then) for now, then in zip(light.layout, memory.still_layout, strict=True))


def _likeness(memory: ViewMemory, light: Light) -> float:
    """Correlation of the layout with the last good one; 0 when there is none or either is flat."""
    return 0.0 if memory.good_layout is None else correlation(light.layout, memory.good_layout)


def correlation(first: tuple[int, ...], second: tuple[int, ...]) -> float:
    """Pearson's correlation of two layouts; 0 when one of them is constant."""
    n = len(first)
    mean_1, mean_2 = sum(first) / n, sum(second) / n
    shared = sum((a - mean_1) * (b - mean_2) for a, b in zip(first, second, strict=True))
    spread = sum((a - mean_1) ** 2 for a in first) * sum((b - mean_2) ** 2 for b in second)
    return 0.0 if spread <= 0 else float(shared / spread**0.5)

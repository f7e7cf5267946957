"""Whether the eyes look aside while the head does not turn, against the candidate's own way of looking."""

from dataclasses import dataclass, replace
from statistics import median

from vision.observation import Observation
from vision.signals.head import HeadMemory
from vision.signals.hold import Evidence
from vision.signals.rules import SignalRules
from vision.signals.signal import SignalType


@dataclass(frozen=True, slots=True)
class GazeMemory:
    """The last measured gazes, free of the head's own turn, and how far the newest was from their median."""

    gazes: tuple[float, ...] = ()
    aside: float | None = None


def remember_gaze(
    rules: SignalRules, memory: GazeMemory, head: HeadMemory, observation: Observation
) -> GazeMemory:
    """Take one observation of a clear picture; `head` has already learnt from it."""
    face = observation.face
    if face is None or face.gaze is None or head.direction is not None:
        return replace(memory, aside=None)
    if abs(head.yaw_deg) > rules.gaze_yaw_deg:
        return replace(memory, aside=None)
    gaze = face.gaze - rules.gaze_per_yaw_deg * head.yaw_deg
    known = len(memory.gazes) >= rules.n_gaze_min
    aside = round(gaze - median(memory.gazes), 4) if known else None
    return GazeMemory((*memory.gazes, round(gaze, 4))[-rules.n_gaze :], aside)


def gaze_evidence(rules: SignalRules, memory: GazeMemory) -> Evidence:
    """What the newest observation says; `memory` has already learnt from it."""
    aside = memory.aside or 0.0
    return Evidence(
        SignalType.GAZE_AWAY,
        abs(aside) > rules.gaze_aside,
        "gaze_aside",
        aside,
        rules.gaze_aside,
        min(0.8, 0.4 + abs(aside)),
        direction="right" if aside > 0 else "left",
    )

"""What a signal is: one rule that held for a time, with the measure it rests on."""

from dataclasses import dataclass
from enum import Enum

Curve = tuple[tuple[float, float], ...]


class SignalType(Enum):
    """The kinds of signals."""

    ABSENT = "absent"
    TURNED = "turned"
    EXTRA_FACE = "extra_face"
    COVERED = "covered"
    FROZEN = "frozen"
    LOOPING = "looping"
    BLURRED = "blurred"
    DARK = "dark"
    OVEREXPOSED = "overexposed"
    IDENTITY_CHANGE = "identity_change"
    GAZE_AWAY = "gaze_away"
    TALKING = "talking"
    MICROPHONE_SILENT = "microphone_silent"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Signal:
    """A rule that held from `t0_s` to `t1_s`; (`type`, `t0_s`) names it for good.

    `direction` is left, right, up, down (in the image) or back; `sub` says more of a kind (covered: black or
    flat). `curve` is `measure` over time, (seconds, value), to be held against `threshold`. While `open`,
    `t1_s` is the last sample seen so far.
    """

    type: SignalType
    t0_s: float
    t1_s: float
    direction: str | None
    sub: str | None
    confidence: float
    measure: str
    threshold: float
    curve: Curve
    open: bool

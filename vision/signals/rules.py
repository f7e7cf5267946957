"""The thresholds and durations of all signal rules, as measured on the development clips."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from vision.signals.signal import SignalType


@dataclass(frozen=True, slots=True)
class Timing:
    """A signal is raised once it held `min_s`, and ends when it did not hold for more than `gap_s`."""

    min_s: float
    gap_s: float


TIMINGS: Mapping[SignalType, Timing] = MappingProxyType(
    {
        SignalType.ABSENT: Timing(3.0, 2.0),  # a phantom face on an empty chair lasts until the next look
        SignalType.TURNED: Timing(2.4, 1.0),
        SignalType.EXTRA_FACE: Timing(1.2, 2.5),
        SignalType.COVERED: Timing(1.6, 1.0),
        SignalType.FROZEN: Timing(5.0, 0.0),
        SignalType.LOOPING: Timing(
            14.0, 8.0
        ),  # begins ten seconds before it is told first: three looks must agree
        SignalType.BLURRED: Timing(2.5, 1.5),
        SignalType.DARK: Timing(3.0, 1.5),
        SignalType.OVEREXPOSED: Timing(3.0, 1.5),
        SignalType.IDENTITY_CHANGE: Timing(0.0, 10.0),  # compared once a segment; two in a row must fail
        SignalType.TALKING: Timing(1.5, 1.1),  # two seconds of talk; a pause of one second does not end it
        SignalType.MICROPHONE_SILENT: Timing(10.0, 0.6),
        SignalType.OBJECT: Timing(4.0, 11.0),  # looked for every five seconds; two looks must agree
        SignalType.GAZE_AWAY: Timing(2.5, 1.5),  # measured once a second; a glance of two seconds is none
    }
)


@dataclass(frozen=True, slots=True)
class SignalRules:
    """When an observation counts. Grey levels 0..255, angles in degrees, scores 0..1, times in seconds.

    Each angle has two thresholds: the outer one to begin, the inner one to go on (hysteresis).
    """

    timings: Mapping[SignalType, Timing] = field(default_factory=lambda: TIMINGS)
    gap_s: float = 2.0

    covered_contrast: float = 16.0
    covered_sharpness: float = 12.0
    overexposed_luma: float = 232.0
    dark_luma: float = 45.0
    dark_contrast: float = 1.2
    dark_likeness: float = 0.6
    black_luma: float = 22.0
    blur_ratio: float = 0.12
    blur_likeness: float = 0.8
    n_sharpness: int = 60
    n_sharpness_min: int = 8
    frozen_change: float = 0.06
    frozen_cell_change: float = 1.0
    loop_share: float = 0.3
    loop_movement: float = 0.5
    loop_window_s: float = 10.0
    loop_least_s: float = 2.0
    loop_span_s: float = 80.0
    loop_every_s: float = 3.9

    yaw_on_deg: float = 38.0
    yaw_off_deg: float = 30.0
    down_on_deg: float = 30.0
    down_off_deg: float = 25.0
    up_on_deg: float = 45.0
    up_off_deg: float = 36.0
    yaw_baseline_share: float = 0.7
    baseline_largest_deg: float = 40.0
    baseline_yaw_deg: float = 35.0
    baseline_pitch_deg: float = 50.0
    n_baseline: int = 24
    n_baseline_min: int = 8
    n_mesh_baseline: int = 16
    n_mesh_baseline_min: int = 6
    mesh_share: float = 0.7
    mesh_gain: float = 2.0
    person_score: float = 0.6
    profile_yaw_deg: float = 30.0
    profile_for_s: float = 1.0
    back_after_s: float = 3.0
    face_score: float = 0.5
    extra_score: float = 0.6

    identity_distance: float = 0.55
    identity_off_distance: float = 0.45
    identity_sure_distance: float = 0.4
    n_identity_enrol: int = 2
    n_identity: int = 4
    n_identity_hits: int = 2

    gaze_aside: float = 0.08
    gaze_yaw_deg: float = 22.0
    gaze_per_yaw_deg: float = 0.0035
    n_gaze: int = 60
    n_gaze_min: int = 4

    speech_share: float = 0.4
    silent_db: float = -90.0

    object_score: float = 0.5

    least_quality: float = 0.5
    good_luma: float = 80.0
    good_sharpness_ratio: float = 0.5
    tiny_face: float = 0.05
    good_face: float = 0.11
    uncertain_share: float = 0.25

    n_curve: int = 240

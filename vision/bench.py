"""What the analysis costs and finds, beside the common tutorial's pipeline on the same clips and the same nets.

The tutorial's pipeline, as most examples on the web have it: a face mesh on every sampled frame, the head's pose
by `solvePnP` on six of its points, fixed thresholds, no face for a while is "absent", two are "extra". It reads the
file as they do, frame by frame, and is measured a second time with our decoding, which skips what nothing refers to.
"""

import math
import time
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

import cv2
import numpy as np

from vision.detectors import Detectors, Found, process_detectors
from vision.evaluation import evaluate_clips, summarise
from vision.face_mesh import Floats
from vision.file import FileAnalysis, Raised, analyse_file
from vision.frames import Video
from vision.light import Image
from vision.segment import SAMPLE_FPS
from vision.signals import SignalRules, SignalType
from vision.signals.hold import Evidence, Hold, close_hold, step_hold
from vision.signals.signal import Signal

LEAST_SCORE = 0.5
YAW_DEG, DOWN_DEG, UP_DEG = 30.0, 20.0, 25.0
# nose, chin, outer eye corners, mouth corners: in the mesh, and in the model head that the tutorials share, here with
# the camera's axes (x to the image's right, y down, z away)
PNP_POINTS = (1, 152, 33, 263, 61, 291)
PNP_HEAD = np.array(
    [(0, 0, 0), (0, 330, 65), (-225, -170, 135), (225, -170, 135), (-150, 150, 125), (150, 150, 125)],
    np.float64,
)


def bench(folder: Path) -> dict[str, object]:
    """Evaluate both on every clip of `folder`; the document that `synaq bench vision --json` prints.

    Raises:
        NoTruth: there is no clip with a truth file.
        UnreadableMedia: one of the clips cannot be decoded.
    """
    process_detectors()
    ways = (analyse_file, analyse_as_the_tutorial, partial(analyse_as_the_tutorial, every_frame=False))
    pairs = zip(*(evaluate_clips(folder, analyse=one) for one in ways), strict=True)
    ours, tutorial, skipping = (
        summarise(one) for one in zip(*pairs, strict=True)
    )  # in turns: one machine, one mood
    return {
        "cpu_ms_per_s": ours["cpu_ms_per_s"],
        "tutorial_cpu_ms_per_s": tutorial["cpu_ms_per_s"],
        "tutorial_with_our_decoding_cpu_ms_per_s": skipping["cpu_ms_per_s"],
        "overall": ours["overall"],
        "tutorial_overall": tutorial["overall"],
    }


def analyse_as_the_tutorial(path: Path, *, every_frame: bool = True) -> FileAnalysis:
    """Analyse one file the tutorial's way; `every_frame`: all frames are decoded, whichever are looked at.

    Raises:
        UnreadableMedia: it is no media, or holds no video.
    """
    detectors, rules = process_detectors(), SignalRules()
    began = time.thread_time()
    with Video(path, every_frame=every_frame) as video:
        raised = list(_raised(rules, detectors, video))
        duration_s = video.duration_s
    return FileAnalysis(path.name, duration_s, time.thread_time() - began, (), tuple(raised))


def _raised(rules: SignalRules, detectors: Detectors, video: Video) -> Iterator[Raised]:
    holds: dict[SignalType, Hold] = {}
    raised_at_s: dict[tuple[SignalType, float], float] = {}
    for sample in video.samples(SAMPLE_FPS):
        for evidence in _look(detectors, sample.bgr):
            hold, signals = step_hold(rules, holds.pop(evidence.type, None), evidence, sample.offset_s)
            if hold is not None:
                holds[evidence.type] = hold
            yield from _ended(signals, raised_at_s, sample.offset_s)
    for hold in holds.values():
        yield from _ended(close_hold(hold), raised_at_s, 0.0)


def _ended(
    signals: tuple[Signal, ...], raised_at_s: dict[tuple[SignalType, float], float], at_s: float
) -> Iterator[Raised]:
    for one in signals:
        if one.open:
            raised_at_s[one.type, one.t0_s] = at_s
        else:
            yield Raised(one, raised_at_s[one.type, one.t0_s])


def _look(detectors: Detectors, bgr: Image) -> tuple[Evidence, ...]:
    faces = [one for one in detectors.near_faces(bgr) if one.score >= LEAST_SCORE]
    direction = _direction(detectors, bgr, faces[0]) if faces else None
    return (
        Evidence(SignalType.ABSENT, not faces, "faces", len(faces), 1, 0.5),
        Evidence(SignalType.EXTRA_FACE, len(faces) > 1, "faces", len(faces), 1, 0.5),
        Evidence(SignalType.TURNED, direction is not None, "yaw_deg", 0.0, YAW_DEG, 0.5, direction=direction),
    )


def _direction(detectors: Detectors, bgr: Image, face: Found) -> str | None:
    yaw_deg, pitch_deg = pnp_angles(detectors.mesh(bgr, face).points, bgr)
    if abs(yaw_deg) > YAW_DEG:
        return "right" if yaw_deg > 0 else "left"
    if pitch_deg > DOWN_DEG or pitch_deg < -UP_DEG:
        return "down" if pitch_deg > 0 else "up"
    return None


def pnp_angles(landmarks: Floats, bgr: Image) -> tuple[float, float]:
    """Yaw (> 0 to the image's right) and pitch (> 0 down) in degrees of the mesh (468, 2), by `solvePnP`."""
    found = np.ascontiguousarray(landmarks[list(PNP_POINTS)], np.float64)
    height, width = bgr.shape[:2]
    flags = cv2.SOLVEPNP_SQPNP  # the tutorials' default finds heads seen from behind as often as not
    _, rotation, _ = cv2.solvePnP(PNP_HEAD, found, _camera(width, height), None, flags=flags)
    ahead = cv2.Rodrigues(rotation)[0] @ (0.0, 0.0, -1.0)
    yaw_deg = math.degrees(math.atan2(ahead[0], -ahead[2]))
    return yaw_deg, math.degrees(math.asin(float(np.clip(ahead[1], -1, 1))))


@cache
def _camera(width: int, height: int) -> Floats:
    camera: Floats = np.array([[width, 0, width / 2], [0, width, height / 2], [0, 0, 1]], np.float64)
    return camera

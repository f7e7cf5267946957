"""A recording played over and over is told, whatever its length; people, also calm ones, are not."""

from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from vision.file import analyse_file, raised_signals
from vision.frames import Video
from vision.light import grey_of, measure_light
from vision.observation import Face, Light, Observation
from vision.signals import SignalRules, SignalType, fold, initial_state, state_from_json, state_to_json
from vision.signals.loop import LoopMemory, remember_loop
from vision.signals.view import View

RULES = SignalRules()
FACE = Face(0.9, 0.5, 0.5, 0.3, 0.0, 0.0)
FPS = 10

CHANCE = np.random.default_rng(4)
TIMES_S = np.arange(0, 300, 0.5)
PATHS = CHANCE.normal(0, 3, (6, len(TIMES_S))).cumsum(axis=1)
MIX = CHANCE.normal(0, 1, (6, 192))


@pytest.fixture(scope="module")
def looped(clips, tmp_path_factory):
    """A stretch of a real clip played over and over, encoded as a whole as a page's camera would be."""

    def record(name: str, begin_s: float, period_s: float, lasts_s: int) -> Path:
        path = tmp_path_factory.mktemp("loops") / f"{name}.webm"
        with Video(clips / f"{name}.mp4", every_frame=True) as video:
            shown = [one for one in video.samples(FPS) if begin_s <= one.offset_s < begin_s + period_s]
            pictures = [cv2.resize(one.bgr, (320, 240)) for one in shown]
        with av.open(path, "w", format="webm") as container:
            stream = container.add_stream("libvpx", rate=FPS)
            stream.width, stream.height, stream.pix_fmt, stream.bit_rate = 320, 240, "yuv420p", 300_000
            stream.options = {"deadline": "realtime", "cpu-used": "8"}
            for n in range(lasts_s * FPS):
                frame = av.VideoFrame.from_ndarray(pictures[n % len(pictures)], format="bgr24")
                frame.pts, frame.time_base = n, Fraction(1, FPS)
                container.mux(stream.encode(frame))
            container.mux(stream.encode())
        return path

    return record


@pytest.mark.parametrize(("name", "begin_s", "period_s"), [("r02_cap13", 3, 5.7), ("r03_lp_d9", 0, 2.3)])
def test_a_recording_in_place_of_a_camera_is_told(looped, name, begin_s, period_s) -> None:
    found = analyse_file(looped(name, begin_s, period_s, 40)).raised
    loops = [one for one in found if one.signal.type is SignalType.LOOPING]
    assert len(loops) == 1
    assert loops[0].raised_at_s < 38
    assert loops[0].signal.t1_s > 34


@pytest.mark.parametrize("name", ["p01_pointing_04", "r12_intel_onebyone", "r16_franck", "s07_leave_seat"])
def test_nothing_real_is_a_loop(clips, name) -> None:
    """The longest clips, by their grey statistics alone; all of them are analysed by `synaq evaluate`."""
    assert loops_in([Observation(at_s, light, face=FACE) for at_s, light in lights(clips, name)]) == []


def test_a_still_person_says_nothing(scenes) -> None:
    """A picture that hardly moves is like any other of itself: no loop, and no proof against one."""
    assert loops_in([scenes.facing(n / 2) for n in range(240)]) == []


def test_samples_that_fall_at_other_moments_each_time_do_not_hide_it() -> None:
    """Live, every segment begins its samples anew, so that the same moment of the loop is never sampled twice."""
    assert loops_in([moving(at_s, at_s % 7.3) for at_s in uneven(120.0)]) == [SignalType.LOOPING]


def test_movement_that_never_repeats_is_no_loop() -> None:
    assert loops_in([moving(at_s, at_s) for at_s in uneven(120.0)]) == []


def test_a_covered_camera_begins_anew() -> None:
    memory = LoopMemory()
    for n in range(60):
        memory = remember_loop(RULES, memory, View.CLEAR, moving(n / 2, (n / 2) % 4))
    assert len(memory.times_s) == 60
    assert remember_loop(RULES, memory, View.COVERED, moving(30.0, 0.0)) == LoopMemory()


def test_no_more_is_remembered_than_is_looked_back_for() -> None:
    memory = LoopMemory()
    for n in range(500):
        memory = remember_loop(RULES, memory, View.CLEAR, moving(n / 2, n / 2))
    assert memory.times_s[-1] - memory.times_s[0] <= RULES.loop_span_s
    assert len(memory.prints) == len(memory.times_s)


def test_it_rests_in_a_stored_state() -> None:
    state = initial_state()
    for n in range(80):
        state, _ = fold(RULES, state, moving(n / 2, (n / 2) % 5))
    assert state_from_json(state_to_json(state)) == state
    stored = state_to_json(state)
    broken = {**stored, "loop": {"times_s": [1.0], "prints": "", "share": None, "looked_at_s": None}}
    with pytest.raises(ValueError, match="fingerprints"):
        state_from_json(broken)


def loops_in(observations: list[Observation]) -> list[SignalType]:
    kinds = [one.signal.type for one in raised_signals(RULES, observations)]
    return [one for one in kinds if one is SignalType.LOOPING]


def lights(clips: Path, name: str) -> list[tuple[float, Light]]:
    found, before = [], None
    with Video(clips / f"{name}.mp4") as video:
        for sample in video.samples(2.0):
            grey = grey_of(sample.bgr)
            found.append((round(sample.offset_s, 3), measure_light(grey, before)))
            before = grey
    return found


def uneven(lasts_s: float) -> list[float]:
    """Two samples a second, begun anew every 4.1 seconds."""
    starts = [n * 4.1 for n in range(int(lasts_s / 4.1))]
    return [round(start + n / 2, 3) for start in starts for n in range(9) if n / 2 < 4.1]


def moving(at_s: float, shown_s: float) -> Observation:
    """A camera's picture `shown_s` into something that wanders all over and never comes back by itself."""
    cells = 128 + [np.interp(shown_s, TIMES_S, path) for path in PATHS] @ MIX
    layout = tuple(round(one) for one in np.clip(cells, 0, 255).tolist())
    return Observation(at_s, Light(128.0, 40.0, 200.0, 2.0, layout), face=FACE, face_score=0.9)

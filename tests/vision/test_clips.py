"""Real clips against their truth: a few of them here, all of them by `synaq evaluate`."""

import json
from pathlib import Path

import pytest

from vision.cascade import Cascade
from vision.detectors import process_detectors
from vision.evaluation import evaluate_clips
from vision.file import SEGMENT_S, analyse_file
from vision.frames import Video
from vision.observation import Observation
from vision.segment import SAMPLE_FPS
from vision.signals import Signal, SignalRules, SignalType, fold_all

CLIPS = [
    "r09_intel_female_x5",  # turned left
    "r05_lp_s18",  # somebody who sits and works
    "r10_intel_two",
    "g0_gaze_left",
    "r13_asl_swap_AC",  # two people change places, one with a face printed on the sweater
    "s03_freeze_cap13",
    "s04_blur_dark_cap12",
]


@pytest.mark.parametrize("name", CLIPS)
def test_events_are_found_where_the_truth_has_them_and_nothing_else(
    clips, identity_is_on, tmp_path, name: str
) -> None:
    for suffix in (".mp4", ".json"):
        (tmp_path / f"{name}{suffix}").symlink_to((clips / f"{name}{suffix}").resolve())
    (result,) = evaluate_clips(tmp_path, analyse=analyse_file)
    without = set() if identity_is_on else {"identity_change"}
    assert {event.type for event in result.match.missed} <= without
    assert result.match.false_alarms == ()
    assert all(report.raised_at_s - event.t0_s < 10 for event, report in result.match.told)


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_look_aside_late_in_a_calm_attempt_is_told(clips, side: str) -> None:
    """Story: no clip lasts long enough to show that the eyes were asked too seldom once somebody sat calmly."""
    calm, aside = clips / "g0_gaze_centre.mp4", clips / f"g0_gaze_{side}.mp4"
    [signal] = signals_of([calm, calm, aside])
    truth = json.loads(aside.with_suffix(".json").read_text())["events"][0]
    assert signal.type is SignalType.GAZE_AWAY
    assert signal.t0_s == pytest.approx(2 * 10.5 + truth["t0"], abs=1.5)


def signals_of(files: list[Path]) -> tuple[Signal, ...]:
    """The signals of these recordings one after the other, as one attempt."""
    seen: list[Observation] = []
    begin_s, segment = 0.0, -1
    for file in files:
        with Video(file) as video:
            for sample in video.samples(SAMPLE_FPS):
                at_s = round(begin_s + sample.offset_s, 3)
                if int(at_s / SEGMENT_S) != segment:
                    cascade, segment = Cascade(process_detectors()), int(at_s / SEGMENT_S)
                seen.append(cascade.observe(sample.bgr, at_s, detail=sample.detail))
            begin_s += round(2 * video.duration_s) / 2
    return fold_all(SignalRules(), seen)

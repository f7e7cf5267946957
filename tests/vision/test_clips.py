"""Real clips against their truth: a few of them here, all of them by `synaq evaluate`."""

import pytest

from vision.evaluation import evaluate_clips
from vision.file import analyse_file

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
    assert all(report.raised_at_s - event.t0_s < 6.5 for event, report in result.match.told)

"""The strict matching at its edges, and what the figures make of it."""

import json
from pathlib import Path

import pytest

from vision.errors import NoTruth
from vision.evaluation import evaluate
from vision.file import FileAnalysis, Raised
from vision.matching import Event, Report, event_from_truth, match
from vision.signals import Signal, SignalType


def report(t0_s: float, t1_s: float, type_: str = "absent", direction: str | None = None) -> Report:
    return Report(type_, t0_s, t1_s, direction, t0_s + 3)


@pytest.mark.parametrize(
    ("t0_s", "t1_s", "told"),
    [
        (10, 20, True),
        (16, 26, True),
        (16.1, 26.1, False),
        (0, 14, True),
        (0, 13.5, False),
        (10, 34, True),
        (10, 34.1, False),
        (12, 13, True),
        (20, 30, False),
    ],
)
def test_overlap_and_length(t0_s: float, t1_s: float, told: bool) -> None:
    """An event of 10 s: 40 % of the shorter must overlap, at most 24 s may be reported."""
    found = match([Event("absent", 10, 20)], [report(t0_s, t1_s)])
    assert (len(found.told), len(found.missed), len(found.false_alarms)) == ((1, 0, 0) if told else (0, 1, 1))


def test_type_and_direction_must_agree() -> None:
    event = Event("turned", 10, 20, "left")
    assert match([event], [report(10, 20, "absent")]).missed == (event,)
    assert match([event], [report(10, 20, "turned", "right")]).missed == (event,)
    assert match([event], [report(10, 20, "turned", "left")]).missed == ()


def test_one_report_per_event_and_one_event_per_report() -> None:
    event = Event("absent", 10, 20)
    twice = match([event], [report(10, 15), report(15, 20)])
    assert (len(twice.told), len(twice.false_alarms)) == (1, 1)
    one = match([Event("absent", 10, 15), Event("absent", 15.5, 20)], [report(10, 20)])
    assert (len(one.told), len(one.missed)) == (1, 1)


def test_a_hard_event_is_neither_missed_nor_makes_a_false_alarm() -> None:
    hard = Event("absent", 10, 20, hard=True)
    assert match([hard], []).missed == ()
    for reports in ([report(10, 20)], [report(10, 12), report(15, 18)], [report(18, 60)]):
        found = match([hard], reports)
        assert (found.told, found.false_alarms) == ((), ())
    assert len(match([hard], [report(10, 20, "covered")]).false_alarms) == 1
    assert len(match([hard], [report(21, 30)]).false_alarms) == 1


def test_a_direction_in_the_truth_counts_for_turned_alone() -> None:
    read = [
        event_from_truth({"type": type_, "t0": 1, "t1": 2, "dir": "left"})
        for type_ in ("turned", "gaze_away")
    ]
    assert [one.direction for one in read] == ["left", None]


def analysed(path: Path) -> FileAnalysis:
    """A stand-in for the analysis: absent from 10 to 20 s, and a false alarm from 30 to 35 s."""

    def raised(type_: SignalType, t0_s: float, t1_s: float) -> Raised:
        signal = Signal(type_, t0_s, t1_s, None, None, 0.9, "face_score", 0.5, (), False)
        return Raised(signal, t0_s + 3)

    found = (raised(SignalType.ABSENT, 10, 20), raised(SignalType.COVERED, 30, 35))
    return FileAnalysis(path.name, 60.0, 1.2, (), found)


def test_the_figures_of_an_evaluation(tmp_path: Path) -> None:
    truth = {
        "clip": "a.mp4",
        "spans": [
            {"t0": 0, "t1": 10, "state": "facing", "faces": 1},
            {"t0": 20, "t1": 60, "state": "facing", "faces": 1},
        ],
        "events": [
            {"type": "absent", "t0": 9, "t1": 20},
            {"type": "gaze_away", "t0": 40, "t1": 45, "dir": "left"},
        ],
    }
    (tmp_path / "a.json").write_text(json.dumps(truth))
    (tmp_path / "a.mp4").write_bytes(b"")
    (tmp_path / "truth_without_clip.json").write_text(json.dumps({**truth, "clip": "b.mp4"}))
    (tmp_path / "else.json").write_text("[]")
    figures = evaluate(tmp_path, analyse=analysed)
    assert figures["clips"] == 1
    assert figures["seconds"] == 60.0
    assert figures["cpu_ms_per_s"] == 20.0
    assert figures["overall"] == {"tp": 1, "fp": 1, "fn": 1, "precision": 0.5, "recall": 0.5}
    by_type = figures["by_type"]
    assert isinstance(by_type, dict)
    assert set(by_type) == {type_.value for type_ in SignalType}
    assert by_type["absent"]["median_latency_s"] == 4.0
    assert by_type["gaze_away"] == {
        "tp": 0,
        "fp": 0,
        "fn": 1,
        "precision": None,
        "recall": 0.0,
        "median_latency_s": None,
        "longest_latency_s": None,
    }
    assert figures["false_alarms_per_hour_facing"] == 72.0


def test_a_folder_without_truth_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoTruth):
        evaluate(tmp_path)

"""The tutorial's pipeline, against which ours is measured, does what tutorials do."""

import re

import cv2
import pytest

from vision.bench import analyse_as_the_tutorial, bench, pnp_angles
from vision.detectors import process_detectors
from vision.errors import NoTruth


def test_solve_pnp_tells_left_from_right(pointing04) -> None:
    for path in sorted((pointing04 / "Person05").glob("*+0[+-][34][05].jpg")):
        name = re.match(r"person\d{5}[+-]\d+([+-]\d+)\.jpg", path.name)
        assert name is not None
        bgr = cv2.resize(cv2.imread(str(path)), (320, 240))
        face = process_detectors().near_faces(bgr)[0]
        yaw_deg, _ = pnp_angles(process_detectors().mesh(bgr, face).points, bgr)
        assert yaw_deg == pytest.approx(-float(name[1]), abs=20)


def test_an_empty_room_is_absent_to_the_tutorial_as_well(tmp_path, pictures, to_webm) -> None:
    path = tmp_path / "room.webm"
    path.write_bytes(to_webm([pictures.fake_camera(n) for n in range(60)], 10))
    (raised,) = analyse_as_the_tutorial(path).raised
    assert (raised.signal.type.value, raised.signal.t0_s, raised.raised_at_s) == ("absent", 0.0, 3.0)


def test_the_document_compares_both(clips, tmp_path) -> None:
    for suffix in (".mp4", ".json"):
        name = f"r10_intel_two{suffix}"
        (tmp_path / name).symlink_to((clips / name).resolve())
    document = bench(tmp_path)
    costs = {"cpu_ms_per_s", "tutorial_cpu_ms_per_s", "tutorial_with_our_decoding_cpu_ms_per_s"}
    assert set(document) == costs | {"overall", "tutorial_overall"}
    assert document["overall"] == {"tp": 1, "fp": 0, "fn": 0, "precision": 1.0, "recall": 1.0}


def test_a_folder_without_truth_is_refused(tmp_path) -> None:
    with pytest.raises(NoTruth):
        bench(tmp_path)

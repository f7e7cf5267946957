"""The head pose ridge: blind to place, size and roll, and near the truth on stills it can be held against."""

import math
import re

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vision.detectors import process_detectors
from vision.head_pose import key_point_angles, key_point_features

POINTS = np.array([[130, 110], [170, 112], [152, 130], [150, 150], [115, 118], [185, 118]], np.float64)


@given(st.floats(0.2, 5), st.floats(-500, 500), st.floats(-500, 500), st.floats(-0.7, 0.7))
def test_features_do_not_depend_on_place_size_and_roll(scale, x, y, roll) -> None:
    turn = np.array([[math.cos(roll), math.sin(roll)], [-math.sin(roll), math.cos(roll)]])
    moved = POINTS @ turn * scale + (x, y)
    assert key_point_features(moved) == pytest.approx(key_point_features(POINTS), abs=1e-3)


def test_a_mirrored_face_is_turned_the_other_way() -> None:
    mirrored = (POINTS * (-1, 1) + (320, 0))[[1, 0, 2, 3, 5, 4]]
    (yaw, pitch), (yaw_mirrored, pitch_mirrored) = key_point_angles(POINTS), key_point_angles(mirrored)
    assert yaw == pytest.approx(-yaw_mirrored, abs=2)
    assert pitch == pytest.approx(pitch_mirrored, abs=2)


def test_real_heads_are_turned_the_way_their_file_says(pointing04) -> None:
    errors = []
    for path in sorted((pointing04 / "Person05").glob("*+0*.jpg"))[::3]:
        name = re.match(r"person\d{5}([+-]\d+)([+-]\d+)\.jpg", path.name)
        assert name is not None
        faces = process_detectors().near_faces(cv2.resize(cv2.imread(str(path)), (320, 240)))
        assert faces, path.name
        errors.append(abs(key_point_angles(faces[0].points)[0] + float(name[2])))
    assert len(errors) >= 4
    assert sum(errors) / len(errors) < 9

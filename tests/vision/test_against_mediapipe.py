"""Our own decoding of the face nets against mediapipe's own output on real heads."""

import json
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.vision.mediapipe_faces import SIZE_PX
from vision.anchors import overlaps
from vision.detectors import process_detectors


@pytest.mark.parametrize("name", ["*+0+0.jpg", "*+0+60.jpg", "*-30-30.jpg"])
def test_faces_lie_where_mediapipe_finds_them(pointing04, name: str) -> None:
    """It shrinks a picture by another filter than we do, so a few hundredths of a face are allowed."""
    picture = sorted((pointing04 / "Person05").glob(name))[0]
    script = Path(__file__).with_name("mediapipe_faces.py")
    told = subprocess.run([sys.executable, str(script), str(picture)], capture_output=True, check=True)
    detectors, bgr = process_detectors(), cv2.resize(cv2.imread(str(picture)), SIZE_PX)
    for theirs, ours in zip(
        json.loads(told.stdout), (detectors.near_faces(bgr), detectors.far_faces(bgr)), strict=True
    ):
        assert len(theirs) == len(ours) == 1
        one = ours[0]
        box = np.array([one.x0, one.y0, one.x1, one.y1], np.float32)
        assert overlaps(np.array([theirs[0]["box"]], np.float32), box)[0] > 0.85
        assert one.score == pytest.approx(theirs[0]["score"], abs=0.08)
        away = np.abs(one.points - np.array(theirs[0]["points"])).max()
        assert away < 0.08 * one.width_px

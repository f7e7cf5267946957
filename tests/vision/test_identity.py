"""The network that tells people apart: read from dlib's file, run by OpenCV, equal to dlib's own."""

import re

import cv2
import numpy as np
import pytest

from vision import model_files
from vision.detectors import process_detectors
from vision.dlib_weights import read_parameters
from vision.embedding_net import CHIP_SIDE_PX, EmbeddingNet
from vision.errors import ModelMissing
from vision.identity import FaceIdentity, alignment
from vision.model_files import identity_model_path, missing_cues
from vision.signals.identity import distance_of

OFF = "the optional package face_recognition_models is not installed"


@pytest.fixture(scope="module")
def stored() -> bytes:
    if missing_cues():
        pytest.skip(OFF)
    return identity_model_path().read_bytes()


def test_the_numbers_are_dlibs_own(stored) -> None:
    """Expected: dlib 20.0.1's `compute_face_descriptor` of this very picture, to four places."""
    rows, columns = np.mgrid[0:CHIP_SIDE_PX, 0:CHIP_SIDE_PX]
    planes = ((rows * 3 + columns) % 256, (rows + 2 * columns) % 256, (rows * columns // 7) % 256)
    numbers = EmbeddingNet(stored).embed(np.stack(planes, axis=2).astype(np.uint8))
    expected = [-0.0487, 0.1077, 0.0695, 0.0079, -0.0456, -0.0502, -0.0863, 0.0227]
    assert numbers[:8] == pytest.approx(expected, abs=1e-4)
    assert np.linalg.norm(numbers) == pytest.approx(1.2976, abs=1e-4)


def test_a_face_is_aligned_as_dlib_does_it() -> None:
    """Expected: dlib's `get_face_chip_details` of these points, of 150 px with .25 of padding."""
    points = np.array([(180, 80), (150, 82), (90, 78), (118, 83), (137, 130)], np.float32)
    turn = alignment(points)
    assert turn @ (75, 75, 1) == pytest.approx((136.27, 114.20), abs=0.01)
    assert np.degrees(np.arctan2(turn[1, 0], turn[0, 0])) == pytest.approx(-0.2121, abs=1e-3)


def test_stills_of_one_person_are_near_and_of_two_are_far(stored, pointing04) -> None:
    faces, detectors, identity = {}, process_detectors(), FaceIdentity()
    for person in (1, 3, 5, 7):
        for path in sorted((pointing04 / f"Person{person:02d}").glob("*+0+0.jpg")):
            name = re.match(r"person\d\d(\d)", path.name)
            assert name is not None
            bgr = cv2.imread(str(path))
            mesh = detectors.mesh(bgr, detectors.near_faces(bgr)[0])
            faces[person, name[1]] = identity.describe(bgr, mesh)
    assert len(faces) >= 4
    for one, first in faces.items():
        for other, second in faces.items():
            distance = distance_of(first, second)
            assert distance < 0.5 if one[0] == other[0] else distance > 0.55


def test_without_the_package_the_cue_is_off_and_says_so(monkeypatch) -> None:
    monkeypatch.setattr(model_files, "IDENTITY_FILE", "no_such_file.dat")
    (reason,) = missing_cues()
    assert "face_recognition_models" in reason
    with pytest.raises(ModelMissing):
        FaceIdentity()


@pytest.mark.parametrize("cut", [0, 1000, 30_000, 22_340_000])
def test_another_or_a_torn_file_is_refused(stored, cut: int) -> None:
    with pytest.raises(ModelMissing):
        EmbeddingNet(stored[:cut])


def test_a_layer_of_an_unknown_version_is_refused() -> None:
    with pytest.raises(ModelMissing):
        list(read_parameters(b"\x01\x05con_4\x01\x07" + bytes(40)))

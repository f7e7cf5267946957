"""The device check's picture: what it says of synthetic and real frames, and what it refuses."""

import cv2
import pytest

from vision.errors import NotAPicture
from vision.frame_check import check_frame
from vision.frames import to_jpeg
from vision.signals import View


@pytest.mark.parametrize(("level", "view"), [(3, View.COVERED), (120, View.COVERED), (250, View.OVEREXPOSED)])
def test_a_blank_picture_is_named(pictures, level: int, view: View) -> None:
    check = check_frame(to_jpeg(pictures.plain(level)))
    assert (check.n_faces, check.face_share, check.yaw_deg, check.view) == (0, 0.0, None, view)
    assert check.luma == pytest.approx(level, abs=2)


def test_chromiums_fake_camera_shows_a_clear_picture_without_a_face(pictures) -> None:
    check = check_frame(to_jpeg(pictures.fake_camera(5)))
    assert (check.n_faces, check.view) == (0, View.CLEAR)


def test_a_real_face_is_found_with_its_size_and_direction(pointing04) -> None:
    def check(name: str):
        return check_frame(next(pointing04.rglob(name)).read_bytes())

    frontal, left = check("person01146+0+0.jpg"), check("person01152+0+90.jpg")
    assert (frontal.n_faces, left.n_faces) == (1, 1)
    assert 0.2 < frontal.face_share < 0.6
    assert abs(frontal.yaw_deg or 99) < 20
    assert (left.yaw_deg or 0) < -45


def test_a_large_camera_picture_is_taken(pictures) -> None:
    large = cv2.resize(pictures.fake_camera(5), (3840, 2160))
    assert check_frame(to_jpeg(large)).view is View.CLEAR


@pytest.mark.parametrize(
    "junk",
    [
        b"",
        b"\xff\xd8",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"\xff\xd8" + b"\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03" + bytes(20),
        b"\xff\xd8" + b"\xff\xc0\x00\x11\x08\x00\x00\x00\x00\x03" + bytes(20),
        b"\xff\xd8" + b"\xff\xc0\x00\x11\x08\x00\xf0\x01\x40\x03" + bytes(20),
        b"\xff\xd8\xff\xe0\x00\x00" * 50,
        b"\xff\xd8" + bytes(5 * 2**20),
    ],
)
def test_what_is_no_picture_is_refused(junk: bytes) -> None:
    with pytest.raises(NotAPicture):
        check_frame(junk)

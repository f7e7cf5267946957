"""Files from anywhere, and the document `synaq analyse` prints."""

from pathlib import Path

import pytest

from vision.errors import UnreadableMedia
from vision.file import _coverage, analyse_file


def test_a_file_without_a_face(pictures, to_webm, tmp_path: Path) -> None:
    path = tmp_path / "camera.webm"
    path.write_bytes(to_webm([pictures.fake_camera(n) for n in range(100)], 10))
    document = analyse_file(path).to_json()
    assert document["file"] == "camera.webm"
    assert document["duration_s"] == pytest.approx(10, abs=0.2)
    (span,) = document["coverage"]
    assert (span["t0"], span["state"]) == (0.0, "observed")
    (incident,) = document["incidents"]
    assert (incident["type"], incident["t0"]) == ("absent", 0.0)
    assert set(incident) == {"type", "t0", "t1", "confidence"}


@pytest.mark.parametrize("content", [b"", b"text"])
def test_what_is_no_video_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(UnreadableMedia):
        analyse_file(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableMedia):
        analyse_file(tmp_path / "nothing.mp4")


@pytest.mark.parametrize(
    ("sampled", "duration_s", "expected"),
    [
        ([0.0, 1.0, 2.0], 2.5, [(0, 2.5, True)]),
        ([0.0, 1.0, 6.0, 7.0], 7.0, [(0, 1, True), (1, 6, False), (6, 7, True)]),
        ([0.0, 1.0], 9.0, [(0, 1, True), (1, 9, False)]),
        ([5.0, 6.0], 6.0, [(0, 5, False), (5, 6, True)]),
    ],
)
def test_coverage_is_a_partition_with_holes_where_no_samples_are(
    scenes, sampled, duration_s, expected
) -> None:
    spans = _coverage([scenes.facing(at_s) for at_s in sampled], duration_s)
    assert [(one.t0_s, one.t1_s, one.observed) for one in spans] == expected

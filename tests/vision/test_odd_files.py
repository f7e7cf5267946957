"""Files nobody would record on purpose: a clear answer or a clear refusal, never a crash."""

import struct
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from vision.errors import UnreadableMedia
from vision.file import analyse_file
from vision.frames import Video
from vision.segment import analyse_segment
from vision.signals import SignalType

Image = NDArray[np.uint8]
UPRIGHT = struct.pack(">9i", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
QUARTER_TURN = struct.pack(">9i", 0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000)


def write(path: Path, frames: Iterable[tuple[int, Image]], codec: str, pix_fmt: str) -> Path:
    """Encode pictures at their times in ms."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=10)
        stream.pix_fmt = pix_fmt
        stream.codec_context.time_base = Fraction(1, 1000)
        for n, (at_ms, picture) in enumerate(frames):
            if n == 0:
                stream.height, stream.width = picture.shape[:2]
            frame = av.VideoFrame.from_ndarray(picture, format="bgr24")
            frame.pts, frame.time_base = at_ms, Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


@pytest.fixture(scope="module")
def recording(pictures, to_webm) -> bytes:
    """Three seconds of a camera that sees nobody."""
    return to_webm([pictures.fake_camera(n) for n in range(30)], 10)


def types(path: Path) -> set[SignalType]:
    return {one.signal.type for one in analyse_file(path).raised}


def test_one_pixel(tmp_path: Path) -> None:
    frames = [(100 * n, np.full((1, 1, 3), 90, np.uint8)) for n in range(60)]
    assert types(write(tmp_path / "pixel.mkv", frames, "ffv1", "bgr0")) == {SignalType.COVERED}


@pytest.mark.parametrize("shape", [(2, 900), (900, 2)])
def test_a_stripe(tmp_path: Path, shape: tuple[int, int]) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (*shape, 3), np.uint8)
    analysis = analyse_file(write(tmp_path / "stripe.mkv", [(0, noise), (500, noise)], "ffv1", "bgr0"))
    assert analysis.duration_s > 0


def test_four_k_is_looked_at_small(tmp_path: Path, pictures) -> None:
    large = np.repeat(np.repeat(pictures.fake_camera(3), 9, axis=0), 12, axis=1)
    path = write(tmp_path / "large.mkv", [(500 * n, large) for n in range(4)], "mjpeg", "yuvj420p")
    with Video(path) as video:
        shapes = {(sample.bgr.shape, sample.detail().shape) for sample in video.samples(2)}
    assert shapes == {((180, 320, 3), (360, 640, 3))}
    assert analyse_file(path).duration_s >= 1.5


def test_black_throughout_is_covered_and_nothing_else(tmp_path: Path, pictures) -> None:
    path = write(
        tmp_path / "black.mkv", [(100 * n, pictures.plain(0)) for n in range(80)], "mjpeg", "yuvj420p"
    )
    assert types(path) == {SignalType.COVERED}


def test_a_turned_phone_is_seen_upright(tmp_path: Path, pictures) -> None:
    path = write(
        tmp_path / "phone.mp4", [(500 * n, pictures.fake_camera(n)) for n in range(4)], "mjpeg", "yuvj420p"
    )
    stored = path.read_bytes()
    assert UPRIGHT in stored
    at = stored.index(UPRIGHT, stored.index(b"tkhd"))
    path.write_bytes(stored[:at] + QUARTER_TURN + stored[at + len(UPRIGHT) :])
    with Video(path) as video:
        sample = next(video.samples(2))
    assert sample.bgr.shape == (320, 240, 3)
    written = sample.bgr[:40, 200:]  # the running clock stood at the top left: a quarter turn to the right
    assert written.max() > 200


def test_a_variable_rate_keeps_its_own_time(tmp_path: Path, pictures) -> None:
    """Bursts of pictures and pauses of under two seconds: one observation at most for every half second."""
    times_ms = [0, 10, 20, 30, 500, 1900, 1910, 3300, 3310, 3320, 3900, 4400, 5900]
    path = write(
        tmp_path / "variable.mkv",
        [(at_ms, pictures.fake_camera(n)) for n, at_ms in enumerate(times_ms)],
        "mjpeg",
        "yuvj420p",
    )
    with Video(path) as video:
        offsets_s = [sample.offset_s for sample in video.samples(2)]
    assert offsets_s == pytest.approx([0, 0.5, 1.9, 3.3, 3.9, 4.4, 5.9], abs=0.011)
    assert all(span.observed for span in analyse_file(path).coverage)


def test_a_pause_is_a_hole_in_the_coverage(tmp_path: Path, pictures) -> None:
    times_ms = [*range(0, 3000, 100), *range(9000, 12000, 100)]
    path = write(
        tmp_path / "pause.mkv",
        [(at, pictures.fake_camera(at // 100)) for at in times_ms],
        "mjpeg",
        "yuvj420p",
    )
    assert [span.observed for span in analyse_file(path).coverage] == [True, False, True]


@pytest.fixture
def huge(tmp_path: Path) -> Path:
    """One picture of 45 megapixels: some hundred kilobytes that would cost as many megabytes to look at."""
    path = tmp_path / "huge.avi"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mjpeg", rate=10)
        stream.width, stream.height, stream.pix_fmt = 9008, 5008, "yuvj420p"
        frame = av.VideoFrame(9008, 5008, "yuvj420p")
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def test_pictures_larger_than_any_cameras_are_refused_before_one_is_decoded(huge: Path) -> None:
    with pytest.raises(UnreadableMedia, match="larger than any camera"):
        analyse_file(huge)
    found = analyse_segment(huge.read_bytes(), t0_s=0.0)
    assert found.observations == ()
    assert "larger" in str(found.problem)


def test_a_header_that_says_less_than_the_pictures_are_is_not_believed(huge: Path, tmp_path: Path) -> None:
    """The header tells of 320x240, the pictures themselves of 45 megapixels."""
    content = huge.read_bytes()
    said, small = struct.pack("<II", 9008, 5008), struct.pack("<II", 320, 240)
    assert content.count(said) >= 1
    path = tmp_path / "liar.avi"
    path.write_bytes(content.replace(said, small))
    with pytest.raises(UnreadableMedia, match="larger than any camera"):
        analyse_file(path)


@pytest.mark.parametrize("n_bytes", [0, 1, 64, 100_000])
def test_random_bytes_are_refused(tmp_path: Path, n_bytes: int) -> None:
    path = tmp_path / "junk.webm"
    path.write_bytes(bytes(np.random.default_rng(n_bytes).integers(0, 256, n_bytes, np.uint8)))
    with pytest.raises(UnreadableMedia):
        analyse_file(path)
    assert analyse_segment(path.read_bytes(), t0_s=0.0).problem is not None


def test_a_file_of_sound_alone_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "voice.ogg"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libopus", rate=48000)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1920), np.int16), format="s16", layout="stereo")
        frame.sample_rate, frame.pts = 48000, 0
        container.mux(stream.encode(frame))
        container.mux(stream.encode())
    with pytest.raises(UnreadableMedia, match="no video"):
        analyse_file(path)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.5, 0.9])
def test_a_torn_file_is_analysed_as_far_as_it_goes_or_refused(
    tmp_path: Path, recording: bytes, share: float
) -> None:
    path = tmp_path / "torn.webm"
    path.write_bytes(recording[: int(len(recording) * share)])
    try:
        analysis = analyse_file(path)
    except UnreadableMedia:
        assert share < 0.5
    else:
        assert 0 <= analysis.duration_s <= 3.2


def test_any_bytes_after_a_true_beginning_never_raise(recording: bytes) -> None:
    random = np.random.default_rng(7)
    for kept in (40, 300, len(recording) // 2):
        junk = recording[:kept] + bytes(random.integers(0, 256, 4000, np.uint8))
        assert analyse_segment(junk, t0_s=0.0).cpu_s >= 0

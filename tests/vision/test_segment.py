"""Segments from bytes to signals: synthetic cameras, torn bytes, and the same answer every time."""

import av
import cv2
import numpy as np
import pytest

from vision.errors import UnreadableMedia
from vision.segment import SegmentAnalysis, analyse_segment
from vision.signals import SignalRules, SignalType, fold_all
from vision.stills import still_at

FPS = 10


@pytest.fixture(scope="module")
def fake_camera(pictures, to_webm) -> list[bytes]:
    """Three segments of four seconds of Chromium's fake camera."""
    return [to_webm([pictures.fake_camera(40 * no + n) for n in range(40)], FPS) for no in range(3)]


def size_of(jpeg: bytes) -> tuple[int, int]:
    height, width = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR).shape[:2]
    return width, height


def test_a_segment_gives_two_observations_a_second_in_the_attempts_time(fake_camera) -> None:
    analysis = analyse_segment(fake_camera[1], t0_s=104.0)
    assert analysis.problem is None
    assert [one.at_s for one in analysis.observations] == pytest.approx([104 + n / 2 for n in range(8)])
    assert analysis.n_frames == 40
    assert analysis.cpu_s > 0
    assert analysis.still_jpeg is not None
    assert size_of(analysis.still_jpeg) == (320, 240)


def test_the_same_bytes_give_the_same_observations(fake_camera) -> None:
    first, second = (analyse_segment(fake_camera[0], t0_s=0.0) for _ in range(2))
    assert first.observations == second.observations


def test_a_fake_camera_without_a_face_is_absent_and_nothing_else(fake_camera) -> None:
    """Chromium's built-in camera stands in for a real one wherever the real clips are missing."""
    observations = [
        one
        for no, webm in enumerate(fake_camera)
        for one in analyse_segment(webm, t0_s=4.0 * no).observations
    ]
    (signal,) = fold_all(SignalRules(), observations)
    assert (signal.type, signal.t0_s, signal.t1_s) == (SignalType.ABSENT, 0.0, 11.5)


@pytest.mark.parametrize(
    ("level", "type_", "sub"),
    [
        (0, SignalType.COVERED, "black"),
        (120, SignalType.COVERED, "flat"),
        (255, SignalType.OVEREXPOSED, None),
    ],
)
def test_a_blank_camera_is_no_absence(pictures, to_webm, level, type_, sub) -> None:
    webm = to_webm([pictures.plain(level)] * 36, FPS)
    (signal,) = fold_all(SignalRules(), analyse_segment(webm, t0_s=0.0).observations)
    assert (signal.type, signal.sub) == (type_, sub)


def test_noise_is_absent(pictures, to_webm) -> None:
    webm = to_webm([pictures.noise(n) for n in range(36)], FPS)
    signals = fold_all(SignalRules(), analyse_segment(webm, t0_s=0.0).observations)
    assert [signal.type for signal in signals] == [SignalType.ABSENT]


@pytest.mark.parametrize("junk", [b"", b"\x1aE\xdf\xa3", b"no media at all" * 50])
def test_what_is_no_media_is_a_problem_and_not_an_error(junk: bytes) -> None:
    analysis = analyse_segment(junk, t0_s=0.0)
    assert analysis.observations == ()
    assert analysis.problem is not None
    with pytest.raises(UnreadableMedia):
        still_at(junk, offset_s=0.0)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_torn_tail_keeps_what_came_before(fake_camera, share: float) -> None:
    torn = fake_camera[0][: int(len(fake_camera[0]) * share)]
    analysis = analyse_segment(torn, t0_s=0.0)
    assert 0 < analysis.n_frames < 40
    assert 0 < len(analysis.observations) <= 8


def test_spoilt_bytes_in_the_middle_never_raise(fake_camera) -> None:
    random = np.random.default_rng(1)
    for _ in range(5):
        spoilt = bytearray(fake_camera[0])
        for at in random.integers(300, len(spoilt), 40):
            spoilt[at] = int(random.integers(256))
        assert isinstance(analyse_segment(bytes(spoilt), t0_s=0.0), SegmentAnalysis)


def test_sound_alone_is_no_video() -> None:
    import io

    target = io.BytesIO()
    with av.open(target, "w", format="webm") as container:
        stream = container.add_stream("libopus", rate=48000)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1920), np.int16), format="s16", layout="stereo")
        frame.sample_rate, frame.pts = 48000, 0
        container.mux(stream.encode(frame))
        container.mux(stream.encode())
    assert analyse_segment(target.getvalue(), t0_s=0.0).problem == "there is no video in it"


def test_a_still_is_the_frame_shown_then(pictures, to_webm) -> None:
    webm = to_webm([pictures.plain(40 + 5 * n) for n in range(40)], FPS)
    for offset_s, level in ((-1.0, 40), (0.0, 40), (1.05, 90), (2.0, 140), (60.0, 235)):
        jpeg = still_at(webm, offset_s=offset_s, width_px=160)
        assert size_of(jpeg) == (160, 120)
        mean = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_GRAYSCALE).mean()
        assert mean == pytest.approx(level, abs=4)

"""Real encoded media for the tests: a few seconds of VP8 and Opus, made once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np
import pytest
from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame

from proctor_server.media.webm import Block, Track

FPS = 15
AUDIO_MS = 60


@dataclass(frozen=True)
class Encoded:
    at_ms: int
    keyframe: bool
    data: bytes


def encode_video(
    seconds: float, *, keyframe_each_s: float = 4.0, width: int = 160, height: int = 120
) -> list[Encoded]:
    codec = av.CodecContext.create("libvpx", "w")
    codec.width, codec.height, codec.pix_fmt = width, height, "yuv420p"
    codec.time_base = Fraction(1, FPS)
    codec.bit_rate = 60_000
    codec.options = {
        "deadline": "realtime",
        "cpu-used": "8",
        "lag-in-frames": "0",
        "auto-alt-ref": "0",
        "g": "9999",
    }
    frames = []
    for n in range(int(seconds * FPS)):
        picture = np.full((height, width, 3), (n * 3) % 255, np.uint8)
        picture[: height // 2, (n * 5) % width :] = 255
        frame = VideoFrame.from_ndarray(picture, format="rgb24").reformat(format="yuv420p")
        frame.pts = n
        if n % int(keyframe_each_s * FPS) == 0:
            frame.pict_type = av.video.frame.PictureType.I
        for packet in codec.encode(frame):
            frames.append(Encoded(round(n * 1000 / FPS), packet.is_keyframe, bytes(packet)))
    return frames


def encode_audio(seconds: float) -> list[Encoded]:
    codec = av.CodecContext.create("libopus", "w")
    codec.sample_rate, codec.layout, codec.format = 48_000, "mono", "s16"
    codec.options = {"frame_duration": str(AUDIO_MS)}
    codec.open()
    packets = []
    n_samples = 48 * AUDIO_MS
    for n in range(int(seconds * 1000 / AUDIO_MS)):
        tone = (np.sin(np.arange(n_samples) / 20) * 6_000).astype(np.int16).reshape(1, -1)
        frame = AudioFrame.from_ndarray(tone, format="s16", layout="mono")
        frame.sample_rate, frame.pts = 48_000, n * n_samples
        for packet in codec.encode(frame):
            packets.append(bytes(packet))
    return [Encoded(n * AUDIO_MS, True, data) for n, data in enumerate(packets)]


@pytest.fixture(scope="session")
def video() -> list[Encoded]:
    """Ten seconds of VP8, a keyframe each four."""
    return encode_video(10)


@pytest.fixture(scope="session")
def audio() -> list[Encoded]:
    """Ten seconds of Opus in packets of 60 ms."""
    return encode_audio(10)


@pytest.fixture(scope="session")
def blocks(video: list[Encoded], audio: list[Encoded]) -> list[Block]:
    """Both tracks as blocks in the order of time."""
    pictures = [Block(one.at_ms, Track.VIDEO, one.keyframe, one.data) for one in video]
    sounds = [Block(one.at_ms, Track.AUDIO, True, one.data) for one in audio]
    return sorted(pictures + sounds, key=lambda block: block.at_ms)


@pytest.fixture(scope="session")
def encode() -> Callable[..., list[Encoded]]:
    """Encode more video, of another size."""
    return encode_video

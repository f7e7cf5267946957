"""What the vision tests share: pictures, little recordings, observations, and where the real clips lie."""

import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from vision.light import grey_of, measure_light
from vision.model_files import missing_cues
from vision.observation import Face, Light, Observation

Image = NDArray[np.uint8]
SHARED = Path(__file__).parents[2] / ".." / "shared"
WIDTH, HEIGHT = 320, 240


@pytest.fixture(scope="session")
def clips() -> Path:
    """The real clips with their truth; tests that need them say so when they are missing."""
    folder = SHARED / "clips" / "dev"
    if not folder.is_dir():
        pytest.skip("the real clips (../shared/clips/dev) are not on this machine")
    return folder


@pytest.fixture(scope="session")
def pointing04() -> Path:
    """The head pose stills."""
    folder = SHARED / "clips" / "pointing04"
    if not folder.is_dir():
        pytest.skip("the head pose stills (../shared/clips/pointing04) are not on this machine")
    return folder


@pytest.fixture(scope="session")
def identity_is_on() -> bool:
    """Whether the optional network that tells people apart is installed here."""
    return missing_cues() == ()


class Pictures:
    """Synthetic pictures, uint8 (240, 320, 3)."""

    def plain(self, level: int) -> Image:
        return np.full((HEIGHT, WIDTH, 3), level, np.uint8)

    def noise(self, seed: int = 0) -> Image:
        return np.random.default_rng(seed).integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8)

    def fake_camera(self, tick: int) -> Image:
        """Chromium's built-in camera: a light green pie that turns on dark green, a running clock at the top."""
        picture = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
        picture[:] = (0, 135, 0)
        centre, radius = (WIDTH // 2, HEIGHT // 2), HEIGHT // 4
        cv2.ellipse(picture, centre, (radius, radius), 0, 0, 30 + (tick * 110) % 320, (20, 255, 74), -1)
        text = f"0:00:{tick // 10:02d}:{tick * 50 % 1000:03d} {tick}"
        cv2.putText(picture, text, (15, 15), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (20, 255, 74), 1)
        return picture


@pytest.fixture(scope="session")
def pictures() -> Pictures:
    return Pictures()


@pytest.fixture(scope="session")
def to_webm() -> Callable[[Iterable[Image], int], bytes]:
    """Encode pictures as a little VP8 WebM: `to_webm(pictures, fps)`."""

    def encode(frames: Iterable[Image], fps: int) -> bytes:
        target = io.BytesIO()
        with av.open(target, "w", format="webm") as container:
            stream = container.add_stream("libvpx", rate=fps)
            stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
            stream.bit_rate = 400_000
            stream.options = {"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0"}
            for n, picture in enumerate(frames):
                frame = av.VideoFrame.from_ndarray(picture, format="bgr24")
                frame.pts, frame.time_base = n, Fraction(1, fps)
                container.mux(stream.encode(frame))
            container.mux(stream.encode())
        return target.getvalue()

    return encode


class Scenes:
    """Observations as they would come from a camera, without any net: all at `at_s` seconds."""

    def __init__(self) -> None:
        grey = np.tile(np.linspace(60, 200, WIDTH), (HEIGHT, 1)).astype(np.uint8)
        room = cv2.merge([grey, grey, grey])
        cv2.rectangle(room, (120, 60), (200, 200), (90, 110, 150), -1)
        cv2.putText(room, "shelf", (20, 60), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (10, 10, 10), 2)
        pictures = {
            "clear": room,
            "black": np.full_like(room, 3),
            "flat": np.full_like(room, 120),
            "dark": (room * 0.15).astype(np.uint8),
            "bright": np.full_like(room, 250),
            "blurred": cv2.GaussianBlur(room, (0, 0), 9),
        }
        self._lights = {kind: measure_light(grey_of(one), None) for kind, one in pictures.items()}

    def light(self, kind: str = "clear", change: float | None = 2.0) -> Light:
        """One of clear, black, flat, dark, bright, blurred."""
        return replace(self._lights[kind], change=change)

    def face(self, yaw: float = 0.0, pitch: float = 0.0, mesh: float | None = None) -> Face:
        return Face(0.95, 0.5, 0.5, 0.3, yaw, pitch, pitch / 2 if mesh is None else mesh)

    def somebody(self, at_s: float, person: int | None, gaze: float | None = None) -> Observation:
        """Someone who faces the camera: compared, and then as person 0, 1, ..., or not (None)."""
        identity = None if person is None else tuple(100 if n % 8 == person else 0 for n in range(128))
        face = replace(self.face(), identity=identity, gaze=gaze)
        return Observation(at_s, self._living(at_s), face, 0.95)

    def facing(self, at_s: float, yaw: float = 0.0, pitch: float = 0.0) -> Observation:
        return Observation(at_s, self._living(at_s), self.face(yaw, pitch), 0.95)

    def missing(self, at_s: float, person: float | None = 0.0, kind: str = "clear") -> Observation:
        return Observation(at_s, self.light(kind), person_score=person)

    def crowd(self, at_s: float, n_extra: int = 1) -> Observation:
        return Observation(at_s, self._living(at_s), self.face(), 0.95, n_extra, 0.8)

    def _living(self, at_s: float) -> Light:
        """Somebody who moves: one cell of the layout differs from sample to sample."""
        light = self.light()
        return replace(light, layout=(100 + 9 * (round(at_s * 2) % 2), *light.layout[1:]))


@pytest.fixture(scope="session")
def scenes() -> Scenes:
    return Scenes()

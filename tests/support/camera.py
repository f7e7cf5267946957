"""A camera and a microphone for Chromium: a real clip and a real voice, or a small moving pattern and a beep."""

import atexit
import json
import shutil
import tempfile
import wave
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import av
import cv2
import numpy as np

SHARED = Path(__file__).resolve().parents[3] / "shared"
DEVICE_FPS = 30  # what Chromium plays an MJPEG file at
JPEG_QUALITY = 85


@dataclass(frozen=True, slots=True)
class TrueEvent:
    """What the clip's truth says happens, in seconds of the clip."""

    type: str
    t0_s: float
    t1_s: float


@dataclass(frozen=True, slots=True)
class Camera:
    """Chromium's arguments for it, and what is to be found.

    `clip_s`: the clip repeats after so long. `width`: of its picture, in pixels.
    """

    name: str
    arguments: tuple[str, ...]
    events: tuple[TrueEvent, ...]
    clip_s: float
    width: int = 640


def fake_camera() -> Camera:
    """A clear moving pattern and no face, so `absent` from the beginning.

    It is small: two encoders of Chromium's run for every candidate, without a graphics card, on the tests' machine.
    """
    argument = f"--use-file-for-fake-video-capture={_pattern()}"
    return Camera("a moving pattern", (argument,), (TrueEvent("absent", 0.0, 3600.0),), 3600.0, 320)


@cache
def _pattern() -> Path:
    """Six seconds of 320×240 at ten pictures a second: a bar that walks over a chequered wall."""
    folder = Path(tempfile.mkdtemp(prefix="synaq-camera-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "pattern.y4m"
    wall = (np.indices((240, 320)).sum(0) // 20 % 2 * 90 + 80).astype(np.uint8)
    with file.open("wb") as out:
        out.write(b"YUV4MPEG2 W320 H240 F10:1 Ip A1:1 C420\n")
        for n in range(60):
            picture = wall.copy()
            picture[60:200, 4 * n : 4 * n + 60] = 30
            out.write(b"FRAME\n" + picture.tobytes() + bytes([128]) * (2 * 160 * 120))
    return file


def clip_camera(clip: str, folder: Path) -> Camera:
    """A clip of the shared material as the camera, a recorded conversation as the microphone."""
    source = SHARED / "clips" / "dev" / f"{clip}.mp4"
    truth = json.loads(source.with_suffix(".json").read_text())
    video, sound = folder / f"{clip}.mjpeg", folder / "voice.wav"
    clip_s = _write_mjpeg(source, video)
    _write_wav(SHARED / "clips" / "audio" / "sample.ogg", sound)
    events = [TrueEvent(one["type"], one["t0"], one["t1"]) for one in truth["events"] if not one.get("hard")]
    arguments = (f"--use-file-for-fake-video-capture={video}", f"--use-file-for-fake-audio-capture={sound}")
    return Camera(clip, arguments, tuple(events), clip_s)


def best_camera(clip: str, folder: Path) -> Camera:
    """The clip if the shared material is beside the project, else the built-in camera: the path is proved anywhere."""
    if (SHARED / "clips" / "dev" / f"{clip}.mp4").is_file():
        return clip_camera(clip, folder)
    print(f"the shared clips are not beside this clone: a moving pattern stands in for {clip}")
    return fake_camera()


def _write_mjpeg(source: Path, target: Path) -> float:
    """Write 640×480 4:2:0 JPEGs at the device's rate (4:4:4 would give a silent green picture); seconds written."""
    n_written = 0
    with av.open(str(source)) as container, target.open("wb") as out:
        for frame in container.decode(video=0):
            picture = cv2.resize(frame.to_ndarray(format="bgr24"), (640, 480))
            options = [
                cv2.IMWRITE_JPEG_QUALITY,
                JPEG_QUALITY,
                cv2.IMWRITE_JPEG_SAMPLING_FACTOR,
                cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420,
            ]
            jpeg = cv2.imencode(".jpg", picture, options)[1].tobytes()
            until = round((frame.time + 1 / float(container.streams.video[0].average_rate)) * DEVICE_FPS)
            while n_written < until:
                out.write(jpeg)
                n_written += 1
    return n_written / DEVICE_FPS


def _write_wav(source: Path, target: Path) -> None:
    resampler = av.AudioResampler(format="s16", layout="mono", rate=48_000)
    with av.open(str(source)) as container, wave.open(str(target), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(48_000)
        for frame in container.decode(audio=0):
            for piece in resampler.resample(frame):
                out.writeframes(np.ascontiguousarray(piece.to_ndarray()).tobytes())

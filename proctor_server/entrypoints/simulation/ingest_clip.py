"""What the simulated senders send: a real clip and real sound, encoded once as Chrome would, cut into RTP payloads.

VP8 in three temporal layers (L1T3) at about 400 kbit/s and Opus in packets of 60 ms. A group of four seconds
begins with a keyframe, so that a request for one is answered by going on with the next group.
"""

import hashlib
import os
import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import cycle, islice
from pathlib import Path
from typing import cast

import av
from av.audio.resampler import AudioResampler
from av.video.codeccontext import VideoCodecContext

from proctor_server.entrypoints.refusal import Refusal

PROJECT = Path(__file__).resolve().parents[3]
CLIP = PROJECT.parent / "shared" / "clips" / "dev" / "r01_cap12.mp4"
SOUND = PROJECT.parent / "shared" / "clips" / "audio" / "sample.ogg"
WIDTH, HEIGHT, FPS = 640, 480, 15
GROUP = 60  # frames from one keyframe to the next
N_GROUPS = 6
LOOP_S = GROUP * N_GROUPS / FPS
BITRATE_BPS = 400_000
PTIME_MS = 60
MAX_PAYLOAD = 1_160  # what Chrome fits into one packet, its descriptor left out
LAYERS = (0, 2, 1, 2)  # the temporal layer of each frame of four
LAYERING = (
    "ts_number_layers=3:ts_target_bitrate=200,280,400:ts_rate_decimator=4,2,1"
    ":ts_periodicity=4:ts_layer_id=0,2,1,2:ts_layering_mode=3"
)
VERSION = 3  # of the cached form


@dataclass(frozen=True, slots=True)
class Packet:
    """One RTP payload of the loop: due `due_s` after its beginning, `ticks` of its track's clock from there."""

    due_s: float
    is_video: bool
    ticks: int
    marker: bool
    opens_group: bool
    payload: bytes


@dataclass(frozen=True, slots=True)
class Clip:
    """The packets of a loop of `LOOP_S` seconds, in the order of time."""

    packets: tuple[Packet, ...]

    @property
    def n_frames(self) -> int:
        return sum(one.marker and one.is_video for one in self.packets)


def read_clip(clip: Path = CLIP, sound: Path = SOUND) -> Clip:
    """Prepare the packets, or take those prepared before from the cache outside the project.

    Raises:
        Refusal: a file is missing.
    """
    for file in (clip, sound):
        if not file.exists():
            raise Refusal(f"the clip {file.name} is missing; give another with --clip and --sound")
    name = hashlib.sha256(repr((VERSION, clip.stat(), sound.stat(), LAYERING)).encode()).hexdigest()[:20]
    cached = _cache() / f"clip-{name}.pickle"
    if cached.exists():
        return cast(Clip, pickle.loads(cached.read_bytes()))  # noqa: S301  our own file, in the user's own cache
    made = Clip(tuple(sorted((*_video(clip), *_audio(sound)), key=lambda one: one.due_s)))
    cached.parent.mkdir(parents=True, exist_ok=True)
    part = cached.with_suffix(f".{os.getpid()}")
    part.write_bytes(pickle.dumps(made))
    part.replace(cached)
    return made


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "synaq"


def _video(clip: Path) -> Iterator[Packet]:
    for number, frame in enumerate(_encoded_frames(clip)):
        layer = 0 if number % GROUP == 0 else LAYERS[number % len(LAYERS)]
        pieces = [frame[at : at + MAX_PAYLOAD] for at in range(0, len(frame), MAX_PAYLOAD)]
        for place, piece in enumerate(pieces):
            head = descriptor(number, layer, begins=place == 0)
            yield Packet(
                due_s=number / FPS,
                is_video=True,
                ticks=number * 90_000 // FPS,
                marker=place == len(pieces) - 1,
                opens_group=place == 0 and number % GROUP == 0,
                payload=head + piece,
            )


def descriptor(number: int, layer: int, *, begins: bool) -> bytes:
    """The payload descriptor of a VP8 packet as Chrome writes it: picture id, base layer's index, layer (RFC 7741)."""
    base_index = number // len(LAYERS) & 0xFF
    picture = 0x8000 | number & 0x7FFF
    return bytes((0x80 | 0x10 * begins, 0xE0)) + picture.to_bytes(2, "big") + bytes((base_index, layer << 6))


def _encoded_frames(clip: Path) -> Iterator[bytes]:
    encoder = cast(VideoCodecContext, av.CodecContext.create("libvpx", "w"))
    encoder.width, encoder.height, encoder.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    encoder.time_base, encoder.framerate = Fraction(1, FPS), Fraction(FPS)
    encoder.bit_rate, encoder.gop_size = BITRATE_BPS, GROUP
    encoder.options = {
        "deadline": "realtime",
        "cpu-used": "8",
        "error-resilient": "1",
        "lag-in-frames": "0",
        "keyint_min": str(GROUP),
        "ts-parameters": LAYERING,
    }
    with av.open(str(clip)) as container:
        pictures = [frame.reformat(WIDTH, HEIGHT, "yuv420p") for frame in container.decode(video=0)]
    for number, picture in enumerate(islice(cycle(pictures), GROUP * N_GROUPS)):
        picture.pts, picture.time_base = number, Fraction(1, FPS)
        picture.pict_type = av.video.frame.PictureType.I if number % GROUP == 0 else 0
        for packet in encoder.encode(picture):
            yield bytes(packet)


def _audio(sound: Path) -> Iterator[Packet]:
    encoder = av.CodecContext.create("libopus", "w")
    encoder.sample_rate, encoder.layout, encoder.format = 48_000, "mono", "s16"
    encoder.bit_rate = 32_000
    encoder.options = {"frame_duration": str(PTIME_MS), "application": "voip"}
    encoder.open()
    samples = PTIME_MS * 48
    resampler = AudioResampler(format="s16", layout="mono", rate=48_000, frame_size=samples)
    with av.open(str(sound)) as container:
        frames = [one for frame in container.decode(audio=0) for one in resampler.resample(frame)]
    wanted = int(LOOP_S * 1000 / PTIME_MS)
    for number, frame in enumerate(islice(cycle(frames), wanted)):
        frame.pts, frame.time_base = number * samples, Fraction(1, 48_000)
        for packet in encoder.encode(frame):
            due_s = (number + 1) * PTIME_MS / 1000  # a microphone's packet leaves when it is full
            yield Packet(due_s, False, number * samples, False, False, bytes(packet))

"""Recordings that nobody filmed: VP8 in WebM, written by the product's own writer."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.video.frame import PictureType, VideoFrame
from numpy.typing import NDArray

from proctor_server.media.recovery import Repaired, repair
from proctor_server.media.sealing import SPARE, Seal
from proctor_server.media.webm import Block, Cluster, PartFormat, Track, WebmWriter, encode_cluster

FPS = 10
WIDTH, HEIGHT = 320, 240
CLUSTER_S = 1
SEGMENT_S = 4

Picture = NDArray[np.uint8]


def empty_room(n: int) -> Picture:
    """Furniture-like edges under a little noise: a clear picture with nobody in it."""
    rng = np.random.default_rng(n)
    picture = np.full((HEIGHT, WIDTH, 3), 150, np.uint8)
    picture[140:, :] = 90
    for x in range(20, WIDTH, 60):
        picture[30:130, x : x + 30] = (60, 110, 160)
    noise = rng.integers(-12, 12, picture.shape)
    return np.clip(picture.astype(int) + noise, 0, 255).astype(np.uint8)


def black(_n: int) -> Picture:
    return np.zeros((HEIGHT, WIDTH, 3), np.uint8)


def encoded(look: Callable[[int], Picture], seconds: float) -> list[Block]:
    """VP8 frames with a keyframe each four seconds, as blocks."""
    codec: Any = av.CodecContext.create("libvpx", "w")
    codec.width, codec.height, codec.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    codec.time_base, codec.bit_rate = Fraction(1, FPS), 200_000
    codec.options = {"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0", "g": "9999"}
    blocks = []
    for n in range(round(seconds * FPS)):
        frame = VideoFrame.from_ndarray(look(n), format="rgb24").reformat(format="yuv420p")
        frame.pts = n
        if n % (SEGMENT_S * FPS) == 0:
            frame.pict_type = PictureType.I
        blocks += [
            Block(round(n * 1000 / FPS), Track.VIDEO, packet.is_keyframe, bytes(packet))
            for packet in codec.encode(frame)
        ]
    return blocks


def write_part(
    file: Path, blocks: list[Block], *, complete: bool = True, seal: Seal | None = None
) -> Repaired:
    """Write a part of one-second clusters; tell what it holds. An incomplete one is as a kill leaves it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    writer = WebmWriter(file, PartFormat(WIDTH, HEIGHT, has_audio=False))
    n_clusters = (blocks[-1].at_ms // 1000 + 1) // CLUSTER_S
    for no in range(n_clusters):
        inside = tuple(one for one in blocks if one.at_ms // 1000 == no)
        segment = no // SEGMENT_S if no % SEGMENT_S == 0 else None
        cluster = Cluster(inside, begins_segment=segment)
        encoded = encode_cluster(cluster, spare=SPARE if seal else b"")
        writer.append(cluster, seal.close(encoded, writer.size) if seal else encoded)
    writer.close()
    if complete:
        return repair(file, seal)
    copy = file.with_suffix(".copy")
    copy.write_bytes(file.read_bytes())
    try:
        return repair(copy, seal)
    finally:
        copy.unlink()

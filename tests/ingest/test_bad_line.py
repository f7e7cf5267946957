"""A line that loses and reorders packets: the recording plays, keeps its sound in step and lacks next to nothing."""

from __future__ import annotations

import asyncio
import io
import random
from pathlib import Path

import av
import pytest
from aiortc import RTCCertificate

from proctor_server.entrypoints.refusal import Refusal
from proctor_server.entrypoints.simulation.ingest_clip import Clip, read_clip
from proctor_server.entrypoints.simulation.ingest_sender import Line, Sender
from proctor_server.ingest import PartClosed

LOOPBACK = "127.0.0.1"
SECONDS = 7.0
IN_SYNC_S = 0.08
DESCRIPTOR = 6  # of the clip's VP8 payloads


@pytest.fixture(scope="module")
def clip() -> Clip:
    try:
        return read_clip()
    except Refusal as missing:
        pytest.skip(str(missing))


class Truth:
    """When each frame was sent, by its bytes."""

    def __init__(self) -> None:
        self.pictures: dict[bytes, float] = {}
        self.sounds: dict[bytes, float] = {}

    def sent(self, at_s: float, payloads: tuple[bytes, ...]) -> None:
        first = payloads[0]
        if len(first) > DESCRIPTOR and first[1] == 0xE0 and first[0] == 0x90:
            self.pictures[b"".join(one[DESCRIPTOR:] for one in payloads)] = at_s
        else:
            self.sounds[first] = at_s


async def record(ingest, sink, clip: Clip, line: Line) -> tuple[Sender, Truth]:
    truth = Truth()
    sender = Sender(clip, RTCCertificate.generateCertificate(), draw=random.Random(5), line=line)
    sender.on_sent = truth.sent
    loop = asyncio.get_running_loop()
    await sender.answered(await ingest.accept("a1", "p1", await sender.offer(LOOPBACK)))
    await asyncio.sleep(0.3)
    sender.begin(loop.time())
    until = loop.time() + SECONDS
    while loop.time() < until:
        sender.send_due(loop.time())
        await asyncio.sleep(0.005)
    sender.stop()
    await asyncio.sleep(0.7)
    await ingest.close("p1", "submitted")
    await sender.close()
    await sink.wait_for(PartClosed)
    return sender, truth


def frames_of(file: Path) -> tuple[list[tuple[float, bytes]], list[tuple[float, bytes]]]:
    pictures, sounds = [], []
    with av.open(str(file)) as container:
        for packet in container.demux():
            if packet.size:
                into = pictures if packet.stream.type == "video" else sounds
                into.append((float(packet.pts * packet.time_base), bytes(packet)))
    return pictures, sounds


async def test_two_percent_lost_and_five_out_of_order(ingest, sink, clip: Clip, tmp_path: Path) -> None:
    sender, truth = await record(ingest, sink, clip, Line(loss=0.02, reorder=0.05))
    assert sender.sent.n_dropped > 3
    assert sender.sent.n_again >= sender.sent.n_dropped // 2
    file = tmp_path / "a1" / "p1.webm"
    pictures, sounds = frames_of(file)
    assert len(pictures) >= 0.97 * sender.sent.n_frames
    assert len(sounds) >= 0.9 * len(truth.sounds)
    assert {data for _, data in pictures} <= set(truth.pictures), "every picture is whole"
    with av.open(io.BytesIO(file.read_bytes())) as container:
        assert len(list(container.decode(video=0))) == len(pictures)
    offsets = [at_s - truth.pictures[data] for at_s, data in pictures]
    heard = [at_s - truth.sounds[data] for at_s, data in sounds if data in truth.sounds]
    assert max(offsets) - min(heard) < IN_SYNC_S
    assert max(heard) - min(offsets) < IN_SYNC_S


async def test_a_good_line_loses_nothing(ingest, sink, clip: Clip, tmp_path: Path) -> None:
    sender, truth = await record(ingest, sink, clip, Line())
    pictures, sounds = frames_of(tmp_path / "a1" / "p1.webm")
    assert len(pictures) == sender.sent.n_frames
    assert len(sounds) == len(truth.sounds)
    assert sender.sent.n_again == 0

"""A sender as the tests' browser, and a sink that remembers."""

from __future__ import annotations

import asyncio
import fractions
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import numpy as np
import pytest
from aiortc import RTCConfiguration, RTCPeerConnection, RTCRtpSender, RTCSessionDescription
from aiortc.mediastreams import MediaStreamTrack
from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame

from proctor_server.ingest import Ingest, PartClosed, PartStarted, PeerLimits
from proctor_server.ingest.seam import host_addresses
from proctor_server.kernel.clock import SystemClock
from proctor_server.media.segment import SegmentClosed

LOOPBACK = ("127.0.0.1",)
FPS = 15


class Camera(MediaStreamTrack):
    """A small moving picture; its size may be changed while it runs."""

    kind = "video"

    def __init__(self, width: int = 160, height: int = 120) -> None:
        super().__init__()
        self.width, self.height, self.n = width, height, 0
        self._begun: float | None = None

    async def recv(self) -> VideoFrame:
        loop = asyncio.get_running_loop()
        self._begun = loop.time() if self._begun is None else self._begun
        await asyncio.sleep(max(0.0, self._begun + self.n / FPS - loop.time()))
        picture = np.full((self.height, self.width, 3), (self.n * 4) % 255, np.uint8)
        frame = VideoFrame.from_ndarray(picture, format="rgb24")
        frame.pts, frame.time_base = self.n * 90_000 // FPS, fractions.Fraction(1, 90_000)
        self.n += 1
        return frame


class Microphone(MediaStreamTrack):
    """A quiet tone in packets of 20 ms."""

    kind = "audio"

    def __init__(self) -> None:
        super().__init__()
        self.n = 0
        self._begun: float | None = None

    async def recv(self) -> AudioFrame:
        loop = asyncio.get_running_loop()
        self._begun = loop.time() if self._begun is None else self._begun
        await asyncio.sleep(max(0.0, self._begun + self.n * 0.02 - loop.time()))
        tone = (np.sin(np.arange(960) / 20) * 3_000).astype(np.int16).reshape(1, -1)
        frame = AudioFrame.from_ndarray(tone, format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = 48_000, self.n * 960, fractions.Fraction(1, 48_000)
        self.n += 1
        return frame


class Sender:
    """What a candidate's page does, with aiortc."""

    def __init__(self, *, video: bool, audio: bool) -> None:
        self.pc = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self.camera, self.microphone = Camera(), Microphone()
        for track in [self.camera] * video + [self.microphone] * audio:
            transceiver = self.pc.addTransceiver(track, direction="sendonly")
            if track.kind == "video":
                codecs = RTCRtpSender.getCapabilities("video").codecs
                wanted = ("video/vp8", "video/rtx")
                transceiver.setCodecPreferences([one for one in codecs if one.mimeType.lower() in wanted])

    async def offer(self) -> str:
        with host_addresses(LOOPBACK):
            await self.pc.setLocalDescription(await self.pc.createOffer())
        return str(self.pc.localDescription.sdp)

    async def answered(self, sdp: str) -> None:
        await self.pc.setRemoteDescription(RTCSessionDescription(sdp, "answer"))

    async def connect(self, ingest: Ingest, attempt_id: str, part_id: str) -> None:
        await self.answered(await ingest.accept(attempt_id, part_id, await self.offer()))

    def lose(self, share: float) -> None:
        """From now on lose this share of the media packets on their way, by a seeded draw."""
        ice = self.pc.getSenders()[0].transport.transport
        send, draw = ice._connection.send, random.Random(7)

        async def lossy(data: bytes) -> None:
            is_media = data[0] in range(128, 192) and not 192 <= data[1] < 224
            if not (is_media and draw.random() < share):
                await send(data)

        ice._send = lossy

    async def close(self) -> None:
        await self.pc.close()


class RememberingSink:
    """Keeps every event; raises where told to."""

    def __init__(self) -> None:
        self.events: list[PartStarted | SegmentClosed | PartClosed] = []
        self.broken = False
        self._more = asyncio.Condition()

    async def _keep(self, event: PartStarted | SegmentClosed | PartClosed) -> None:
        async with self._more:
            self.events.append(event)
            self._more.notify_all()
        if self.broken:
            raise RuntimeError("the database is away")

    part_started = segment_closed = part_closed = _keep

    def of(self, kind: type) -> list[object]:
        return [event for event in self.events if isinstance(event, kind)]

    async def wait_for(self, kind: type, n: int = 1, within_s: float = 15.0) -> list[object]:
        async with asyncio.timeout(within_s), self._more:
            await self._more.wait_for(lambda: len(self.of(kind)) >= n)
        return self.of(kind)


@pytest.fixture
def sink() -> RememberingSink:
    return RememberingSink()


@pytest.fixture
async def ingest(tmp_path: Path, sink: RememberingSink) -> AsyncIterator[Ingest]:
    """An ingest that gives up a silent peer soon, and leaves no task behind."""
    before = asyncio.all_tasks()
    made = Ingest(
        folder=tmp_path,
        sink=sink,
        clock=SystemClock(),
        host_addresses=LOOPBACK,
        limits=PeerLimits(first_media_s=3.0, no_media_s=1.5),
    )
    yield made
    await made.aclose()
    await asyncio.sleep(0.05)
    left = {task.get_name() for task in asyncio.all_tasks() - before if "peer" in task.get_name()}
    assert not left


@pytest.fixture
def sending() -> Callable[..., object]:
    """Open senders that are closed at the end of the block."""

    @asynccontextmanager
    async def open_sender(*, video: bool = True, audio: bool = True) -> AsyncIterator[Sender]:
        sender = Sender(video=video, audio=audio)
        try:
            yield sender
        finally:
            await sender.close()

    return open_sender

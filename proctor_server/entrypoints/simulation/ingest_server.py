"""The server under test in a process of its own: `python -m proctor_server.entrypoints.simulation.ingest_server`.

Lines of JSON: `{"n", "offer"}` is answered by `{"n", "answer"}`; `{"finish"}` by what was counted, once
every file is complete.
"""

import asyncio
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

import structlog
import uvloop
from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.contrib.media import MediaRecorder
from aiortc.mediastreams import MediaStreamTrack

from proctor_server.entrypoints.simulation.ingest_clip import HEIGHT, WIDTH
from proctor_server.entrypoints.simulation.ingest_recorded import INDEX_FILE, KEY_FILE
from proctor_server.ingest.events import PartClosed, PartStarted
from proctor_server.ingest.ingest import Ingest
from proctor_server.ingest.offer import with_ptime
from proctor_server.ingest.seam import host_addresses
from proctor_server.kernel.clock import SystemClock
from proctor_server.media.sealing import Seal, new_data_key
from proctor_server.media.segment import SegmentClosed


class Engine(Protocol):
    """What answers offers and records."""

    async def answer(self, name: str, offer: str) -> str: ...

    async def finish(self) -> dict[str, Any]: ...


class LineSink:
    """Stands in the database's place: a line of JSON for each segment, which survives a kill."""

    def __init__(self, file: Path) -> None:
        self.n_segments = 0
        self._file = file.open("wb", buffering=0)

    async def part_started(self, event: PartStarted) -> None: ...

    async def segment_closed(self, event: SegmentClosed) -> None:
        self.n_segments += 1
        self._file.write(json.dumps(asdict(event)).encode() + b"\n")

    async def part_closed(self, event: PartClosed) -> None: ...


class Ours:
    """The ingest as the product runs it, sealed recording included; its index is a file of lines.

    The key is written beside the recordings, so that the bench can read them back.
    """

    def __init__(self, folder: Path, address: str) -> None:
        self._data_key = new_data_key()
        (folder / KEY_FILE).write_bytes(self._data_key)
        self._sink = LineSink(folder / INDEX_FILE)
        self._ingest = Ingest(folder=folder, sink=self._sink, clock=SystemClock(), host_addresses=(address,))

    async def answer(self, name: str, offer: str) -> str:
        return await self._ingest.accept(name, name, offer, seal=Seal(self._data_key, name))

    async def finish(self) -> dict[str, Any]:
        await self._ingest.aclose()
        return {"segments": self._sink.n_segments}


class AiortcRecorder:
    """aiortc as its examples use it: `MediaRecorder` decodes, encodes anew and writes."""

    def __init__(self, folder: Path, address: str, suffix: str) -> None:
        self._folder, self._address, self._suffix = folder, address, suffix
        self._peers: list[tuple[RTCPeerConnection, MediaRecorder]] = []

    async def answer(self, name: str, offer: str) -> str:
        peer = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        recorder = MediaRecorder(str(self._folder / f"{name}.{self._suffix}"))
        self._peers.append((peer, recorder))
        peer.on("track", lambda track: self._add(recorder, track))
        await peer.setRemoteDescription(RTCSessionDescription(offer, "offer"))
        await recorder.start()
        with host_addresses((self._address,)):
            await peer.setLocalDescription(await peer.createAnswer())
        return with_ptime(peer.localDescription.sdp)

    @staticmethod
    def _add(recorder: MediaRecorder, track: MediaStreamTrack) -> None:
        """Add a track; its size is set here, for with sound first the picture would be lost unnoticed."""
        recorder.addTrack(track)
        context = recorder._MediaRecorder__tracks[track]
        if track.kind == "video":
            context.stream.width, context.stream.height = WIDTH, HEIGHT
            context.started = True

    async def finish(self) -> dict[str, Any]:
        """Complete the files; closing the peers would wait for all that is left to decode."""
        for _, recorder in self._peers:
            await recorder.stop()
        return {}


async def serve(engine: Engine) -> None:
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        message = json.loads(line)
        if "offer" in message:
            told = {"n": message["n"], "answer": await engine.answer(message["n"], message["offer"])}
        else:
            told = await engine.finish()
        print(json.dumps(told), flush=True)


async def main(name: str, folder: Path, address: str) -> None:
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))  # answers go out by stdout
    if name == "synaq":
        await serve(Ours(folder, address))
        return
    await serve(AiortcRecorder(folder, address, "mp4" if name.endswith("mp4") else "webm"))


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3]))

"""A server of one recording in a process of its own, where any decoding ends it: offer in, answer out."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import NoReturn

import av

DECODED = 86  # the exit status that tells that something was decoded


def decoded(*_: object, **__: object) -> NoReturn:
    os._exit(DECODED)


class Decoder:
    """Stands in place of every codec context; making one is decoding or encoding."""

    def __class_getitem__(cls, _: object) -> type[Decoder]:
        return cls

    def __init__(self, *_: object) -> None:
        decoded()

    create = staticmethod(decoded)


for name in ("CodecContext", "VideoCodecContext", "AudioCodecContext", "open"):
    if hasattr(av, name):
        setattr(av, name, Decoder if name != "open" else decoded)

import aiortc.codecs  # noqa: E402 - after the codecs are out of reach
import aiortc.rtcrtpreceiver  # noqa: E402

from proctor_server.ingest import Ingest  # noqa: E402
from proctor_server.kernel.clock import SystemClock  # noqa: E402

aiortc.codecs.get_decoder = aiortc.rtcrtpreceiver.get_decoder = decoded
aiortc.rtcrtpreceiver.decoder_worker = decoded


class Silent:
    async def _take(self, _: object) -> None: ...

    part_started = segment_closed = part_closed = _take


def tell(**message: object) -> None:
    print(json.dumps(message), flush=True)


async def main(folder: Path) -> None:
    loop = asyncio.get_running_loop()
    ingest = Ingest(folder=folder, sink=Silent(), clock=SystemClock(), host_addresses=("127.0.0.1",))
    offer = json.loads(await loop.run_in_executor(None, sys.stdin.readline))
    tell(answer=await ingest.accept("a1", "p1", offer))
    while True:
        await asyncio.sleep(0.02)
        status = ingest.status("a1")
        if status is not None:
            tell(n_frames=status.n_frames)


asyncio.run(main(Path(sys.argv[1])))

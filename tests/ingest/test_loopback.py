"""A real peer over real ICE, DTLS and SRTP on the loopback address, recorded and played."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import av

from proctor_server.ingest import PartClosed, PartStarted
from proctor_server.media.segment import SegmentClosed
from proctor_server.media.webm import segment_bytes


async def test_records_what_the_peer_sends(ingest, sink, sending, tmp_path: Path) -> None:
    async with sending() as sender:
        await sender.connect(ingest, "a1", "p1")
        await sink.wait_for(SegmentClosed, 1)
        status = ingest.status("a1")
        assert status.connected
        assert (status.width, status.height) == (160, 120)
        assert status.n_frames > 30
        await asyncio.sleep(0.5)
    [closed] = await sink.wait_for(PartClosed)
    [started] = sink.of(PartStarted)
    assert closed.cause == "peer_closed"
    assert started.path_key == "a1/p1.webm"
    data = (tmp_path / started.path_key).read_bytes()
    print(sink.events, len(data))
    for s in sink.of(SegmentClosed):
        c = av.open(io.BytesIO(segment_bytes(data[: s.header_size], data[s.offset : s.offset + s.size])))
        print(len(list(c.decode(video=0))))

"""Real peers over real ICE, DTLS and SRTP on the loopback address, recorded and played."""

from __future__ import annotations

import asyncio
import gc
import io
import random
import weakref
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import av
import pytest
from aiortc import RTCPeerConnection
from structlog.testing import capture_logs

from proctor_server.ingest import BadOffer, IngestStopped, NoVideoOffered, PartClosed, PartStarted
from proctor_server.media.recovery import repair
from proctor_server.media.segment import SegmentClosed
from proctor_server.media.webm import segment_bytes


async def receive(ingest, attempt_id: str, n_frames: int) -> None:
    async with asyncio.timeout(10):
        while (ingest.status(attempt_id) or FEW).n_frames < n_frames:  # noqa: ASYNC110 - status is asked for
            await asyncio.sleep(0.05)


class FEW:
    n_frames = 0


def decode(source: object) -> list[tuple[float, int, int]]:
    with av.open(source) as container:
        return [(frame.time, frame.width, frame.height) for frame in container.decode(video=0)]


async def test_records_what_the_peer_sends(ingest, sink, sending, tmp_path: Path) -> None:
    begun_at = datetime.now(UTC)
    async with sending() as sender:
        await sender.connect(ingest, "a1", "p1")
        await sink.wait_for(SegmentClosed, 1)
        status = ingest.status("a1")
        assert status.connected
        assert status.part_id == "p1"
        assert ingest.recording() == {"p1"}
        assert (status.width, status.height) == (160, 120)
        assert datetime.now(UTC) - status.last_media_at < timedelta(seconds=1)
        n_frames = status.n_frames
    [closed] = await sink.wait_for(PartClosed)
    assert closed.cause == "peer_closed"
    [started] = sink.of(PartStarted)
    assert started.path_key == "a1/p1.webm"
    assert (started.width, started.height) == (160, 120)
    assert timedelta(0) <= started.started_at - begun_at < timedelta(seconds=3)
    data = (tmp_path / started.path_key).read_bytes()
    assert len(data) == closed.size
    n_decoded = 0
    segments = sink.of(SegmentClosed)
    for segment in segments:
        clusters = data[segment.offset : segment.offset + segment.size]
        frames = decode(io.BytesIO(segment_bytes(data[: segment.header_size], clusters)))
        assert frames[0][0] * 1000 == pytest.approx(segment.t0_ms, abs=70)
        n_decoded += len(frames)
    assert n_decoded >= n_frames
    assert 3_500 <= segments[0].t1_ms <= 5_500
    for before, after in pairwise(segments):
        assert abs(after.t0_ms - before.t1_ms) < 200
    assert segments[-1].t1_ms == closed.duration_ms
    assert repair(tmp_path / started.path_key).segments == tuple(segments)
    assert ingest.status("a1") is None
    await asyncio.sleep(0.05)
    assert ingest.recording() == frozenset()


async def test_a_new_offer_replaces_the_former_peer(ingest, sink, sending, tmp_path: Path) -> None:
    """The database is away all the while: the recordings do not suffer."""
    sink.broken = True
    async with sending() as first, sending(audio=False) as second:
        await first.connect(ingest, "a1", "p1")
        await receive(ingest, "a1", 15)
        with pytest.raises(BadOffer):
            await ingest.accept("a1", "p2", "no offer")
        assert ingest.status("a1").part_id == "p1"
        await second.connect(ingest, "a1", "p2")
        [replaced] = await sink.wait_for(PartClosed, 1)
        assert (replaced.part_id, replaced.cause) == ("p1", "replaced")
        await receive(ingest, "a1", 15)
        assert ingest.status("a1").part_id == "p2"
        await ingest.close("p2", "submitted")
    assert [event.cause for event in sink.of(PartClosed)] == ["replaced", "submitted"]
    assert len(decode(str(tmp_path / "a1" / "p1.webm"))) >= 15
    assert len(decode(str(tmp_path / "a1" / "p2.webm"))) >= 15
    with pytest.raises(ValueError, match="already"):
        await ingest.accept("a1", "p2", "no offer")


async def test_a_silent_peer_is_closed(ingest, sink, sending, tmp_path: Path) -> None:
    """One peer is cut off after a while, one never comes."""
    async with sending() as cut_off, sending() as absent:
        await ingest.accept("a2", "never", await absent.offer())
        assert ingest.status("a2").connected is False
        await cut_off.connect(ingest, "a1", "p1")
        await receive(ingest, "a1", 15)
        cut_off.lose(1.0)
        closed = {event.part_id: event for event in await sink.wait_for(PartClosed, 2)}
    assert {event.cause for event in closed.values()} == {"no_media"}
    assert closed["p1"].duration_ms > 800
    assert (closed["never"].duration_ms, closed["never"].size) == (0, 0)
    assert [event.part_id for event in sink.of(PartStarted)] == ["p1"]
    assert not (tmp_path / "a2").exists()


async def test_lost_packets_are_sent_again(ingest, sink, sending, tmp_path: Path) -> None:
    async with sending() as sender:
        await sender.connect(ingest, "a1", "p1")
        await receive(ingest, "a1", 5)
        sender.lose(0.1)
        await receive(ingest, "a1", 45)
        n_sent = sender.camera.n
        await asyncio.sleep(0.3)
        assert ingest.status("a1").n_frames >= n_sent - 3
        with capture_logs() as told:
            await ingest.close("p1", "peer_closed")
    [received] = [one for one in told if one["event"] == "media_received"]
    assert received["n_received"] > received["n_lost"]
    assert received["jitter_ms"] >= 0


async def test_a_picture_that_changes_its_size_goes_on(ingest, sink, sending, tmp_path: Path) -> None:
    async with sending(audio=False) as sender:
        await sender.connect(ingest, "a1", "p1")
        await receive(ingest, "a1", 20)
        sender.camera.width, sender.camera.height = 320, 240
        await receive(ingest, "a1", 40)
        assert (ingest.status("a1").width, ingest.status("a1").height) == (320, 240)
    await sink.wait_for(PartClosed)
    sizes = {(width, height) for _, width, height in decode(str(tmp_path / "a1" / "p1.webm"))}
    assert sizes == {(160, 120), (320, 240)}


async def test_a_server_that_stops_completes_every_part(ingest, sink, sending, tmp_path: Path) -> None:
    before = asyncio.all_tasks()
    async with sending() as one, sending() as other:
        await one.connect(ingest, "a1", "p1")
        await other.connect(ingest, "a2", "p2")
        await receive(ingest, "a1", 10)
        await receive(ingest, "a2", 10)
        await ingest.aclose()
        assert {event.cause for event in sink.of(PartClosed)} == {"server_stop"}
        with pytest.raises(IngestStopped):
            await ingest.accept("a3", "p3", "no offer")
    await asyncio.sleep(0.1)
    assert asyncio.all_tasks() - before == set()
    for key in ("a1/p1.webm", "a2/p2.webm"):
        assert repair(tmp_path / key).trimmed_bytes == 0
        assert len(decode(str(tmp_path / key))) >= 10


async def test_a_closed_connection_is_let_go(ingest, sink, sending) -> None:
    async with sending() as sender:
        await sender.connect(ingest, "a1", "p1")
        await receive(ingest, "a1", 3)
        ours = [weakref.ref(one) for one in connections() if one is not sender.pc]
    await sink.wait_for(PartClosed)
    await asyncio.sleep(0.1)
    gc.collect()
    assert ours
    assert [one() for one in ours if one() is not None and one().connectionState != "closed"] == []
    assert len([one for one in ours if one() is not None]) == 0


def connections() -> list[RTCPeerConnection]:
    return [one for one in gc.get_objects() if type(one) is RTCPeerConnection]


async def test_a_spoilt_offer_is_refused_by_name_and_opens_nothing(ingest, sink, sending) -> None:
    async with sending() as sender:
        lines = (await sender.offer()).splitlines()
    rng = random.Random(11)
    answered = 0
    for n in range(40):
        spoilt = list(lines)
        for _ in range(rng.randint(1, 3)):
            place = rng.randrange(len(spoilt))
            spoilt[place] = spoilt[place][: rng.randrange(len(spoilt[place]) + 1)]
        try:
            answer = await ingest.accept(f"a{n}", f"p{n}", "\r\n".join(spoilt) + "\r\n")
        except (BadOffer, NoVideoOffered):
            assert ingest.status(f"a{n}") is None
            continue
        answered += 1
        assert answer.startswith("v=0")
    assert 0 < answered < 40


@pytest.mark.parametrize("bad", ["../x", "", "a/b", "a" * 65, "ä"])
async def test_an_id_is_the_name_of_a_file(ingest, bad: str) -> None:
    with pytest.raises(ValueError, match="name of a file"):
        await ingest.accept(bad, "p1", "no offer")
    with pytest.raises(ValueError, match="name of a file"):
        await ingest.accept("a1", bad, "no offer")

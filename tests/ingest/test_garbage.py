"""Anything may arrive at a peer's socket, from strangers and from itself. Nothing falls over, nothing grows."""

from __future__ import annotations

import asyncio
import random
import socket
import tracemalloc
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st
from pylibsrtp import Error as SrtpError
from pylibsrtp import Policy, Session

from proctor_server.ingest.datagrams import MAX_DATAGRAM
from proctor_server.ingest.sockets import Pump
from proctor_server.ingest.srtp import SrtpPath
from proctor_server.ingest.streams import MAX_SOURCES, Format, PeerStreams
from proctor_server.media.webm import Track

KEY = bytes(range(30))
GROWTH_MAX = 1 << 20
SLOT = 3


class Nothing:
    def on_frame(self, track: Track, timestamp: int, data: bytes, now: float) -> None: ...

    def on_sender_report(self, track: Track, ntp_timestamp: int, timestamp: int) -> None: ...


def path() -> tuple[SrtpPath, Session, Pump, PeerStreams]:
    pump, streams = Pump(), PeerStreams(Nothing())
    streams.expect({96: Format(Track.VIDEO), 97: Format(Track.VIDEO, 96), 111: Format(Track.AUDIO)}, {}, 1)
    theirs = Session(Policy(key=KEY, ssrc_type=Policy.SSRC_ANY_OUTBOUND))
    ours = Session(Policy(key=KEY, ssrc_type=Policy.SSRC_ANY_INBOUND))
    ice = SimpleNamespace(_connection=SimpleNamespace(_nominated={}))
    return (
        SrtpPath(SimpleNamespace(_rx_srtp=ours, _tx_srtp=theirs, transport=ice), pump, streams),
        theirs,
        pump,
        streams,
    )


def take(path: SrtpPath, pump: Pump, datagram: bytes, now: float) -> None:
    begin = SLOT * MAX_DATAGRAM
    pump.buffer.view[begin : begin + len(datagram)] = datagram
    path.take(SLOT, len(datagram), now)


@settings(max_examples=60)
@given(st.lists(st.binary(min_size=1, max_size=MAX_DATAGRAM), max_size=20))
def test_noise_fails_its_authentication(noise: list[bytes]) -> None:
    taker, _, pump, streams = path()
    for one in noise:
        take(taker, pump, bytes((0x80 | one[0] & 0x3F,)) + one[1:], 0.0)
    assert taker.n_refused == len(noise)
    assert not streams.sources
    pump.close()


def test_a_peer_that_sends_authenticated_nonsense_takes_no_memory() -> None:
    """It has the keys: whatever header, whatever stream, whatever order, RTP or RTCP."""
    taker, theirs, pump, streams = path()
    rng = random.Random(3)

    def send(n: int) -> None:
        for count in range(n):
            size = rng.randrange(0, 400)
            kind = rng.choice([96, 224, 97, 111, 200, 201, 206, rng.randrange(256)])
            head = bytes((0x80 | rng.randrange(64), kind)) + rng.randbytes(6)
            ssrc = rng.choice([1, 2, rng.getrandbits(32)]).to_bytes(4, "big")
            packet = head + ssrc + rng.randbytes(size)
            protect = theirs.protect_rtcp if 191 < kind < 224 else theirs.protect
            try:
                datagram = protect(packet)
            except SrtpError:
                continue  # libsrtp does not protect every packet
            take(taker, pump, datagram, count / 50)

    send(2_000)
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        send(6_000)
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert len(streams.sources) <= MAX_SOURCES
    assert grown < GROWTH_MAX
    pump.close()


async def test_noise_at_a_live_socket_disturbs_nobody(ingest, sending) -> None:
    rng = random.Random(9)
    async with sending() as sender, asyncio.timeout(20):
        await sender.connect(ingest, "a1", "p1")
        while (status := ingest.status("a1")) is None or status.n_frames < 3:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        [one] = ingest._pump._sockets.values()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
            for _ in range(400):
                out.sendto(rng.randbytes(rng.randrange(0, 1_400)), one.get_extra_info("sockname"))
        n_before = ingest.status("a1").n_frames
        while ingest.status("a1").n_frames < n_before + 15:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        assert ingest.status("a1").connected

"""What the way from the socket to the file costs: real datagrams and SRTP, no handshakes, time as told.

Run: python -m tests.bench.receiving [--streams 60] [--seconds 8] [--profile]. `turn`: what the event loop
spends on packets; `write`: the rest, which is mostly the writing threads; `send`: sending them, not ours,
but a measure of how fast the machine is just now.
"""

import argparse
import asyncio
import cProfile
import json
import pstats
import random
import resource
import socket
import struct
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import uvloop
from pylibsrtp import Policy, Session

from proctor_server.ingest.sockets import DRAIN_EACH_S, Pump
from proctor_server.ingest.srtp import SrtpPath
from proctor_server.ingest.streams import Format, PeerStreams
from proctor_server.media.recorder import PartRecorder
from proctor_server.media.sealing import Seal, new_data_key
from proctor_server.media.webm import Track

FPS, PTIME_S, PIECE = 15, 0.06, 1_100
VIDEO_TYPE, AUDIO_TYPE = 96, 111
KEYFRAME = b"\x10\x02\x00\x9d\x01\x2a\x80\x02\xe0\x01"
EXTENSION = b"\xbe\xde\x00\x01\x10\x30\0\0"


class Stream:
    """One candidate: a sender's datagrams made beforehand, and our way for them."""

    def __init__(self, pump: Pump, folder: Path, number: int, seconds: int) -> None:
        rng = random.Random(number)
        key = rng.randbytes(30)
        theirs = Session(Policy(key=key, ssrc_type=Policy.SSRC_ANY_OUTBOUND))
        ours = Session(Policy(key=key, ssrc_type=Policy.SSRC_ANY_INBOUND))
        name = f"p{number}"
        self.recorder = PartRecorder(
            part_id=name,
            path=folder / f"{name}.webm",
            tracks=tuple(Track),
            on_opened=lambda part, origin_at: None,
            on_segment=lambda segment: None,
            seal=Seal(new_data_key(), name),
        )
        streams = PeerStreams(self)
        streams.expect({VIDEO_TYPE: Format(Track.VIDEO), AUDIO_TYPE: Format(Track.AUDIO)}, {}, 1)
        opened = pump.open("127.0.0.1", asyncio.DatagramProtocol())
        ice = SimpleNamespace(_connection=SimpleNamespace(_nominated={}))
        transport = SimpleNamespace(_rx_srtp=ours, _tx_srtp=theirs, transport=ice)
        opened.take_media = SrtpPath(transport, pump, streams).take
        self.opened = opened
        self.out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.out.connect(opened.get_extra_info("sockname"))
        begin_s = rng.random() * PTIME_S
        self.datagrams = [
            (begin_s + at_s, theirs.protect(packet)) for at_s, packet in packets(rng, number, seconds)
        ]
        self.n_sent = self.n_frames = 0

    def on_frame(self, track: Track, timestamp: int, data: bytes, now: float) -> None:
        self.n_frames += track is Track.VIDEO
        is_key = track is Track.AUDIO or not data[0] & 1
        self.recorder.frame(track, timestamp, data, keyframe=is_key, now=now)

    def on_sender_report(self, track: Track, ntp_timestamp: int, timestamp: int) -> None: ...

    def send_until(self, at_s: float) -> None:
        while self.n_sent < len(self.datagrams) and self.datagrams[self.n_sent][0] <= at_s:
            self.out.send(self.datagrams[self.n_sent][1])
            self.n_sent += 1


def packets(rng: random.Random, number: int, seconds: int) -> Iterator[tuple[float, bytes]]:
    """A stream's packets and when each is due: about 400 kbit/s in three or four packets a picture."""
    due: list[tuple[float, int, int, bytes]] = []
    for n in range(FPS * seconds):
        picture = (KEYFRAME if n % (4 * FPS) == 0 else b"\x11\x02\x00") + rng.randbytes(3_100)
        pieces = [picture[at : at + PIECE] for at in range(0, len(picture), PIECE)]
        for place, piece in enumerate(pieces):
            kind = VIDEO_TYPE | (place == len(pieces) - 1) << 7
            layer = bytes([0x80 | (place == 0) << 4, 0xE0, 0x80 | n >> 8, n & 255, n & 255, 0])
            due.append((n / FPS, kind, 90_000 * n // FPS, layer + piece))
    for n in range(int(seconds / PTIME_S)):
        due.append(((n + 1) * PTIME_S, AUDIO_TYPE, 2_880 * n, rng.randbytes(240)))
    sequences = {VIDEO_TYPE: rng.getrandbits(15), AUDIO_TYPE: rng.getrandbits(15)}
    for at_s, kind, timestamp, payload in sorted(due, key=lambda one: one[0]):
        type_ = kind & 0x7F
        sequences[type_] += 1
        ssrc = 2 * number + (type_ == AUDIO_TYPE) + 1
        yield at_s, struct.pack("!BBHLL", 0x90, kind, sequences[type_], timestamp, ssrc) + EXTENSION + payload


def cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def measure(
    folder: Path, n_streams: int, seconds: int, profile: cProfile.Profile | None
) -> dict[str, float]:
    pump = Pump()
    drain = pump.drain if profile is None else partial(profile.runcall, pump.drain)
    streams = [Stream(pump, folder, number, seconds) for number in range(n_streams)]
    pump._timer.cancel()  # turns are ours to make
    writing = [asyncio.create_task(one.recorder.run()) for one in streams]
    began, began_s = asyncio.get_running_loop().time(), cpu_s()
    turn_s = send_s = 0.0
    for turn in range(int((seconds + 0.2) / DRAIN_EACH_S)):
        at_s = turn * DRAIN_EACH_S
        before = time.thread_time()
        for one in streams:
            one.send_until(at_s)
        sent = time.thread_time()
        drain(began + at_s)
        for one in streams if turn % 12 == 0 else ():
            one.recorder.poll(began + at_s)
        turn_s += time.thread_time() - sent
        send_s += sent - before
        await asyncio.sleep(0)
    for one in streams:
        one.recorder.end(began + seconds)
    await asyncio.gather(*writing)
    write_s = cpu_s() - began_s - turn_s - send_s
    for one in streams:
        one.opened.close()
        one.out.close()
    pump.close()
    each = 1000 / (n_streams * seconds)
    lost = FPS * n_streams * seconds - sum(one.n_frames for one in streams)
    figures = {"turn_ms": turn_s * each, "write_ms": write_s * each, "send_ms": send_s * each}
    return {"streams": n_streams, "lost_frames": lost, **{name: round(ms, 3) for name, ms in figures.items()}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--streams", type=int, default=60)
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    profile = cProfile.Profile(time.thread_time) if given.profile else None
    with tempfile.TemporaryDirectory() as folder:
        found = uvloop.run(measure(Path(folder), given.streams, given.seconds, profile))
    print(json.dumps(found))
    if profile is not None:
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()

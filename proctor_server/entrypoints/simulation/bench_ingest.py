"""What receiving and recording a candidate costs: simulated senders against a server in a process of its own.

The senders run in this process. CPU is the operating system's account of the server's process alone, over
the measured seconds; what was recorded is read back from the files.
"""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
from aiortc import RTCCertificate

from proctor_server.entrypoints.simulation.ingest_clip import FPS, Clip
from proctor_server.entrypoints.simulation.ingest_engines import Engine, engine_named
from proctor_server.entrypoints.simulation.ingest_sender import Line, Sender
from proctor_server.entrypoints.simulation.janus import read_mjr
from proctor_server.entrypoints.simulation.process_account import cpu_s, memory_mb

PACE_S = 0.005
STAGGER_S = 0.06  # between two senders' handshakes
WARM_S = 4.0  # after the last sender began: the openings are past
SETTLE_S = 1.0  # before the end: what is under way arrives
BEGIN_AFTER_S = 0.3  # a server needs as long to take packets after the handshake
AGAIN = 1_000_003


@dataclass(frozen=True, slots=True)
class Load:
    """How many senders for how long, over what line, to which address."""

    n_senders: int
    seconds: float
    line: Line
    address: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """`cpu_ms_per_recorded_s` counts the seconds of picture that are in the files; `lost_*` what is not."""

    engine: str
    sessions: int
    seconds: float
    cpu_ms_per_stream_s: float
    cpu_ms_per_recorded_s: float
    recorded_kbps: float
    recorded_bytes: int
    sent_packets: int
    dropped_packets: int
    sent_again: int
    lost_packets: int
    lost_ms: float
    memory_mb: float
    memory_peak_mb: float
    sender_cpu_ms_per_stream_s: float


@dataclass(frozen=True, slots=True)
class Recorded:
    """What files hold: pictures, sounds, bytes of media."""

    n_frames: int = 0
    n_sounds: int = 0
    n_bytes: int = 0

    def plus(self, other: "Recorded") -> "Recorded":
        return Recorded(
            self.n_frames + other.n_frames, self.n_sounds + other.n_sounds, self.n_bytes + other.n_bytes
        )


@dataclass
class _Account:
    server_s: float = 0.0
    own_s: float = 0.0
    wall_s: float = 0.0
    memory_mb: float = 0.0
    peak_mb: float = 0.0


async def bench(engine_name: str, folder: Path, clip: Clip, load: Load) -> IngestReport:
    """Measure one engine; its recordings lie in `folder`, which should be empty."""
    engine = engine_named(engine_name, folder, load.address)
    await engine.start()
    certificate = RTCCertificate.generateCertificate()
    senders = [
        Sender(clip, certificate, draw=random.Random(AGAIN * n), line=load.line)
        for n in range(load.n_senders)
    ]
    try:
        account = await _run(engine, senders, load)
        await engine.finish()
        for sender in senders:
            await sender.close()
    finally:
        await engine.end()
    recorded = await asyncio.to_thread(_recorded, folder, load.n_senders)
    return _report(engine_name, load, senders, account, recorded)


async def _run(engine: Engine, senders: Sequence[Sender], load: Load) -> _Account:
    pacing = asyncio.create_task(_pace(senders), name="pace")
    try:
        async with asyncio.TaskGroup() as group:
            for n, sender in enumerate(senders):
                group.create_task(_connect(engine, sender, f"s{n}", load.address))
                await asyncio.sleep(STAGGER_S)
        await asyncio.sleep(WARM_S)
        account = await _measure(engine.pid, load.seconds)
        for sender in senders:
            sender.stop()
        await asyncio.sleep(SETTLE_S)
        return account
    finally:
        pacing.cancel()


async def _connect(engine: Engine, sender: Sender, name: str, address: str) -> None:
    await sender.answered(await engine.answer(name, await sender.offer(address)))
    await asyncio.sleep(BEGIN_AFTER_S)
    sender.begin(time.monotonic())


async def _pace(senders: Sequence[Sender]) -> None:
    while True:
        now = time.monotonic()
        for sender in senders:
            sender.send_due(now)
        await asyncio.sleep(PACE_S)


async def _measure(pid: int, seconds: float) -> _Account:
    before, own, began = cpu_s(pid), time.process_time(), time.monotonic()
    await asyncio.sleep(seconds)
    return _Account(
        server_s=cpu_s(pid) - before,
        own_s=time.process_time() - own,
        wall_s=time.monotonic() - began,
        memory_mb=memory_mb(pid, "VmRSS"),
        peak_mb=memory_mb(pid, "VmHWM"),
    )


def _recorded(folder: Path, n_senders: int) -> Recorded:
    total = Recorded()
    for n in range(n_senders):
        for file in (*folder.glob(f"s{n}/*.webm"), *folder.glob(f"s{n}.*"), *folder.glob(f"s{n}-*.mjr")):
            total = total.plus(_in_mjr(file) if file.suffix == ".mjr" else _in_container(file))
    return total


def _in_container(file: Path) -> Recorded:
    counts = {"video": 0, "audio": 0}
    n_bytes = 0
    try:
        with av.open(str(file)) as container:
            for packet in container.demux():
                if packet.size:
                    counts[packet.stream.type] += 1
                    n_bytes += packet.size
    except av.FFmpegError:
        return Recorded()
    return Recorded(counts["video"], counts["audio"], n_bytes)


def _in_mjr(file: Path) -> Recorded:
    packets = list(read_mjr(file))
    n_bytes = sum(len(one) for one in packets)
    times = {one[4:8] for one in packets}
    return Recorded(len(times), 0, n_bytes) if "video" in file.name else Recorded(0, len(times), n_bytes)


def _report(
    engine: str, load: Load, senders: Sequence[Sender], account: _Account, recorded: Recorded
) -> IngestReport:
    sent = [one.sent for one in senders]
    n_frames = sum(one.n_frames for one in sent)
    n_packets = sum(one.n_packets for one in sent)
    stream_s = account.wall_s * load.n_senders
    share = recorded.n_frames / n_frames if n_frames else 0.0
    per_stream = 1000 * account.server_s / stream_s
    seconds_sent = n_frames / FPS
    return IngestReport(
        engine=engine,
        sessions=load.n_senders,
        seconds=round(account.wall_s, 1),
        cpu_ms_per_stream_s=round(per_stream, 3),
        cpu_ms_per_recorded_s=round(per_stream / share, 3) if share else 0.0,
        recorded_kbps=round(recorded.n_bytes * 8 / 1000 / seconds_sent, 1) if seconds_sent else 0.0,
        recorded_bytes=recorded.n_bytes,
        sent_packets=n_packets,
        dropped_packets=sum(one.n_dropped for one in sent),
        sent_again=sum(one.n_again for one in sent),
        lost_packets=round(n_packets * (1 - min(1.0, share))),
        lost_ms=round(max(0, n_frames - recorded.n_frames) * 1000 / FPS, 1),
        memory_mb=account.memory_mb,
        memory_peak_mb=account.peak_mb,
        sender_cpu_ms_per_stream_s=round(1000 * account.own_s / stream_s, 3),
    )


def ratios(reports: Sequence[IngestReport]) -> dict[str, float]:
    """How many times the CPU of the first engine each other took, per recorded second."""
    first, *others = reports
    return {
        f"{one.engine}/{first.engine}": round(one.cpu_ms_per_recorded_s / first.cpu_ms_per_recorded_s, 2)
        for one in others
        if first.cpu_ms_per_recorded_s
    }

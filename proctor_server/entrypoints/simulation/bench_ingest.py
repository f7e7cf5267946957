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

from aiortc import RTCCertificate

from proctor_server.entrypoints.simulation.ingest_clip import FPS, Clip
from proctor_server.entrypoints.simulation.ingest_engines import Engine, engine_named
from proctor_server.entrypoints.simulation.ingest_recorded import Recorded, read_recorded
from proctor_server.entrypoints.simulation.ingest_sender import Line, Sender
from proctor_server.entrypoints.simulation.process_account import cpu_s, memory_mb

PACE_S = 0.005
STAGGER_S = 0.06  # between two senders' handshakes
WARM_S = 4.0  # after the last sender began: the openings are past
SETTLE_S = 1.0  # before the end: what is under way arrives
BEGIN_AFTER_S = 0.5  # a server needs as long to take packets after the handshake
BEGIN_APART_S = 0.013  # so that the senders' pictures are not in step
AGAIN = 1_000_003
MINUTE_S = 60.0


@dataclass(frozen=True, slots=True)
class Load:
    """How many senders for how long, over what line, to which address."""

    n_senders: int
    seconds: float
    line: Line
    address: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """CPU in the measured seconds a stream, and in all, to the files' end, for each second of picture recorded.

    `lost_*` is what was sent and is in no file; `complete`: the server could finish its files in time.
    `memory_each_minute_mb`: from the beginning of the measured seconds to their end; over hours it must stay level.
    """

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
    memory_each_minute_mb: tuple[float, ...]
    memory_mb: float
    memory_peak_mb: float
    sender_cpu_ms_per_stream_s: float
    complete: bool


@dataclass
class _Account:
    before_s: float = 0.0
    total_s: float = 0.0
    server_s: float = 0.0
    own_s: float = 0.0
    wall_s: float = 0.0
    memory_mb: tuple[float, ...] = (0.0,)
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
        is_complete = await _finish(engine)
        account.total_s = cpu_s(engine.pid) - account.before_s
        for sender in senders:
            await sender.close()
    finally:
        await engine.end()
    recorded = await asyncio.to_thread(read_recorded, folder, load.n_senders)
    return _report(engine_name, load, senders, account, recorded, is_complete=is_complete)


async def _finish(engine: Engine) -> bool:
    """Let the server complete its files; one that has fallen far behind is ended as it is."""
    try:
        await engine.finish()
    except TimeoutError:
        return False
    return True


async def _run(engine: Engine, senders: Sequence[Sender], load: Load) -> _Account:
    pacing = asyncio.create_task(_pace(senders), name="pace")
    try:
        async with asyncio.TaskGroup() as group:
            for n, sender in enumerate(senders):
                group.create_task(_connect(engine, sender, f"s{n}", load.address))
                await asyncio.sleep(STAGGER_S)
        await asyncio.sleep(BEGIN_AFTER_S)
        before_s = cpu_s(engine.pid)
        for sender in senders:  # all at once: a server that cannot keep up could not be connected to any more
            sender.begin(time.monotonic())
            await asyncio.sleep(BEGIN_APART_S)
        await asyncio.sleep(WARM_S)
        account = await _measure(engine.pid, load.seconds)
        account.before_s = before_s
        for sender in senders:
            sender.stop()
        await asyncio.sleep(SETTLE_S)
        return account
    finally:
        pacing.cancel()


async def _connect(engine: Engine, sender: Sender, name: str, address: str) -> None:
    await sender.answered(await engine.answer(name, await sender.offer(address)))


async def _pace(senders: Sequence[Sender]) -> None:
    while True:
        now = time.monotonic()
        for sender in senders:
            sender.send_due(now)
        await asyncio.sleep(PACE_S)


async def _measure(pid: int, seconds: float) -> _Account:
    before, own, began = cpu_s(pid), time.process_time(), time.monotonic()
    memory = [memory_mb(pid, "VmRSS")]
    while (left := began + seconds - time.monotonic()) > 0:
        await asyncio.sleep(min(left, MINUTE_S))
        memory.append(memory_mb(pid, "VmRSS"))
    return _Account(
        server_s=cpu_s(pid) - before,
        own_s=time.process_time() - own,
        wall_s=time.monotonic() - began,
        memory_mb=tuple(memory),
        peak_mb=memory_mb(pid, "VmHWM"),
    )


def _report(
    engine: str,
    load: Load,
    senders: Sequence[Sender],
    account: _Account,
    recorded: Recorded,
    *,
    is_complete: bool,
) -> IngestReport:
    sent = [one.sent for one in senders]
    n_frames = sum(one.n_frames for one in sent)
    n_packets = sum(one.n_packets for one in sent)
    stream_s = account.wall_s * load.n_senders
    share = recorded.n_frames / n_frames if n_frames else 0.0
    per_stream = 1000 * account.server_s / stream_s
    seconds_sent, recorded_s = n_frames / FPS, recorded.n_frames / FPS
    return IngestReport(
        engine=engine,
        sessions=load.n_senders,
        seconds=round(account.wall_s, 1),
        cpu_ms_per_stream_s=round(per_stream, 3),
        cpu_ms_per_recorded_s=round(1000 * account.total_s / recorded_s, 3) if recorded_s else 0.0,
        recorded_kbps=round(recorded.n_bytes * 8 / 1000 / seconds_sent, 1) if seconds_sent else 0.0,
        recorded_bytes=recorded.n_bytes,
        sent_packets=n_packets,
        dropped_packets=sum(one.n_dropped for one in sent),
        sent_again=sum(one.n_again for one in sent),
        lost_packets=round(n_packets * (1 - min(1.0, share))),
        lost_ms=round(max(0, n_frames - recorded.n_frames) * 1000 / FPS, 1),
        memory_each_minute_mb=account.memory_mb,
        memory_mb=account.memory_mb[-1],
        memory_peak_mb=account.peak_mb,
        sender_cpu_ms_per_stream_s=round(1000 * account.own_s / stream_s, 3),
        complete=is_complete,
    )


def ratios(reports: Sequence[IngestReport]) -> dict[str, float]:
    """How many times the CPU of the first engine each other took, per recorded second."""
    first, *others = reports
    return {
        f"{one.engine}/{first.engine}": round(one.cpu_ms_per_recorded_s / first.cpu_ms_per_recorded_s, 2)
        for one in others
        if first.cpu_ms_per_recorded_s
    }

"""Kills the recording process at random moments, and looks what its files still play and whether the index is true."""

import asyncio
import json
import random
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import av
from aiortc import RTCCertificate

from proctor_server.entrypoints.simulation.ingest_clip import FPS, Clip
from proctor_server.entrypoints.simulation.ingest_engines import ProcessEngine
from proctor_server.entrypoints.simulation.ingest_recorded import INDEX_FILE, KEY_FILE, open_recording
from proctor_server.entrypoints.simulation.ingest_sender import Line, Sender
from proctor_server.media.clusters import CLUSTER_MS, CUT_WAIT_S
from proctor_server.media.errors import MediaError
from proctor_server.media.recovery import Repaired, repair
from proctor_server.media.sealing import Seal
from proctor_server.media.segment import BLOCK_MS

PACE_S = 0.005
BEGIN_AFTER_S = 0.5
LIVES_S = (3.0, 7.0)  # from the first packet to the kill: past the opening, which waits for both clocks
HELD_UP_S = 0.1  # senders that were held up send all that is due at once, which no camera does:
STEADY_S = 0.5  # the kill waits until they have been in time for so long
ON_THE_WAY_MS = 200  # what was sent and not yet received, or received and being written
WITHIN_MS = CLUSTER_MS + 1000 * CUT_WAIT_S + ON_THE_WAY_MS


@dataclass(frozen=True, slots=True)
class KillReport:
    """`lacking_*`: from a file's end to the kill; `late`: files that lack more than the open cluster.

    `unplayable`: files that cannot be repaired and decoded; `wrong_index`: segments told of that the
    bytes do not hold.
    """

    kills: int
    files: int
    unplayable: int
    late: int
    wrong_index: int
    indexed: int
    lacking_median_ms: float
    lacking_max_ms: float
    within_ms: float = WITHIN_MS

    @property
    def is_good(self) -> bool:
        """Whether every file plays to within one cluster, and the index is true."""
        return self.files > 0 and self.unplayable + self.late + self.wrong_index == 0


@dataclass(frozen=True, slots=True)
class _File:
    lacking_ms: float | None
    n_wrong: int
    n_indexed: int


async def kill_recorders(clip: Clip, *, n_kills: int, n_senders: int, address: str, seed: int) -> KillReport:
    """Record `n_senders` anew for each kill."""
    draw, files = random.Random(seed), []
    for _ in range(n_kills):
        with tempfile.TemporaryDirectory(prefix="synaq-kill-") as folder:
            files += await _life(Path(folder), clip, n_senders, address, draw)
    lacking = sorted(one.lacking_ms for one in files if one.lacking_ms is not None)
    return KillReport(
        kills=n_kills,
        files=len(files),
        unplayable=len(files) - len(lacking),
        late=sum(one > WITHIN_MS for one in lacking),
        wrong_index=sum(one.n_wrong for one in files),
        indexed=sum(one.n_indexed for one in files),
        lacking_median_ms=round(lacking[len(lacking) // 2], 1) if lacking else 0.0,
        lacking_max_ms=round(lacking[-1], 1) if lacking else 0.0,
    )


async def _life(folder: Path, clip: Clip, n_senders: int, address: str, draw: random.Random) -> list[_File]:
    engine = ProcessEngine("synaq", folder, address)
    await engine.start()
    certificate = RTCCertificate.generateCertificate()
    senders = [
        Sender(clip, certificate, draw=random.Random(draw.random()), line=Line()) for _ in range(n_senders)
    ]
    for n, sender in enumerate(senders):
        await sender.answered(await engine.answer(f"s{n}", await sender.offer(address)))
    await asyncio.sleep(BEGIN_AFTER_S)
    begun_at = time.monotonic()
    for sender in senders:
        sender.begin(begun_at)
    await _send_until(begun_at + draw.uniform(*LIVES_S), senders)
    await engine.end()
    sent_ms = [1000 * sender.sent.n_frames / FPS for sender in senders]
    for sender in senders:
        await sender.close()
    return await asyncio.to_thread(_look, folder, sent_ms)


async def _send_until(until: float, senders: list[Sender]) -> None:
    sent_at = time.monotonic()
    while (now := time.monotonic()) < until:
        if now - sent_at > HELD_UP_S:
            until = max(until, now + STEADY_S)
        sent_at = now
        for sender in senders:
            sender.send_due(time.monotonic())
        await asyncio.sleep(PACE_S)


def _look(folder: Path, sent_ms: list[float]) -> list[_File]:
    told = [json.loads(line) for line in (folder / INDEX_FILE).read_text().splitlines()]
    return [
        _look_at(folder, f"s{n}", [one for one in told if one["part_id"] == f"s{n}"], ms)
        for n, ms in enumerate(sent_ms)
    ]


def _look_at(folder: Path, name: str, told: list[dict[str, Any]], sent_ms: float) -> _File:
    file = folder / name / f"{name}.webm"
    try:
        repaired = repair(file, Seal((folder / KEY_FILE).read_bytes(), name))
        end_ms = _plays_to_ms(file, folder / KEY_FILE)
    except (OSError, MediaError, av.FFmpegError):
        return _File(None, len(told), len(told))
    return _File(sent_ms - end_ms, _n_wrong(repaired, told), len(told))


def _plays_to_ms(file: Path, key_file: Path) -> float:
    with av.open(open_recording(file, key_file)) as container:
        times = [float(frame.time) for frame in container.decode(video=0) if frame.time is not None]
    return 1000 * max(times) + 1000 / FPS


def _n_wrong(repaired: Repaired, told: list[dict[str, Any]]) -> int:
    """Count the segments told of that the bytes do not hold.

    A segment reaches to the next one's beginning; of the last one on the disk that is not known any more.
    """
    held = {one.no: asdict(one) for one in repaired.segments}
    return sum(not _agree(one, held.get(one["no"])) for one in told)


def _agree(told: dict[str, Any], held: dict[str, Any] | None) -> bool:
    if held is None or not 0 <= held["t1_ms"] - told["t1_ms"] <= BLOCK_MS:
        return False
    return {**told, "t1_ms": 0} == {**held, "t1_ms": 0}

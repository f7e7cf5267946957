"""A recorder that is killed leaves a part that plays up to its last whole cluster."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import av
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proctor_server.media.errors import NothingRecorded
from proctor_server.media.recovery import repair
from proctor_server.media.segment import OpenSegment
from proctor_server.media.webm import (
    Block,
    Cluster,
    PartFormat,
    Track,
    WebmWriter,
    encode_cluster,
    new_header,
    segment_bytes,
)

PART = PartFormat(320, 240, has_audio=True)
HEADER = len(new_header(PART))


def small_part(path: Path) -> tuple[bytes, list[int]]:
    """Six clusters of a few bytes in two segments; return the bytes and where each cluster ends."""
    writer = WebmWriter(path, PART)
    ends = []
    for n in range(6):
        blocks = (
            Block(n * 1000, Track.VIDEO, n % 3 == 0, b"\x10v"),
            Block(n * 1000 + 500, Track.AUDIO, True, b"a"),
        )
        cluster = Cluster(blocks, begins_segment=n // 3 if n % 3 == 0 else None)
        writer.append(cluster, encode_cluster(cluster))
        ends.append(writer.size)
    writer.close()
    return path.read_bytes(), ends


def test_a_torn_tail_is_cut_off_at_every_place(tmp_path: Path) -> None:
    path = tmp_path / "part.webm"
    data, ends = small_part(path)
    for cut in range(HEADER, len(data) + 1):
        path.write_bytes(data[:cut])
        repaired = repair(path)
        n_whole = sum(end <= cut for end in ends)
        whole = ends[n_whole - 1] if n_whole else HEADER
        assert repaired.n_clusters == n_whole
        assert repaired.trimmed_bytes == cut - whole
        assert path.stat().st_size == whole == repaired.size
        assert path.read_bytes()[HEADER:] == data[HEADER:whole]
        assert len(repaired.segments) == (n_whole + 2) // 3
        assert repaired.duration_ms == (n_whole * 1000 - 440 if n_whole else 0)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, HEADER - 1))
def test_a_torn_header_holds_nothing(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    path = tmp_path_factory.mktemp("torn") / "part.webm"
    path.write_bytes(new_header(PART)[:cut])
    with pytest.raises(NothingRecorded):
        repair(path)
    assert path.stat().st_size == cut


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_spoilt_tail_is_cut_off(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """A power cut may leave the length of a cluster and not its bytes."""
    path = tmp_path_factory.mktemp("spoilt") / "part.webm"
    whole, ends = small_part(path)
    begin = ends[4]
    spoilt = data.draw(st.binary(min_size=0, max_size=len(whole) - begin + 20))
    path.write_bytes(whole[:begin] + spoilt)
    expected = 6 if spoilt[: len(whole) - begin] == whole[begin:] else 5
    assert repair(path).n_clusters == expected


def test_repairing_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "part.webm"
    data, _ = small_part(path)
    path.write_bytes(data + b"torn")
    first = repair(path)
    after = path.read_bytes()
    second = repair(path)
    assert path.read_bytes() == after
    assert (first.trimmed_bytes, second.trimmed_bytes) == (4, 0)
    assert first.segments == second.segments
    assert (second.width, second.height) == (320, 240)


def test_a_repaired_part_is_what_its_recorder_would_have_completed(
    tmp_path: Path, blocks: list[Block]
) -> None:
    path = tmp_path / "part.webm"
    writer = WebmWriter(path, PART)
    told = []
    for number in range(3):
        segment = OpenSegment(number, writer.size, number * 4_000)
        for second in range(number * 4, min(number * 4 + 4, 10)):
            inside = tuple(block for block in blocks if block.at_ms // 1000 == second)
            cluster = Cluster(inside, number if second % 4 == 0 else None)
            encoded = encode_cluster(cluster)
            writer.append(cluster, encoded)
            segment.add(cluster, encoded)
        told.append(segment)
    unfinished = path.read_bytes()
    ends = [4_000, 8_000, None]
    segments = tuple(
        segment.close(part_id="part", header_size=writer.init_size, ends_at_ms=end)
        for segment, end in zip(told, ends, strict=True)
    )
    writer.complete(segments[-1].t1_ms)
    completed = path.read_bytes()
    path.write_bytes(unfinished)
    assert repair(path).segments == segments
    assert path.read_bytes() == completed
    with av.open(str(path)) as container:
        assert len(list(container.decode(video=0))) == 150


RECORDING = """
import asyncio, sys, time
from pathlib import Path
from proctor_server.media.recorder import PartRecorder
from proctor_server.media.webm import Track

async def main():
    data = Path(sys.argv[2]).read_bytes()
    recorder = PartRecorder(part_id="p", path=Path(sys.argv[1]), tracks=[Track.VIDEO],
                            on_opened=lambda part, origin: None, on_segment=lambda segment: None)
    async with asyncio.TaskGroup() as group:
        group.create_task(recorder.run())
        begun, n = time.monotonic(), 0
        recorder.report(Track.VIDEO, 1 << 32, 0)
        while True:
            now = time.monotonic()
            recorder.frame(Track.VIDEO, n * 6000, data, keyframe=True, now=now)
            recorder.poll(now)
            n += 1
            print(n, flush=True)
            await asyncio.sleep(max(0, begun + n / 15 - time.monotonic()))

asyncio.run(main())
"""


def test_a_kill_loses_at_most_the_open_cluster(tmp_path: Path, video: list) -> None:
    path, frame = tmp_path / "p.webm", tmp_path / "frame"
    frame.write_bytes(video[0].data)
    command = [sys.executable, "-c", RECORDING, str(path), str(frame)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as process:
        begun = time.monotonic()
        while time.monotonic() - begun < 20 and not (path.exists() and path.stat().st_size > HEADER):
            time.sleep(0.05)
        time.sleep(1.5)
        os.kill(process.pid, signal.SIGKILL)
        n_taken = int(process.stdout.read().split()[-1])
    repaired = repair(path)
    with av.open(str(path)) as container:
        n_played = len(list(container.decode(video=0)))
    assert repaired.n_clusters >= 2
    assert n_taken - n_played <= 1.5 * 15  # a second, and the 0.3 s that a cut waits
    [segment] = repaired.segments
    assert segment.t1_ms == repaired.duration_ms
    alone = segment_bytes(path.read_bytes()[: segment.header_size], path.read_bytes()[segment.offset :])
    assert len(alone) > segment.size

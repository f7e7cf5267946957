"""The short forms of `synaq bench ingest` and `synaq bench kills`."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from proctor_server.entrypoints.refusal import Refusal
from proctor_server.entrypoints.simulation.bench_ingest import IngestReport, Load, bench, ratios
from proctor_server.entrypoints.simulation.ingest_clip import FPS, GROUP, LOOP_S, Clip, read_clip
from proctor_server.entrypoints.simulation.ingest_engines import engine_named
from proctor_server.entrypoints.simulation.ingest_sender import Line
from proctor_server.entrypoints.simulation.janus import janus_missing, read_mjr
from proctor_server.entrypoints.simulation.kill_ingest import kill_recorders

LOOPBACK = "127.0.0.1"


@pytest.fixture(scope="module")
def clip() -> Clip:
    try:
        return read_clip()
    except Refusal as missing:
        pytest.skip(str(missing))


def test_the_clip_is_sent_as_chrome_would(clip: Clip) -> None:
    assert clip.n_frames == LOOP_S * FPS
    opening = [one for one in clip.packets if one.opens_group]
    assert len(opening) == clip.n_frames / GROUP
    assert all(not one.payload[6] & 1 for one in opening), "a group begins with a keyframe"
    video = [one for one in clip.packets if one.is_video]
    assert {one.payload[5] >> 6 for one in video} == {0, 1, 2}, "three temporal layers"
    assert 300_000 < sum(len(one.payload) for one in video) * 8 / LOOP_S < 500_000


async def test_what_is_sent_is_recorded_and_accounted_for(clip: Clip, tmp_path: Path) -> None:
    load = Load(n_senders=2, seconds=2.0, line=Line(), address=LOOPBACK)
    report = await bench("synaq", tmp_path, clip, load)
    assert report.complete
    assert (report.lost_ms, report.dropped_packets) == (0.0, 0)
    assert report.sent_packets > 500
    assert 250 < report.recorded_kbps < 600
    assert report.cpu_ms_per_stream_s > 0
    assert report.cpu_ms_per_recorded_s > 0
    assert report.memory_mb > 20


async def test_a_kill_costs_the_open_cluster_at_most(clip: Clip) -> None:
    report = await kill_recorders(clip, n_kills=1, n_senders=3, address=LOOPBACK, seed=4)
    assert report.files == 3
    assert report.is_good, report


def test_the_first_engine_is_compared_with() -> None:
    ours, theirs = (report(engine, cost) for engine, cost in (("synaq", 2.0), ("janus", 3.0)))
    assert ratios([ours, theirs]) == {"janus/synaq": 1.5}


def report(engine: str, cost: float) -> IngestReport:
    return IngestReport(engine, 1, 1.0, cost, cost, 1.0, 1, 1, 0, 0, 0, 0.0, 1.0, 1.0, 1.0, 1.0, True)


def test_an_engine_nobody_knows(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="no engine kurento"):
        engine_named("kurento", tmp_path, LOOPBACK)


def test_a_missing_clip_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"nothing\.mp4 is missing"):
        read_clip(tmp_path / "nothing.mp4")


def test_janus_is_told_missing_or_there() -> None:
    lack = janus_missing()
    assert lack is None or "apt-get install janus" in lack


def test_the_packets_of_a_janus_recording(tmp_path: Path) -> None:
    file, data = tmp_path / "x.mjr", io.BytesIO()
    data.write(b"MJR00002" + (4).to_bytes(2, "big") + b"{  }")
    for packet in (b"first", b"second"):
        data.write(b"MEET" + bytes(4) + len(packet).to_bytes(2, "big") + packet)
    data.write(b"MEET" + bytes(4) + (99).to_bytes(2, "big") + b"torn")
    file.write_bytes(data.getvalue())
    assert list(read_mjr(file)) == [b"first", b"second"]
    file.write_bytes(b"MJR00002")
    assert list(read_mjr(file)) == []

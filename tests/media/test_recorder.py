"""Frames in, a part and its segments out, whatever the tracks do."""

from __future__ import annotations

import asyncio
import hashlib
import io
import threading
from collections.abc import Callable
from pathlib import Path

import av
import pytest

from proctor_server.media.disk_threads import DiskThreads, disk_threads
from proctor_server.media.part_file import PartFile
from proctor_server.media.recorder import MAX_WAITING_CLUSTERS, PartRecorder, PartSummary
from proctor_server.media.recovery import repair
from proctor_server.media.segment import SegmentClosed
from proctor_server.media.timeline import CLOCK_HZ, WRAP
from proctor_server.media.webm import Cluster, PartFormat, Track, WebmWriter, segment_bytes

START = {Track.VIDEO: WRAP - 90_000, Track.AUDIO: 77}


class SilentDisk(DiskThreads):
    """Takes what is to be written and does nothing, until it answers."""

    def __init__(self) -> None:
        self.waiting: list[tuple[PartFile, Cluster | None]] = []

    def put(self, file: PartFile, cluster: Cluster | None) -> None:
        self.waiting.append((file, cluster))

    def answer(self) -> None:
        for file, cluster in self.waiting:
            disk_threads().put(file, cluster)


class Recording:
    """Drives a recorder through frames at the times they tell; time is virtual."""

    def __init__(self, path: Path, tracks: set[Track], disk: DiskThreads | None = None) -> None:
        self.path = path
        self.segments: list[SegmentClosed] = []
        self.opened: list[PartFormat] = []
        self.asked_at: list[float] = []
        self.recorder = PartRecorder(
            part_id=path.stem,
            path=path,
            tracks=tracks,
            on_opened=lambda part, origin: self.opened.append(part),
            on_segment=self.segments.append,
            disk=disk,
        )

    def report(self) -> None:
        for track in Track:
            self.recorder.report(track, 5 << 32, START[track])

    async def play(self, events: list[tuple[int, Track, object]]) -> PartSummary:
        async with asyncio.TaskGroup() as group:
            group.create_task(self.recorder.run())
            now = 0.0
            for at_ms, track, one in sorted(events, key=lambda event: event[0]):
                now = at_ms / 1000
                timestamp = (START[track] + one.at_ms * CLOCK_HZ[track] // 1000) % WRAP
                self.recorder.frame(track, timestamp, one.data, keyframe=one.keyframe, now=now)
                self.recorder.poll(now)
                if self.recorder.keyframe_due(now):
                    self.asked_at.append(now)
                await asyncio.sleep(0)
            self.recorder.end(now)
        return self.recorder.summary


def arriving(frames: list, track: Track, delay_ms: int) -> list[tuple[int, Track, object]]:
    return [(one.at_ms + delay_ms, track, one) for one in frames]


async def test_segments_cover_the_time_and_decode_alone(tmp_path: Path, video: list, audio: list) -> None:
    recording = Recording(tmp_path / "p.webm", {Track.VIDEO, Track.AUDIO})
    recording.report()
    done = await recording.play(arriving(video, Track.VIDEO, 30) + arriving(audio, Track.AUDIO, 110))
    data = recording.path.read_bytes()
    assert done.size == len(data)
    assert recording.opened == [PartFormat(160, 120, has_audio=True)]
    assert [(segment.no, segment.t0_ms, segment.t1_ms) for segment in recording.segments] == [
        (0, 0, 4_000),
        (1, 4_000, 8_000),
        (2, 8_000, done.duration_ms),
    ]
    n_frames = 0
    for segment in recording.segments:
        clusters = data[segment.offset : segment.offset + segment.size]
        assert hashlib.sha256(clusters).hexdigest() == segment.sha256
        with av.open(io.BytesIO(segment_bytes(data[: segment.header_size], clusters))) as container:
            frames = list(container.decode(video=0))
        assert round(frames[0].time * 1000) == segment.t0_ms
        n_frames += len(frames)
    assert n_frames == len(video)
    assert [round(at) for at in recording.asked_at] == [4, 8]
    assert repair(recording.path).segments == tuple(recording.segments)
    assert recording.path.read_bytes() == data


async def test_pictures_only(tmp_path: Path, video: list) -> None:
    recording = Recording(tmp_path / "p.webm", {Track.VIDEO, Track.AUDIO})
    done = await recording.play(arriving(video, Track.VIDEO, 0))
    assert done.n_clusters >= 10
    with av.open(str(recording.path)) as container:
        assert len(list(container.decode(video=0))) == len(video)


async def test_sound_only_for_a_while_at_both_ends(tmp_path: Path, video: list, audio: list) -> None:
    late = [
        (5_000 + one.at_ms, Track.VIDEO, type(one)(5_000 + one.at_ms, one.keyframe, one.data))
        for one in video[:30]
    ]
    recording = Recording(tmp_path / "p.webm", {Track.VIDEO, Track.AUDIO})
    await recording.play(late + arriving(audio, Track.AUDIO, 0))
    with av.open(str(recording.path)) as container:
        assert round(next(container.decode(video=0)).time, 1) == 5.0
    with av.open(str(recording.path)) as container:
        assert len(list(container.decode(audio=0))) == len(audio)
    assert recording.segments[0].t0_ms == 0
    assert recording.segments[1].t0_ms == pytest.approx(5_000, abs=60)


async def test_a_gap_is_covered_by_no_segment(tmp_path: Path, video: list) -> None:
    early = [(one.at_ms, Track.VIDEO, one) for one in video if one.at_ms < 2_500 or one.at_ms >= 7_900]
    recording = Recording(tmp_path / "p.webm", {Track.VIDEO})
    recording.report()
    await recording.play(early)
    first, *_, last = recording.segments
    assert first.t1_ms == pytest.approx(2_500, abs=70)
    assert recording.segments[1].t0_ms >= 7_900
    assert last.t1_ms == pytest.approx(10_000, abs=70)


async def test_pictures_before_the_first_keyframe_are_left_out_and_one_is_asked_for(
    tmp_path: Path, video: list
) -> None:
    recording = Recording(tmp_path / "p.webm", {Track.VIDEO})
    await recording.play(arriving(video[30:], Track.VIDEO, 0))
    assert recording.asked_at[:2] == [2.0, 3.0]
    with av.open(str(recording.path)) as container:
        assert len(list(container.decode(video=0))) == len([one for one in video if one.at_ms >= 4_000])


async def test_no_frame_leaves_no_file(tmp_path: Path) -> None:
    recording = Recording(tmp_path / "p.webm", {Track.VIDEO})
    assert await recording.play([]) == PartSummary(0, 0, 0, 0)
    assert not recording.path.exists()
    assert recording.segments == []


async def test_a_resolution_that_changes_goes_on(
    tmp_path: Path, video: list, encode: Callable[..., list]
) -> None:
    larger = encode(4, width=320, height=240)
    second = [
        (10_000 + one.at_ms, Track.VIDEO, type(one)(10_000 + one.at_ms, one.keyframe, one.data))
        for one in larger
    ]
    recording = Recording(tmp_path / "p.webm", {Track.VIDEO})
    await recording.play(arriving(video, Track.VIDEO, 0) + second)
    assert recording.recorder.frame_size == (320, 240)
    with av.open(str(recording.path)) as container:
        sizes = [(frame.width, frame.height) for frame in container.decode(video=0)]
    assert sizes.count((160, 120)) == 150
    assert sizes.count((320, 240)) == 60


async def test_a_disk_that_refuses_is_told_and_leaves_what_it_took(tmp_path: Path, video: list) -> None:
    recording = Recording(tmp_path / "p.webm", {Track.VIDEO})
    recording.path.write_bytes(b"already there")
    with pytest.raises(ExceptionGroup) as failure:
        await recording.play(arriving(video, Track.VIDEO, 0))
    assert failure.group_contains(FileExistsError)
    assert recording.path.read_bytes() == b"already there"


async def test_a_disk_that_does_not_answer_costs_whole_segments_at_the_end(
    tmp_path: Path, video: list
) -> None:
    """What waits is bounded and the rest is counted."""
    disk = SilentDisk()
    recording = Recording(tmp_path / "p.webm", {Track.VIDEO}, disk)
    recording.report()
    for n in range(MAX_WAITING_CLUSTERS + 40):
        one = video[0]
        timestamp = (START[Track.VIDEO] + n * 90_000) % WRAP
        recording.recorder.frame(Track.VIDEO, timestamp, one.data, keyframe=n % 4 == 0, now=float(n))
    recording.recorder.end(999.0)
    disk.answer()
    await recording.recorder.run()
    done = recording.recorder.summary
    assert done.n_clusters == MAX_WAITING_CLUSTERS
    assert done.n_dropped_clusters == 40
    assert repair(recording.path).segments == tuple(recording.segments)


async def test_a_sync_that_takes_long_holds_up_no_write(
    tmp_path: Path, video: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed now, the process leaves all its clusters; no segment is told of before it is synced."""
    syncs, may_sync = threading.Event(), threading.Event()

    def slow(writer: WebmWriter) -> None:
        syncs.set()
        assert may_sync.wait(10)

    monkeypatch.setattr(WebmWriter, "sync", slow)
    recording = Recording(tmp_path / "p.webm", {Track.VIDEO})
    recording.report()
    playing = asyncio.create_task(recording.play(arriving(video, Track.VIDEO, 0)))
    assert await asyncio.to_thread(syncs.wait, 10)
    async with asyncio.timeout(10):
        while recording.recorder.summary.n_clusters < 10:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert recording.segments == []
    assert recording.path.stat().st_size == recording.recorder.summary.size
    may_sync.set()
    await playing
    assert len(recording.segments) == 3


async def test_a_disk_that_fails_in_a_sync_ends_its_own_part_alone(
    tmp_path: Path, video: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = WebmWriter.sync

    def failing(writer: WebmWriter) -> None:
        if Path(str(writer._file.name)).stem == "bad":
            raise OSError("no device")
        real(writer)

    monkeypatch.setattr(WebmWriter, "sync", failing)
    bad, good = (Recording(tmp_path / name, {Track.VIDEO}) for name in ("bad.webm", "good.webm"))
    with pytest.raises(ExceptionGroup) as failure:
        await bad.play(arriving(video, Track.VIDEO, 0))
    assert failure.group_contains(OSError)
    done = await good.play(arriving(video, Track.VIDEO, 0))
    assert done.n_clusters >= 10
    assert repair(good.path).segments == tuple(good.segments)

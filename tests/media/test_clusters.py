"""Every block goes into one cluster, in order; segments begin where a keyframe was asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proctor_server.media.clusters import ClusterCutter
from proctor_server.media.webm import Block, Cluster, Track


def picture(at_ms: int, keyframe: bool = False) -> Block:
    return Block(at_ms, Track.VIDEO, keyframe, b"v")


def sound(at_ms: int) -> Block:
    return Block(at_ms, Track.AUDIO, True, b"a")


def cut(blocks: list[Block], *, delay_ms: int = 0) -> list[Cluster]:
    """Push blocks at the time they tell, plus a delay."""
    cutter = ClusterCutter()
    done: list[Cluster] = []
    for block in blocks:
        now = (block.at_ms + delay_ms) / 1000
        done += cutter.poll(now)
        done += cutter.push(block, now)
    return done + list(cutter.flush())


def stream(n: int, keyframes: set[int], *, audio: bool = True) -> list[Block]:
    """`n` seconds: a picture each 100 ms, sound each 60 ms."""
    pictures = [picture(at, at in keyframes) for at in range(0, n * 1000, 100)]
    sounds = [sound(at) for at in range(0, n * 1000, 60)] if audio else []
    return sorted(pictures + sounds, key=lambda block: block.at_ms)


def test_a_cluster_a_second_and_a_segment_a_keyframe() -> None:
    clusters = cut(stream(9, {0, 4_000, 8_100}))
    assert [cluster.begins_segment for cluster in clusters if cluster.begins_segment is not None] == [0, 1, 2]
    begins = [cluster for cluster in clusters if cluster.begins_segment is not None]
    assert [cluster.keyframe_ms for cluster in begins] == [0, 4_000, 8_100]
    assert all(cluster.blocks[-1].at_ms - cluster.at_ms <= 1_000 for cluster in clusters)
    ends = [cluster.ends_at_ms for cluster in clusters if cluster.ends_at_ms is not None]
    assert ends[:2] == [4_000, 8_100]


@pytest.mark.parametrize(("at_ms", "begins"), [(2_900, False), (3_000, True), (3_100, True)])
def test_a_keyframe_that_comes_too_early_begins_no_segment(at_ms: int, begins: bool) -> None:
    clusters = cut(stream(4, {0, at_ms}))
    assert any(cluster.begins_segment == 1 for cluster in clusters) is begins


def test_without_a_keyframe_a_segment_ends_after_eight_seconds() -> None:
    clusters = cut(stream(10, {0}))
    second = next(cluster for cluster in clusters if cluster.begins_segment == 1)
    assert second.at_ms == 8_000


def test_after_a_segment_without_a_keyframe_the_first_one_begins_another() -> None:
    clusters = cut(stream(11, {0, 9_500}))
    begins = [cluster.at_ms for cluster in clusters if cluster.begins_segment is not None]
    assert begins[:2] == [0, 8_000]
    assert begins[2] == pytest.approx(9_500, abs=60)


def test_sound_before_the_first_picture_is_of_its_segment() -> None:
    blocks = [sound(0), sound(60), picture(80, True), picture(180), sound(120)]
    assert [cluster.begins_segment for cluster in cut(blocks)] == [0]


def test_a_gap_ends_a_segment() -> None:
    blocks = stream(2, {0})
    later = [
        Block(block.at_ms + 6_000, block.track, block.keyframe, block.data) for block in stream(2, set())
    ]
    begins = [cluster for cluster in cut(blocks + later) if cluster.begins_segment is not None]
    assert [cluster.at_ms for cluster in begins] == [0, 6_000]


def test_a_cut_waits_for_late_sound() -> None:
    """A microphone's packet of 60 ms arrives after the keyframe of its time; it belongs before it."""
    cutter = ClusterCutter()
    for block in stream(4, {0}):
        cutter.push(block, block.at_ms / 1000)
    assert cutter.push(picture(4_000, True), 4.0) == ()
    [last] = cutter.push(sound(4_020), 4.09)
    assert last.blocks[-1].at_ms < 4_000
    assert last.ends_at_ms == 4_000
    assert cutter.flush()[0].blocks[0] == picture(4_000, True)


def test_a_cut_waits_no_longer_than_it_may() -> None:
    cutter = ClusterCutter()
    cutter.push(picture(0, True), 0.0)
    assert cutter.push(picture(1_000), 1.0) == ()
    assert cutter.poll(1.29) == ()
    assert len(cutter.poll(1.31)) == 1


def test_a_keyframe_is_asked_for_after_four_seconds_and_again_each_second() -> None:
    cutter = ClusterCutter()
    assert not cutter.keyframe_due(0.0)
    asked = []
    for block in stream(7, {0}):
        now = block.at_ms / 1000
        cutter.push(block, now)
        if cutter.keyframe_due(now):
            asked.append(round(now))
    assert asked == [4, 5, 6]


def test_a_keyframe_is_asked_for_at_once_after_a_gap() -> None:
    cutter = ClusterCutter()
    for block in stream(2, {0}):
        cutter.push(block, block.at_ms / 1000)
    cutter.push(picture(6_000), 6.0)
    cutter.poll(6.4)
    assert cutter.keyframe_due(6.4)


moments = st.lists(
    st.tuples(st.integers(-300, 2_500), st.sampled_from(Track), st.booleans(), st.integers(0, 400)),
    min_size=1,
    max_size=80,
)


@given(moments)
def test_every_block_is_in_one_cluster_in_order(steps: list[tuple[int, Track, bool, int]]) -> None:
    last = {Track.VIDEO: -1, Track.AUDIO: -1}
    time, now, pushed, done = 0, 0.0, [], []
    cutter = ClusterCutter()
    for step, track, keyframe, wait in steps:
        time = max(0, time + step)
        now += wait / 1000
        last[track] = max(last[track] + 1, time)
        block = Block(last[track], track, keyframe, len(pushed).to_bytes(2, "big"))
        pushed.append(block)
        done += cutter.push(block, now)
        done += cutter.poll(now)
    done += cutter.flush()
    written = [block for cluster in done for block in cluster.blocks]
    assert sorted(block.data for block in written) == [block.data for block in pushed]
    for cluster in done:
        times = [block.at_ms for block in cluster.blocks]
        assert times == sorted(times)
    for track in Track:
        of_track = [block.at_ms for block in written if block.track is track]
        assert of_track == sorted(of_track)
    numbers = [cluster.begins_segment for cluster in done if cluster.begins_segment is not None]
    assert numbers == list(range(len(numbers)))
    assert done[0].begins_segment == 0

"""What is written plays, and completing it moves nothing."""

from __future__ import annotations

import io
from pathlib import Path

import av
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proctor_server.media.ebml import Id, child, children, read_element, read_uint
from proctor_server.media.errors import BadEbml
from proctor_server.media.recovery import read_cluster
from proctor_server.media.webm import (
    CUES_AREA,
    Block,
    Cluster,
    CuePoint,
    Index,
    PartFormat,
    Track,
    WebmWriter,
    completed_header,
    encode_cluster,
    new_header,
    read_layout,
    segment_bytes,
)

PART = PartFormat(160, 120, has_audio=True)


def clusters_of(blocks: list[Block]) -> list[Cluster]:
    seconds: dict[int, list[Block]] = {}
    for block in blocks:
        seconds.setdefault(block.at_ms // 1000, []).append(block)
    return [
        Cluster(tuple(inside), begins_segment=second // 4 if second % 4 == 0 else None)
        for second, inside in sorted(seconds.items())
    ]


def write(path: Path, clusters: list[Cluster], part: PartFormat = PART) -> list[int]:
    writer = WebmWriter(path, part)
    offsets = [writer.append(cluster, encode_cluster(cluster)) for cluster in clusters]
    writer.complete(clusters[-1].blocks[-1].at_ms + 60)
    return offsets


def test_plays_with_both_tracks_and_its_duration(tmp_path: Path, blocks: list[Block]) -> None:
    write(tmp_path / "p.webm", clusters_of(blocks))
    with av.open(str(tmp_path / "p.webm")) as container:
        assert [stream.codec_context.name for stream in container.streams] == ["vp8", "opus"]
        assert container.duration == (blocks[-1].at_ms + 60) * 1000
        times = [round(frame.time * 1000) for frame in container.decode(video=0)]
    assert times == [block.at_ms for block in blocks if block.track is Track.VIDEO]


def test_plays_while_it_is_being_written(tmp_path: Path, blocks: list[Block]) -> None:
    writer = WebmWriter(tmp_path / "p.webm", PART)
    for cluster in clusters_of(blocks)[:5]:
        writer.append(cluster, encode_cluster(cluster))
    with av.open(str(tmp_path / "p.webm")) as container:
        assert len(list(container.decode(video=0))) == 75
    writer.close()


def test_completing_moves_no_cluster(tmp_path: Path, blocks: list[Block]) -> None:
    path = tmp_path / "p.webm"
    clusters = clusters_of(blocks)
    writer = WebmWriter(path, PART)
    offsets = [writer.append(cluster, encode_cluster(cluster)) for cluster in clusters]
    before = path.read_bytes()
    writer.complete(10_000)
    after = path.read_bytes()
    assert after[offsets[0] :] == before[offsets[0] :]
    assert after != before
    for offset, cluster in zip(offsets, clusters, strict=True):
        assert read_cluster(after[offset : read_element(after, offset).end]).blocks == cluster.blocks


def test_the_cues_stand_in_front_and_point_at_keyframes(tmp_path: Path, blocks: list[Block]) -> None:
    path = tmp_path / "p.webm"
    offsets = write(path, clusters_of(blocks))
    data = path.read_bytes()
    at = read_layout(data)
    segment = read_element(data, read_element(data, 0).end)
    assert segment.end == len(data)
    seek_head = read_element(data, at.body)
    assert seek_head.id == Id.SEEK_HEAD
    places = [
        read_uint(data, child(data, seek, Id.SEEK_POSITION))
        for seek in children(data, seek_head.payload, seek_head.end)
    ]
    assert [read_element(data, at.body + place).id for place in places] == [Id.INFO, Id.TRACKS, Id.CUES]
    cues = read_element(data, at.cues)
    assert cues.end < offsets[0]
    found = {}
    for point in children(data, cues.payload, cues.end):
        place = child(data, point, Id.CUE_TRACK_POSITIONS)
        time = read_uint(data, child(data, point, Id.CUE_TIME))
        found[time] = at.body + read_uint(data, child(data, place, Id.CUE_CLUSTER_POSITION))
    assert found == {0: offsets[0], 4000: offsets[4], 8000: offsets[8]}


def test_seeks_by_its_cues(tmp_path: Path, blocks: list[Block]) -> None:
    write(tmp_path / "p.webm", clusters_of(blocks))
    with av.open(str(tmp_path / "p.webm")) as container:
        container.seek(8_500_000)
        assert next(container.decode(video=0)).time == 8.0


@pytest.mark.parametrize("complete", [False, True])
def test_a_segment_decodes_by_itself(tmp_path: Path, blocks: list[Block], complete: bool) -> None:
    path = tmp_path / "p.webm"
    clusters = clusters_of(blocks)
    offsets = write(path, clusters)
    data = path.read_bytes()
    header = data[: read_layout(data).init_size]
    if not complete:
        header = new_header(PART)[: len(header)]
    alone = segment_bytes(header, data[offsets[4] : offsets[8]])
    with av.open(io.BytesIO(alone)) as container:
        times = [frame.time for frame in container.decode(video=0)]
    assert len(times) == 60
    assert times[0] == 4.0
    with av.open(io.BytesIO(alone)) as container:
        assert list(container.decode(audio=0))


def test_a_part_without_a_microphone(tmp_path: Path, blocks: list[Block]) -> None:
    silent = [block for block in blocks if block.track is Track.VIDEO]
    write(tmp_path / "p.webm", clusters_of(silent), PartFormat(160, 120, has_audio=False))
    with av.open(str(tmp_path / "p.webm")) as container:
        assert len(container.streams) == 1
        assert len(list(container.decode(video=0))) == 150


def test_a_part_is_written_once(tmp_path: Path) -> None:
    WebmWriter(tmp_path / "p.webm", PART).close()
    with pytest.raises(FileExistsError):
        WebmWriter(tmp_path / "p.webm", PART)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 9_000), st.integers(1, 1 << 40), st.integers(0, 1 << 31))
def test_a_completed_header_keeps_its_length(n_cues: int, end: int, duration_ms: int) -> None:
    header = new_header(PART)
    clusters = read_layout(header).clusters
    cues = tuple(CuePoint(4_000 * n, clusters + 200_000 * n) for n in range(n_cues))
    done = completed_header(header, Index(duration_ms, clusters + end, cues))
    assert len(done) == len(header) == clusters
    assert completed_header(done, Index(duration_ms, clusters + end, cues)) == done
    at = read_layout(done)
    if n_cues:
        written = read_element(done, at.cues)
        n_written = len(list(children(done, written.payload, written.end)))
        assert n_written <= n_cues
        assert n_written == n_cues or written.end - written.start > CUES_AREA // 3


@pytest.mark.parametrize("data", [b"", b"noise", new_header(PART)[:50], b"\x1a\x45\xdf\xa3\x80" + bytes(200)])
def test_other_bytes_are_no_header(data: bytes) -> None:
    with pytest.raises(BadEbml):
        segment_bytes(data, b"")


blocks_of_a_cluster = st.lists(
    st.builds(
        Block,
        at_ms=st.integers(0, 5_000),
        track=st.sampled_from(Track),
        keyframe=st.booleans(),
        data=st.binary(max_size=50),
    ),
    min_size=1,
    max_size=20,
).map(lambda found: tuple(sorted(found, key=lambda block: block.at_ms)))


@given(blocks_of_a_cluster, st.one_of(st.none(), st.integers(0, 5_000)))
def test_a_cluster_is_read_back(found: tuple[Block, ...], number: int | None) -> None:
    cluster = Cluster(found, number)
    assert read_cluster(encode_cluster(cluster)) == cluster


@given(blocks_of_a_cluster, st.data())
def test_a_flipped_bit_is_noticed(found: tuple[Block, ...], data: st.DataObject) -> None:
    encoded = bytearray(encode_cluster(Cluster(found)))
    place = data.draw(st.integers(14, len(encoded) - 1))
    encoded[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(BadEbml):
        read_cluster(bytes(encoded))


def test_a_large_block_and_a_small_one(tmp_path: Path) -> None:
    sizes = (0, 122, 123, 16_378, 16_379, 40_000)
    cluster = Cluster(tuple(Block(n, Track.VIDEO, False, bytes(size)) for n, size in enumerate(sizes)))
    assert read_cluster(encode_cluster(cluster)) == cluster

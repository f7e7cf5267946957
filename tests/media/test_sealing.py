"""A sealed part: same offsets, nothing readable, nothing changed or moved unnoticed, any range, any kill."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proctor_server.media.errors import BadKeyFile, BadSeal, KeyUnknown
from proctor_server.media.master_keys import FileKeys, add_master_key, drop_former_keys
from proctor_server.media.part_source import LocalParts, pieces_of, read_open
from proctor_server.media.recovery import read_cluster, repair
from proctor_server.media.sealing import SEAL_SIZE, SPARE, Seal, cluster_spans, new_data_key
from proctor_server.media.webm import Block, Cluster, PartFormat, Track, WebmWriter, encode_cluster

KEY = bytes(range(32))


def cluster(n: int) -> Cluster:
    picture = Block(n * 1000, Track.VIDEO, n % 4 == 0, f"picture {n} ".encode() * 300)
    sound = Block(n * 1000 + 60, Track.AUDIO, True, f"sound {n}".encode() * 9)
    return Cluster((picture, sound), begins_segment=n // 4 if n % 4 == 0 else None)


def write(file: Path, n: int, seal: Seal | None) -> None:
    writer = WebmWriter(file, PartFormat(320, 240, has_audio=True))
    for no in range(n):
        one = cluster(no)
        encoded = encode_cluster(one, spare=SPARE)
        writer.append(one, seal.close(encoded, writer.size) if seal else encoded)
    writer.complete(n * 1000)


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    file = tmp_path / "attempt" / "part.webm"
    write(file, 10, Seal(KEY, "part"))
    return file


@pytest.fixture
def opened(tmp_path: Path) -> bytes:
    """The same part as it would be without a seal."""
    file = tmp_path / "open.webm"
    write(file, 10, None)
    return file.read_bytes()


def test_a_sealed_part_has_the_same_length_and_nothing_to_read(sealed: Path, opened: bytes) -> None:
    stored = sealed.read_bytes()
    assert len(stored) == len(opened)
    assert b"picture" in opened
    assert b"picture" not in stored
    assert b"sound" not in stored


async def test_any_range_of_a_sealed_part_reads_as_it_was_recorded(sealed: Path, opened: bytes) -> None:
    source = LocalParts(sealed.parent).source(sealed.name)
    assert source is not None
    size = len(opened)
    for start in (0, 100, 4_000, 33_000, size - 9_000, size - 1, size, size + 9):
        for length in (1, 28, 5_000, 40_000, size):
            found = await read_open(source, Seal(KEY, "part"), start, start + length)
            assert found == opened[start : start + length], (start, length)


async def test_a_part_under_way_is_read_to_its_last_whole_cluster(sealed: Path, opened: bytes) -> None:
    whole = sealed.read_bytes()
    sealed.write_bytes(whole[:-10])
    parts = LocalParts(sealed.parent)
    source = parts.source(sealed.name)
    assert source is not None
    first = await read_open(source, Seal(KEY, "part"), 0, len(whole))
    assert first == opened[: len(first)]
    assert len(whole) - 4_000 < len(first) < len(whole) - 10
    sealed.write_bytes(whole)
    grown = parts.source(sealed.name)
    assert grown is not None
    assert await read_open(grown, Seal(KEY, "part"), 0, len(whole)) == opened


def test_a_cluster_that_was_changed_or_moved_or_is_anothers_does_not_open() -> None:
    seal, encoded = Seal(KEY, "part"), encode_cluster(cluster(0), spare=SPARE)
    stored = seal.close(encoded, 500)
    assert seal.open(stored, 500) == encoded
    assert seal.close(encoded, 500) != stored, "a nonce must not come twice"
    changed = stored[:-1] + bytes([stored[-1] ^ 1])
    for wrong, by, offset in (
        (changed, seal, 500),
        (stored, seal, 501),
        (stored, Seal(KEY, "other part"), 500),
        (stored, Seal(new_data_key(), "part"), 500),
        (stored[:20], seal, 500),
    ):
        with pytest.raises(BadSeal):
            by.open(wrong, offset)


@given(st.binary(max_size=300))
def test_rubbish_never_opens(data: bytes) -> None:
    seal = Seal(KEY, "part")
    with pytest.raises(BadSeal):
        seal.open(data, 0)
    with pytest.raises(BadSeal):
        seal.open_blob(data)
    if data:
        with pytest.raises(BadSeal):
            list(cluster_spans(data))


def test_a_kill_at_any_byte_leaves_a_part_valid_to_its_last_whole_cluster(sealed: Path) -> None:
    whole, seal = sealed.read_bytes(), Seal(KEY, "part")
    n_whole = repair(sealed, seal).n_clusters
    assert n_whole == 10
    for cut in range(len(whole) - 9_000, len(whole), 997):
        sealed.write_bytes(whole[:cut])
        repaired = repair(sealed, seal)
        assert repaired.size <= cut
        assert repaired.trimmed_bytes == cut - repaired.size
        assert n_whole - 3 <= repaired.n_clusters < n_whole
        assert repair(sealed, seal) == repaired.__class__(
            **{name: getattr(repaired, name) for name in repaired.__slots__ if name != "trimmed_bytes"},
            trimmed_bytes=0,
        )


def test_the_repair_of_a_sealed_part_finds_the_segments_of_the_recorder(sealed: Path) -> None:
    found = repair(sealed, Seal(KEY, "part"))
    assert [segment.no for segment in found.segments] == [0, 1, 2]


def test_a_repair_with_a_wrong_key_cuts_nothing_off(sealed: Path) -> None:
    whole = sealed.read_bytes()
    with pytest.raises(BadSeal):
        repair(sealed, Seal(new_data_key(), "part"))
    assert sealed.read_bytes() == whole


def test_the_spare_place_is_no_mark_of_a_segment() -> None:
    assert read_cluster(encode_cluster(cluster(1), spare=SPARE)).begins_segment is None
    assert read_cluster(encode_cluster(cluster(4), spare=SPARE)).begins_segment == 1
    assert len(SPARE) == SEAL_SIZE


def test_pieces_are_runs_of_whole_clusters() -> None:
    cuts = [100, 140, 180, 220, 260]
    assert pieces_of(cuts, from_byte=0, piece_bytes=80, whole=False) == [(100, 140, 180), (180, 220, 260)]
    assert pieces_of(cuts, from_byte=180, piece_bytes=100, whole=False) == []
    assert pieces_of(cuts, from_byte=180, piece_bytes=100, whole=True) == [(180, 220, 260)]
    assert pieces_of(cuts, from_byte=260, piece_bytes=100, whole=True) == []


async def test_master_keys_are_made_once_for_their_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "master"
    keys = FileKeys.open(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    wrapped = await keys.wrap(KEY, "attempt")
    assert await FileKeys.open(file).unwrap(wrapped, "attempt") == KEY
    with pytest.raises(BadSeal):
        await keys.unwrap(wrapped, "another attempt")


async def test_a_new_master_key_wraps_and_the_former_ones_still_unwrap(tmp_path: Path) -> None:
    file = tmp_path / "master"
    before = await FileKeys.open(file).wrap(KEY, "attempt")
    after = add_master_key(file)
    assert after.current_id != before.master_key_id
    assert await after.unwrap(before, "attempt") == KEY
    again = await after.wrap(KEY, "attempt")
    drop_former_keys(file)
    assert await FileKeys.open(file).unwrap(again, "attempt") == KEY
    with pytest.raises(KeyUnknown):
        await FileKeys.open(file).unwrap(before, "attempt")


@pytest.mark.parametrize("text", ["", "xyz", "00ff"])
def test_a_file_with_something_else_in_it_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "master"
    file.write_text(text)
    with pytest.raises(BadKeyFile):
        FileKeys.open(file)

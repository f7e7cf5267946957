"""A page's own recording is read back whole, cut to what lacks, and never breaks its reader."""

from pathlib import Path

import av
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proctor_server.media.errors import BadRecording
from proctor_server.media.page_recording import cut_out, read_page_recording, write_page_part
from proctor_server.media.recovery import repair
from proctor_server.media.sealing import Seal
from proctor_server.media.webm import Block, Track
from tests.support.page_recorder import recorder_clusters, recorder_header, with_sound
from tests.support.recordings import black, encoded


@pytest.fixture(scope="module")
def blocks() -> list[Block]:
    """Eight seconds, a keyframe each four."""
    return with_sound(encoded(black, 8))


@pytest.fixture(scope="module")
def webm(blocks: list[Block]) -> bytes:
    return recorder_header() + recorder_clusters(blocks)


def test_every_frame_comes_back_as_it_was(webm: bytes, blocks: list[Block]) -> None:
    found = read_page_recording(webm)
    assert list(found.blocks) == blocks[blocks.index(found.blocks[0]) :]
    assert found.blocks[0].keyframe
    assert (found.format.width, found.format.height, found.format.has_audio) == (320, 240, True)


def test_chunks_from_the_middle_are_read_from_their_first_whole_cluster(
    webm: bytes, blocks: list[Block]
) -> None:
    cut = len(recorder_header()) + 40  # inside a block
    found = read_page_recording(recorder_header() + webm[cut:])
    assert found.blocks[0].at_ms == 4000
    assert found.blocks[-1] == blocks[-1]


def test_a_torn_end_loses_its_last_frame_only(webm: bytes, blocks: list[Block]) -> None:
    found = read_page_recording(webm[:-2])
    assert found.blocks[-1] == blocks[-2]


def test_what_lacks_is_cut_out_with_what_its_first_picture_needs(webm: bytes) -> None:
    recording = read_page_recording(webm)
    kept = cut_out(recording, 5_000, 7_000)
    assert kept.blocks[0].at_ms == 4_000
    assert kept.blocks[0].keyframe
    assert 6_900 <= kept.blocks[-1].at_ms < 7_000
    begun = cut_out(recording, -3_000, 2_000)
    assert begun.blocks[0].at_ms < 100
    for t0_ms, t1_ms in ((9_000, 12_000), (-5_000, -1_000), (3_000, 3_000)):
        with pytest.raises(BadRecording):
            cut_out(recording, t0_ms, t1_ms)


@pytest.mark.parametrize("sealed", [False, True])
def test_it_becomes_a_part_whose_every_picture_decodes(sealed: bool, webm: bytes, tmp_path: Path) -> None:
    seal = Seal(bytes(32), "part") if sealed else None
    file = tmp_path / "part.webm"
    written = write_page_part(file, cut_out(read_page_recording(webm), 4_000, 8_000), seal)
    assert [segment.t0_ms for segment in written.segments] == [0]
    assert 3_900 <= written.duration_ms <= 4_000
    assert repair(file, seal).segments == written.segments
    if not sealed:
        with av.open(str(file)) as opened:
            assert sum(1 for _ in opened.decode(video=0)) == 40


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x1a\x45\xdf\xa3",
        b"GIF89a" * 100,
        recorder_header(),
        recorder_header() + b"\x1f\x43\xb6\x75" * 1000,
        recorder_clusters([Block(0, Track.VIDEO, True, b"\x00" * 50)]),
        recorder_header() + recorder_clusters([Block(0, Track.VIDEO, True, b"\x00" * 50)]),
        recorder_header() + recorder_clusters([Block(0, Track.AUDIO, True, b"sound")]),
    ],
)
def test_what_is_no_recording_is_refused(data: bytes) -> None:
    with pytest.raises(BadRecording):
        read_page_recording(data)


def read_or_refuse(data: bytes) -> None:
    try:
        found = read_page_recording(data)
    except BadRecording:
        return
    assert sum(len(block.data) for block in found.blocks) <= len(data)
    assert found.blocks[-1].at_ms - found.blocks[0].at_ms <= 600_000


@settings(max_examples=150, deadline=None)
@given(at=st.integers(0, 30_000), put=st.binary(max_size=40), cut=st.integers(0, 200))
def test_a_mutated_recording_is_read_or_refused(webm: bytes, at: int, put: bytes, cut: int) -> None:
    at %= len(webm)
    read_or_refuse(webm[:at] + put + webm[at + cut :])


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_rubbish_behind_a_header_is_read_or_refused(data: bytes) -> None:
    read_or_refuse(recorder_header() + data)
    read_or_refuse(data)

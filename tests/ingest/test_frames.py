"""VP8 payloads become whole frames, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proctor_server.ingest.frames import Assembler, BadPayload, OpusAssembler, Vp8Assembler, descriptor_size
from proctor_server.ingest.reorder import Packet
from proctor_server.media.vp8 import frame_size, is_keyframe

KEY = bytes.fromhex("d0d5009d012a80027801") + b"rest"  # 640 x 376, from a real encoder
DELTA = b"\x31\x02\x03"


@pytest.mark.parametrize(
    ("payload", "size"),
    [
        ("10", 1),
        ("9000aa", 2),
        ("90801faa", 3),  # picture id of 7 bits
        ("90809234aa", 4),  # of 15 bits
        ("90c0912305aa", 5),  # and TL0PICIDX, no TID
        ("90f092340140aa", 6),  # as Chrome sends three temporal layers
        ("9010aa", 3),
        ("9020aa", 3),
        ("9040aa", 3),
    ],
)
def test_the_descriptor_of_rfc_7741(payload: str, size: int) -> None:
    assert descriptor_size(bytes.fromhex(payload)) == size


@pytest.mark.parametrize("payload", ["", "90", "9080", "908092", "90f09234"])
def test_a_payload_cut_short(payload: str) -> None:
    with pytest.raises(BadPayload):
        descriptor_size(bytes.fromhex(payload))


def packets(frame: bytes, timestamp: int, *, n: int, first: int = 0) -> list[Packet]:
    size = max(1, -(-len(frame) // n))
    pieces = [frame[at : at + size] for at in range(0, len(frame), size)]
    return [
        Packet(first + i, timestamp, i == len(pieces) - 1, (b"\x10" if i == 0 else b"\x00") + piece)
        for i, piece in enumerate(pieces)
    ]


def add(assembler: Assembler, packet: Packet) -> bytes | None:
    return assembler.add(packet.timestamp, packet.marker, packet.payload)


@given(st.lists(st.tuples(st.binary(min_size=1, max_size=60), st.integers(1, 5)), min_size=1, max_size=10))
def test_frames_are_put_together(frames: list[tuple[bytes, int]]) -> None:
    assembler = Vp8Assembler()
    found = [
        add(assembler, one)
        for number, (data, n) in enumerate(frames)
        for one in packets(data, number * 6_000, n=n)
    ]
    assert [one for one in found if one] == [data for data, _ in frames]


@given(st.data())
def test_a_frame_with_a_hole_is_left_out_and_no_other(data: st.DataObject) -> None:
    assembler = Vp8Assembler()
    broken = data.draw(st.sets(st.integers(0, 9)))
    whole = []
    for number in range(10):
        pieces: list[Packet | None] = list(packets(bytes([number]) * 9, number, n=3))
        if number in broken:
            pieces[data.draw(st.integers(0, 2))] = None
        for piece in pieces:
            if piece is None:
                assembler.skip()
            elif add(assembler, piece):
                whole.append(piece.timestamp)
    assert whole == [number for number in range(10) if number not in broken]


def test_padding_and_noise_between_frames() -> None:
    assembler = Vp8Assembler()
    assert assembler.add(1, True, b"") is None
    assert assembler.add(1, True, b"\x90") is None
    [packet] = packets(KEY, 9, n=1)
    assert add(assembler, packet) == KEY


def test_chromes_usual_descriptor_and_any_other_are_taken_off() -> None:
    for descriptor in ("90e092340140", "90f092340140", "90e012340140"[:10], "10"):
        head = bytes.fromhex(descriptor)
        assert Vp8Assembler().add(1, True, head + KEY) == KEY


@given(
    st.lists(st.builds(Packet, st.integers(0, 99), st.integers(0, 3), st.booleans(), st.binary(max_size=12)))
)
def test_any_payload_is_survived(noise: list[Packet]) -> None:
    for assembler in (Vp8Assembler(), OpusAssembler()):
        for one in noise:
            add(assembler, one)
            if one.sequence == 7:
                assembler.skip()


def test_sound_passes_as_it_is() -> None:
    assembler = OpusAssembler()
    assert assembler.add(2_880, False, b"opus") == b"opus"
    assembler.skip()
    assert assembler.add(5_760, False, b"") is None


def test_what_a_frames_first_bytes_tell() -> None:
    assert is_keyframe(KEY)
    assert not is_keyframe(DELTA)
    assert not is_keyframe(b"")
    assert frame_size(KEY) == (640, 376)
    assert frame_size(DELTA) is None
    assert frame_size(KEY[:9]) is None
    assert frame_size(b"\x10" * 12) is None

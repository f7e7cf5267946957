"""What a browser's MediaRecorder writes: clusters of unknown size, cut into chunks wherever two seconds end."""

import struct
from collections.abc import Sequence

from proctor_server.media.ebml import UNKNOWN_SIZE, Id, element, uint
from proctor_server.media.webm import Block, Track

VIDEO_NUMBER, AUDIO_NUMBER = 2, 1
"""Chromium gives the numbers in the order in which the tracks' first frames come."""


def _track(number: int, kind: int, codec: bytes) -> bytes:
    return element(
        Id.TRACK_ENTRY,
        uint(Id.TRACK_NUMBER, number) + uint(Id.TRACK_TYPE, kind) + element(Id.CODEC_ID, codec),
    )


def recorder_header(*, doc_type: bytes = b"webm") -> bytes:
    """The first bytes of a recording, up to its first cluster."""
    tracks = _track(AUDIO_NUMBER, 2, b"A_OPUS") + _track(VIDEO_NUMBER, 1, b"V_VP8")
    info = uint(Id.TIMESTAMP_SCALE, 1_000_000)
    head = element(Id.EBML, element(Id.DOC_TYPE, doc_type))
    return head + Id.SEGMENT + UNKNOWN_SIZE + element(Id.INFO, info) + element(Id.TRACKS, tracks)


def _block(block: Block, origin_ms: int) -> bytes:
    number = VIDEO_NUMBER if block.track is Track.VIDEO else AUDIO_NUMBER
    flags = 0x80 if block.keyframe else 0
    head = struct.pack(">BhB", 0x80 | number, block.at_ms - origin_ms, flags)
    return element(Id.SIMPLE_BLOCK, head + block.data)


def recorder_clusters(blocks: Sequence[Block]) -> bytes:
    """Clusters that begin at the keyframes, as Chromium writes them."""
    found, origin_ms = b"", None
    for block in blocks:
        if origin_ms is None or (block.track is Track.VIDEO and block.keyframe):
            origin_ms = block.at_ms
            found += Id.CLUSTER + UNKNOWN_SIZE + uint(Id.TIMESTAMP, origin_ms)
        found += _block(block, origin_ms)
    return found


def with_sound(blocks: Sequence[Block]) -> list[Block]:
    """The pictures, and between them packets of sound each 60 ms."""
    until_ms = blocks[-1].at_ms
    sound = [Block(at_ms, Track.AUDIO, True, b"\xf8\x01\x02") for at_ms in range(5, until_ms, 60)]
    return sorted([*blocks, *sound], key=lambda block: (block.at_ms, block.track))

"""What a VP8 frame's first bytes tell without decoding it (RFC 6386, section 9.1)."""

from __future__ import annotations

KEYFRAME_HEADER = 10
START_CODE = b"\x9d\x01\x2a"


def is_keyframe(frame: bytes) -> bool:
    """Tell whether a frame can be decoded without the ones before it."""
    return bool(frame) and not frame[0] & 1


def frame_size(frame: bytes) -> tuple[int, int] | None:
    """Return a keyframe's width and height in pixels; None for any other frame."""
    if len(frame) < KEYFRAME_HEADER or not is_keyframe(frame) or frame[3:6] != START_CODE:
        return None
    return (frame[6] | frame[7] << 8) & 0x3FFF, (frame[8] | frame[9] << 8) & 0x3FFF

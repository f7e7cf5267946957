"""What is recorded of an attempt at one time: its camera and its screen, each a stream with a name of its own."""

from __future__ import annotations

from enum import StrEnum

SCREEN_MARK = "_screen"


class StreamKind(StrEnum):
    """What a stream shows. Only the camera is analysed and makes the coverage line."""

    CAMERA = "camera"
    SCREEN = "screen"


def stream_name(attempt_id: str, kind: StreamKind) -> str:
    """The name under which the ingest records a stream; the camera's is the attempt's id."""
    return attempt_id + SCREEN_MARK if kind is StreamKind.SCREEN else attempt_id


def read_stream_name(name: str) -> tuple[str, StreamKind]:
    """The attempt of a stream, and what it shows."""
    if name.endswith(SCREEN_MARK):
        return name.removesuffix(SCREEN_MARK), StreamKind.SCREEN
    return name, StreamKind.CAMERA

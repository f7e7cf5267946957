"""What the ingest tells of its recordings, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from proctor_server.media.segment import SegmentClosed


@dataclass(frozen=True, slots=True)
class PartStarted:
    """A part's file exists; `started_at` is the instant of its time zero, `path_key` its blob key."""

    part_id: str
    attempt_id: str
    started_at: datetime
    path_key: str
    width: int
    height: int
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class PartClosed:
    """A part is complete. A peer that never sent a frame closes with no `PartStarted` and zeros.

    Causes: `peer_closed`, `no_media`, `replaced`, `server_stop`, `storage_failed`, or what `close` gave.
    """

    part_id: str
    cause: str
    duration_ms: int
    size: int


@dataclass(frozen=True, slots=True)
class MediaStatus:
    """What arrives from an attempt's peer now; `last_media_at` to a quarter of a second."""

    part_id: str
    connected: bool
    last_media_at: datetime | None
    width: int | None
    height: int | None
    n_frames: int


class RecordingSink(Protocol):
    """Takes the events of a part in their order. What it raises is logged; the recording goes on."""

    async def part_started(self, event: PartStarted) -> None:
        """Note that a part is being recorded."""
        ...

    async def segment_closed(self, event: SegmentClosed) -> None:
        """Note a segment that is on the disk."""
        ...

    async def part_closed(self, event: PartClosed) -> None:
        """Note that a part is complete."""
        ...

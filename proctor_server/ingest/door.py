"""What the rest of the house uses of the ingest, be it in this process or on nodes of its own."""

from __future__ import annotations

from typing import Protocol

from proctor_server.media.sealing import Seal

from .events import MediaStatus


class MediaDoor(Protocol):
    """Takes peers in and tells of them."""

    async def accept(self, attempt_id: str, part_id: str, offer_sdp: str, *, seal: Seal | None = None) -> str:
        """Answer an offer and begin to record; see `Ingest.accept`."""
        ...

    async def close(self, part_id: str, cause: str) -> None:
        """End a part and wait until it is complete."""
        ...

    def status(self, attempt_id: str) -> MediaStatus | None:
        """Tell what arrives from an attempt's present peer; None without one."""
        ...

    def connected(self) -> dict[str, str]:
        """The part that each attempt's present peer records, by attempt."""
        ...

    def recording(self) -> frozenset[str]:
        """The parts that are being written now."""
        ...

    async def aclose(self) -> None:
        """Let go of everything."""
        ...

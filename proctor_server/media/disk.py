"""Whether there is room for another recording on the disk that recordings are written to."""

import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DiskRoom:
    """Bytes that are free, and how many must stay so for the attempts that run already."""

    free_bytes: int
    min_free_bytes: int

    @property
    def is_full(self) -> bool:
        """Whether no new attempt may begin."""
        return self.free_bytes < self.min_free_bytes


class Disk:
    """The disk behind a folder."""

    def __init__(self, folder: Path, *, min_free_bytes: int) -> None:
        """Keep `min_free_bytes` for the attempts that run: an hour of one takes some 220 MB."""
        self._folder = folder
        self._min_free_bytes = min_free_bytes

    def room(self) -> DiskRoom:
        """Tell the room there is now."""
        return DiskRoom(shutil.disk_usage(self._folder).free, self._min_free_bytes)

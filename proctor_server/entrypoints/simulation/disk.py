"""A disk that loses its power: what was written and not synced survives sector by sector, or does not.

An SQLite VFS over memory. The model: a sync makes a file's writes durable; of all else each 512-byte sector of
each write reaches the platter with probability one half, in the order of the writes, and so does each change of
length. Within a sector a write is whole, as SQLite assumes of disks under Linux ("powersafe overwrite").
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

import apsw

SECTOR = 512
POWERSAFE_OVERWRITE = apsw.mapping_device_characteristics["SQLITE_IOCAP_POWERSAFE_OVERWRITE"]
READ_WRITE = apsw.SQLITE_OPEN_READWRITE


class PowerCut(Exception):
    """The machine is off: nothing more is written, synced or acknowledged."""


@dataclass(frozen=True, slots=True)
class Write:
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    size: int


Change = Write | Truncate


@dataclass(slots=True)
class File:
    """`durable`: what a power cut cannot take; `seen`: what the program reads; `unsynced`: how they differ."""

    durable: bytearray = field(default_factory=bytearray)
    seen: bytearray = field(default_factory=bytearray)
    unsynced: list[Change] = field(default_factory=list)

    def change(self, change: Change) -> None:
        apply(self.seen, change)
        self.unsynced.append(change)

    def sync(self) -> None:
        self.durable[:] = self.seen
        self.unsynced.clear()

    def after_cut(self, random: Random) -> bytes:
        left = bytearray(self.durable)
        for change in self.unsynced:
            for part in sectors(change):
                if random.random() < 0.5:
                    apply(left, part)
        return bytes(left)


def apply(content: bytearray, change: Change) -> None:
    match change:
        case Truncate(size):
            del content[size:]
        case Write(offset, data):
            content.extend(bytes(max(0, offset - len(content))))
            content[offset : offset + len(data)] = data


def sectors(change: Change) -> Iterator[Change]:
    """What of a change reaches the platter or not by itself."""
    if isinstance(change, Truncate):
        yield change
        return
    first, end = change.offset, change.offset + len(change.data)
    while first < end:
        last = min(end, (first // SECTOR + 1) * SECTOR)
        yield Write(first, change.data[first - change.offset : last - change.offset])
        first = last


class Disk:
    """Files by name. `changes_left`: how many changes and syncs until the power goes; None: it stays."""

    def __init__(self) -> None:
        self.files: dict[str, File] = {}
        self.changes_left: int | None = None

    def put(self, name: str, content: bytes) -> None:
        self.files[name] = File(bytearray(content), bytearray(content))

    def tick(self) -> None:
        if self.changes_left is not None:
            self.changes_left -= 1
            if self.changes_left < 0:
                raise PowerCut

    def after_cut(self, random: Random) -> dict[str, bytes]:
        return {name: file.after_cut(random) for name, file in self.files.items()}


class DiskVfs(apsw.VFS):
    """Hands SQLite the files of a disk. There is no shared memory: open with `locking_mode=EXCLUSIVE`."""

    def __init__(self, name: str, disk: Disk) -> None:
        super().__init__(name, "")
        self._disk = disk

    def xOpen(  # type: ignore[override]  # SQLite asks only that it has the methods
        self, name: apsw.URIFilename | str | None, flags: list[int]
    ) -> "OpenFile":
        path = "" if name is None else name if isinstance(name, str) else name.filename()
        flags[1] = flags[0] | READ_WRITE
        return OpenFile(self._disk, self._disk.files.setdefault(path, File()))

    def xFullPathname(self, name: str) -> str:
        return name

    def xAccess(self, path: str, _flags: int) -> bool:
        return path in self._disk.files

    def xDelete(self, path: str, _sync: bool) -> None:
        self._disk.tick()
        self._disk.files.pop(path, None)


class OpenFile:
    """One open file of a disk, with the methods SQLite calls; nobody else has it open."""

    def __init__(self, disk: Disk, file: File) -> None:
        self._disk = disk
        self._file = file

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self._file.seen[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        self._disk.tick()
        self._file.change(Write(offset, bytes(data)))

    def xTruncate(self, size: int) -> None:
        self._disk.tick()
        self._file.change(Truncate(size))

    def xSync(self, _flags: int) -> None:
        self._disk.tick()
        self._file.sync()

    def xFileSize(self) -> int:
        return len(self._file.seen)

    def xLock(self, _level: int) -> None: ...

    def xUnlock(self, _level: int) -> None: ...

    def xCheckReservedLock(self) -> bool:
        return False

    def xFileControl(self, _op: int, _pointer: int) -> bool:
        return False

    def xSectorSize(self) -> int:
        return SECTOR

    def xDeviceCharacteristics(self) -> int:
        return int(POWERSAFE_OVERWRITE)

    def xClose(self) -> None: ...

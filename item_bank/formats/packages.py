"""Which files a ZIP archive holds: read in memory, bounded, nothing is ever written to disk."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import PurePosixPath

from item_bank.formats.findings import Fact, Refused

MAX_FILES = 10_000
MAX_FILE_BYTES = 32 * 1024 * 1024
MAX_TOTAL_BYTES = 256 * 1024 * 1024
MAX_RATIO = 100  # items.md; an entry below SMALL_BYTES cannot do harm
SMALL_BYTES = 100 * 1024
# What zipfile raises on damaged archives; a fuzz run found ValueError for a negative offset.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    OverflowError,
)
_ARCHIVES = (".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".jar")
_ARCHIVE_MAGIC = (b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ\x00")


class Package(Mapping[str, bytes]):
    """The files of an archive by path; a file is inflated when it is asked for, counting its bytes."""

    def __init__(self, data: bytes) -> None:
        """Check every entry's name, size and kind before anything is inflated.

        Raises:
            Refused: the archive is damaged or hostile.
        """
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except _DAMAGED as error:
            raise Refused(Fact.NOT_ZIP, "", str(error)) from error
        self._entries = _checked(self._archive.infolist())
        self._sizes: dict[str, int] = {}

    def __getitem__(self, path: str) -> bytes:
        """Inflate a file.

        Raises:
            KeyError: there is none of that path.
            Refused: it is damaged, larger than it says, or an archive itself.
        """
        entry = self._entries[path]
        content = self._inflated(entry)
        self._sizes[path] = len(content)
        if sum(self._sizes.values()) > MAX_TOTAL_BYTES:
            raise Refused(Fact.COMPRESSION, path, f"more than {MAX_TOTAL_BYTES} bytes in all")
        if content.startswith(_ARCHIVE_MAGIC):
            raise Refused(Fact.NESTED_ARCHIVE, path)
        return content

    def __iter__(self) -> Iterator[str]:
        """Give the paths in the archive's order."""
        return iter(self._entries)

    def __len__(self) -> int:
        """Count the files."""
        return len(self._entries)

    def _inflated(self, entry: zipfile.ZipInfo) -> bytes:
        limit = min(entry.file_size, MAX_FILE_BYTES)
        try:
            with self._archive.open(entry) as stream:
                content = stream.read(limit + 1)
        except _DAMAGED as error:
            raise Refused(Fact.NOT_ZIP, entry.filename, str(error)) from error
        if len(content) > limit:
            raise Refused(Fact.COMPRESSION, entry.filename, f"more than {limit} bytes")
        return content


def safe_path(path: str) -> str | None:
    """Give a path inside the package in its plain form; None if it leads out of it.

    `a/./b` → `a/b`, `a/../b` → `b`; absolute paths, drives, back slashes and URLs lead out.
    """
    if not path or path.startswith("/") or "\\" in path or ":" in path or "\0" in path:
        return None
    parts: list[str] = []
    for part in PurePosixPath(path).parts:
        if part == "..":
            if not parts:
                return None
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts) or None


def _checked(entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    if len(entries) > MAX_FILES:
        raise Refused(Fact.TOO_MANY_FILES, "", f"{len(entries)}")
    if sum(entry.file_size for entry in entries) > MAX_TOTAL_BYTES:
        raise Refused(Fact.COMPRESSION, "", f"more than {MAX_TOTAL_BYTES} bytes in all")
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        _require_safe(entry)
        if entry.is_dir():
            continue
        if entry.filename in found:
            raise Refused(Fact.NOT_ZIP, entry.filename, "the name occurs twice")
        found[entry.filename] = entry
    return found


def _require_safe(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if ".." in PurePosixPath(name).parts or safe_path(name) is None:
        raise Refused(Fact.PATH_ESCAPE, name)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Refused(Fact.PATH_ESCAPE, name, "a symbolic link")
    if entry.flag_bits & 0x1:
        raise Refused(Fact.ENCRYPTED, name)
    if name.lower().endswith(_ARCHIVES):
        raise Refused(Fact.NESTED_ARCHIVE, name)
    if entry.file_size > MAX_FILE_BYTES:
        raise Refused(Fact.TOO_LARGE, name, f"{entry.file_size} bytes")
    if entry.file_size > SMALL_BYTES and entry.file_size > MAX_RATIO * entry.compress_size:
        raise Refused(Fact.COMPRESSION, name, f"{entry.file_size} of {entry.compress_size} bytes")

"""Where the bytes of a part come from: its file here, or its pieces in the object store; sealed ones are opened."""

from __future__ import annotations

import asyncio
import os
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from .blobs import BlobStore
from .errors import BadEbml, BlobNotFound
from .sealing import CLUSTER_HEAD, Seal, cluster_size
from .webm import read_layout

HEADER_READ = 4_096
MAX_WALKS = 256  # parts whose clusters are remembered: some 12 kB each


class PartSource(Protocol):
    """The stored bytes of one part, sealed or not."""

    async def cuts(self) -> Sequence[int]:
        """Tell where its whole clusters begin, and at last where they end; empty before the first header."""
        ...

    async def raw(self, start: int, end: int) -> bytes:
        """Read stored bytes.

        Raises:
            BlobNotFound: they are gone.
        """
        ...


async def read_open(source: PartSource, seal: Seal | None, start: int, end: int) -> bytes:
    """Read `[start, end)` of a part as it was recorded, less where it ends earlier.

    Raises:
        BlobNotFound: the part is gone.
        BadSeal: it was changed since it was recorded.
    """
    cuts = await source.cuts()
    end = min(end, cuts[-1] if cuts else 0)
    if start >= end:
        return b""
    if seal is None or end <= cuts[0]:
        return await source.raw(start, end)
    header = await source.raw(start, cuts[0]) if start < cuts[0] else b""
    first = max(bisect_right(cuts, start) - 1, 0)
    run = await source.raw(cuts[first], cuts[bisect_left(cuts, end)])
    opened = seal.open_run(run, cuts[first])
    return header + opened[max(start - cuts[first], 0) : end - cuts[first]]


@dataclass(slots=True)
class _Walk:
    """The cuts of one file as far as they were found; the file only grows behind them."""

    cuts: list[int] = field(default_factory=list)


class LocalParts:
    """The part files in a folder. A file under way is read up to its last whole cluster."""

    def __init__(self, folder: Path) -> None:
        """Serve `folder / key`."""
        self._folder = folder
        self._walks: OrderedDict[str, _Walk] = OrderedDict()

    def path(self, key: str) -> Path:
        """The file of a part."""
        return self._folder / key

    def source(self, key: str, *, sealed: bool = True) -> PartSource | None:
        """Give the part's file; None when it is not (any more) here. An open one is read to its last byte."""
        if not self.path(key).is_file():
            return None
        return _LocalPart(self.path(key), self._walk(key) if sealed else None)

    def remove(self, key: str) -> None:
        """Remove a part's file; nothing happens when it is not here."""
        self._walks.pop(key, None)
        self.path(key).unlink(missing_ok=True)

    def _walk(self, key: str) -> _Walk:
        walk = self._walks.pop(key, None) or _Walk()
        self._walks[key] = walk
        while len(self._walks) > MAX_WALKS:
            self._walks.popitem(last=False)
        return walk


class _LocalPart:
    def __init__(self, path: Path, walk: _Walk | None) -> None:
        self._path = path
        self._walk = walk

    async def cuts(self) -> Sequence[int]:
        return await asyncio.to_thread(self._go_on)

    async def raw(self, start: int, end: int) -> bytes:
        return await asyncio.to_thread(self._read, start, end)

    def _read(self, start: int, end: int) -> bytes:
        try:
            with self._path.open("rb", buffering=0) as file:
                return os.pread(file.fileno(), end - start, start)
        except FileNotFoundError as error:
            raise BlobNotFound(self._path.name) from error

    def _go_on(self) -> Sequence[int]:
        """Walk from where the last walk ended to the end of the file; without a walk, tell its end."""
        try:
            with closing(self._path.open("rb", buffering=0)) as file:
                descriptor, size = file.fileno(), os.fstat(file.fileno()).st_size
                if self._walk is None:
                    return [size]
                if not self._walk.cuts:
                    self._walk.cuts = _begin(os.pread(descriptor, HEADER_READ, 0), size)
                return list(_walked(descriptor, size, self._walk.cuts))
        except FileNotFoundError as error:
            raise BlobNotFound(self._path.name) from error


def _begin(header: bytes, size: int) -> list[int]:
    try:
        first = read_layout(header).clusters
    except BadEbml:
        return []
    return [first] if first <= size else []


def _walked(descriptor: int, size: int, cuts: list[int]) -> list[int]:
    while cuts and cuts[-1] < size:
        n = cluster_size(os.pread(descriptor, CLUSTER_HEAD, cuts[-1]))
        if n is None or cuts[-1] + n > size:
            break
        cuts.append(cuts[-1] + n)
    return cuts


@dataclass(frozen=True, slots=True)
class StoredPiece:
    """One object of a part: `cuts` are the beginnings of the clusters in it, none for the header's."""

    blob_key: str
    byte_offset: int
    n_bytes: int
    cuts: tuple[int, ...]


class StoredPart:
    """A part in the object store: its header's object, then pieces of about a minute each."""

    def __init__(self, blobs: BlobStore, pieces: Sequence[StoredPiece]) -> None:
        """Take the pieces in the order of their bytes."""
        self._blobs = blobs
        self._pieces = sorted(pieces, key=lambda piece: piece.byte_offset)

    async def cuts(self) -> Sequence[int]:
        """See `PartSource`."""
        if not self._pieces:
            return []
        last = self._pieces[-1]
        return [*(cut for piece in self._pieces for cut in piece.cuts), last.byte_offset + last.n_bytes]

    async def raw(self, start: int, end: int) -> bytes:
        """See `PartSource`."""
        found = []
        for piece in self._pieces:
            begin, stop = max(start - piece.byte_offset, 0), min(end - piece.byte_offset, piece.n_bytes)
            if begin < stop:
                found.append(await self._blobs.get_range(piece.blob_key, begin, stop - begin))
        return b"".join(found)


def pieces_of(cuts: Sequence[int], *, from_byte: int, piece_bytes: int, whole: bool) -> list[tuple[int, ...]]:
    """Tell which runs of whole clusters to store as pieces: each begins where the one before ended.

    Args:
        cuts: where the part's clusters begin, and at last where they end.
        from_byte: what lies before is stored already.
        piece_bytes: a piece ends with the cluster that reaches this size.
        whole: the part is complete, so what is left makes a piece however small.
    """
    runs: list[tuple[int, ...]] = []
    run: list[int] = []
    for cut in cuts:
        if cut < from_byte:
            continue
        run.append(cut)
        if cut - run[0] >= piece_bytes:
            runs.append(tuple(run))
            run = [cut]
    if whole and len(run) > 1:
        runs.append(tuple(run))
    return runs

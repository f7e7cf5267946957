"""How recorded bytes are read and written at rest: the key found, the place found, the clusters opened."""

from collections import OrderedDict
from collections.abc import AsyncIterator
from datetime import datetime

from proctor_server.db.database import Database
from proctor_server.db.recordings import Part, Segment
from proctor_server.db.storage import WrappedKey
from proctor_server.media.blobs import BlobStore
from proctor_server.media.master_keys import MasterKeys, Wrapped
from proctor_server.media.part_source import LocalParts, PartSource, StoredPart, StoredPiece, read_open
from proctor_server.media.sealing import Seal, new_data_key
from proctor_server.media.webm import segment_bytes
from proctor_server.services.errors import RecordingDeleted, UnknownRecording

STREAM_BYTES = 1 << 20
MAX_KEYS = 4_096
"""Unwrapped keys that stay in memory: a key service is not asked for each range a player reads."""


class Vault:
    """Reads parts and pictures, wherever they lie; knows the data keys, and nobody else does."""

    def __init__(
        self, database: Database, master: MasterKeys, *, blobs: BlobStore, local: LocalParts
    ) -> None:
        self._database = database
        self._master = master
        self._blobs = blobs
        self.local = local
        self._keys: OrderedDict[str, bytes] = OrderedDict()

    async def seal_for(self, attempt_id: str, name: str, now: datetime) -> Seal:
        """The seal to write a part (its id) or a picture (its key) with; an attempt's first makes its data key.

        Raises:
            RecordingDeleted: the attempt's key was destroyed.
        """
        key = self._keys.get(attempt_id) or await self._kept(attempt_id)
        if key is None:
            key = await self._new_key(attempt_id, now)
        return Seal(self._remember(attempt_id, key), name)

    async def _kept(self, attempt_id: str) -> bytes | None:
        async with self._database.read() as tx:
            known = await tx.storage.key(attempt_id)
        return None if known is None else await self._unwrap(known)

    async def _new_key(self, attempt_id: str, now: datetime) -> bytes:
        """Make it; a key service is asked outside of the transaction, and another's key that was first counts."""
        key = new_data_key()
        wrapped = await self._master.wrap(key, attempt_id)
        async with self._database.write() as tx:
            known = await tx.storage.key(attempt_id)
            if known is None:
                await tx.storage.add_key(
                    WrappedKey(attempt_id, wrapped.text, wrapped.master_key_id, now, None)
                )
        return key if known is None else await self._unwrap(known)

    async def opener(self, attempt_id: str, name: str) -> Seal | None:
        """The seal that opens what `seal_for` closed; None: nothing of this attempt was ever sealed.

        Raises:
            RecordingDeleted: the key was destroyed.
        """
        key = self._keys.get(attempt_id) or await self._kept(attempt_id)
        return None if key is None else Seal(self._remember(attempt_id, key), name)

    async def _unwrap(self, known: WrappedKey) -> bytes:
        if known.wrapped is None:
            raise RecordingDeleted
        return await self._master.unwrap(Wrapped(known.wrapped, known.master_key_id), known.attempt_id)

    def _remember(self, attempt_id: str, key: bytes) -> bytes:
        self._keys[attempt_id] = key
        self._keys.move_to_end(attempt_id)
        while len(self._keys) > MAX_KEYS:
            self._keys.popitem(last=False)
        return key

    def forget(self, attempt_id: str) -> None:
        """Let go of a key in memory: it was destroyed."""
        self._keys.pop(attempt_id, None)

    async def size(self, part: Part) -> int:
        """How many bytes of a part can be read.

        Raises:
            UnknownRecording: nothing of it is there.
        """
        cuts = await (await self._source(part)).cuts()
        return cuts[-1] if cuts else 0

    async def read(self, part: Part, start: int, end: int) -> bytes:
        """Read `[start, end)` of a part as it was recorded, less where it ends earlier.

        Raises:
            UnknownRecording, RecordingDeleted, MediaError: it is gone, or was changed since.
        """
        seal = await self._seal_of(part)
        return await read_open(await self._source(part), seal, start, end)

    async def stored(self, part: Part, start: int, end: int) -> bytes:
        """Read `[start, end)` as it lies there, sealed or not: what the index's hashes are over.

        Raises:
            UnknownRecording, MediaError: it is gone.
        """
        return await (await self._source(part)).raw(start, end)

    async def first_cluster(self, part: Part) -> int:
        """Where the part's first cluster begins, behind its header."""
        cuts = await (await self._source(part)).cuts()
        return cuts[0] if cuts else 0

    async def stream(self, part: Part, start: int, end: int) -> AsyncIterator[bytes]:
        """Read `[start, end)` in pieces; it ends early where the part does."""
        while start < end:
            piece = await self.read(part, start, min(start + STREAM_BYTES, end))
            if not piece:
                return
            yield piece
            start += len(piece)

    async def segment(self, part: Part, segment: Segment) -> bytes:
        """A segment as a WebM that can be decoded by itself: the part's header and the segment's clusters."""
        header = await self.read(part, 0, segment.header_bytes)
        clusters = await self.read(part, segment.byte_offset, segment.byte_offset + segment.n_bytes)
        return segment_bytes(header, clusters)

    async def _seal_of(self, part: Part) -> Seal | None:
        if not part.sealed:
            return None
        seal = await self.opener(part.attempt_id, part.id)
        if seal is None:
            raise RecordingDeleted
        return seal

    async def _source(self, part: Part) -> PartSource:
        local = self.local.source(part.blob_key, sealed=part.sealed)
        if local is not None:
            return local
        async with self._database.read() as tx:
            pieces = await tx.storage.pieces(part.id)
        if not pieces:
            raise UnknownRecording(part.id)
        stored = [StoredPiece(one.blob_key, one.byte_offset, one.n_bytes, one.cuts) for one in pieces]
        return StoredPart(self._blobs, stored)

    async def put_picture(self, attempt_id: str, key: str, jpeg: bytes, now: datetime) -> None:
        """Store a picture of an attempt, sealed by the attempt's data key."""
        seal = await self.seal_for(attempt_id, key, now)
        await self._blobs.put(key, seal.close_blob(jpeg))

    async def picture(self, attempt_id: str, key: str) -> bytes:
        """Read a picture.

        Raises:
            BlobNotFound: there is none.
            RecordingDeleted: the key was destroyed.
            BadSeal: it was changed since it was stored.
        """
        sealed = await self._blobs.get(key)
        if sealed.startswith(JPEG):
            return sealed
        seal = await self.opener(attempt_id, key)
        if seal is None:
            raise RecordingDeleted
        return seal.open_blob(sealed)


JPEG = b"\xff\xd8\xff"
"""How a picture begins that was stored before pictures were sealed."""

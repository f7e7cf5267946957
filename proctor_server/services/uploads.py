"""How parts reach the object store: about a minute at a time, checked, and only then gone from here."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from proctor_server.db.database import Database
from proctor_server.db.recordings import Part
from proctor_server.db.storage import Piece
from proctor_server.media.blobs import BlobStore
from proctor_server.media.errors import BlobStoreFailed
from proctor_server.media.part_source import LocalParts, PartSource, pieces_of

PIECE_BYTES = 3_500_000
"""About a minute of a camera at 400 kbit/s and its sound."""


class UploadService:
    """Copies sealed bytes as they are: the store never sees a key, nor anything that is open."""

    def __init__(
        self, database: Database, blobs: BlobStore, local: LocalParts, *, piece_bytes: int = PIECE_BYTES
    ) -> None:
        self._database = database
        self._blobs = blobs
        self._local = local
        self._piece_bytes = piece_bytes

    async def waiting(self) -> list[Part]:
        """The parts of which the store has not all yet."""
        async with self._database.read() as tx:
            return [part for part in await tx.storage.to_upload() if part.sealed]

    async def upload(self, part: Part, now: datetime) -> None:
        """Send what is whole; of an ended part all that is left, and then let go of its file.

        Raises:
            BlobStoreFailed: the store does not answer or has not what was sent; the file stays.
        """
        source = self._local.source(part.blob_key)
        cuts = [] if source is None else await source.cuts()
        if source is not None and cuts:
            await self._send_pieces(part, source, cuts)
        if part.ended_cause is None:
            return
        if source is not None and cuts:
            await self._send(part, source, no=0, run=(0, cuts[0]), header=True)
        async with self._database.write() as tx:
            await tx.storage.set_stored(part.id, now)
        self._local.remove(part.blob_key)

    async def _send_pieces(self, part: Part, source: PartSource, cuts: Sequence[int]) -> None:
        async with self._database.read() as tx:
            known = await tx.storage.pieces(part.id)
        stored_to = max((piece.end for piece in known if piece.no > 0), default=0)
        whole = part.ended_cause is not None
        runs = pieces_of(cuts, from_byte=stored_to, piece_bytes=self._piece_bytes, whole=whole)
        for no, run in enumerate(runs, start=max((piece.no for piece in known), default=0) + 1):
            await self._send(part, source, no=no, run=run)

    async def _send(
        self, part: Part, source: PartSource, *, no: int, run: tuple[int, ...], header: bool = False
    ) -> None:
        data = await source.raw(run[0], run[-1])
        key = f"{part.blob_key.removesuffix('.webm')}/{no:05}"
        await self._blobs.put(key, data)
        if await self._blobs.size(key) != len(data):
            raise BlobStoreFailed(key)
        piece = Piece(
            part_id=part.id,
            no=no,
            blob_key=key,
            byte_offset=run[0],
            n_bytes=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            cuts=() if header else run[:-1],
        )
        async with self._database.write() as tx:
            if all(one.no != no for one in await tx.storage.pieces(part.id)):
                await tx.storage.add_piece(piece)

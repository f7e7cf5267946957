"""Where recordings and stills are kept: a local folder or an S3 bucket behind one small interface."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from obstore.exceptions import BaseError as StoreError
from obstore.store import LocalStore, from_url

from .errors import BadBlobKey, BlobNotFound, BlobStoreFailed

if TYPE_CHECKING:
    from obstore.store import ObjectStore

CHUNK = 256 * 1024  # bytes read at once for a stream: a seek in a player answers soon
KEY = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
MAX_KEY = 512
MAX_RETRIES = 5


class BlobStore:
    """Keeps byte strings under keys such as `attempt/part.webm`.

    A local folder may be the very one the recordings are written to: a part under way can be read up to
    its last cluster. Every method raises `BlobStoreFailed` when the store does not answer or refuses.
    """

    def __init__(self, store: ObjectStore) -> None:
        """Use an opened store; `from_url` opens one."""
        self._store = store

    @classmethod
    def from_url(
        cls, place: str | Path, options: Mapping[str, str] | None = None, *, retry_s: float = 30.0
    ) -> BlobStore:
        """Open a folder, which is made when it is missing, or a URL such as `s3://bucket/prefix`.

        Args:
            options: settings of an S3 store by obstore's names, such as `endpoint` and `access_key_id`.
            retry_s: how long a store that does not answer is asked again before it counts as failed.

        Raises:
            ValueError: a URL of a kind that is not kept here.
        """
        if isinstance(place, Path) or "://" not in place:
            return cls(LocalStore(Path(place).absolute(), mkdir=True))
        if not place.startswith("s3://"):
            raise ValueError("blobs are kept in a folder or under an s3:// URL")
        settings = dict(options or {})
        client = {"allow_http": True} if settings.get("endpoint", "").startswith("http://") else None
        retry = {"max_retries": MAX_RETRIES, "retry_timeout": timedelta(seconds=retry_s)}
        store = from_url(
            place,
            config=cast(Any, settings),
            client_options=cast(Any, client),
            retry_config=cast(Any, retry),
        )
        return cls(store)

    async def put(self, key: str, data: bytes) -> None:
        """Store `data` whole or not at all; what was there is replaced.

        Raises:
            BadBlobKey: the key names no place inside the store.
        """
        with _told(key):
            await self._store.put_async(_checked(key), data)

    async def get(self, key: str) -> bytes:
        """Return what is stored.

        Raises:
            BlobNotFound: nothing is.
            BadBlobKey: the key names no place inside the store.
        """
        with _told(key):
            found = await self._store.get_async(_checked(key))
            return bytes(await found.bytes_async())

    async def get_range(self, key: str, offset: int, length: int) -> bytes:
        """Return `length` bytes from `offset`, fewer at the end.

        Raises:
            BlobNotFound: nothing is stored there.
            BadBlobKey: the key names no place inside the store.
            ValueError: `offset` is negative.
        """
        if offset < 0:
            raise ValueError("offset is negative")
        end = min(offset + length, await self.size(key))
        if end <= offset:
            return b""
        with _told(key):
            return bytes(await self._store.get_range_async(_checked(key), start=offset, end=end))

    async def size(self, key: str) -> int:
        """Return how many bytes are stored.

        Raises:
            BlobNotFound: nothing is.
            BadBlobKey: the key names no place inside the store.
        """
        with _told(key):
            return int((await self._store.head_async(_checked(key)))["size"])

    async def exists(self, key: str) -> bool:
        """Tell whether anything is stored.

        Raises:
            BadBlobKey: the key names no place inside the store.
        """
        try:
            await self.size(key)
        except BlobNotFound:
            return False
        return True

    async def delete(self, key: str) -> None:
        """Remove what is stored; nothing happens when nothing is.

        Raises:
            BadBlobKey: the key names no place inside the store.
        """
        with suppress(BlobNotFound), _told(key):
            await self._store.delete_async(_checked(key))

    async def stream(self, key: str, start: int, end: int) -> AsyncIterator[bytes]:
        """Read `[start, end)` in pieces; it ends early where the object does.

        Raises:
            BlobNotFound: nothing is stored there.
            BadBlobKey: the key names no place inside the store.
        """
        end = min(end, await self.size(key))
        while start < end:
            piece = await self.get_range(key, start, min(CHUNK, end - start))
            if not piece:
                return
            yield piece
            start += len(piece)


@contextmanager
def _told(key: str) -> Iterator[None]:
    """Tell in this package's words what a store raises."""
    try:
        yield
    except FileNotFoundError as error:
        raise BlobNotFound(key) from error
    except StoreError as error:
        raise BlobStoreFailed(key) from error


def _checked(key: str) -> str:
    if len(key) > MAX_KEY or not KEY.fullmatch(key):
        raise BadBlobKey
    return key

"""How recorded bytes are kept secret at rest: each cluster sealed by AES-256-GCM in the place it has anyway.

An encoded cluster ends in `SEAL_SIZE` spare bytes (a Void element). Sealed, its id and size stay as they
are and its content becomes nonce, ciphertext and tag: just as many bytes. So a sealed part has the same
offsets as the open one, a range of bytes needs only the clusters it touches, and the walk from cluster to
cluster, which a repair makes, needs no key. The header in front stays open: it tells length and index.
The place (part and offset) is associated data: a cluster moved elsewhere does not open.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .ebml import WIDE, Id, void
from .errors import BadSeal

KEY_SIZE = 32
NONCE_SIZE = 12
TAG_SIZE = 16
SEAL_SIZE = NONCE_SIZE + TAG_SIZE
SPARE = void(SEAL_SIZE)
CLUSTER_HEAD = len(Id.CLUSTER) + WIDE


def new_data_key() -> bytes:
    """Make a key for one attempt's recording."""
    return AESGCM.generate_key(bit_length=8 * KEY_SIZE)


class Seal:
    """Closes and opens the clusters of one part, and the pictures taken from it.

    Nonces are random: an attempt of four hours has some 30 000 clusters, and a file repaired or written
    again after a crash can repeat none of them.
    """

    def __init__(self, data_key: bytes, name: str) -> None:
        """`name` is the part's id, or a picture's blob key."""
        self._cipher = AESGCM(data_key)
        self._name = name.encode()

    def close(self, encoded: bytes, offset: int) -> bytes:
        """Seal an encoded cluster that ends in its spare bytes, for its place in the file."""
        head, content = encoded[:CLUSTER_HEAD], memoryview(encoded)[CLUSTER_HEAD:-SEAL_SIZE]
        nonce = os.urandom(NONCE_SIZE)
        return head + nonce + self._cipher.encrypt(nonce, content, self._place(head, offset))

    def open(self, sealed: bytes, offset: int) -> bytes:
        """Return the cluster as it was encoded.

        Raises:
            BadSeal: it was changed, stood elsewhere, or was sealed with another key.
        """
        head, nonce = sealed[:CLUSTER_HEAD], sealed[CLUSTER_HEAD : CLUSTER_HEAD + NONCE_SIZE]
        try:
            content = self._cipher.decrypt(
                nonce, sealed[CLUSTER_HEAD + NONCE_SIZE :], self._place(head, offset)
            )
        except (InvalidTag, ValueError) as error:
            raise BadSeal from error
        return head + content + SPARE

    def close_blob(self, data: bytes) -> bytes:
        """Seal a small object as a whole."""
        nonce = os.urandom(NONCE_SIZE)
        return nonce + self._cipher.encrypt(nonce, data, self._name)

    def open_blob(self, sealed: bytes) -> bytes:
        """Return a small object as it was.

        Raises:
            BadSeal: it was changed, or was sealed with another key or under another name.
        """
        try:
            return self._cipher.decrypt(sealed[:NONCE_SIZE], sealed[NONCE_SIZE:], self._name)
        except (InvalidTag, ValueError) as error:
            raise BadSeal from error

    def open_run(self, sealed: bytes, offset: int) -> bytes:
        """Open a run of whole clusters that begins at `offset` of the file.

        Raises:
            BadSeal: one of them does not open, or the bytes are no whole clusters.
        """
        return b"".join(self.open(sealed[start:end], offset + start) for start, end in cluster_spans(sealed))

    def _place(self, head: bytes, offset: int) -> bytes:
        return self._name + offset.to_bytes(8, "big") + head


def cluster_size(head: bytes) -> int | None:
    """Tell from a cluster's first `CLUSTER_HEAD` bytes how long it is in all; None: they begin no cluster."""
    if len(head) < CLUSTER_HEAD or head[: len(Id.CLUSTER)] != Id.CLUSTER:
        return None
    return CLUSTER_HEAD + (int.from_bytes(head[len(Id.CLUSTER) : CLUSTER_HEAD], "big") & ((1 << 56) - 1))


def cluster_spans(data: bytes) -> Iterator[tuple[int, int]]:
    """Give the spans of the clusters that fill `data`.

    Raises:
        BadSeal: they do not fill it.
    """
    start = 0
    while start < len(data):
        size = cluster_size(data[start : start + CLUSTER_HEAD])
        if size is None or start + size > len(data):
            raise BadSeal
        yield start, start + size
        start += size

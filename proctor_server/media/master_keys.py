"""What wraps the data keys of recordings: master keys from a file, or a key service behind the same interface."""

from __future__ import annotations

import base64
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .errors import BadKeyFile, BadSeal, KeyUnknown

MASTER_SIZE = 32
NONCE_SIZE = 12


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A data key as it may be stored: `text` in base64, `master_key_id` tells which key opens it."""

    text: str
    master_key_id: str


class MasterKeys(Protocol):
    """Wraps and unwraps data keys. `context` (the attempt's id) must be the same both times."""

    @property
    def current_id(self) -> str:
        """The id of the key that wraps now."""
        ...

    async def wrap(self, data_key: bytes, context: str) -> Wrapped:
        """Encrypt a data key by the current master key."""
        ...

    async def unwrap(self, wrapped: Wrapped, context: str) -> bytes:
        """Decrypt a data key.

        Raises:
            KeyUnknown: its master key is not here.
            BadSeal: it was changed or belongs to another context.
        """
        ...


class FileKeys:
    """Master keys from a file of hexadecimal lines: the first wraps, all unwrap. Readable by its owner only.

    A file that was replaced is read again: a running server follows a rotation.
    """

    def __init__(self, keys: tuple[bytes, ...], file: Path | None = None) -> None:
        """Take the keys, the current one first, and the file they were read from."""
        self._file = file
        self._read_at: int | None = None
        self._take(keys)

    def _take(self, keys: tuple[bytes, ...]) -> None:
        self._keys = {_id(key): key for key in keys}
        self._current = _id(keys[0])

    def _follow(self) -> None:
        if self._file is None:
            return
        changed_at = self._file.stat().st_mtime_ns
        if changed_at != self._read_at:
            self._take(_read(self._file))
            self._read_at = changed_at

    @classmethod
    def open(cls, file: Path) -> FileKeys:
        """Read the file; make it with a new key when it is missing.

        Raises:
            BadKeyFile: a line is no key of 32 bytes in hexadecimal.
        """
        if not file.exists():
            _write(file, (os.urandom(MASTER_SIZE),))
        return cls(_read(file), file)

    @property
    def current_id(self) -> str:
        """The id of the key that wraps now."""
        self._follow()
        return self._current

    async def wrap(self, data_key: bytes, context: str) -> Wrapped:
        """Encrypt a data key by the current master key."""
        self._follow()
        nonce = os.urandom(NONCE_SIZE)
        sealed = AESGCM(self._keys[self._current]).encrypt(nonce, data_key, context.encode())
        return Wrapped(base64.b64encode(nonce + sealed).decode(), self._current)

    async def unwrap(self, wrapped: Wrapped, context: str) -> bytes:
        """Decrypt a data key.

        Raises:
            KeyUnknown: its master key is not in the file.
            BadSeal: it was changed or belongs to another context.
        """
        self._follow()
        master = self._keys.get(wrapped.master_key_id)
        if master is None:
            raise KeyUnknown(wrapped.master_key_id)
        sealed = base64.b64decode(wrapped.text)
        try:
            return AESGCM(master).decrypt(sealed[:NONCE_SIZE], sealed[NONCE_SIZE:], context.encode())
        except (InvalidTag, ValueError) as error:
            raise BadSeal from error


def add_master_key(file: Path) -> FileKeys:
    """Put a new key in front; the former ones stay to unwrap what they wrapped.

    Raises:
        BadKeyFile: the file holds something else.
    """
    keys = (os.urandom(MASTER_SIZE), *(_read(file) if file.exists() else ()))
    _write(file, keys)
    return FileKeys(keys, file)


def drop_former_keys(file: Path) -> None:
    """Keep the current key only: for when every data key is wrapped by it."""
    _write(file, _read(file)[:1])


def _read(file: Path) -> tuple[bytes, ...]:
    try:
        keys = tuple(bytes.fromhex(line) for line in file.read_text().split())
    except ValueError as error:
        raise BadKeyFile("a line is no hexadecimal number") from error
    if not keys or any(len(key) != MASTER_SIZE for key in keys):
        raise BadKeyFile("a master key has 32 bytes")
    return keys


def _write(file: Path, keys: tuple[bytes, ...]) -> None:
    """Replace the file whole, its owner's alone, through to the disk."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(file.name + ".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(descriptor, "".join(key.hex() + "\n" for key in keys).encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    fresh.replace(file)


def _id(key: bytes) -> str:
    return "file:" + hashlib.sha256(b"synaq master key" + key).hexdigest()[:16]

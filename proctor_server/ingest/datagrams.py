"""How datagrams are taken from the kernel: all that one socket holds in one call (Linux's recvmmsg).

Python's sockets take one at a time, make an address for each and raise to tell that there is no more;
that was two fifths of what the event loop spent on a candidate.
"""

from __future__ import annotations

import ctypes
import os
import socket
import struct
from typing import Any

from pylibsrtp import ffi

MAX_AT_ONCE = 64  # datagrams of one socket and turn, 3 200 a second: what floods us is the kernel's to drop
MAX_DATAGRAM = 2_048  # above any MTU on the way; a longer one is cut and fails its authentication
NAME_SIZE = 28  # of sockaddr_in6, the larger one
_PORT = struct.Struct("!xxH").unpack_from


class _Iovec(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("size", ctypes.c_size_t))


class _Header(ctypes.Structure):
    """`struct mmsghdr` of recvmmsg(2)."""

    _fields_ = (
        ("name", ctypes.c_void_p),
        ("name_size", ctypes.c_uint32),
        ("iov", ctypes.c_void_p),
        ("n_iov", ctypes.c_size_t),
        ("control", ctypes.c_void_p),
        ("control_size", ctypes.c_size_t),
        ("flags", ctypes.c_int),
        ("padding", ctypes.c_uint32),
        ("n_bytes", ctypes.c_uint32),
    )


_WORDS = ctypes.sizeof(_Header) // 4
_N_BYTES_WORD = _Header.n_bytes.offset // 4
_recvmmsg = ctypes.CDLL(None, use_errno=True).recvmmsg
_recvmmsg.argtypes = (ctypes.c_int, ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_void_p)


class ReceiveBuffer:
    """The memory that datagrams are received into, and decrypted in: a slot each, those of one socket at a time."""

    def __init__(self) -> None:
        memory = ffi.new(f"char[{MAX_AT_ONCE * MAX_DATAGRAM}]")
        self.slots = [memory + slot * MAX_DATAGRAM for slot in range(MAX_AT_ONCE)]
        self.bytes = ffi.buffer(memory)  # a slice of it is a copy
        self.view = memoryview(self.bytes).cast("B")  # an item of it is a number
        self.length = ffi.new("int *")
        self._memory = memory
        self._iovecs = (_Iovec * MAX_AT_ONCE)()
        self._names = bytearray(MAX_AT_ONCE * NAME_SIZE)
        begin = int(ffi.cast("uintptr_t", memory))
        for slot in range(MAX_AT_ONCE):
            self._iovecs[slot] = _Iovec(begin + slot * MAX_DATAGRAM, MAX_DATAGRAM)
        self._headers: dict[int, tuple[Any, int, memoryview[int]]] = {
            family: self._headers_for() for family in (socket.AF_INET, socket.AF_INET6)
        }

    def _headers_for(self) -> tuple[Any, int, memoryview[int]]:
        """Headers of their own for a family: the kernel notes in them how long its addresses are."""
        names = ctypes.addressof((ctypes.c_char * len(self._names)).from_buffer(self._names))
        headers = (_Header * MAX_AT_ONCE)()
        for slot, header in enumerate(headers):
            header.name, header.name_size = names + slot * NAME_SIZE, NAME_SIZE
            header.iov, header.n_iov = ctypes.addressof(self._iovecs[slot]), 1
        return headers, ctypes.addressof(headers), memoryview(headers).cast("B").cast("I")

    def receive(self, number: int, family: int) -> int:
        """Take what the socket of file descriptor `number` holds, without waiting; returns how many datagrams.

        Raises:
            OSError: what an earlier datagram of ours met on its way.
        """
        n = _recvmmsg(number, self._headers[family][1], MAX_AT_ONCE, socket.MSG_DONTWAIT, None)
        if n >= 0:
            return int(n)
        error = ctypes.get_errno()
        if error == socket.EAGAIN:
            return 0
        raise OSError(error, os.strerror(error))

    def sizes(self, n: int, family: int) -> list[int]:
        """How long each of the first `n` datagrams is."""
        words = self._headers[family][2]
        return [words[at] for at in range(_N_BYTES_WORD, n * _WORDS, _WORDS)]

    def datagram(self, slot: int, n_bytes: int) -> bytes:
        """A copy of a slot's datagram."""
        return bytes(self.bytes[slot * MAX_DATAGRAM : slot * MAX_DATAGRAM + n_bytes])

    def sender(self, slot: int, family: int) -> tuple[Any, ...]:
        """Who sent a slot's datagram, as Python's sockets tell it."""
        name = self._names[slot * NAME_SIZE : (slot + 1) * NAME_SIZE]
        [port] = _PORT(name)
        if family == socket.AF_INET:
            return socket.inet_ntop(family, bytes(name[4:8])), port
        flow, scope = struct.unpack_from("!4xL16x", name)[0], struct.unpack_from("=24xL", name)[0]
        return socket.inet_ntop(family, bytes(name[8:24])), port, flow, scope

"""Where this code takes aiortc's place: the one module that reaches into aiortc and aioice.

Both are pinned; `tests/ingest/test_seam.py` fails when what is relied on here moves.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar

import aioice.ice
import aiortc.rtcpeerconnection
from aiortc.codecs import HEADER_EXTENSIONS

from .receiver import EncodedReceiver

AIORTC_VERSION = "1.16.0"
AIOICE_VERSION = "0.13.0"
LOOPBACK = "127.0.0.1"
SEND_TIME = "abs-send-time"

_machine_addresses: Callable[[bool, bool], list[str]] = aioice.ice.get_host_addresses
_addresses: ContextVar[tuple[str, ...] | None] = ContextVar("host_addresses", default=None)


def install() -> None:
    """Let every peer connection made from now on receive encoded frames. Doing it twice is the same."""
    aiortc.rtcpeerconnection.RTCRtpReceiver = EncodedReceiver
    # Without send times aiortc's estimator is silent; it would cut Chrome to 66 kbit/s on busy pictures.
    kept = [extension for extension in HEADER_EXTENSIONS["video"] if SEND_TIME not in extension.uri]
    HEADER_EXTENSIONS["video"][:] = kept


def addresses_and_loopback() -> tuple[str, ...]:
    """Return this machine's addresses, and the loopback one for a browser on the machine itself."""
    machine = _machine_addresses(True, True)
    return (*machine, *(() if LOOPBACK in machine else (LOOPBACK,)))


@contextlib.contextmanager
def host_addresses(addresses: tuple[str, ...] | None) -> Iterator[None]:
    """Offer exactly these addresses as ICE host candidates inside the block; None leaves aioice's choice.

    aioice leaves 127.0.0.1 out by itself, and a server at http://127.0.0.1 would be out of reach on a
    machine without a network.
    """
    aioice.ice.get_host_addresses = _host_addresses
    token = _addresses.set(addresses)
    try:
        yield
    finally:
        _addresses.reset(token)


def _host_addresses(use_ipv4: bool, use_ipv6: bool) -> list[str]:
    addresses = _addresses.get()
    if addresses is None:
        return _machine_addresses(use_ipv4, use_ipv6)
    return [address for address in addresses if (use_ipv6 if ":" in address else use_ipv4)]

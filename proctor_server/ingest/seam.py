"""Where this code takes aiortc's place: its receivers, and the sockets of aioice.

What is replaced stands here, what is read of a connected transport in `srtp`. All three packages are
pinned; `tests/ingest/test_seam.py` fails when what is relied on moves.
"""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Iterator
from contextvars import ContextVar
from typing import cast

import aioice.ice
import aiortc.rtcpeerconnection
import structlog
from aioice.candidate import Candidate, candidate_foundation, candidate_priority
from aiortc.codecs import HEADER_EXTENSIONS

from .receiver import EncodedReceiver
from .sockets import Pump

log = structlog.get_logger()

AIORTC_VERSION = "1.16.0"
AIOICE_VERSION = "0.13.0"
SRTP_VERSION = "1.0.0"
LOOPBACK = "127.0.0.1"
SEND_TIME = "abs-send-time"

_Gather = Callable[[aioice.ice.Connection, int, list[str], int], Awaitable[list[Candidate]]]
_gather_by_loop = cast(_Gather, aioice.ice.Connection.get_component_candidates)
_machine_addresses: Callable[[bool, bool], list[str]] = aioice.ice.get_host_addresses
_addresses: ContextVar[tuple[str, ...] | None] = ContextVar("host_addresses", default=None)
_pump: ContextVar[Pump | None] = ContextVar("pump", default=None)


def install() -> None:
    """Let every peer connection made from now on receive encoded frames. Doing it twice is the same."""
    aiortc.rtcpeerconnection.RTCRtpReceiver = EncodedReceiver
    aioice.ice.Connection.get_component_candidates = _gather
    # Without send times aiortc's estimator is silent; it would cut Chrome to 66 kbit/s on busy pictures.
    kept = [extension for extension in HEADER_EXTENSIONS["video"] if SEND_TIME not in extension.uri]
    HEADER_EXTENSIONS["video"][:] = kept


def addresses_and_loopback() -> tuple[str, ...]:
    """Return this machine's addresses, and the loopback one for a browser on the machine itself."""
    machine = _machine_addresses(True, True)
    return (*machine, *(() if LOOPBACK in machine else (LOOPBACK,)))


@contextlib.contextmanager
def pumped_sockets(pump: Pump) -> Iterator[None]:
    """Open the sockets of connections that gather inside the block at `pump`; candidates are host ones only."""
    token = _pump.set(pump)
    try:
        yield
    finally:
        _pump.reset(token)


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


async def _gather(
    connection: aioice.ice.Connection, component: int, addresses: list[str], timeout: int = 5
) -> list[Candidate]:
    pump = _pump.get()
    if pump is None:
        return await _gather_by_loop(connection, component, addresses, timeout)
    opened = [
        one for address in addresses if (one := _open(pump, connection, component, address)) is not None
    ]
    connection._protocols += opened
    return [one.local_candidate for one in opened]


def _open(
    pump: Pump, connection: aioice.ice.Connection, component: int, address: str
) -> aioice.ice.StunProtocol | None:
    """Open a socket at an address; one that cannot be had is left out, as aioice does."""
    protocol = aioice.ice.StunProtocol(connection)
    try:
        host, port = pump.open(address, protocol).get_extra_info("sockname")[:2]
    except OSError as error:
        log.warning("ice_address_left_out", errno=error.errno)
        return None
    protocol.local_candidate = Candidate(
        foundation=candidate_foundation("host", "udp", host),
        component=component,
        transport="udp",
        priority=candidate_priority(component, "host"),
        host=host,
        port=port,
        type="host",
    )
    return protocol

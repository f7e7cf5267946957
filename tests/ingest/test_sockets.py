"""Datagrams of many sockets come in by one timer, from the ports that are allowed."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator

import pytest

from proctor_server.ingest.datagrams import MAX_AT_ONCE, MAX_DATAGRAM, ReceiveBuffer
from proctor_server.ingest.sockets import BUSY_EACH_S, DRAIN_EACH_S, MANY_SOCKETS, PortRange, Pump

LOOPBACK = "127.0.0.1"


class Remembering(asyncio.DatagramProtocol):
    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.lost = 0

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.taken.append(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost += 1


@pytest.fixture
def out() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        yield sock


async def turns(n: int = 3) -> None:
    await asyncio.sleep(n * DRAIN_EACH_S)


async def test_media_goes_its_own_way_and_the_rest_to_the_protocol(out: socket.socket) -> None:
    pump, protocol, media = Pump(), Remembering(), []
    one = pump.open(LOOPBACK, protocol)
    one.take_media = lambda slot, n_bytes, now: media.append(pump.buffer.datagram(slot, n_bytes))
    for data in (b"\x00stun", b"\x90rtp", b"", b"\x16dtls", b"\xbfrtp", b"\xc0none", b"\x80" * 3_000):
        out.sendto(data, one.get_extra_info("sockname"))
    await turns()
    assert protocol.taken == [b"\x00stun", b"", b"\x16dtls", b"\xc0none"]
    assert media == [b"\x90rtp", b"\xbfrtp", b"\x80" * MAX_DATAGRAM]
    one.close()
    one.close()
    await asyncio.sleep(0)
    assert protocol.lost == 1
    pump.close()


@pytest.mark.parametrize(("family", "host"), [(socket.AF_INET, LOOPBACK), (socket.AF_INET6, "::1")])
async def test_who_sent_is_told_as_pythons_sockets_tell_it(family: int, host: str) -> None:
    """aioice answers to the address it is given."""
    with socket.socket(family, socket.SOCK_DGRAM) as here, socket.socket(family, socket.SOCK_DGRAM) as there:
        try:
            here.bind((host, 0))
        except OSError:
            pytest.skip(f"this machine has no {host}")
        there.bind((host, 0))
        for _ in range(2):  # the kernel notes an address's length where its room was told before
            there.sendto(b"one", here.getsockname())
            there.sendto(b"", here.getsockname())
            buffer = ReceiveBuffer()
            for _ in range(2):
                there.sendto(b"three", here.getsockname())
                n = buffer.receive(here.fileno(), family)
                found = [
                    (buffer.datagram(slot, size), buffer.sender(slot, family))
                    for slot, size in enumerate(buffer.sizes(n, family))
                ]
                assert found[-1] == (b"three", there.getsockname())
            assert buffer.receive(here.fileno(), family) == 0


async def test_one_that_floods_does_not_hold_up_the_others(out: socket.socket) -> None:
    pump, flooded, other = Pump(), Remembering(), Remembering()
    sockets = [pump.open(LOOPBACK, one) for one in (flooded, other)]
    for _ in range(3 * MAX_AT_ONCE):
        out.sendto(b"\x00", sockets[0].get_extra_info("sockname"))
    out.sendto(b"\x01", sockets[1].get_extra_info("sockname"))
    pump._turn()
    assert (len(flooded.taken), len(other.taken)) == (MAX_AT_ONCE, 1)
    for one in sockets:
        one.close()
    pump.close()


async def test_many_sockets_are_drained_half_as_often(out: socket.socket) -> None:
    pump, last = Pump(), Remembering()
    opened = [pump.open(LOOPBACK, Remembering()) for _ in range(MANY_SOCKETS - 1)]
    assert pump.each_s == DRAIN_EACH_S
    opened.append(pump.open(LOOPBACK, last))
    assert pump.each_s == BUSY_EACH_S
    out.sendto(b"\x00", opened[-1].get_extra_info("sockname"))
    await turns(2 + round(BUSY_EACH_S / DRAIN_EACH_S))
    assert last.taken == [b"\x00"]
    for one in opened:
        one.close()
    pump.close()


async def test_ports_come_from_the_range_and_are_used_again() -> None:
    first = free_ports()
    pump = Pump(PortRange(first, first + 2))
    taken = [pump.open(LOOPBACK, Remembering()) for _ in range(3)]
    assert {one.get_extra_info("sockname")[1] for one in taken} == {first, first + 1, first + 2}
    with pytest.raises(OSError, match="in use"):
        pump.open(LOOPBACK, Remembering())
    freed = taken.pop(1)
    port = freed.get_extra_info("sockname")[1]
    freed.close()
    taken.append(pump.open(LOOPBACK, Remembering()))
    assert taken[-1].get_extra_info("sockname")[1] == port
    for one in taken:
        one.close()
    pump.close()


async def test_an_address_that_is_not_ours_leaves_nothing_open() -> None:
    pump = Pump()
    with pytest.raises(OSError, match="assign"):
        pump.open("198.51.100.7", Remembering())
    assert not pump._sockets
    pump.close()


async def test_a_send_the_kernel_refuses_is_counted() -> None:
    pump = Pump()
    one = pump.open(LOOPBACK, Remembering())
    one.sendto(b"x" * 70_000, (LOOPBACK, 9))
    assert pump.n_unsent == 1
    one.close()
    pump.close()


@pytest.mark.parametrize(("first", "last"), [(0, 5), (9, 8), (1, 65_536)])
def test_a_range_that_is_none(first: int, last: int) -> None:
    with pytest.raises(ValueError, match="range"):
        PortRange(first, last)


def free_ports() -> int:
    """Where three ports in a row are free."""
    for first in range(42_000, 60_000, 17):
        tried = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(3)]
        try:
            for place, one in enumerate(tried):
                one.bind((LOOPBACK, first + place))
        except OSError:
            continue
        else:
            return first
        finally:
            for one in tried:
                one.close()
    raise AssertionError("no ports")

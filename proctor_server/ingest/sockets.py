"""Where datagrams come in: the UDP sockets of every peer, drained together by one timer.

An event loop wakes for each datagram of each socket; here one timer asks the kernel which sockets hold
something and empties them, fifty times a second, or half as often when they are many. That is early enough
for a recording and for retransmissions, and costs a fraction.
"""

from __future__ import annotations

import asyncio
import ipaddress
import select
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from .datagrams import MAX_DATAGRAM, ReceiveBuffer

DRAIN_EACH_S = 0.02
BUSY_EACH_S = (
    0.04  # with many sockets: half the wake-ups, and what is done in one finds its code and memory near
)
MANY_SOCKETS = 40
KERNEL_BUFFER = 1 << 20  # half a second of a peer while the loop is busy, bounded by the kernel's own limit
MEDIA = range(128, 192)  # the first byte of RTP and RTCP; STUN and DTLS lie below (RFC 7983)

Address = tuple[str, int]
TakeMedia = Callable[[int, int, float], None]


@dataclass(frozen=True, slots=True)
class PortRange:
    """The UDP ports that may be opened, both ends included."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if not 0 < self.first <= self.last <= 65_535:
            raise ValueError("a range of ports goes from 1 to 65535")


class PumpedSocket:
    """A UDP socket as aioice's protocols want one: an asyncio datagram transport, drained by the pump.

    `take_media` is given the packets of RTP and RTCP by their slot in the pump's buffer; the protocol all else.
    """

    def __init__(self, pump: Pump, sock: socket.socket, protocol: asyncio.DatagramProtocol) -> None:
        self._pump = pump
        self._closing = False
        self.sock = sock
        self.family = sock.family
        self.protocol = protocol
        self.take_media: TakeMedia | None = None

    def sendto(self, data: bytes, address: Address) -> None:
        """Send; a datagram the kernel does not take is lost, as any may be."""
        try:
            self.sock.sendto(data, address)
        except OSError:
            self._pump.n_unsent += 1

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        """Tell the socket's name; the socket itself is not given away."""
        return self.sock.getsockname() if name == "sockname" else default

    def is_closing(self) -> bool:
        """Tell whether `close` was called."""
        return self._closing

    def close(self) -> None:
        """Close, and tell the protocol in the loop's next turn."""
        if not self._closing:
            self._closing = True
            self.take_media = None
            self._pump.forget(self)
            self.sock.close()
            asyncio.get_running_loop().call_soon(self.protocol.connection_lost, None)

    abort = close


class Pump:
    """Drains sockets. Its timer runs while there are any."""

    def __init__(self, ports: PortRange | None = None) -> None:
        """Prepare; `ports` None leaves the choice to the kernel."""
        self.buffer = ReceiveBuffer()
        self.n_unsent = 0
        self._ports = ports
        self._next_port = ports.first if ports else 0
        self._sockets: dict[int, PumpedSocket] = {}
        self._epoll = select.epoll()
        self._timer: asyncio.TimerHandle | None = None
        self._next_turn: list[Callable[[float], None]] = []

    def open(self, address: str, protocol: asyncio.DatagramProtocol) -> PumpedSocket:
        """Open a socket at `address` and make its protocol's connection.

        Raises:
            OSError: no socket can be had there, or every port of the range is taken.
        """
        one = PumpedSocket(self, self._bound(address), protocol)
        self._sockets[one.sock.fileno()] = one
        self._epoll.register(one.sock.fileno(), select.EPOLLIN)
        protocol.connection_made(one)  # type: ignore[arg-type]  # all that aioice uses of a transport
        self._keep_turning()
        return one

    def forget(self, one: PumpedSocket) -> None:
        """Drain a socket no more."""
        self._epoll.unregister(one.sock.fileno())
        del self._sockets[one.sock.fileno()]

    def call_next_turn(self, callback: Callable[[float], None]) -> None:
        """Call back once, after the next turn's datagrams."""
        self._next_turn.append(callback)

    def close(self) -> None:
        """Turn no more; the sockets are their owners' to close before."""
        if self._timer is not None:
            self._timer.cancel()
        self._epoll.close()

    def _bound(self, address: str) -> socket.socket:
        family = socket.AF_INET6 if ipaddress.ip_address(address).version == 6 else socket.AF_INET
        sock = socket.socket(family, socket.SOCK_DGRAM)
        try:
            sock.setblocking(False)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, KERNEL_BUFFER)
            self._bind(sock, address)
        except OSError:
            sock.close()
            raise
        return sock

    def _bind(self, sock: socket.socket, address: str) -> None:
        refusal: OSError | None = None
        for port in self._candidates():
            try:
                sock.bind((address, port))
            except OSError as error:
                refusal = error
            else:
                self._next_port = port + 1
                return
        raise refusal or OSError("no port")

    def _candidates(self) -> Iterator[int]:
        """The ports to try, beginning after the one taken last."""
        if self._ports is None:
            return iter((0,))
        first, last = self._ports.first, self._ports.last
        begin = self._next_port if first <= self._next_port <= last else first
        return chain(range(begin, last + 1), range(first, begin))

    @property
    def each_s(self) -> float:
        """How long after one turn the next is made."""
        return DRAIN_EACH_S if len(self._sockets) < MANY_SOCKETS else BUSY_EACH_S

    def _keep_turning(self) -> None:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self.each_s, self._turn)

    def _turn(self) -> None:
        self._timer = None
        if not self._sockets:
            return
        self._keep_turning()
        self.drain(asyncio.get_running_loop().time())

    def drain(self, now: float) -> None:
        """Take what has come by monotonic `now`, of every socket."""
        for number, _ in self._epoll.poll(0):
            one = self._sockets.get(number)
            if one is not None:
                self._take(number, one, now)
        callbacks, self._next_turn = self._next_turn, []
        for callback in callbacks:
            callback(now)

    def _take(self, number: int, one: PumpedSocket, now: float) -> None:
        buffer, family = self.buffer, one.family
        try:
            n = buffer.receive(number, family)
        except OSError:
            return
        view, first = buffer.view, 0
        for slot, n_bytes in enumerate(buffer.sizes(n, family)):
            take = one.take_media
            if take is not None and n_bytes and view[first] in MEDIA:
                take(slot, n_bytes, now)
            else:
                one.protocol.datagram_received(buffer.datagram(slot, n_bytes), buffer.sender(slot, family))
            first += MAX_DATAGRAM

"""Which peers are being recorded now: the door through which media comes into the server."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import structlog

from proctor_server.kernel.clock import Clock
from proctor_server.media.sealing import Seal

from .errors import IngestStopped
from .events import MediaStatus, RecordingSink
from .offer import read_offer
from .peer import Peer, PeerIdentity, PeerLimits
from .seam import addresses_and_loopback, install
from .sockets import PortRange, Pump

log = structlog.get_logger()

BEAT_S = 0.25
STOP_S = 15.0  # peers get this long to complete their parts when the server stops
SAFE_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Ingest:
    """Answers offers and records what the peers send into `{folder}/{attempt_id}/{part_id}.webm`."""

    def __init__(
        self,
        *,
        folder: Path,
        sink: RecordingSink,
        clock: Clock,
        host_addresses: tuple[str, ...] | None = None,
        ports: PortRange | None = None,
        limits: PeerLimits | None = None,
    ) -> None:
        """Prepare; nothing runs yet.

        Args:
            host_addresses: the ICE host candidates to name; None for the machine's and the loopback one.
            ports: the UDP ports to use; None leaves the choice to the kernel.
        """
        install()
        self._folder = folder
        self._sink = sink
        self._clock = clock
        self._host_addresses = host_addresses
        self._limits = limits or PeerLimits()
        self._pump = Pump(ports)
        self._timer: asyncio.TimerHandle | None = None
        self._peers: dict[str, Peer] = {}
        self._running: dict[str, tuple[Peer, asyncio.Task[None]]] = {}
        self._stopping = False

    async def accept(self, attempt_id: str, part_id: str, offer_sdp: str, *, seal: Seal | None = None) -> str:
        """Answer an offer and begin to record; the attempt's former peer is closed as "replaced".

        Args:
            seal: encrypts what is recorded; None records it open.

        Raises:
            BadOffer: the offer cannot be answered; the former peer goes on.
            NoVideoOffered: the offer sends no camera; the former peer goes on.
            IngestStopped: the server is stopping.
            ValueError: an id is no name of a file, or the part was recorded already.
        """
        self._refuse_when_stopping()
        identity = self._identity(attempt_id, part_id, seal)
        peer = Peer(
            identity,
            offer=read_offer(offer_sdp),
            sink=self._sink,
            clock=self._clock,
            limits=self._limits,
            pump=self._pump,
        )
        answer = await peer.negotiate(self._host_addresses or addresses_and_loopback())
        self._begin(peer)
        return answer

    async def close(self, part_id: str, cause: str) -> None:
        """End a part and wait until it is complete; nothing happens when it is not being recorded."""
        running = self._running.get(part_id)
        if running is not None:
            peer, task = running
            peer.stop(cause)
            await asyncio.wait([task], timeout=STOP_S)

    def status(self, attempt_id: str) -> MediaStatus | None:
        """Tell what arrives from an attempt's present peer; None without one."""
        peer = self._peers.get(attempt_id)
        return None if peer is None or peer.is_over else peer.status

    def connected(self) -> dict[str, str]:
        """The part that each attempt's present peer records, by attempt."""
        return {attempt_id: peer.identity.part_id for attempt_id, peer in self._peers.items()}

    def recording(self) -> frozenset[str]:
        """The parts that are being written now, those of replaced and leaving peers included."""
        return frozenset(self._running)

    async def aclose(self) -> None:
        """End every part as "server_stop" and leave no task behind."""
        self._stopping = True
        tasks = [task for _, task in self._running.values()]
        for peer, _ in self._running.values():
            peer.stop("server_stop")
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=STOP_S)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        if self._timer is not None:
            self._timer.cancel()
        self._pump.close()

    def _refuse_when_stopping(self) -> None:
        if self._stopping:
            raise IngestStopped

    def _identity(self, attempt_id: str, part_id: str, seal: Seal | None) -> PeerIdentity:
        if not SAFE_ID.fullmatch(attempt_id) or not SAFE_ID.fullmatch(part_id):
            raise ValueError("an id is no name of a file")
        key = f"{attempt_id}/{part_id}.webm"
        path = self._folder / key
        if part_id in self._running or path.exists():
            raise ValueError("the part was recorded already")
        return PeerIdentity(attempt_id, part_id, path, key, seal)

    def _begin(self, peer: Peer) -> None:
        identity = peer.identity
        former = self._peers.get(identity.attempt_id)
        if former is not None:
            former.stop("replaced")
        if self._stopping:
            peer.stop("server_stop")
        task = asyncio.create_task(peer.run(), name=f"peer {identity.part_id}")
        self._peers[identity.attempt_id] = peer
        self._running[identity.part_id] = (peer, task)
        task.add_done_callback(lambda done: self._forget(peer, done))
        if self._timer is None:
            self._keep_beating()

    def _keep_beating(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(BEAT_S, self._beat)

    def _beat(self) -> None:
        """Let time pass for every peer: one timer for all of them."""
        self._timer = None
        if not self._running:
            return
        self._keep_beating()
        now = asyncio.get_running_loop().time()
        for peer, _ in tuple(self._running.values()):
            try:
                peer.beat(now)
            except Exception as error:  # one peer's failure is its own end, not the others'
                log.error("peer_failed", part_id=peer.identity.part_id, error=type(error).__name__)
                peer.stop("peer_failed")

    def _forget(self, peer: Peer, task: asyncio.Task[None]) -> None:
        """Let go of a peer that ended, and of its memory."""
        identity = peer.identity
        self._running.pop(identity.part_id, None)
        if self._peers.get(identity.attempt_id) is peer:
            del self._peers[identity.attempt_id]
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("peer_failed", part_id=identity.part_id, error=type(error).__name__)

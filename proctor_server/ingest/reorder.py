"""In which order packets go on: by sequence number, waiting for a lost one so long and no longer.

Pure: packets and instants in, packets and holes out. Sequence numbers have 16 bits and wrap.
"""

from __future__ import annotations

from dataclasses import dataclass

NACK_AGAIN_S = 0.1
MAX_NACKS = 64  # what one feedback packet asks for
MAX_WAITING = 400
MAX_LATE_RUN = 100  # so many late packets in a row mean that the sender began anew
MODULUS = 1 << 16


@dataclass(frozen=True, slots=True)
class Packet:
    """What is needed of an RTP packet; `timestamp` has 32 bits."""

    sequence: int
    timestamp: int
    marker: bool
    payload: bytes


class Hole:
    """Stands where packets were given up."""


HOLE = Hole()


class Reorder:
    """Puts one source's packets in order."""

    def __init__(self, hold_s: float) -> None:
        """Begin with the first packet pushed; `hold_s` is how long a missing one is waited for."""
        self._hold_s = hold_s
        self._next: int | None = None
        self._waiting: dict[int, Packet] = {}
        self._since = 0.0
        self._asked: dict[int, float] = {}
        self._late_run = 0
        self.n_lost = 0

    def push(self, packet: Packet, now: float) -> list[Packet | Hole]:
        """Take a packet; return what can go on."""
        expected = packet.sequence if self._next is None else self._next
        ahead = (packet.sequence - expected) % MODULUS
        if ahead >= MODULUS // 2:
            return self._late(packet, now)
        self._late_run = 0
        if ahead == 0 and not self._waiting:
            self._next = (expected + 1) % MODULUS
            return [packet]
        if not self._waiting:
            self._since = now
        self._next = expected
        self._waiting[packet.sequence] = packet
        return self._ready(now) if ahead == 0 else self.poll(now)

    def poll(self, now: float) -> list[Packet | Hole]:
        """Give up a hole that was waited for long enough, and return what can go on."""
        if not self._waiting or (now - self._since < self._hold_s and len(self._waiting) < MAX_WAITING):
            return []
        return self._skip(now)

    def missing(self, now: float) -> list[int]:
        """Return the sequence numbers to ask for again now."""
        if not self._waiting or self._next is None:
            return []
        last = max(self._waiting, key=lambda sequence: (sequence - (self._next or 0)) % MODULUS)
        wanted: list[int] = []
        sequence = self._next
        while sequence != last and len(wanted) < MAX_NACKS:
            if sequence not in self._waiting and now - self._asked.get(sequence, -1.0) >= NACK_AGAIN_S:
                self._asked[sequence] = now
                wanted.append(sequence)
            sequence = (sequence + 1) % MODULUS
        return wanted

    def _ready(self, now: float) -> list[Packet | Hole]:
        sequence = self._next or 0
        ready: list[Packet | Hole] = []
        while (packet := self._waiting.pop(sequence, None)) is not None:
            ready.append(packet)
            sequence = (sequence + 1) % MODULUS
        self._next = sequence
        self._since = now
        if not self._waiting:
            self._asked.clear()
        return ready

    def _skip(self, now: float) -> list[Packet | Hole]:
        expected = self._next or 0
        first = min(self._waiting, key=lambda sequence: (sequence - expected) % MODULUS)
        self.n_lost += (first - expected) % MODULUS
        self._next = first
        self._asked.clear()
        return [HOLE, *self._ready(now)]

    def _late(self, packet: Packet, now: float) -> list[Packet | Hole]:
        self._late_run += 1
        if self._late_run <= MAX_LATE_RUN:
            return []
        self._waiting.clear()
        self._asked.clear()
        self._next, self._late_run, self._since = (packet.sequence + 1) % MODULUS, 0, now
        return [HOLE, packet]

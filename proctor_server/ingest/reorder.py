"""In which order packets go on: by sequence number, waiting for a lost one so long and no longer.

Pure: packets and instants in, packets and holes out. Sequence numbers have 16 bits and wrap.
"""

from __future__ import annotations

from dataclasses import dataclass

from .reception import Progress

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
        self._base = 0
        self._waiting: dict[int, tuple[Packet, float]] = {}
        self._asked: dict[int, float] = {}
        self._late_run = 0
        self._seen: int | None = None  # the number expected when the progress was last asked for
        self._extended = self._first = 0
        self.n_lost = 0
        self.n_again = 0  # packets that came in an envelope of their own, because they were asked for

    @property
    def progress(self) -> Progress:
        """How far it went. Ask each minute at least, or a wrap of the numbers is missed."""
        if self._next is None:
            return Progress(0, 0, 0)
        if self._seen is None:
            self._first = self._extended = self._seen = self._base
        self._extended += (self._next - self._seen) % MODULUS
        self._seen = self._next
        ahead = self._ahead(max(self._waiting, key=self._ahead)) + 1 if self._waiting else 0
        n_open = ahead - len(self._waiting)
        n_expected = self._extended + ahead - self._first
        return Progress(n_expected, self.n_lost + self.n_again + n_open, self._extended + ahead - 1)

    @property
    def has_holes(self) -> bool:
        """Whether packets wait for one that lacks."""
        return bool(self._waiting)

    @property
    def n_waiting(self) -> int:
        """How many packets are held back."""
        return len(self._waiting)

    def passes(self, sequence: int) -> bool:
        """Tell whether a packet is just the one expected, and if so let it go on: most are, and cost nothing."""
        if sequence != self._next or self._waiting:
            return False
        self._next = (sequence + 1) % MODULUS
        self._late_run = 0
        return True

    def push(self, packet: Packet, now: float) -> list[Packet | Hole]:
        """Take a packet; return what can go on."""
        if self._next is None:
            self._base = packet.sequence
        expected = packet.sequence if self._next is None else self._next
        ahead = (packet.sequence - expected) % MODULUS
        if ahead >= MODULUS // 2:
            return self._late(packet)
        self._late_run = 0
        if ahead == 0 and not self._waiting:
            self._next = (expected + 1) % MODULUS
            return [packet]
        self._next = expected
        self._waiting[packet.sequence] = (packet, now)
        ready = self._ready() if ahead == 0 else []
        return ready + self.poll(now)

    def poll(self, now: float) -> list[Packet | Hole]:
        """Give up the holes that were waited for long enough, and return what can go on."""
        ready: list[Packet | Hole] = []
        while self._waiting:
            first = min(self._waiting, key=self._ahead)
            waited = now - self._waiting[first][1]
            if waited < self._hold_s and len(self._waiting) < MAX_WAITING:
                break
            ready += self._skip_to(first)
        return ready

    def missing(self, now: float) -> list[int]:
        """Return the sequence numbers to ask for again now."""
        if not self._waiting or self._next is None:
            return []
        last = max(self._waiting, key=self._ahead)
        wanted: list[int] = []
        sequence = self._next
        while sequence != last and len(wanted) < MAX_NACKS:
            if sequence not in self._waiting and now - self._asked.get(sequence, -1.0) >= NACK_AGAIN_S:
                self._asked[sequence] = now
                wanted.append(sequence)
            sequence = (sequence + 1) % MODULUS
        return wanted

    def _ahead(self, sequence: int) -> int:
        return (sequence - (self._next or 0)) % MODULUS

    def _ready(self) -> list[Packet | Hole]:
        sequence = self._next or 0
        ready: list[Packet | Hole] = []
        while (found := self._waiting.pop(sequence, None)) is not None:
            ready.append(found[0])
            sequence = (sequence + 1) % MODULUS
        self._next = sequence
        if not self._waiting:
            self._asked.clear()
        return ready

    def _skip_to(self, first: int) -> list[Packet | Hole]:
        self.n_lost += self._ahead(first)
        self._next = first
        return [HOLE, *self._ready()]

    def _late(self, packet: Packet) -> list[Packet | Hole]:
        self._late_run += 1
        if self._late_run <= MAX_LATE_RUN:
            return []
        self._waiting.clear()
        self._asked.clear()
        self._next, self._late_run = (packet.sequence + 1) % MODULUS, 0
        self._base, self._seen = packet.sequence, None
        return [HOLE, packet]

"""Which id a new thing gets."""

import secrets
import threading
import time
from collections.abc import Callable
from uuid import UUID

_RANDOM_BITS = 62
_NS_PER_MS = 1_000_000
_STEPS_PER_MS = 4096


class IdSequence:
    """Version 7 UUIDs (RFC 9562, 6.2 method 3) that strictly rise within a process.

    48 bits of milliseconds, 12 bits of their fraction, 62 random bits. When the clock stands still or
    goes back, the fraction counts on, so ids sort in the order they were made.
    """

    def __init__(self, clock_ns: Callable[[], int] = time.time_ns) -> None:
        self._clock_ns = clock_ns
        self._last_step = 0
        self._lock = threading.Lock()

    def next(self) -> str:
        """Make the next id as 36 lower-case characters."""
        step = self._next_step()
        ms, fraction = divmod(step, _STEPS_PER_MS)
        tail = secrets.randbits(_RANDOM_BITS)
        return str(UUID(int=ms << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | tail))

    def _next_step(self) -> int:
        now = self._clock_ns() * _STEPS_PER_MS // _NS_PER_MS
        with self._lock:
            self._last_step = max(now, self._last_step + 1)
            return self._last_step


_SEQUENCE = IdSequence()


def new_id() -> str:
    """Make an id that sorts by the time it was made."""
    return _SEQUENCE.next()

"""Wake-ups inside one process: who listens to a topic hears that a subject changed. Losing one costs latency only."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """What kind of thing changed; the subject names which (an attempt's id, mostly)."""

    ATTEMPT = "attempt"
    MEDIA = "media"
    SEGMENT = "segment"
    INCIDENT = "incident"
    QUEUE = "queue"
    INTERVENTION = "intervention"


@dataclass(frozen=True, slots=True)
class Event:
    topic: str
    subject: str


QUEUE_BOUND = 256


class Listener:
    """A listener's bounded queue; when it is full the oldest event is dropped and counted."""

    def __init__(self) -> None:
        self._events: asyncio.Queue[Event] = asyncio.Queue(QUEUE_BOUND)
        self.n_dropped = 0

    def offer(self, event: Event) -> None:
        if self._events.full():
            self._events.get_nowait()
            self.n_dropped += 1
        self._events.put_nowait(event)

    async def next(self, timeout_s: float) -> Event | None:
        try:
            async with asyncio.timeout(timeout_s):
                return await self._events.get()
        except TimeoutError:
            return None


class InProcessBus:
    """Events to every listener of this process whose topics match."""

    def __init__(self) -> None:
        self._listeners: list[tuple[frozenset[str], str | None, Listener]] = []

    def publish(self, event: Event) -> None:
        for topics, subject, queue in self._listeners:
            if event.topic in topics and subject in (None, event.subject):
                queue.offer(event)

    @contextmanager
    def listen(self, *topics: Topic, subject: str | None = None) -> Iterator[Listener]:
        """Hear events of `topics`, of every subject or of one, while inside the `with`."""
        entry = (frozenset(topics), subject, Listener())
        self._listeners.append(entry)
        try:
            yield entry[2]
        finally:
            self._listeners.remove(entry)

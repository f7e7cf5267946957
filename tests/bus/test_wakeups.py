"""Who hears what on the bus, in which order, and what happens to one who does not listen."""

import asyncio

from proctor_server.bus.wakeups import QUEUE_BOUND, Event, InProcessBus, Listener, Topic

NOW = 0.001
WAIT_S = 5.0


async def heard(listener: Listener) -> list[str]:
    found = []
    while (event := await listener.next(NOW)) is not None:
        found.append(event.subject)
    return found


async def test_a_listener_hears_its_topics_and_no_others() -> None:
    bus = InProcessBus()
    with bus.listen(Topic.ATTEMPT, Topic.QUEUE) as some, bus.listen(Topic.SEGMENT) as other:
        for topic in Topic:
            bus.publish(Event(topic, topic.value))
        assert await heard(some) == ["attempt", "queue"]
        assert await heard(other) == ["segment"]


async def test_a_listener_to_one_subject_hears_of_it_alone() -> None:
    bus = InProcessBus()
    with bus.listen(Topic.ATTEMPT, subject="a") as one, bus.listen(Topic.ATTEMPT) as all_:
        for subject in ("a", "b", "a"):
            bus.publish(Event(Topic.ATTEMPT, subject))
        assert await heard(one) == ["a", "a"]
        assert await heard(all_) == ["a", "b", "a"]


async def test_a_full_queue_drops_the_oldest_and_counts_it() -> None:
    bus = InProcessBus()
    with bus.listen(Topic.SEGMENT) as slow:
        for n in range(QUEUE_BOUND + 10):
            bus.publish(Event(Topic.SEGMENT, str(n)))
        assert slow.n_dropped == 10
        assert await heard(slow) == [str(n) for n in range(10, QUEUE_BOUND + 10)]


async def test_a_waiting_listener_is_woken() -> None:
    bus = InProcessBus()
    with bus.listen(Topic.ATTEMPT) as listener:
        waiting = asyncio.ensure_future(listener.next(WAIT_S))
        await asyncio.sleep(0)
        bus.publish(Event(Topic.ATTEMPT, "a"))
        assert await waiting == Event(Topic.ATTEMPT, "a")


async def test_who_has_left_hears_nothing_and_holds_nothing() -> None:
    bus = InProcessBus()
    with bus.listen(Topic.ATTEMPT) as listener:
        pass
    bus.publish(Event(Topic.ATTEMPT, "a"))
    assert await heard(listener) == []

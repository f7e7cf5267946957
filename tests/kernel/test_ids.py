"""Ids rise strictly within a process, also when the clock stands still or goes back."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from proctor_server.kernel.ids import IdSequence, new_id


def test_ids_sort_in_the_order_they_were_made() -> None:
    made = [new_id() for _ in range(5000)]
    assert made == sorted(made)
    assert len(set(made)) == 5000


@given(st.lists(st.integers(min_value=0, max_value=2**60), min_size=2, max_size=50))
def test_ids_rise_whatever_the_clock_does(readings: list[int]) -> None:
    clock = iter(readings)
    sequence = IdSequence(lambda: next(clock))
    made = [sequence.next() for _ in readings]
    assert made == sorted(set(made))


def test_an_id_is_a_version_7_uuid_of_its_millisecond() -> None:
    made = UUID(IdSequence(lambda: 1_700_000_000_123_000_000).next())
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == 1_700_000_000_123


def test_threads_never_share_an_id() -> None:
    sequence = IdSequence(lambda: 0)
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: sequence.next(), range(4000)))
    assert len(set(made)) == 4000

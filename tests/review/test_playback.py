"""What stands beside a recording: the curve of loudness and the item at a moment."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proctor_server.review.playback import SILENCE_DB, ItemSpan, item_spans, loudness

ANSWERS = st.lists(
    st.tuples(
        st.integers(0, 54),
        st.floats(0, 6000, allow_nan=False, allow_infinity=False),
        st.floats(0, 600, allow_nan=False, allow_infinity=False),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("duration_s", "step_s", "n"), [(1.0, 0.5, 2), (300, 0.5, 600), (6000, 5.0, 1200), (0.0, 0.5, 0)]
)
def test_the_curve_has_a_bounded_number_of_steps(duration_s: float, step_s: float, n: int) -> None:
    found = loudness((), duration_s=duration_s, most_steps=1200)
    assert (found.step_s, len(found.levels_db)) == (step_s, n)


def test_the_loudest_of_a_step_counts_and_silence_has_a_floor() -> None:
    heard = [(0.25, -60.0), (0.75, -20.0), (1.25, -120.0), (9.0, -5.0), (-1.0, -5.0)]
    found = loudness(heard, duration_s=4.0, most_steps=4)
    assert found.levels_db == (-20.0, SILENCE_DB, None, None)


def test_an_item_is_on_the_screen_from_its_beginning_to_its_last_answer() -> None:
    answers = [(0, 10.0, 10.0), (0, 14.0, 14.0), (1, 20.0, 5.0), (0, 30.0, 4.0)]
    assert item_spans(answers) == (
        ItemSpan(0, 0.0, 14.0),
        ItemSpan(1, 15.0, 20.0),
        ItemSpan(0, 26.0, 30.0),
    )


def test_a_span_never_reaches_into_one_before_it() -> None:
    assert item_spans([(0, 10.0, 10.0), (1, 12.0, 9.0)]) == (ItemSpan(0, 0.0, 10.0), ItemSpan(1, 10.0, 12.0))


@given(ANSWERS)
def test_spans_follow_each_other_and_never_overlap(answers: list[tuple[int, float, float]]) -> None:
    spans = item_spans(answers)
    assert all(one.t0_s < one.t1_s for one in spans)
    assert all(a.t1_s <= b.t0_s for a, b in pairwise(spans))

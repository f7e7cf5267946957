"""What holds for any sequence of observations whatever."""

import json
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vision.observation import Observation
from vision.signals import (
    Signal,
    SignalRules,
    SignalType,
    finish,
    fold,
    fold_all,
    initial_state,
    state_from_json,
    state_to_json,
)

RULES = SignalRules()
KINDS = ("facing", "left", "down", "missing", "back", "crowd", "black", "dark", "bright", "gap")
runs = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 12)), min_size=1, max_size=12)


@pytest.fixture(scope="session")
def film(scenes):
    """Turn [(kind, samples)] into observations, two a second."""

    def one(kind: str, at_s: float) -> Observation:
        if kind in ("black", "dark", "bright"):
            return scenes.missing(at_s, None, kind)
        if kind == "crowd":
            return scenes.crowd(at_s)
        if kind in ("missing", "back"):
            return scenes.missing(at_s, 0.9 if kind == "back" else 0.1)
        return scenes.facing(at_s, -60.0 if kind == "left" else 0.0, 50.0 if kind == "down" else 0.0)

    def shoot(parts: list[tuple[str, int]]) -> list[Observation]:
        observations, at_s = [], 0.0
        for kind, n in parts:
            if kind == "gap":
                at_s += n
                continue
            for _ in range(n):
                observations.append(one(kind, round(at_s, 3)))
                at_s += 0.5
        return observations

    return shoot


def emitted(observations: list[Observation]) -> list[Signal]:
    state, signals = initial_state(), []
    for observation in observations:
        state, some = fold(RULES, state, observation)
        signals += some
    return signals + list(finish(RULES, state)[1])


@settings(deadline=None, max_examples=30)
@given(parts=runs)
def test_every_signal_is_raised_once_and_ended_once(film, parts) -> None:
    counts = Counter((one.type, one.t0_s, one.open) for one in emitted(film(parts)))
    assert set(counts.values()) <= {1}
    assert {key[:2] for key in counts if key[2]} == {key[:2] for key in counts if not key[2]}


@settings(deadline=None, max_examples=30)
@given(parts=runs)
def test_signals_of_one_type_never_overlap_and_lasted_long_enough(film, parts) -> None:
    signals = fold_all(RULES, film(parts))
    for type_ in {one.type for one in signals}:
        spans = [(one.t0_s, one.t1_s) for one in signals if one.type is type_]
        assert all(first[1] < second[0] for first, second in pairwise(spans))
        assert all(t1 - t0 >= RULES.timings[type_].min_s for t0, t1 in spans)


@settings(deadline=None, max_examples=30)
@given(n_before=st.integers(0, 20), n_away=st.integers(8, 60), n_after=st.integers(4, 20))
def test_one_signal_per_absence(film, n_before: int, n_away: int, n_after: int) -> None:
    parts = [("facing", n_before), ("missing", n_away), ("facing", n_after)]
    (signal,) = fold_all(RULES, film(parts))
    assert (signal.type, signal.t0_s) == (SignalType.ABSENT, n_before / 2)
    assert signal.t1_s == (n_before + n_away - 1) / 2


@settings(deadline=None, max_examples=25)
@given(parts=runs, rest_after=st.integers(0, 60))
def test_a_fold_may_rest_as_json_at_any_moment(film, parts, rest_after: int) -> None:
    observations = film(parts)
    state, signals = initial_state(), []
    for n, observation in enumerate(observations):
        if n == rest_after:
            state = state_from_json(json.loads(json.dumps(state_to_json(state))))
        state, some = fold(RULES, state, observation)
        signals += some
    assert signals + list(finish(RULES, state)[1]) == emitted(observations)


@settings(deadline=None, max_examples=25)
@given(parts=runs, again=st.integers(0, 50))
def test_a_segment_folded_twice_changes_nothing(film, parts, again: int) -> None:
    observations = film(parts)
    repeated = [*observations[:again], *observations[max(0, again - 8) : again], *observations[again:]]
    assert emitted(repeated) == emitted(observations)


@settings(deadline=None, max_examples=20)
@given(parts=runs)
def test_after_the_end_nothing_is_open(film, parts) -> None:
    state = initial_state()
    for observation in film(parts):
        state, _ = fold(RULES, state, observation)
    state, _ = finish(RULES, state)
    assert state.holds == ()
    assert finish(RULES, state) == (state, ())


def test_a_state_stays_small_over_a_quarter_of_an_hour(scenes) -> None:
    state = initial_state()
    for n in range(1800):
        state, _ = fold(RULES, state, scenes.facing(n / 2, 60.0 if n > 100 else 0.0))
    assert len(json.dumps(state_to_json(state))) < 20_000


def test_what_is_no_state_is_refused() -> None:
    document = state_to_json(initial_state())
    with pytest.raises((KeyError, TypeError, ValueError)):
        state_from_json({**document, "view": {**document["view"], "good_layout": [1, 2]}})

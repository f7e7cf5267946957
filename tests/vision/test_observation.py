"""Observations are stored as JSON and folded later: nothing may change on the way."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vision.observation import (
    N_LAYOUT_CELLS,
    Face,
    Light,
    Observation,
    observation_from_json,
    observation_to_json,
)

numbers = st.floats(-1000, 1000, allow_nan=False)
lights = st.builds(
    Light,
    luma=numbers,
    contrast=numbers,
    sharpness=numbers,
    change=st.none() | numbers,
    layout=st.binary(min_size=N_LAYOUT_CELLS, max_size=N_LAYOUT_CELLS).map(tuple),
)
faces = st.builds(Face, *[numbers] * 6, st.none() | numbers)
observations = st.builds(
    Observation, numbers, lights, st.none() | faces, numbers, st.integers(0, 9), numbers, st.none() | numbers
)


@given(observations)
def test_what_is_stored_is_read_back(observation: Observation) -> None:
    stored = json.dumps(observation_to_json(observation))
    assert observation_from_json(json.loads(stored)) == observation


@given(observations)
def test_an_observation_takes_little_room(observation: Observation) -> None:
    assert len(json.dumps(observation_to_json(observation))) < 900


@pytest.mark.parametrize(
    ("key", "value"),
    [("at_s", "soon"), ("light", None), ("face", 3), ("n_extra", True), ("person_score", [])],
)
def test_what_is_no_observation_is_refused(key: str, value: object) -> None:
    light = Light(1, 1, 1, None, (0,) * N_LAYOUT_CELLS)
    document = {**observation_to_json(Observation(1.0, light)), key: value}
    with pytest.raises((TypeError, ValueError, KeyError)):
        observation_from_json(document)


def test_a_layout_of_another_size_is_refused() -> None:
    light = Light(1, 1, 1, None, (0,) * (N_LAYOUT_CELLS - 1))
    with pytest.raises(ValueError, match="192 cells"):
        observation_from_json(observation_to_json(Observation(1.0, light)))

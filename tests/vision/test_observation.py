"""Observations are stored as JSON and folded later: nothing may change on the way."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vision.observation import (
    N_IDENTITY,
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
identities = st.lists(st.integers(-127, 127), min_size=N_IDENTITY, max_size=N_IDENTITY).map(tuple)
faces = st.builds(
    Face, *[numbers] * 6, st.none() | numbers, gaze=st.none() | numbers, identity=st.none() | identities
)
observations = st.builds(
    Observation, numbers, lights, st.none() | faces, numbers, st.integers(0, 9), numbers, st.none() | numbers
)


@given(observations)
def test_what_is_stored_is_read_back(observation: Observation) -> None:
    stored = json.dumps(observation_to_json(observation))
    assert observation_from_json(json.loads(stored)) == observation


@given(observations)
def test_an_observation_takes_little_room(observation: Observation) -> None:
    assert len(json.dumps(observation_to_json(observation))) < 1100


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


def test_an_observation_stored_before_gaze_and_identity_is_still_read() -> None:
    light = Light(1, 1, 1, None, (0,) * N_LAYOUT_CELLS)
    document = observation_to_json(Observation(1.0, light, Face(0.9, 0.5, 0.5, 0.3, 1, 2)))
    face = document["face"]
    assert isinstance(face, dict)
    old = {**document, "face": {name: face[name] for name in face if name not in ("gaze", "identity")}}
    assert observation_from_json(old).face == Face(0.9, 0.5, 0.5, 0.3, 1, 2)


def test_an_identity_of_another_size_is_refused() -> None:
    light = Light(1, 1, 1, None, (0,) * N_LAYOUT_CELLS)
    face = Face(0.9, 0.5, 0.5, 0.3, 1, 2, identity=(1,) * (N_IDENTITY - 1))
    with pytest.raises(ValueError, match="128 numbers"):
        observation_from_json(observation_to_json(Observation(1.0, light, face)))

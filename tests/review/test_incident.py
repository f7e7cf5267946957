"""Incidents: each type points to a rule of the programme, severity only orders."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam_engine.programme_file import load_programme
from proctor_server.review.errors import BadIncident
from proctor_server.review.incident import (
    RULE_OF,
    WEIGHT_OF,
    Incident,
    IncidentType,
    IncidentVerdict,
    severity,
)


def an_incident(**changes: Any) -> Incident:
    kind = changes.get("type", IncidentType.ABSENT)
    values: dict[str, Any] = {
        "id": "incident-1",
        "attempt_id": "attempt-1",
        "type": kind,
        "rule_id": RULE_OF[kind],
        "t0_s": 100.0,
        "t1_s": 110.0,
        "confidence": 1.0,
    }
    return Incident(**values | changes)


def test_every_type_has_a_weight_and_a_rule_of_the_programme() -> None:
    assert set(RULE_OF) == set(WEIGHT_OF) == set(IncidentType)
    assert set(RULE_OF.values()) <= load_programme("legislation").rule_ids


def test_types_and_rules_are_the_agreed_ones() -> None:
    assert {kind.value: rule for kind, rule in RULE_OF.items()} == {
        "absent": "left_seat",
        "turned": "turned_away",
        "gaze_away": "turned_away",
        "extra_face": "third_person",
        "covered": "camera_covered",
        "blurred": "camera_covered",
        "dark": "camera_covered",
        "overexposed": "camera_covered",
        "frozen": "camera_off",
        "looping": "camera_off",
        "identity_change": "substitution",
        "talking": "talking",
        "microphone_silent": "camera_off",
        "object": "aids",
    }


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, 3.0),
        ({"confidence": 0.5}, 1.5),
        ({"t1_s": 100.0}, 0.0),
        ({"t1_s": 130.0}, 9.0),
        ({"t1_s": 900.0}, 9.0),
        ({"type": IncidentType.IDENTITY_CHANGE}, 5.0),
        ({"verdict": IncidentVerdict.CONFIRMED}, 3.0),
        ({"verdict": IncidentVerdict.DISMISSED}, 0.0),
    ],
)
def test_severity_of_one(changes: dict[str, Any], expected: float) -> None:
    assert severity([an_incident(**changes)]) == pytest.approx(expected)


@given(st.lists(st.tuples(st.sampled_from(IncidentType), st.floats(0, 1), st.floats(0, 4000)), max_size=12))
def test_severity_adds_up_and_is_never_negative(seen: list[tuple[IncidentType, float, float]]) -> None:
    incidents = [an_incident(type=kind, confidence=c, t0_s=0.0, t1_s=length) for kind, c, length in seen]
    assert severity(incidents) == pytest.approx(math.fsum(severity([one]) for one in incidents))
    assert severity(incidents) >= 0


@pytest.mark.parametrize(
    "changes", [{"t1_s": 99.9}, {"confidence": 1.01}, {"confidence": -0.1}, {"t1_s": math.nan}]
)
def test_contradictory_values_are_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(BadIncident):
        an_incident(**changes)

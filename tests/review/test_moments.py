"""The three stills of an incident: inside its span, the worst where the measure went farthest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proctor_server.review.incident import Incident, IncidentType
from proctor_server.review.moments import Moment, due_moments, instant_of


def incident(curve=(), *, measure="yaw_deg", threshold=38.0, t0_s=10.0, t1_s=16.0, is_open=False) -> Incident:
    return Incident(
        id="i",
        attempt_id="a",
        type=IncidentType.TURNED,
        rule_id="turned_away",
        t0_s=t0_s,
        t1_s=t1_s,
        confidence=0.9,
        curve=tuple(curve),
        measure=measure,
        threshold=threshold,
        open=is_open,
    )


@pytest.mark.parametrize(
    ("curve", "measure", "threshold", "worst_s"),
    [
        ([(10, -40), (12, -71), (14, -50), (16, -39)], "yaw_deg", 38, 12),
        ([(10, 15), (12, 9), (14, 2), (16, 11)], "contrast", 16, 14),
        ([(10, 0), (11, 0), (13, 0), (15, 0)], "face_score", 0.5, 13),
        ([(2, 90), (12, 40), (20, 95)], "yaw_deg", 38, 12),
        ([], "yaw_deg", 38, 13),
    ],
)
def test_the_worst_moment_is_farthest_beyond_the_threshold(curve, measure, threshold, worst_s) -> None:
    one = incident(curve, measure=measure, threshold=threshold)
    assert instant_of(one, Moment.WORST) == worst_s


def test_of_an_incident_that_goes_on_only_the_start_is_due() -> None:
    assert due_moments(incident(is_open=True)) == (Moment.START,)
    assert due_moments(incident()) == tuple(Moment)


@given(st.floats(0, 5000), st.floats(0, 900))
def test_no_still_is_taken_outside_the_incident(t0_s: float, lasts_s: float) -> None:
    one = incident([(t0_s + lasts_s / 3, 60.0)], t0_s=t0_s, t1_s=t0_s + lasts_s)
    instants = [instant_of(one, moment) for moment in Moment]
    assert all(one.t0_s <= at_s <= one.t1_s for at_s in instants)
    assert instants[0] <= instants[2]

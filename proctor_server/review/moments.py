"""Which moments of an incident its stills show: its start, its worst, and its end."""

from enum import Enum

from proctor_server.review.incident import Incident

INTO_S = 1.0
"""The first sample of an incident is its mildest: a little later shows more."""
BEFORE_END_S = 0.25


class Moment(Enum):
    """A moment of an incident that is kept as a still."""

    START = "start"
    WORST = "worst"
    END = "end"


SIZES = frozenset({"yaw_deg", "gaze_aside"})
"""Measures that are negative to the left: one threshold holds for both sides, the size counts."""


def instant_of(incident: Incident, moment: Moment) -> float:
    """The instant, in seconds since the attempt's start, that shows this moment; never outside the incident."""
    middle_s = (incident.t0_s + incident.t1_s) / 2
    if moment is Moment.START:
        return min(incident.t0_s + INTO_S, middle_s)
    if moment is Moment.END:
        return max(incident.t1_s - BEFORE_END_S, middle_s)
    return _worst_s(incident, middle_s)


def due_moments(incident: Incident) -> tuple[Moment, ...]:
    """What can be taken by now: of an incident that goes on, only its start is known."""
    return (Moment.START,) if incident.open else tuple(Moment)


def _worst_s(incident: Incident, middle_s: float) -> float:
    """Where the measure was farthest beyond its threshold; of several such moments the one nearest the middle."""
    points = [
        (at_s, _size(incident, value))
        for at_s, value in incident.curve
        if incident.t0_s <= at_s <= incident.t1_s
    ]
    if not points:
        return middle_s
    threshold = _size(incident, incident.threshold)
    above = 2 * sum(value >= threshold for _, value in points) >= len(points)
    farthest = (max if above else min)(value for _, value in points)
    return min((at_s for at_s, value in points if value == farthest), key=lambda at_s: abs(at_s - middle_s))


def _size(incident: Incident, value: float) -> float:
    return abs(value) if incident.measure in SIZES else value

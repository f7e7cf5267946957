"""What a report of a session says, before any language: by personal number and pseudonyms, never a name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from exam_engine.programme import Programme
from proctor_server.review.appeal import Appeal
from proctor_server.review.coverage import CoverageSpan, CoverageState
from proctor_server.review.decision import Decision
from proctor_server.review.incident import Incident
from proctor_server.review.moments import Moment, instant_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where a picture of an incident lies; `at_s` is its moment, in seconds since the attempt started."""

    moment: Moment
    at_s: float
    key: str


@dataclass(frozen=True, slots=True)
class ReportedIncident:
    number: int
    incident: Incident
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class SessionReport:
    """One decided session. `decisions`: all ever made, the first one first; `made_for` is a pseudonym.

    Left out on purpose: the candidate's name and number of identity, the text of their appeal, which may hold
    either, and the reader's own notes.
    """

    review_id: str
    personal_number: str
    programme: Programme
    started_at: datetime
    closed_at: datetime
    coverage: tuple[CoverageSpan, ...]
    incidents: tuple[ReportedIncident, ...]
    decisions: tuple[Decision, ...]
    appeal: Appeal | None
    made_at: datetime
    made_for: str

    @property
    def lasted(self) -> timedelta:
        return self.closed_at - self.started_at

    def is_on_appeal(self, decision: Decision) -> bool:
        """Tell whether a decision is what an appeal's answer made."""
        return self.appeal is not None and self.appeal.answered_at == decision.decided_at


Pictures = Mapping[tuple[int, Moment], bytes]
"""JPEGs by the incident's number and the moment; one that is not there could not be read any more."""


def numbered(
    incidents: Sequence[Incident], keys: Mapping[str, Mapping[Moment, str]]
) -> tuple[ReportedIncident, ...]:
    """Number the incidents by their time, as the review's page does."""
    ordered = sorted(incidents, key=lambda one: (one.t0_s, one.t1_s, one.id))
    return tuple(
        ReportedIncident(number, one, _places(one, keys.get(one.id, {})))
        for number, one in enumerate(ordered, start=1)
    )


def _places(incident: Incident, keys: Mapping[Moment, str]) -> tuple[Place, ...]:
    return tuple(
        Place(moment, instant_of(incident, moment), keys[moment]) for moment in Moment if moment in keys
    )


def observed_percent(coverage: Sequence[CoverageSpan]) -> int:
    """The share of the session that was observed, in whole per cent; never rounded up to 100."""
    whole_s = sum(one.t1_s - one.t0_s for one in coverage)
    seen_s = sum(one.t1_s - one.t0_s for one in coverage if one.state is CoverageState.OBSERVED)
    if whole_s == 0:
        return 0
    return 100 if seen_s == whole_s else min(round(100 * seen_s / whole_s), 99)

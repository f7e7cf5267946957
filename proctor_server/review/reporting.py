"""Who may take a report of a session out of the house: those who have to do with its decision, and seniors."""

from dataclasses import dataclass

from proctor_server.review.errors import KnowsCandidate, NotDecided, ReportNotYours, ReviewError
from proctor_server.review.rounds import Reader


@dataclass(frozen=True, slots=True)
class Concern:
    """Whom a session concerns. `took_part`: those who read or decided it; `open_appeal`: one waits for its answer."""

    candidate_id: str
    is_decided: bool
    took_part: frozenset[str]
    open_appeal: bool = False


def require_reporter(reader: Reader, session: Concern) -> None:
    """Let somebody take a report of a decided session.

    Raises:
        NotDecided: the session is still reviewed; a report would tell the next reader what the first one thought.
        KnowsCandidate: they have declared that they know the candidate.
        ReportNotYours: they neither took part, nor have an appeal against it to answer, nor are a senior.
    """
    if not session.is_decided:
        raise NotDecided(reader.id)
    if session.candidate_id in reader.known_candidate_ids:
        raise KnowsCandidate(session.candidate_id)
    if not (reader.is_senior or session.open_appeal or reader.id in session.took_part):
        raise ReportNotYours(reader.id)


def may_report(reader: Reader, session: Concern) -> bool:
    """Whether `require_reporter` lets them: what a page is told before it offers a report."""
    try:
        require_reporter(reader, session)
    except ReviewError:
        return False
    return True

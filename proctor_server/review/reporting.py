"""Who may take a report of a session out of the house: those who have to do with its decision, and seniors."""

from collections.abc import Collection

from proctor_server.review.errors import KnowsCandidate, NotDecided, ReportNotYours
from proctor_server.review.rounds import Reader


def require_reporter(
    reader: Reader,
    *,
    is_decided: bool,
    took_part: Collection[str],
    answers_appeal: bool,
    candidate_id: str,
) -> None:
    """Let somebody take a report of a decided session; `took_part` are those who read or decided it.

    Raises:
        NotDecided: the session is still reviewed; a report would tell the next reader what the first one thought.
        KnowsCandidate: they have declared that they know the candidate.
        ReportNotYours: they neither took part, nor have an appeal against it to answer, nor are a senior.
    """
    if not is_decided:
        raise NotDecided(reader.id)
    if candidate_id in reader.known_candidate_ids:
        raise KnowsCandidate(candidate_id)
    if not (reader.is_senior or answers_appeal or reader.id in took_part):
        raise ReportNotYours(reader.id)

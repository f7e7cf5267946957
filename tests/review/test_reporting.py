"""Who may take a report of a session: a table of who has to do with it and who has not."""

import pytest

from proctor_server.review.errors import KnowsCandidate, NotDecided, ReportNotYours, ReviewError
from proctor_server.review.reporting import Concern, may_report, require_reporter
from proctor_server.review.rounds import Reader

FRIEND = frozenset({"candidate"})


@pytest.mark.parametrize(
    ("reader", "is_decided", "open_appeal", "refused"),
    [
        (Reader("took part"), True, False, None),
        (Reader("other"), True, True, None),
        (Reader("other", is_senior=True), True, False, None),
        (Reader("other"), True, False, ReportNotYours),
        (Reader("took part"), False, True, NotDecided),
        (Reader("other", is_senior=True), False, True, NotDecided),
        (Reader("took part", known_candidate_ids=FRIEND), True, True, KnowsCandidate),
        (Reader("other", is_senior=True, known_candidate_ids=FRIEND), True, True, KnowsCandidate),
    ],
)
def test_a_report_goes_to_those_it_concerns(
    reader: Reader, is_decided: bool, open_appeal: bool, refused: type[ReviewError] | None
) -> None:
    session = Concern("candidate", is_decided, frozenset({"took part"}), open_appeal=open_appeal)
    assert may_report(reader, session) is (refused is None)
    if refused is None:
        require_reporter(reader, session)
    else:
        with pytest.raises(refused):
            require_reporter(reader, session)

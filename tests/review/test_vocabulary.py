"""Every verdict has its reasons, and takes no others."""

import pytest

from proctor_server.review.errors import UnknownReason
from proctor_server.review.incident import IncidentVerdict, VerdictReason
from proctor_server.review.vocabulary import REASONS, require_reason


@pytest.mark.parametrize("verdict", list(IncidentVerdict))
def test_a_verdict_takes_its_own_reasons_alone(verdict: IncidentVerdict) -> None:
    for reason in VerdictReason:
        if reason in REASONS[verdict]:
            assert require_reason(verdict, reason) is reason
        else:
            with pytest.raises(UnknownReason):
                require_reason(verdict, reason)


def test_every_reason_goes_with_some_verdict() -> None:
    assert {reason for reasons in REASONS.values() for reason in reasons} == set(VerdictReason)

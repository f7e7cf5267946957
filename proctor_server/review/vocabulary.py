"""The words a verdict may give as its reason: a fixed list, so that reasons can be counted and compared."""

from collections.abc import Mapping
from types import MappingProxyType

from proctor_server.review.errors import UnknownReason
from proctor_server.review.incident import IncidentVerdict, VerdictReason

REASONS: Mapping[IncidentVerdict, tuple[VerdictReason, ...]] = MappingProxyType(
    {
        IncidentVerdict.CONFIRMED: (
            VerdictReason.CLEARLY_SEEN,
            VerdictReason.REPEATED,
            VerdictReason.SEEN_AND_HEARD,
            VerdictReason.OTHER,
        ),
        IncidentVerdict.DISMISSED: (
            VerdictReason.NOT_WHAT_IT_SEEMS,
            VerdictReason.TOO_SHORT,
            VerdictReason.ALLOWED_HERE,
            VerdictReason.TECHNICAL_FAULT,
            VerdictReason.OTHER,
        ),
        IncidentVerdict.UNCLEAR: (
            VerdictReason.BAD_PICTURE,
            VerdictReason.OUT_OF_FRAME,
            VerdictReason.TECHNICAL_FAULT,
            VerdictReason.OTHER,
        ),
    }
)
"""Which reasons go with which verdict."""


def require_reason(verdict: IncidentVerdict, reason: VerdictReason) -> VerdictReason:
    """Pass a reason on that goes with the verdict.

    Raises:
        UnknownReason: it does not.
    """
    if reason not in REASONS[verdict]:
        raise UnknownReason(reason.value)
    return reason

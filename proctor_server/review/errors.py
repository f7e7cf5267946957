"""Which facts stop a review."""

from typing import ClassVar


class ReviewError(Exception):
    """A fact about a review that stops the caller; `code` is stable and safe to show to programs."""

    code: ClassVar[str] = "review_error"


class BadIncident(ReviewError):
    """An incident's values contradict each other."""

    code = "bad_incident"


class BadTimeline(ReviewError):
    """A span ends before it begins."""

    code = "bad_timeline"


class ClaimedByOther(ReviewError):
    """Another proctor holds the review."""

    code = "claimed_by_other"


class NotClaimed(ReviewError):
    """The proctor does not hold the review."""

    code = "not_claimed"


class AlreadyDecided(ReviewError):
    """The review has been decided."""

    code = "already_decided"


class IncidentElsewhere(ReviewError):
    """The incident belongs to another attempt."""

    code = "incident_elsewhere"


class IncidentsUndecided(ReviewError):
    """Incidents wait for a verdict; `n_open` says how many."""

    code = "incidents_undecided"

    def __init__(self, n_open: int) -> None:
        super().__init__(f"{n_open} incidents without a verdict")
        self.n_open = n_open


class RuleRequired(ReviewError):
    """A violation names the rule that was broken."""

    code = "rule_required"


class UnknownRule(ReviewError):
    """The programme has no such rule."""

    code = "unknown_rule"


class ReasonRequired(ReviewError):
    """A violation states its reason."""

    code = "reason_required"


class RuleNotConfirmed(ReviewError):
    """No incident of the rule is confirmed and the reason is too short to stand alone."""

    code = "rule_not_confirmed"

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


class NotDecided(ReviewError):
    """The review has not been decided yet."""

    code = "not_decided"


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


class BadSecondShare(ReviewError):
    """The share of second readings is not within 0 to 1000 thousandths."""

    code = "bad_second_share"


class KnowsCandidate(ReviewError):
    """The proctor has declared that they know the candidate."""

    code = "knows_candidate"


class ReadBefore(ReviewError):
    """An earlier reading of this review is the same person's."""

    code = "read_before"


class SeniorNeeded(ReviewError):
    """Two readings differ; a senior proctor settles it."""

    code = "senior_needed"


class BadPace(ReviewError):
    """A forecast needs a positive pace and no negative number of proctors."""

    code = "bad_pace"


class UnknownReason(ReviewError):
    """The reason does not go with the verdict."""

    code = "unknown_reason"


class NothingToAppeal(ReviewError):
    """Nothing has been decided against the candidate."""

    code = "nothing_to_appeal"


class AppealLodged(ReviewError):
    """There is an appeal against this decision already."""

    code = "appeal_lodged"


class AppealTooLate(ReviewError):
    """The time to appeal is over."""

    code = "appeal_too_late"


class AppealAnswered(ReviewError):
    """The appeal has been answered."""

    code = "appeal_answered"


class TookPart(ReviewError):
    """An appeal is answered by somebody who took no part in the decision."""

    code = "took_part"


class BadMessage(ReviewError):
    """A message is either one of the set texts or a text of its own, and not too long."""

    code = "bad_message"


class ReportNotYours(ReviewError):
    """A report is for those who took part in the decision, who answer its appeal, and for seniors."""

    code = "report_not_yours"

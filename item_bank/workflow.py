"""What may become of an item version: draft → review → pilot → active → suspended → retired, by four eyes.

A version's content never changes; a correction is a new version. Nobody reviews what they wrote, and only
what is approved in Kazakh and in Russian is drawn.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from item_bank.errors import ItemBankError

TEST_LANGUAGES = frozenset({"kk", "ru"})


class VersionStatus(StrEnum):
    """Where a version stands."""

    DRAFT = "draft"
    REVIEW = "review"
    PILOT = "pilot"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    RETIRED = "retired"


class Stage(StrEnum):
    """What a review looks at."""

    CONTENT = "content"
    LANGUAGE_KK = "language_kk"
    LANGUAGE_RU = "language_ru"
    LEGAL = "legal"
    PSYCHOMETRIC = "psychometric"


class ReviewOutcome(StrEnum):
    """How a review ends."""

    APPROVED = "approved"
    CHANGES = "changes"
    REJECTED = "rejected"


LIVE = frozenset({VersionStatus.PILOT, VersionStatus.ACTIVE})
LANGUAGE_STAGES = {Stage.LANGUAGE_KK: "kk", Stage.LANGUAGE_RU: "ru"}
DEFAULT_STAGES = frozenset({Stage.CONTENT, Stage.LANGUAGE_KK, Stage.LANGUAGE_RU})
_NEXT: dict[VersionStatus, frozenset[VersionStatus]] = {
    VersionStatus.DRAFT: frozenset({VersionStatus.RETIRED}),
    VersionStatus.REVIEW: frozenset(
        {VersionStatus.DRAFT, VersionStatus.PILOT, VersionStatus.ACTIVE, VersionStatus.RETIRED}
    ),
    VersionStatus.PILOT: frozenset({VersionStatus.ACTIVE, VersionStatus.SUSPENDED, VersionStatus.RETIRED}),
    VersionStatus.ACTIVE: frozenset({VersionStatus.SUSPENDED, VersionStatus.RETIRED}),
    VersionStatus.SUSPENDED: frozenset({VersionStatus.ACTIVE, VersionStatus.RETIRED}),
    VersionStatus.RETIRED: frozenset(),
}


class WorkflowError(ItemBankError):
    """The version cannot go this way."""

    code = "workflow_error"


class WrongStatus(WorkflowError):
    """A version of this status cannot become that."""

    code = "wrong_status"

    def __init__(self, status: VersionStatus, wanted: VersionStatus) -> None:
        super().__init__(f"{status.value} → {wanted.value}")
        self.params = {"status": status.value, "wanted": wanted.value}


class OwnItem(WorkflowError):
    """Nobody reviews what they wrote themselves."""

    code = "own_item"


class StageNotOpen(WorkflowError):
    """This review is not asked for, or was decided already."""

    code = "stage_not_open"


class NotApproved(WorkflowError):
    """Reviews are still missing; `stages` says which."""

    code = "not_approved"

    def __init__(self, stages: Iterable[Stage]) -> None:
        missing = sorted(stage.value for stage in stages)
        super().__init__(", ".join(missing))
        self.params = {"stages": missing}


class Unfinished(WorkflowError):
    """The item is not ready for review; `lacks` says what is missing."""

    code = "unfinished"

    def __init__(self, lacks: Iterable[str]) -> None:
        found = list(lacks)
        super().__init__(", ".join(found))
        self.params = {"lacks": found}


class CommentRequired(WorkflowError):
    """Say why: whoever reads it later has nothing else."""

    code = "comment_required"


class NotPiloted(WorkflowError):
    """The bank's policy asks for a pilot first."""

    code = "not_piloted"


class ReplacedVersion(WorkflowError):
    """There is a newer version of the item; work on that one."""

    code = "replaced_version"


@dataclass(frozen=True, slots=True)
class ReviewPolicy:
    """What reviews a bank demands; `legal` is asked only of items that rest on an act."""

    stages: frozenset[Stage] = DEFAULT_STAGES
    pilot_required: bool = False

    def stages_for(self, *, has_source: bool) -> tuple[Stage, ...]:
        """Give the stages an item must pass, in their order; both languages always belong to them."""
        asked = self.stages | set(LANGUAGE_STAGES)
        return tuple(one for one in Stage if one in asked and (has_source or one is not Stage.LEGAL))


@dataclass(frozen=True, slots=True)
class StageDecision:
    """What somebody decided at a stage."""

    stage: Stage
    outcome: ReviewOutcome
    reviewer_id: str


@dataclass(frozen=True, slots=True)
class VersionState:
    """What the workflow needs to know of a version. `lacks`: what its content is missing to be reviewed."""

    status: VersionStatus
    author_id: str | None
    is_newest: bool
    has_source: bool
    lacks: tuple[str, ...] = ()
    decisions: tuple[StageDecision, ...] = ()
    kept_approved: frozenset[str] = frozenset()

    @property
    def approved(self) -> frozenset[str]:
        """Give the languages approved; an item taken over from elsewhere brings them with it."""
        by_review = {
            LANGUAGE_STAGES[one.stage]
            for one in self.decisions
            if one.outcome is ReviewOutcome.APPROVED and one.stage in LANGUAGE_STAGES
        }
        return self.kept_approved | by_review

    @property
    def can_draw(self) -> bool:
        """Tell whether forms may hold the version."""
        return self.status in LIVE and self.approved >= TEST_LANGUAGES

    def open_stages(self, policy: ReviewPolicy) -> tuple[Stage, ...]:
        """Give the stages that wait for a decision."""
        if self.status is not VersionStatus.REVIEW:
            return ()
        decided = {one.stage for one in self.decisions}
        return tuple(one for one in policy.stages_for(has_source=self.has_source) if one not in decided)

    def unapproved(self, policy: ReviewPolicy) -> tuple[Stage, ...]:
        """Give the stages that nobody has approved yet."""
        done = {one.stage for one in self.decisions if one.outcome is ReviewOutcome.APPROVED}
        return tuple(one for one in policy.stages_for(has_source=self.has_source) if one not in done)


def decide_submit(state: VersionState) -> VersionState:
    """Hand a draft to its reviewers.

    Raises:
        ReplacedVersion: it is not the newest version.
        WrongStatus: it is no draft.
        Unfinished: a language, the key or the stimulus is missing, or a reviewer asked for changes.
    """
    _require_newest(state)
    if state.status is not VersionStatus.DRAFT:
        raise WrongStatus(state.status, VersionStatus.REVIEW)
    asked_for = ["changes"] if any(one.outcome is ReviewOutcome.CHANGES for one in state.decisions) else []
    if lacks := [*state.lacks, *asked_for]:
        raise Unfinished(lacks)
    return replace(state, status=VersionStatus.REVIEW)


def decide_review(
    state: VersionState,
    stage: Stage,
    outcome: ReviewOutcome,
    *,
    reviewer_id: str,
    comment: str,
    policy: ReviewPolicy,
) -> VersionState:
    """Take one reviewer's decision; changes send the version back to its author, a rejection retires it.

    Raises:
        OwnItem: the reviewer wrote it.
        StageNotOpen: the stage is not asked for, or decided.
        CommentRequired: changes or a rejection without a reason.
        ReplacedVersion: there is a newer version.
    """
    _require_newest(state)
    if reviewer_id == state.author_id:
        raise OwnItem
    if stage not in state.open_stages(policy):
        raise StageNotOpen(stage.value)
    if outcome is not ReviewOutcome.APPROVED and not comment.strip():
        raise CommentRequired
    after = replace(state, decisions=(*state.decisions, StageDecision(stage, outcome, reviewer_id)))
    match outcome:
        case ReviewOutcome.APPROVED:
            return after
        case ReviewOutcome.CHANGES:
            return replace(after, status=VersionStatus.DRAFT)
        case ReviewOutcome.REJECTED:
            return replace(after, status=VersionStatus.RETIRED)


def decide_status(
    state: VersionState, wanted: VersionStatus, *, policy: ReviewPolicy, reason: str
) -> VersionState:
    """Move a version on.

    Raises:
        WrongStatus, NotApproved, NotPiloted, CommentRequired
    """
    if wanted not in _NEXT[state.status]:
        raise WrongStatus(state.status, wanted)
    if state.status is VersionStatus.REVIEW and wanted in LIVE:
        _require_newest(state)
        _require_approved(state, policy)
        if wanted is VersionStatus.ACTIVE and policy.pilot_required:
            raise NotPiloted
    if wanted is VersionStatus.ACTIVE and not state.approved >= TEST_LANGUAGES:
        raise NotApproved(one for one, language in LANGUAGE_STAGES.items() if language not in state.approved)
    needs_reason = {VersionStatus.SUSPENDED, VersionStatus.RETIRED} | (
        {VersionStatus.ACTIVE} if state.status is VersionStatus.SUSPENDED else set()
    )
    if wanted in needs_reason and not reason.strip():
        raise CommentRequired
    return replace(state, status=wanted)


def next_statuses(state: VersionState, policy: ReviewPolicy) -> tuple[VersionStatus, ...]:
    """Give the statuses a person may give the version now; submitting is a step of its own."""

    def may(wanted: VersionStatus) -> bool:
        try:
            decide_status(state, wanted, policy=policy, reason="asked only")
        except WorkflowError:
            return False
        return True

    return tuple(one for one in VersionStatus if may(one))


def _require_newest(state: VersionState) -> None:
    if not state.is_newest:
        raise ReplacedVersion


def _require_approved(state: VersionState, policy: ReviewPolicy) -> None:
    if missing := state.unapproved(policy):
        raise NotApproved(missing)


def rests_on(article: str, amended: str) -> bool:
    """Tell whether an item's article is met by an amendment: of the whole act (empty), of "12" also "12(3)"."""
    one, other = "".join(article.split()), "".join(amended.split())
    return not other or one == other or one.startswith((f"{other}(", f"{other}-", f"{other}."))

"""The way of an item version: who may decide what, and what a version needs to go on."""

from dataclasses import replace

import pytest

from item_bank.workflow import (
    CommentRequired,
    NotApproved,
    NotPiloted,
    OwnItem,
    ReplacedVersion,
    ReviewOutcome,
    ReviewPolicy,
    Stage,
    StageNotOpen,
    Unfinished,
    VersionState,
    VersionStatus,
    WorkflowError,
    WrongStatus,
    decide_review,
    decide_status,
    decide_submit,
    next_statuses,
    rests_on,
)

POLICY = ReviewPolicy()
DRAFT = VersionState(VersionStatus.DRAFT, "author", is_newest=True, has_source=True)
S = VersionStatus


def reviewed(state: VersionState, *stages: Stage, by: str = "other") -> VersionState:
    for stage in stages:
        state = decide_review(state, stage, ReviewOutcome.APPROVED, reviewer_id=by, comment="", policy=POLICY)
    return state


def move(state: VersionState, wanted: VersionStatus, reason: str = "") -> VersionState:
    return decide_status(state, wanted, policy=POLICY, reason=reason)


ALL = (Stage.CONTENT, Stage.LANGUAGE_KK, Stage.LANGUAGE_RU)


def test_the_whole_way() -> None:
    state = decide_submit(DRAFT)
    assert not state.can_draw
    state = reviewed(state, *ALL)
    pilot = move(state, S.PILOT)
    assert pilot.can_draw
    active = move(pilot, S.ACTIVE)
    assert active.can_draw
    suspended = move(active, S.SUSPENDED, "the article was amended")
    assert not suspended.can_draw
    assert move(suspended, S.ACTIVE, "looked at again").can_draw
    assert next_statuses(move(suspended, S.RETIRED, "old"), POLICY) == ()


def test_nobody_reviews_their_own() -> None:
    with pytest.raises(OwnItem):
        reviewed(decide_submit(DRAFT), Stage.CONTENT, by="author")


def test_a_stage_is_decided_once_and_only_if_it_is_asked_for() -> None:
    state = reviewed(decide_submit(DRAFT), Stage.CONTENT)
    for stage in (Stage.CONTENT, Stage.LEGAL):
        with pytest.raises(StageNotOpen):
            reviewed(state, stage)


def test_both_languages_are_always_asked_for() -> None:
    policy = ReviewPolicy(frozenset({Stage.CONTENT, Stage.LEGAL}))
    assert policy.stages_for(has_source=True) == (*ALL, Stage.LEGAL)
    assert policy.stages_for(has_source=False) == ALL


def test_what_is_not_approved_cannot_be_drawn_from() -> None:
    state = reviewed(decide_submit(DRAFT), Stage.CONTENT, Stage.LANGUAGE_KK)
    with pytest.raises(NotApproved) as refused:
        move(state, S.ACTIVE)
    assert refused.value.params == {"stages": ["language_ru"]}


def test_changes_send_it_back_and_a_rejection_ends_it_both_with_a_reason() -> None:
    state = decide_submit(DRAFT)

    def decide(outcome: ReviewOutcome, comment: str) -> VersionState:
        return decide_review(state, Stage.CONTENT, outcome, reviewer_id="x", comment=comment, policy=POLICY)

    assert decide(ReviewOutcome.CHANGES, "the key is B").status is S.DRAFT
    assert decide(ReviewOutcome.REJECTED, "no such article").status is S.RETIRED
    for outcome in (ReviewOutcome.CHANGES, ReviewOutcome.REJECTED):
        with pytest.raises(CommentRequired):
            decide(outcome, " ")


def test_a_pilot_may_be_demanded() -> None:
    state = reviewed(decide_submit(DRAFT), *ALL)
    with pytest.raises(NotPiloted):
        decide_status(state, S.ACTIVE, policy=ReviewPolicy(pilot_required=True), reason="")


def test_an_unfinished_draft_is_not_submitted() -> None:
    with pytest.raises(Unfinished) as refused:
        decide_submit(replace(DRAFT, lacks=("kk", "key")))
    assert refused.value.params == {"lacks": ["kk", "key"]}


def test_only_the_newest_version_goes_on() -> None:
    old = replace(DRAFT, is_newest=False)
    with pytest.raises(ReplacedVersion):
        decide_submit(old)
    with pytest.raises(ReplacedVersion):
        reviewed(replace(old, status=S.REVIEW), Stage.CONTENT)


@pytest.mark.parametrize("status", list(VersionStatus))
def test_no_way_leads_past_review(status: VersionStatus) -> None:
    state = replace(DRAFT, status=status)
    for wanted in (S.PILOT, S.ACTIVE):
        with pytest.raises(WorkflowError):
            move(state, wanted, "because")


def test_suspending_needs_a_reason_and_a_draft_is_not_suspended() -> None:
    active = replace(DRAFT, status=S.ACTIVE, kept_approved=frozenset({"kk", "ru"}))
    with pytest.raises(CommentRequired):
        move(active, S.SUSPENDED)
    with pytest.raises(WrongStatus):
        move(DRAFT, S.SUSPENDED, "x")
    assert set(next_statuses(active, POLICY)) == {S.SUSPENDED, S.RETIRED}


@pytest.mark.parametrize(
    ("article", "amended", "met"),
    [
        ("12", "12", True),
        ("12(3)", "12", True),
        ("12 (3)", "12", True),
        ("12-1", "12", True),
        ("12", "12(3)", False),
        ("120", "12", False),
        ("1", "12", False),
        ("7", "", True),
    ],
)
def test_what_an_amendment_meets(article: str, amended: str, met: bool) -> None:
    assert rests_on(article, amended) is met

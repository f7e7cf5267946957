"""A candidate's whole way: from assignment to a result, and nothing of it before a proctor released it."""

import pytest

from exam_engine.attempt import AttemptState
from proctor_server.review.decision import Outcome
from proctor_server.services.errors import (
    ResultNotReleased,
)
from tests.support.cast import Cast
from tests.support.sitting import Sitting


async def decided(sitting: Sitting, cast: Cast, *, outcome: Outcome, rule_id: str | None = None) -> None:
    """Claim and decide the attempt's review as the proctor would."""
    services, now = sitting.services, sitting.clock.now()
    await services.analysis.finish_closed(now)
    review_id = await sitting.review_id()
    await services.reviews.claim(review_id, proctor_id=cast.proctor.id, now=now)
    await services.reviews.decide(
        review_id,
        outcome=outcome,
        rule_id=rule_id,
        reason="Seen by the proctor in the recording",
        proctor_id=cast.proctor.id,
        now=now,
    )


async def test_from_assignment_to_a_released_result(sitting: Sitting, cast: Cast) -> None:
    seen = [(await (await sitting.assign()).attempt()).state]
    await sitting.prepare()
    seen.append((await sitting.attempt()).state)
    await sitting.start()
    seen.append((await sitting.attempt()).state)
    await sitting.answer_all()
    sitting.clock.step(minutes=20)
    await sitting.submit()
    seen.append((await sitting.attempt()).state)
    await decided(sitting, cast, outcome=Outcome.NO_VIOLATION)
    seen.append((await sitting.attempt()).state)
    assert seen == [
        AttemptState.ASSIGNED,
        AttemptState.CHECKED,
        AttemptState.RUNNING,
        AttemptState.CLOSED,
        AttemptState.RELEASED,
    ]
    result = await sitting.services.results.released(sitting.candidate_id, sitting.attempt_id)
    assert (result.score.total, result.score.n_items, result.passed) == (55, 55, True)
    assert [one.correct for one in result.score.sections] == [15, 15, 15, 10]


@pytest.mark.parametrize(
    ("n_wrong_of_ethics", "n_wrong_elsewhere", "passed"),
    [(5, 20, True), (5, 21, False), (6, 0, False)],
)
async def test_the_score_follows_the_rule_of_thirty_and_five(
    n_wrong_of_ethics: int, n_wrong_elsewhere: int, passed: bool, sitting: Sitting, cast: Cast
) -> None:
    await sitting.start()
    picture = await sitting.services.attempts.picture(
        sitting.candidate_id, sitting.attempt_id, sitting.clock.now()
    )
    ethics = [one.slot for one in picture.slots if one.section_id == "ethics"]
    others = [one.slot for one in picture.slots if one.section_id != "ethics"]
    spread = others[::3] + others[1::3] + others[2::3]
    wrong = frozenset(ethics[:n_wrong_of_ethics] + spread[:n_wrong_elsewhere])
    await sitting.answer_all(wrong=wrong)
    await sitting.submit()
    await decided(sitting, cast, outcome=Outcome.NO_VIOLATION)
    result = await sitting.services.results.released(sitting.candidate_id, sitting.attempt_id)
    assert result.score.total == 55 - len(wrong)
    assert result.passed is passed


async def test_a_violation_voids_a_pass_and_keeps_the_score(sitting: Sitting, cast: Cast) -> None:
    await sitting.start()
    await sitting.answer_all()
    await sitting.submit()
    await decided(sitting, cast, outcome=Outcome.VIOLATION, rule_id="devices")
    result = await sitting.services.results.released(sitting.candidate_id, sitting.attempt_id)
    assert result.score.passed
    assert not result.passed
    assert result.decision is not None
    assert result.decision.rule_id == "devices"


async def test_no_result_before_a_proctor_released_it(sitting: Sitting) -> None:
    await sitting.start()

    async def asked() -> None:
        await sitting.services.results.released(sitting.candidate_id, sitting.attempt_id)

    with pytest.raises(ResultNotReleased):
        await asked()
    await sitting.submit()
    with pytest.raises(ResultNotReleased):
        await asked()

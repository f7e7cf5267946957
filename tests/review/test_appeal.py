"""Appeals: in time, once, with reasons, and answered by somebody else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from exam_engine.working_days import WorkCalendar
from proctor_server.review.appeal import (
    Appeal,
    AppealOutcome,
    answer_due_at,
    appeal_until,
    decide_answer,
    decide_lodge,
)
from proctor_server.review.decision import Outcome
from proctor_server.review.errors import (
    AppealAnswered,
    AppealLodged,
    AppealTooLate,
    NothingToAppeal,
    ReasonRequired,
    TookPart,
)

CALENDAR = WorkCalendar()
MONDAY = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)


def lodge(**changes: Any) -> Appeal:
    values: dict[str, Any] = {
        "appeal_id": "ap",
        "attempt_id": "at",
        "outcome": Outcome.VIOLATION,
        "decided_at": MONDAY,
        "former": None,
        "text": " It was my child at the door. ",
        "calendar": CALENDAR,
        "now": MONDAY + timedelta(hours=1),
    }
    return decide_lodge(**values | changes)


def test_an_appeal_may_come_until_the_end_of_the_fifth_working_day() -> None:
    until = appeal_until(MONDAY, CALENDAR)
    assert until == datetime(2026, 11, 30, 19, 0, tzinfo=UTC)  # midnight after Monday the 30th in Astana
    assert lodge(now=until - TICK).text == "It was my child at the door."
    with pytest.raises(AppealTooLate):
        lodge(now=until)


def test_an_appeal_is_answered_by_the_tenth_working_day() -> None:
    """Ten working days from a Monday, without a holiday among them: the Monday two weeks later, 18:30."""
    assert answer_due_at(MONDAY, CALENDAR) == datetime(2026, 12, 7, 13, 30, tzinfo=UTC)
    assert lodge(now=MONDAY).due_at == answer_due_at(MONDAY, CALENDAR)


@pytest.mark.parametrize(
    "changes",
    [{"outcome": Outcome.NO_VIOLATION}, {"outcome": Outcome.VOID}, {"outcome": None, "decided_at": None}],
)
def test_only_what_is_held_against_somebody_is_appealed(changes: dict[str, Any]) -> None:
    with pytest.raises(NothingToAppeal):
        lodge(**changes)


def test_there_is_one_appeal_and_it_says_something() -> None:
    with pytest.raises(AppealLodged):
        lodge(former=lodge())
    with pytest.raises(ReasonRequired):
        lodge(text="  ")


def answer(appeal: Appeal, **changes: Any) -> Appeal:
    values: dict[str, Any] = {
        "outcome": AppealOutcome.UPHELD,
        "reason": " The clip shows a child. ",
        "answered_by": "p3",
        "took_part": {"p1", "p2"},
        "now": MONDAY,
    }
    return decide_answer(appeal, **values | changes)


def test_an_answer_gives_reasons_and_comes_once_from_somebody_else() -> None:
    answered = answer(lodge())
    assert (answered.outcome, answered.reason, answered.version) == (
        AppealOutcome.UPHELD,
        "The clip shows a child.",
        1,
    )
    with pytest.raises(AppealAnswered):
        answer(answered)
    with pytest.raises(TookPart):
        answer(lodge(), answered_by="p2")
    with pytest.raises(ReasonRequired):
        answer(lodge(), reason=" ")

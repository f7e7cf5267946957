"""The simulation of reviews: what it counts, and that more people never make it worse by much."""

from datetime import date
from random import Random

import pytest

from exam_engine.working_days import WorkCalendar
from proctor_server.review.errors import BadPace
from proctor_server.review.staffing import Campaign, Task, draw, proctors_needed, run

CALENDAR = WorkCalendar()
MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
DAY_MINUTES = 570.0


def tasks(n: int, *readings: float, due_at: float = DAY_MINUTES) -> tuple[Task, ...]:
    return tuple(Task(0.0, due_at, readings) for _ in range(n))


def test_one_person_reads_one_after_another() -> None:
    course = run(tasks(20, 30.0), 1)
    assert (course.n_late, course.n_readings, course.ended_at, course.longest_queue) == (1, 20, 600.0, 19)
    assert course.late_share == 0.05
    assert proctors_needed(tasks(20, 30.0), late_share=0.0) == 2
    assert proctors_needed(tasks(20, 30.0), late_share=0.05) == 1


def test_nobody_reads_twice() -> None:
    assert run(tasks(1, 10.0, 10.0), 1).n_late == 1
    together = run(tasks(1, 10.0, 10.0), 2)
    assert (together.n_late, together.n_readings, together.ended_at) == (0, 2, 20.0)


def test_where_two_differ_a_third_who_is_a_senior_reads() -> None:
    assert run(tasks(1, 10.0, 10.0, 10.0), 2).n_late == 1
    assert run(tasks(1, 10.0, 10.0, 10.0), 3).n_late == 0


def test_what_is_due_first_is_read_first() -> None:
    at_hand, later, sooner = Task(0, 99, (10.0,)), Task(1, 30, (10.0,)), Task(2, 20, (10.0,))
    assert run((at_hand, later, sooner), 1).n_late == 0


def test_what_is_overdue_nobody_saves() -> None:
    assert proctors_needed(tasks(1, 30.0, due_at=20.0), late_share=0.0) is None
    assert proctors_needed((), late_share=0.0) == 1


@pytest.mark.parametrize(("first_day", "due_at"), [(MONDAY, 2 * DAY_MINUTES), (FRIDAY, 2 * DAY_MINUTES)])
def test_a_weekend_takes_no_working_time(first_day: date, due_at: float) -> None:
    drawn = draw(Campaign(n_candidates=50, flag_rate=1.0, first_day=first_day), CALENDAR, Random(1))
    assert {task.due_at for task in drawn} == {due_at}
    assert all(0 <= task.comes_at < DAY_MINUTES for task in drawn)


def test_several_days_are_due_each_on_the_working_day_after_it() -> None:
    campaign = Campaign(n_candidates=200, flag_rate=1.0, first_day=date(2026, 11, 28), n_days=2)
    drawn = draw(campaign, CALENDAR, Random(1))
    assert {task.due_at for task in drawn} == {2 * DAY_MINUTES, 3 * DAY_MINUTES}
    assert [task.comes_at for task in drawn] == sorted(task.comes_at for task in drawn)


def test_a_campaign_draws_about_what_it_says_and_the_same_again() -> None:
    campaign = Campaign(n_candidates=4000, flag_rate=0.25, first_day=MONDAY, minutes=4.0)
    drawn = draw(campaign, CALENDAR, Random(3))
    assert draw(campaign, CALENDAR, Random(3)) == drawn
    assert abs(len(drawn) - 1000) < 100
    mean = sum(task.readings[0] for task in drawn) / len(drawn)
    assert abs(mean - 4.0 / 0.85) < 0.3
    assert 0.14 < sum(len(task.readings) > 1 for task in drawn) / len(drawn) < 0.24


def test_enough_people_are_enough_and_one_fewer_is_not() -> None:
    drawn = draw(
        Campaign(n_candidates=2000, flag_rate=0.4, first_day=MONDAY, minutes=8.0), CALENDAR, Random(2)
    )
    needed = proctors_needed(drawn, late_share=0.0)
    assert needed is not None
    assert run(drawn, needed).n_late == 0
    assert run(drawn, needed - 1).n_late > 0
    assert run(drawn, 2 * needed).n_late == 0


@pytest.mark.parametrize(
    "wrong", [{"flag_rate": 1.5}, {"minutes": 0.0}, {"n_days": 0}, {"at_work": 0.0}, {"n_candidates": -1}]
)
def test_a_campaign_makes_sense(wrong: dict[str, float]) -> None:
    with pytest.raises(BadPace):
        Campaign(**{"n_candidates": 1, "flag_rate": 0.1, "first_day": MONDAY, **wrong})  # type: ignore[arg-type]
    with pytest.raises(BadPace):
        run(tasks(1, 1.0), 0)

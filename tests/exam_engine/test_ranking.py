"""The final ranking: total, then work experience, then education; what nothing parts stays together."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam_engine.ranking import Education, Finalist, SettledBy, best_places, rank_finalists
from exam_engine.stage_errors import PersonRepeated

HIGHER, MASTER = Education.HIGHER, Education.MASTER


def ranked(*people: Finalist) -> list[tuple[str, int, SettledBy]]:
    return [(one.finalist.person_id, one.place, one.settled_by) for one in rank_finalists(people)]


def test_the_highest_total_comes_first_whatever_else() -> None:
    assert ranked(Finalist("a", 80, 9000, MASTER), Finalist("b", 81, 400, HIGHER)) == [
        ("b", 1, SettledBy.TOTAL),
        ("a", 2, SettledBy.TOTAL),
    ]


def test_between_equal_totals_a_day_more_of_work_experience() -> None:
    assert ranked(Finalist("a", 80, 1000, MASTER), Finalist("b", 80, 1001, HIGHER)) == [
        ("b", 1, SettledBy.EXPERIENCE),
        ("a", 2, SettledBy.EXPERIENCE),
    ]


def test_between_equal_experience_the_level_of_education() -> None:
    assert ranked(Finalist("a", 80, 1000, HIGHER), Finalist("b", 80, 1000, MASTER)) == [
        ("b", 1, SettledBy.EDUCATION),
        ("a", 2, SettledBy.EDUCATION),
    ]


def test_whom_nothing_parts_share_a_place_and_say_so() -> None:
    people = [
        Finalist("d", 70, 1, HIGHER),
        Finalist("b", 80, 1000, MASTER),
        Finalist("a", 80, 1000, MASTER),
        Finalist("c", 80, 1000, HIGHER),
    ]
    assert ranked(*people) == [
        ("a", 1, SettledBy.NOTHING),
        ("b", 1, SettledBy.NOTHING),
        ("c", 3, SettledBy.EDUCATION),
        ("d", 4, SettledBy.TOTAL),
    ]


def test_the_best_three_are_more_when_the_third_place_is_shared() -> None:
    people = [Finalist("a", 90, 1, HIGHER), Finalist("b", 85, 1, HIGHER)]
    people += [Finalist(name, 80, 1000, MASTER) for name in "cde"] + [Finalist("f", 79, 9000, MASTER)]
    assert [one.finalist.person_id for one in best_places(rank_finalists(people))] == list("abcde")


def test_nobody_stands_in_the_list_twice() -> None:
    with pytest.raises(PersonRepeated):
        rank_finalists([Finalist("a", 1, 1, HIGHER), Finalist("a", 2, 1, HIGHER)])


finalists = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 2), st.sampled_from(Education)), max_size=8
).map(lambda rows: [Finalist(f"p{no}", *row) for no, row in enumerate(rows)])


@given(finalists, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_what_holds_of_any_ranking(people: list[Finalist], random: Random) -> None:
    places = rank_finalists(people)
    assert sorted(one.finalist.person_id for one in places) == sorted(one.person_id for one in people)
    for one in places:
        n_better = sum(
            (other.total, other.experience_days, other.education)
            > (one.finalist.total, one.finalist.experience_days, one.finalist.education)
            for other in people
        )
        assert one.place == n_better + 1
        shared = sum(other.place == one.place for other in places) > 1
        assert shared is (one.settled_by is SettledBy.NOTHING)
    random.shuffle(people)
    assert rank_finalists(people) == places

"""Laying out sittings: what was not reached, what was omitted, what is refused."""

import numpy as np
import pytest

from item_bank.statistics.errors import BadSitting
from item_bank.statistics.table import Answer, Reach, Sitting, StudiedItem, tabulate

ITEMS = [StudiedItem(name, ("a", "b"), frozenset("a")) for name in "pqrst"]


def a_sitting(answered: str, order: str = "pqrst") -> Sitting:
    """Answer rightly where `answered` has x, leave blank where it has a dot."""
    return Sitting(
        tuple(
            Answer(name, 1.0, frozenset("a")) if mark == "x" else Answer(name, 0.0, answered=False)
            for name, mark in zip(order, answered, strict=True)
        )
    )


@pytest.mark.parametrize(
    ("answered", "reach"),
    [
        ("xxxxx", "AAAAA"),
        ("x.xxx", "AOAAA"),
        ("xxxx.", "AAAAO"),
        ("xxx..", "AAAON"),
        ("x.x..", "AOAON"),
        (".....", "ONNNN"),
    ],
)
def test_blanks_at_the_end_were_not_reached_but_for_the_first(answered: str, reach: str) -> None:
    letters = {Reach.ANSWERED: "A", Reach.OMITTED: "O", Reach.NOT_REACHED: "N", Reach.NOT_SHOWN: "-"}
    table = tabulate(ITEMS, [a_sitting(answered)])
    assert "".join(letters[Reach(code)] for code in table.reach[0]) == reach


def test_the_order_of_the_slots_decides_not_that_of_the_items() -> None:
    table = tabulate(ITEMS, [a_sitting("xx...", "tsrqp")])
    assert table.reach[0].tolist() == [
        Reach.NOT_REACHED,
        Reach.NOT_REACHED,
        Reach.OMITTED,
        Reach.ANSWERED,
        Reach.ANSWERED,
    ]


def test_items_of_other_forms_are_not_shown() -> None:
    table = tabulate(ITEMS, [a_sitting("xx", "pq"), a_sitting("xx", "st")])
    assert table.shown.tolist() == [[True, True, False, False, False], [False, False, False, True, True]]
    assert table.chosen[0]["a"].tolist() == [True, False]


@pytest.mark.parametrize(
    "answers",
    [
        (Answer("z", 0.0),),
        (Answer("p", 1.0), Answer("p", 1.0)),
        (Answer("p", 1.5),),
        (Answer("p", -0.5),),
        (Answer("p", float("nan")),),
    ],
    ids=["unknown", "twice", "too many points", "too few points", "no number"],
)
def test_a_sitting_that_cannot_be_is_refused(answers: tuple[Answer, ...]) -> None:
    with pytest.raises(BadSitting):
        tabulate(ITEMS, [Sitting(answers)])


def test_a_group_is_cut_out_whole() -> None:
    sittings = [Sitting(a_sitting("xxxxx").answers, group) for group in ("kk", "ru", "kk")]
    kazakh = tabulate(ITEMS, sittings).of_group("kk")
    assert kazakh.n_sittings == 2
    assert np.array_equal(kazakh.groups, ["kk", "kk"])
    assert len(kazakh.chosen[0]["a"]) == 2

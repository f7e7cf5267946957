"""How answers become points: every interaction, every marking, exact decimals."""

from decimal import Decimal as D

import pytest

from item_bank.bank_item import BankItem
from item_bank.interactions import (
    Choice,
    ChoiceInteraction,
    EntryType,
    ExtendedTextInteraction,
    Interaction,
    LikertInteraction,
    MatchInteraction,
    OrderInteraction,
    TextEntryInteraction,
)
from item_bank.marking import answered, has_person_marked, mark
from item_bank.response_key import Credit, Marking, ResponseKey, Tolerance, ToleranceMode
from item_bank.wording import wording

ABC = tuple(Choice(one, wording({"kk": one})) for one in "abc")
R = "RESPONSE"


def points(asked: Interaction, key: ResponseKey, *given: str) -> D | None:
    item = BankItem("X", wording({"kk": "x"}), (asked,))
    return mark(item, (key,), {R: given} if given else {}).points


def match(*correct: str, **more: object) -> ResponseKey:
    return ResponseKey(R, Marking.MATCH, correct, **more)  # type: ignore[arg-type]


MULTIPLE = ChoiceInteraction(R, ABC, max_choices=0)
NUMBER = TextEntryInteraction(R, EntryType.NUMBER)
WORD = TextEntryInteraction(R)


@pytest.mark.parametrize(
    ("asked", "key", "given", "expected"),
    [
        (MULTIPLE, match("a", "b"), ("b", "a"), 1),
        (MULTIPLE, match("a", "b"), ("a",), 0),
        (MULTIPLE, match("a", "b"), ("a", "b", "c"), 0),
        (MULTIPLE, match("a", points=D("2.5")), ("a",), D("2.5")),
        (MULTIPLE, match("a"), (), 0),
        (OrderInteraction(R, ABC), match("c", "a", "b"), ("c", "a", "b"), 1),
        (OrderInteraction(R, ABC), match("c", "a", "b"), ("a", "b", "c"), 0),
        (MatchInteraction(R, ABC, ABC), match("a b", "b c"), ("b c", "a b"), 1),
        (WORD, match("Астана"), ("Астана",), 1),
        (WORD, match("Астана"), ("астана",), 0),
        (WORD, match("Қазақ елі", case_sensitive=False), ("  қазақ   ЕЛІ ",), 1),
        (WORD, match("бір", "1"), ("1",), 1),
        (NUMBER, match("1234.5"), ("1 234,5",), 1),
        (NUMBER, match("-3"), ("−3",), 1),
        (NUMBER, match("3"), ("үш",), 0),
        (NUMBER, match("10", tolerance=Tolerance(ToleranceMode.ABSOLUTE, D("0.5"), D(1))), ("9.5",), 1),
        (NUMBER, match("10", tolerance=Tolerance(ToleranceMode.ABSOLUTE, D("0.5"), D(1))), ("9.49",), 0),
        (NUMBER, match("10", tolerance=Tolerance(ToleranceMode.ABSOLUTE, D("0.5"), D(1))), ("11",), 1),
        (NUMBER, match("200", tolerance=Tolerance(ToleranceMode.RELATIVE, D(1), D(1))), ("198",), 1),
        (NUMBER, match("200", tolerance=Tolerance(ToleranceMode.RELATIVE, D(1), D(1))), ("197.9",), 0),
        (NUMBER, match("-200", tolerance=Tolerance(ToleranceMode.RELATIVE, D(1), D(1))), ("-202",), 1),
        (WORD, ResponseKey(R, Marking.NONE), ("x",), 0),
    ],
)
def test_an_answer_is_marked(
    asked: Interaction, key: ResponseKey, given: tuple[str, ...], expected: D | int
) -> None:
    assert points(asked, key, *given) == expected


def mapped(**more: D) -> ResponseKey:
    credits = (Credit("a", D("0.5")), Credit("b", D("0.5")), Credit("c", D(-1)))
    return ResponseKey(R, Marking.MAP, credits=credits, **more)  # type: ignore[arg-type]


def test_a_mapped_answer_adds_up_within_its_bounds() -> None:
    assert points(MULTIPLE, mapped(), "a", "b") == 1
    assert points(MULTIPLE, mapped(), "a", "c") == D("-0.5")
    assert points(MULTIPLE, mapped(lower_bound=D(0)), "a", "c") == 0
    assert points(MULTIPLE, mapped(upper_bound=D("0.75")), "a", "b") == D("0.75")
    assert points(MULTIPLE, mapped(), "a", "a") == D("0.5")
    assert points(MULTIPLE, mapped(default_points=D("0.1")), "x") == D("0.1")


def test_the_most_is_what_a_candidate_could_reach() -> None:
    def most(asked: Interaction, key: ResponseKey) -> D:
        return mark(BankItem("X", wording({"kk": "x"}), (asked,)), (key,), {}).most

    assert most(MULTIPLE, mapped()) == 1
    assert most(ChoiceInteraction(R, ABC, max_choices=1), mapped()) == D("0.5")
    scale = ResponseKey(R, Marking.MAP, credits=(Credit("a", D(3)), Credit("b", D(2)), Credit("c", D(1))))
    assert most(LikertInteraction(R, ABC), scale) == 3
    assert most(MULTIPLE, match("a", points=D(2))) == 2


def test_a_reverse_keyed_scale_counts_from_the_other_end() -> None:
    scale = ResponseKey(R, Marking.MAP, credits=(Credit("a", D(3)), Credit("b", D(2)), Credit("c", D(1))))
    assert points(LikertInteraction(R, ABC), scale, "a") == 3


def test_what_people_mark_has_no_points_yet() -> None:
    essay, key = ExtendedTextInteraction(R), ResponseKey(R, Marking.PERSON)
    assert points(essay, key, "мәтін") is None
    assert has_person_marked((key,))
    assert mark(BankItem("X", wording({"kk": "x"}), (essay,)), (key,), {}).is_right is None


def test_the_parts_of_an_item_add_up() -> None:
    item = BankItem("X", wording({"kk": "x"}), (MULTIPLE, TextEntryInteraction("R2")))
    key = (match("a"), ResponseKey("R2", Marking.MATCH, ("5",)))
    both = mark(item, key, {R: ("a",), "R2": ("5",)})
    one = mark(item, key, {R: ("a",), "R2": ("6",)})
    assert (both.points, both.most, both.is_right) == (2, 2, True)
    assert (one.points, one.is_right) == (1, False)


def test_blank_text_is_no_answer() -> None:
    assert not answered({R: ("  ",)})
    assert not answered({})
    assert answered({R: ("0",)})

"""Answers of every kind: what fits the item, and the one form they are kept in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam_engine.answers import ENTRY_MAX, ESSAY_MAX, Asked, asked_in, require_fitting, without_empty
from exam_engine.errors import AnswerTooLong, ExamError, TooManyChoices, UnknownChoice, UnknownResponse
from item_bank.interactions import (
    Choice,
    ChoiceInteraction,
    EntryType,
    ExtendedTextInteraction,
    HotTextInteraction,
    InlineChoiceInteraction,
    MatchInteraction,
    OrderInteraction,
    TextEntryInteraction,
)
from item_bank.wording import wording

TEXT = wording({"kk": "мәтін", "ru": "текст"})
FOUR = tuple(Choice(name, TEXT) for name in "abcd")
LEFT = (Choice("k", TEXT), Choice("l", TEXT, match_max=2), Choice("m", TEXT, match_max=0))
RIGHT = tuple(Choice(name, TEXT, match_max=0) for name in "xyz")
ITEM = asked_in(
    [
        ChoiceInteraction("ONE", FOUR),
        ChoiceInteraction("TWO", FOUR, max_choices=2),
        ChoiceInteraction("ANY", FOUR, max_choices=0),
        InlineChoiceInteraction("GAP", FOUR),
        HotTextInteraction("HOT", TEXT, ("h1", "h2", "h3"), max_choices=2),
        OrderInteraction("ORDER", FOUR),
        MatchInteraction("MATCH", LEFT, RIGHT, max_associations=4),
        TextEntryInteraction("NUMBER", EntryType.INTEGER),
        ExtendedTextInteraction("ESSAY", max_words=200),
    ]
)


@pytest.mark.parametrize(
    ("response_id", "values"),
    [
        ("ONE", ("d",)),
        ("TWO", ("a", "b")),
        ("ANY", ("a", "b", "c", "d")),
        ("GAP", ("c",)),
        ("HOT", ("h3", "h1")),
        ("ORDER", ("d", "c", "b", "a")),
        ("ORDER", ("b",)),
        ("MATCH", ("k x", "l x", "l y")),
        ("MATCH", ("m x", "m y", "m z")),
        ("NUMBER", ("twelve, or so",)),
        ("ESSAY", ("ә" * ESSAY_MAX,)),
    ],
)
def test_what_fits_is_taken_finished_or_not(response_id: str, values: tuple[str, ...]) -> None:
    require_fitting({response_id: values}, ITEM)


@pytest.mark.parametrize(
    ("response_id", "values", "refusal"),
    [
        ("OTHER", ("a",), UnknownResponse),
        ("ONE", ("e",), UnknownChoice),
        ("ONE", ("a", "b"), TooManyChoices),
        ("TWO", ("a", "b", "c"), TooManyChoices),
        ("ANY", ("a", "a"), TooManyChoices),
        ("GAP", ("a", "b"), TooManyChoices),
        ("HOT", ("h4",), UnknownChoice),
        ("HOT", ("h1", "h2", "h3"), TooManyChoices),
        ("ORDER", ("a", "b", "a"), TooManyChoices),
        ("ORDER", ("a", "z"), UnknownChoice),
        ("MATCH", ("k",), UnknownChoice),
        ("MATCH", ("x k",), UnknownChoice),
        ("MATCH", ("k x y",), UnknownChoice),
        ("MATCH", ("k x", "k x"), TooManyChoices),
        ("MATCH", ("k x", "k y"), TooManyChoices),
        ("MATCH", ("l x", "l y", "l z"), TooManyChoices),
        ("MATCH", ("m x", "m y", "m z", "l x", "l y"), TooManyChoices),
        ("NUMBER", ("1", "2"), TooManyChoices),
        ("NUMBER", ("1" * (ENTRY_MAX + 1),), AnswerTooLong),
        ("ESSAY", ("ә" * (ESSAY_MAX + 1),), AnswerTooLong),
    ],
)
def test_what_the_item_cannot_have_been_given_is_refused(
    response_id: str, values: tuple[str, ...], refusal: type[ExamError]
) -> None:
    with pytest.raises(refusal):
        require_fitting({response_id: values}, ITEM)


def test_one_wrong_answer_refuses_all_of_the_item() -> None:
    with pytest.raises(UnknownChoice):
        require_fitting({"ONE": ("a",), "GAP": ("z",)}, ITEM)


def test_nothing_said_is_kept_as_nothing() -> None:
    given_ = {"b": ["x"], "c": [""], "a": ["y", "z"], "d": []}
    kept = without_empty(given_)
    assert list(kept.items()) == [("a", ("y", "z")), ("b", ("x",))]


@given(st.dictionaries(st.sampled_from("abc"), st.lists(st.sampled_from(["", "p", "q"]), max_size=3)))
def test_the_kept_form_is_the_kept_form_of_itself(answers: dict[str, list[str]]) -> None:
    kept = without_empty(answers)
    assert without_empty(kept) == kept


def test_an_item_that_asks_nothing_takes_only_nothing() -> None:
    require_fitting({}, {})
    with pytest.raises(UnknownResponse):
        require_fitting({"RESPONSE": ("a",)}, {})
    require_fitting({"RESPONSE": ("a",)}, {"RESPONSE": Asked(frozenset("a"))})

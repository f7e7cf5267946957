"""The word count against the table the browser is held to, and what must hold of any text."""

import json
from collections import Counter
from importlib import resources
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam_engine.word_count import EssayLength, count_words, measure_essay

FILE = resources.files("exam_engine") / "vectors" / "word_count.json"
VECTORS: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["vectors"]

SIGNS = "аәқЁb7٣½'’.-\u2011–—/,;:!?\u00ad\u200b\u2060\u0301\u00a0\n …«»№"
"""Letters, digits and every sign that has a part in the rule."""


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["why"])
def test_a_vector(vector: dict[str, Any]) -> None:
    assert count_words(vector["text"]) == vector["n_words"]


def test_the_table_is_worth_its_name() -> None:
    languages = Counter(vector["language"] for vector in VECTORS)
    assert len(VECTORS) >= 60
    assert min(languages[language] for language in ("kk", "ru", "en")) >= 20
    assert len({vector["text"] for vector in VECTORS}) == len(VECTORS)


def test_every_mark_breaks_unless_between_digits() -> None:
    for mark, left, right in product(",;:!?", "а7", "я9"):
        expected = 1 if left == "7" and right == "9" else 2
        assert count_words(left + mark + right) == expected, (left, mark, right)


@pytest.mark.parametrize(
    ("n_words", "n_over", "may_finish"), [(0, 0, True), (199, 0, True), (200, 0, True), (201, 1, False)]
)
def test_an_essay_around_its_limit(n_words: int, n_over: int, may_finish: bool) -> None:
    length = measure_essay("сөз " * n_words, 200)
    assert length == EssayLength(n_words, 200)
    assert (length.n_over, length.may_finish) == (n_over, may_finish)


@given(st.text(SIGNS, max_size=40), st.text(SIGNS, max_size=40))
@settings(deadline=None)
def test_texts_put_side_by_side_add_up(first: str, second: str) -> None:
    assert count_words(f"{first} {second}") == count_words(first) + count_words(second)


@given(st.text(SIGNS, max_size=40), st.text(SIGNS, max_size=40), st.sampled_from("\u00ad\u200b\u2060"))
@settings(deadline=None)
def test_what_nobody_sees_changes_nothing(first: str, second: str, unseen: str) -> None:
    assert count_words(first + unseen + second) == count_words(first + second)


@given(st.text())
@settings(deadline=None)
def test_there_are_never_more_words_than_letters_and_numbers(text: str) -> None:
    assert 0 <= count_words(text) <= len(text)

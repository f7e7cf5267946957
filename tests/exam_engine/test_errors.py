"""Error codes: stable, one per fact, the snake case of the class's name."""

import re
from collections.abc import Iterator

import pytest

from exam_engine.errors import ExamError
from item_bank.errors import ItemBankError
from proctor_server.review.errors import ReviewError


def facts_under(base: type[Exception]) -> Iterator[type[Exception]]:
    for fact in base.__subclasses__():
        yield fact
        yield from facts_under(fact)


FACTS = [fact for base in (ExamError, ItemBankError, ReviewError) for fact in facts_under(base)]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.__name__)
def test_the_code_is_the_name_in_snake_case(fact: type[Exception]) -> None:
    assert vars(fact)["code"] == re.sub(r"(?<!^)(?=[A-Z])", "_", fact.__name__).lower()
    assert fact.__doc__


def test_no_code_stands_for_two_facts() -> None:
    codes = [vars(fact)["code"] for fact in FACTS]
    assert len(set(codes)) == len(codes)

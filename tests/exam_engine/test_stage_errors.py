"""Codes of the stages' errors: stable, one per fact, the snake case of the class's name."""

import re

import pytest

from exam_engine import stage_errors
from exam_engine.errors import ExamError

FACTS = [fact for fact in ExamError.__subclasses__() if fact.__module__ == stage_errors.__name__]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.__name__)
def test_the_code_is_the_name_in_snake_case(fact: type[ExamError]) -> None:
    assert vars(fact)["code"] == re.sub(r"(?<!^)(?=[A-Z])", "_", fact.__name__).lower()
    assert fact.__doc__

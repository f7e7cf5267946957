"""How many answers are right, and whether that passes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from exam_engine.errors import FormMismatch
from exam_engine.programme import Programme

Answered = tuple[str, frozenset[str], frozenset[str]]
"""Section id, the option ids given, the option ids that are right."""


@dataclass(frozen=True, slots=True)
class SectionScore:
    """What was reached in a section."""

    section_id: str
    correct: int
    n_items: int
    minimum: int

    @property
    def passed(self) -> bool:
        """Tell whether the section's own threshold is reached."""
        return self.correct >= self.minimum


@dataclass(frozen=True, slots=True)
class Score:
    """What was reached in the whole test."""

    total: int
    n_items: int
    pass_total: int
    sections: tuple[SectionScore, ...]
    passed: bool


def score(programme: Programme, answered: Iterable[Answered]) -> Score:
    """Score a form: an item is right iff exactly its key was given; what is not listed is not right.

    The legislation test passes with ≥ 30 of 55 and ≥ 5 in each act (source 000, step 4).

    Raises:
        FormMismatch: an unknown section, more answers than a section has items, or an empty key.
    """
    asked: Counter[str] = Counter()
    correct: Counter[str] = Counter()
    for section_id, given, key in answered:
        if not key:
            raise FormMismatch(f"{section_id}: an item without a key")
        asked[section_id] += 1
        correct[section_id] += given == key
    _require_fitting(programme, asked)
    sections = tuple(
        SectionScore(section.id, correct[section.id], section.n_items, section.minimum_correct)
        for section in programme.sections
    )
    total = sum(section.correct for section in sections)
    passed = total >= programme.pass_total and all(section.passed for section in sections)
    return Score(total, programme.n_items, programme.pass_total, sections, passed)


def _require_fitting(programme: Programme, asked: Counter[str]) -> None:
    room = {section.id: section.n_items for section in programme.sections}
    for section_id, n in asked.items():
        if n > room.get(section_id, 0):
            raise FormMismatch(f"{section_id}: {n} answers for {room.get(section_id, 0)} items")

"""What was reached in a test: right answers by section, qualities of a questionnaire, marks of an essay."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from exam_engine.errors import FormMismatch
from exam_engine.essay_marking import EssayResult
from exam_engine.programme import BlockKind, Programme
from exam_engine.questionnaire import QuestionnaireScore

RULES_VERSION = 1
"""Which version of this module's rules computed a result; higher with every change to what they give."""

Marked = tuple[str, bool]
"""Section id, whether the item was answered rightly."""


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
class EssayScore:
    """How long an essay is, against the most words it may have; `marked` None until all marks are given.

    One without a word is not marked, and not passed.
    """

    n_words: int
    max_words: int
    marked: EssayResult | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """What was reached in the whole test; the sections are those of blocks of items.

    `passed` None: nothing has a threshold, or an essay is still being marked.
    """

    total: int
    n_items: int
    pass_total: int | None
    sections: tuple[SectionScore, ...]
    passed: bool | None
    questionnaire: QuestionnaireScore | None = None
    essay: EssayScore | None = None


def score(
    programme: Programme,
    marked: Iterable[Marked],
    questionnaire: QuestionnaireScore | None = None,
    essay: EssayScore | None = None,
) -> Score:
    """Score a form; what is not listed is not right. It passes if everything with a threshold reaches it.

    The legislation test passes with ≥ 30 of 55 and ≥ 5 in each act (source 000, step 4).

    Raises:
        FormMismatch: an unknown section, or more answers than a section has items.
    """
    answers = list(marked)
    asked = Counter(section_id for section_id, _ in answers)
    correct = Counter(section_id for section_id, right in answers if right)
    scored = [block for block in programme.blocks if block.kind is BlockKind.ITEMS]
    sections = tuple(
        SectionScore(section.id, correct[section.id], section.n_items, section.minimum_correct)
        for block in scored
        for section in block.sections
    )
    _require_fitting(sections, asked)
    total = sum(section.correct for section in sections)
    return Score(
        total,
        sum(section.n_items for section in sections),
        programme.pass_total,
        sections,
        _all_passed(_verdicts(programme, total, sections, questionnaire, essay)),
        questionnaire,
        essay,
    )


def _verdicts(
    programme: Programme,
    total: int,
    sections: Iterable[SectionScore],
    questionnaire: QuestionnaireScore | None,
    essay: EssayScore | None,
) -> Iterable[bool | None]:
    """Give a verdict for everything that has a threshold; None: it is not known yet."""
    if programme.pass_total is not None:
        yield total >= programme.pass_total
    yield from (section.passed for section in sections if section.minimum)
    if questionnaire is not None:
        yield questionnaire.passed
    if essay is not None and essay.n_words == 0:
        yield False
    elif essay is not None:
        yield None if essay.marked is None else essay.marked.passed


def _all_passed(verdicts: Iterable[bool | None]) -> bool | None:
    found = list(verdicts)
    if False in found:
        return False
    return None if not found or None in found else True


def _require_fitting(sections: Iterable[SectionScore], asked: Counter[str]) -> None:
    room = {section.section_id: section.n_items for section in sections}
    for section_id, n in asked.items():
        if n > room.get(section_id, 0):
            raise FormMismatch(f"{section_id}: {n} answers for {room.get(section_id, 0)} items")

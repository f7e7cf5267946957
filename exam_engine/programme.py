"""What a test programme consists of: blocks in order, their time and sections, what passes, what is forbidden."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from exam_engine.blocks import NO_TIME, BlockRun
from exam_engine.essay_marking import MarkingRules
from exam_engine.questionnaire import Questionnaire
from exam_engine.questionnaire_form import DESIRABILITY, INFREQUENCY
from exam_engine.reliability import Norm
from item_bank.text import LocalText

SCALES_OF_RELIABILITY = frozenset({DESIRABILITY, INFREQUENCY})
"""Topics of tasks that measure how far the answers of a questionnaire can be relied on."""


class ReviewPolicy(Enum):
    """Which closed attempts a proctor looks at: all, since only a person's signature releases a result."""

    ALL = "all"


class OutagePolicy(Enum):
    """What becomes of time that an outage on the candidate's side took. Outages of ours are always credited."""

    NEVER = "never"
    BY_PERSON = "by_person"


class ScreenSharing(Enum):
    """Whether the candidate's screen is recorded beside the camera."""

    OFF = "off"
    OPTIONAL = "optional"
    REQUIRED = "required"


class BlockKind(Enum):
    """What a block asks."""

    ITEMS = "items"
    QUESTIONNAIRE = "questionnaire"
    ESSAY = "essay"


class Navigation(Enum):
    """How the items of a block are gone through; forward: once left, an item is not read again."""

    FREE = "free"
    FORWARD = "forward"


class Aid(Enum):
    """What a candidate may use in a block."""

    PAPER = "paper"
    PENCIL = "pencil"
    CALCULATOR = "calculator"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a block (an act of the legislation programme) with a threshold of its own."""

    id: str
    title: LocalText
    n_items: int
    minimum_correct: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A forbidden act, as the candidate and the proctor read it."""

    id: str
    title: LocalText
    detail: LocalText


@dataclass(frozen=True, slots=True)
class Break:
    """A pause between two blocks; at its end the next block begins by itself or waits for the candidate."""

    length: timedelta
    next_starts_itself: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many items a form takes of a section, or of one topic in it; an essay's topic may be a direction."""

    section_id: str
    topic: str | None
    n_items: int


@dataclass(frozen=True, slots=True)
class QuestionnaireRules:
    """What is asked and how it is scored; `scales`: tasks of reliability by scale.

    `pairs`: codes of items that ask the same thing twice. `norm`: the inconsistency of a group to measure
    against; it is part of the rules, so that a result computed again is the same.
    """

    questionnaire: Questionnaire
    scales: Mapping[str, int]
    pairs: tuple[tuple[str, str], ...] = ()
    norm: Norm | None = None

    @property
    def n_items(self) -> int:
        """Give how many tasks are put to a person."""
        return len(self.questionnaire.qualities) * self.questionnaire.n_tasks + sum(self.scales.values())


@dataclass(frozen=True, slots=True)
class EssayRules:
    """How long an essay may be and how it is marked; `by_direction`: its task is drawn by the candidate's."""

    max_words: int
    by_direction: bool
    marking: MarkingRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of the test with a time of its own."""

    id: str
    title: LocalText
    kind: BlockKind
    limit: timedelta
    sections: tuple[Section, ...]
    navigation: Navigation = Navigation.FREE
    aids: tuple[Aid, ...] = ()
    break_after: Break | None = None
    questionnaire: QuestionnaireRules | None = None
    essay: EssayRules | None = None

    @property
    def n_items(self) -> int:
        """Give how many items the block has."""
        return sum(section.n_items for section in self.sections)

    def shown_section_id(self, section_id: str) -> str:
        """Give the section a candidate is told an item stands in; that it is on trial is not told."""
        ids = [section.id for section in self.sections]
        return section_id if section_id in ids else ids[0]

    def wanted(self, direction: str | None) -> tuple[Wanted, ...]:
        """Give what a form of the block is drawn from; of a questionnaire, so many tasks of every scale.

        `direction`: the candidate's; an essay's task is one of that direction where the rules say so.
        """
        if self.questionnaire is not None:
            asked, section_id = self.questionnaire, self.sections[0].id
            qualities = asked.questionnaire.qualities
            return (
                *(Wanted(section_id, quality.id, asked.questionnaire.n_tasks) for quality in qualities),
                *(Wanted(section_id, scale, n) for scale, n in asked.scales.items()),
            )
        topic = direction if self.essay is not None and self.essay.by_direction else None
        return tuple(Wanted(section.id, topic, section.n_items) for section in self.sections)

    def run(self) -> BlockRun:
        """Give the block as an attempt has it before its beginning."""
        after = self.break_after or Break(NO_TIME, next_starts_itself=False)
        return BlockRun(
            limit=self.limit, break_after=after.length, next_starts_itself=after.next_starts_itself
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A test programme; passed iff total ≥ `pass_total`, if there is one, and each section ≥ its minimum.

    `recordings_kept`: how long after an attempt's end its recording is kept; None: as long as the house says.
    """

    id: str
    title: LocalText
    blocks: tuple[Block, ...]
    grace: timedelta
    pass_total: int | None
    rules: tuple[Rule, ...]
    retake: bool
    review: ReviewPolicy
    consent_version: str
    pauses: bool = False
    ends_by_proctor: bool = False
    network_outages: OutagePolicy = OutagePolicy.NEVER
    screen: ScreenSharing = ScreenSharing.OFF
    recordings_kept: timedelta | None = None

    @property
    def sections(self) -> tuple[Section, ...]:
        """Give the sections of all blocks; their ids are unique."""
        return tuple(section for block in self.blocks for section in block.sections)

    @property
    def limit(self) -> timedelta:
        """Give the time of all blocks together."""
        return sum((block.limit for block in self.blocks), NO_TIME)

    @property
    def n_items(self) -> int:
        """Give how many items a form has."""
        return sum(block.n_items for block in self.blocks)

    @property
    def rule_ids(self) -> frozenset[str]:
        """Give the ids of the forbidden acts."""
        return frozenset(rule.id for rule in self.rules)

    def runs(self) -> tuple[BlockRun, ...]:
        """Give the blocks as an attempt has them before it begins."""
        return tuple(block.run() for block in self.blocks)

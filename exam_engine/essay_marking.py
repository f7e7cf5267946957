"""Who still has to mark an essay, what a marker may see, and whether the marks pass it.

Sources: 000, step 8 (commission's members, five-point scale, threshold three of five); 002 (three experts at
once, works distributed without names, their average counts). Design: items, "Essay": marks that lie two or more
apart ask for another marker, once; all marks then count. Sums are compared, never averages.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from exam_engine.stage_errors import (
    AlreadyMarked,
    BadMarking,
    MarkerNotNeeded,
    MarkerRepeated,
    MarkOffScale,
    NotTheMarker,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkingRules:
    """The scale, how many mark an essay, from which difference on another marker does, the mark that passes."""

    n_markers: int = 3
    lowest: int = 1
    highest: int = 5
    pass_mark: int = 3
    difference: int = 2

    def __post_init__(self) -> None:
        if self.n_markers < 1 or not self.lowest <= self.pass_mark <= self.highest or self.difference < 1:
            raise BadMarking(f"{self}")


@dataclass(frozen=True, slots=True)
class Mark:
    """One marker's mark; without a value it is still to be given."""

    marker_id: str
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Marking:
    """The marks of an essay in the order its markers were assigned; `code` is all that markers know of it."""

    code: str
    marks: tuple[Mark, ...] = ()
    version: int = 0

    @property
    def marker_ids(self) -> frozenset[str]:
        """Give everyone who marks this essay or is to."""
        return frozenset(mark.marker_id for mark in self.marks)

    @property
    def values(self) -> tuple[int, ...]:
        """Give the marks given so far."""
        return tuple(mark.value for mark in self.marks if mark.value is not None)


class Need(Enum):
    """What an essay waits for."""

    MARKERS = "markers"
    MARKS = "marks"
    ANOTHER_MARKER = "another_marker"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class EssayResult:
    """What the marks add up to; `mean` is exact and for ranking, `passed` comes from the sum."""

    total: int
    n_marks: int
    passed: bool

    @property
    def mean(self) -> Fraction:
        """Give the average mark, as an exact fraction."""
        return Fraction(self.total, self.n_marks)


def need_of(rules: MarkingRules, marking: Marking) -> Need:
    """Tell what the essay waits for."""
    if len(marking.marks) < rules.n_markers:
        return Need.MARKERS
    if len(marking.values) < len(marking.marks):
        return Need.MARKS
    if len(marking.marks) == rules.n_markers and _differ(rules, marking.values):
        return Need.ANOTHER_MARKER
    return Need.NOTHING


def decide_marker(rules: MarkingRules, marking: Marking, *, marker_id: str) -> Marking:
    """Assign a marker.

    Raises:
        MarkerNotNeeded: the essay waits for no further marker.
        MarkerRepeated: this one has it already.
    """
    if need_of(rules, marking) not in (Need.MARKERS, Need.ANOTHER_MARKER):
        raise MarkerNotNeeded(marking.code)
    if marker_id in marking.marker_ids:
        raise MarkerRepeated(marking.code)
    return replace(marking, marks=(*marking.marks, Mark(marker_id)), version=marking.version + 1)


def decide_mark(rules: MarkingRules, marking: Marking, *, marker_id: str, value: int) -> Marking:
    """Take a marker's mark; the same mark again changes nothing.

    Raises:
        MarkOffScale: the mark is not on the scale.
        NotTheMarker: the essay is not assigned to this marker.
        AlreadyMarked: the marker gave another mark.
    """
    if not rules.lowest <= value <= rules.highest:
        raise MarkOffScale(marking.code)
    given = {mark.marker_id: mark.value for mark in marking.marks}
    if marker_id not in given:
        raise NotTheMarker(marking.code)
    if given[marker_id] == value:
        return marking
    if given[marker_id] is not None:
        raise AlreadyMarked(marking.code)
    marks = tuple(Mark(marker_id, value) if mark.marker_id == marker_id else mark for mark in marking.marks)
    return replace(marking, marks=marks, version=marking.version + 1)


def marks_shown(rules: MarkingRules, marking: Marking, *, marker_id: str) -> tuple[Mark, ...]:
    """Give the marks a marker may see: their own until the marking is done, then all.

    Raises:
        NotTheMarker: the essay is not assigned to this marker.
    """
    if marker_id not in marking.marker_ids:
        raise NotTheMarker(marking.code)
    if need_of(rules, marking) is Need.NOTHING:
        return marking.marks
    return tuple(mark for mark in marking.marks if mark.marker_id == marker_id)


def result_of(rules: MarkingRules, marking: Marking) -> EssayResult | None:
    """Add the marks up: passed iff Σ ≥ pass mark × number of marks; None until the marking is done."""
    if need_of(rules, marking) is not Need.NOTHING:
        return None
    total, n_marks = sum(marking.values), len(marking.values)
    return EssayResult(total, n_marks, total >= rules.pass_mark * n_marks)


def _differ(rules: MarkingRules, values: Iterable[int]) -> bool:
    given = tuple(values)
    return max(given) - min(given) >= rules.difference

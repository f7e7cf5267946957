"""Who goes on from a stage of a selection, and why.

Sources: 000, step 7 (the best half of those who took it, but at least three; ties at the line go on; one or two
who took part go on) and step 9 (three for the interview, ties may exceed); 002 (caps, and a mark set by the
commission that tied candidates have to exceed). Where a source leaves a tie open, a person decides it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from exam_engine.stage_errors import PersonRepeated, ReviewsPending, StandingIncomplete

Score = int | Fraction
"""Exact: never a float, so that equal scores are equal."""


class Review(Enum):
    """What the proctor decided on a person's stage."""

    PENDING = "pending"
    CLEAR = "clear"
    VIOLATION = "violation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a person stands after a stage; `passed` by the stage's own rule, where it has one."""

    person_id: str
    took_part: bool = True
    review: Review = Review.CLEAR
    score: Score | None = None
    passed: bool | None = None

    @property
    def is_clear(self) -> bool:
        """Tell whether the person took the stage without violation."""
        return self.took_part and self.review is Review.CLEAR


class Ties(Enum):
    """What becomes of equal scores at the line for which places lack."""

    ALL = "all"
    ABOVE_MARK = "above_mark"
    BY_PERSON = "by_person"


@dataclass(frozen=True, slots=True)
class Everyone:
    """Everyone goes on who took the stage."""


@dataclass(frozen=True, slots=True)
class Passed:
    """Those go on who passed by the stage's own rule."""


@dataclass(frozen=True, slots=True)
class AboveMark:
    """Those go on whose score exceeds the mark the commission sets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Best:
    """The best go on: `share` of those who took it, rounded up, not fewer and not more than the bounds."""

    share: Fraction | None = None
    at_least: int = 0
    at_most: int | None = None
    ties: Ties

    def n_places(self, n_took: int) -> int:
        """Give how many places there are when `n_took` people took the stage."""
        wanted = n_took if self.share is None else -(-n_took * self.share.numerator // self.share.denominator)
        most = n_took if self.at_most is None else min(n_took, self.at_most)
        return min(max(wanted, self.at_least), most)


StageRule = Everyone | Passed | AboveMark | Best


class Outcome(Enum):
    """Whether a person goes on; undecided waits for the commission."""

    IN = "in"
    OUT = "out"
    UNDECIDED = "undecided"


class Reason(Enum):
    """Why: the page words it in the reader's language from the figures beside it."""

    ABSENT = "absent"
    VIOLATION = "violation"
    TOOK_PART = "took_part"
    PASSED = "passed"
    NOT_PASSED = "not_passed"
    WITHIN_PLACES = "within_places"
    TIED_GOES_ON = "tied_goes_on"
    TIED_ABOVE_MARK = "tied_above_mark"
    TIED_NOT_ABOVE_MARK = "tied_not_above_mark"
    TIED_MARK_NOT_SET = "tied_mark_not_set"
    TIED_PERSON_DECIDES = "tied_person_decides"
    BELOW_LINE = "below_line"
    ABOVE_MARK = "above_mark"
    NOT_ABOVE_MARK = "not_above_mark"
    MARK_NOT_SET = "mark_not_set"


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a person goes on and why; `rank` from 1 among those without violation, equal for equal scores."""

    person_id: str
    outcome: Outcome
    reason: Reason
    score: Score | None = None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class StageResult:
    """Who goes on from a stage, in order of rank, with the figures the reasons speak of.

    `n_took` counts all who took the stage; `line` is the lowest score that has a place, where places count.
    """

    decisions: tuple[Decision, ...]
    n_took: int
    n_places: int | None = None
    line: Score | None = None
    mark: Score | None = None

    def ids(self, outcome: Outcome) -> tuple[str, ...]:
        """Give the people with this outcome, in order of rank."""
        return tuple(one.person_id for one in self.decisions if one.outcome is outcome)


def decide_stage(rule: StageRule, standings: Iterable[Standing], *, mark: Score | None = None) -> StageResult:
    """Decide who goes on; `mark` is what the commission set, if it has.

    Those with a violation count among those who took the stage, and take no place.

    Raises:
        PersonRepeated: somebody stands in the list twice.
        ReviewsPending: a proctor has not decided on everybody yet, so no line can be drawn.
        StandingIncomplete: somebody lacks the score or the pass that the rule asks for.
    """
    people = tuple(sorted(standings, key=lambda one: one.person_id))
    _require_decided(people)
    n_took = sum(one.took_part for one in people)
    clear = [one for one in people if one.is_clear]
    others = tuple(_outside(one) for one in people if not one.is_clear)
    match rule:
        case Everyone():
            return StageResult((*_all_in(clear), *others), n_took)
        case Passed():
            return StageResult((*_by_pass(clear), *others), n_took)
        case AboveMark():
            return StageResult((*_by_mark(clear, mark), *others), n_took, mark=mark)
        case Best():
            places = rule.n_places(n_took)
            line = _line(clear, places)
            drawn = _by_line(rule.ties, clear, places=places, line=line, mark=mark)
            return StageResult((*drawn, *others), n_took, places, line, mark)


def _require_decided(people: Sequence[Standing]) -> None:
    ids = [one.person_id for one in people]
    if len(set(ids)) != len(ids):
        raise PersonRepeated(f"{len(ids) - len(set(ids))} too many")
    pending = [one.person_id for one in people if one.took_part and one.review is Review.PENDING]
    if pending:
        raise ReviewsPending(pending)


def _outside(one: Standing) -> Decision:
    reason = Reason.VIOLATION if one.took_part else Reason.ABSENT
    return Decision(one.person_id, Outcome.OUT, reason, one.score)


def _all_in(clear: Iterable[Standing]) -> tuple[Decision, ...]:
    return tuple(Decision(one.person_id, Outcome.IN, Reason.TOOK_PART, one.score) for one in clear)


def _by_pass(clear: Iterable[Standing]) -> tuple[Decision, ...]:
    def decide(one: Standing) -> Decision:
        if one.passed is None:
            raise StandingIncomplete(one.person_id)
        if one.passed:
            return Decision(one.person_id, Outcome.IN, Reason.PASSED, one.score)
        return Decision(one.person_id, Outcome.OUT, Reason.NOT_PASSED, one.score)

    return tuple(sorted(map(decide, clear), key=lambda decision: decision.outcome is not Outcome.IN))


def _by_mark(clear: Iterable[Standing], mark: Score | None) -> tuple[Decision, ...]:
    def decide(score: Score) -> tuple[Outcome, Reason]:
        if mark is None:
            return Outcome.UNDECIDED, Reason.MARK_NOT_SET
        if score > mark:
            return Outcome.IN, Reason.ABOVE_MARK
        return Outcome.OUT, Reason.NOT_ABOVE_MARK

    return tuple(
        Decision(person_id, *decide(score), score, rank) for person_id, score, rank in _ranked(clear)
    )


def _by_line(
    ties: Ties, clear: Sequence[Standing], *, places: int, line: Score | None, mark: Score | None
) -> tuple[Decision, ...]:
    ranked = _ranked(clear)
    n_within = sum(line is not None and score >= line for _, score, _ in ranked)

    def decide(score: Score) -> tuple[Outcome, Reason]:
        if line is None or score < line:
            return Outcome.OUT, Reason.BELOW_LINE
        if score > line or n_within <= places:
            return Outcome.IN, Reason.WITHIN_PLACES
        return _tied(ties, score, mark)

    return tuple(Decision(person_id, *decide(score), score, rank) for person_id, score, rank in ranked)


def _tied(ties: Ties, score: Score, mark: Score | None) -> tuple[Outcome, Reason]:
    match ties:
        case Ties.ALL:
            return Outcome.IN, Reason.TIED_GOES_ON
        case Ties.BY_PERSON:
            return Outcome.UNDECIDED, Reason.TIED_PERSON_DECIDES
        case Ties.ABOVE_MARK:
            return _tied_at_mark(score, mark)


def _tied_at_mark(score: Score, mark: Score | None) -> tuple[Outcome, Reason]:
    if mark is None:
        return Outcome.UNDECIDED, Reason.TIED_MARK_NOT_SET
    if score > mark:
        return Outcome.IN, Reason.TIED_ABOVE_MARK
    return Outcome.OUT, Reason.TIED_NOT_ABOVE_MARK


def _line(clear: Iterable[Standing], places: int) -> Score | None:
    """Give the score of the last place taken."""
    scores = [score for _, score, _ in _ranked(clear)]
    return scores[min(places, len(scores)) - 1] if places and scores else None


def _ranked(clear: Iterable[Standing]) -> list[tuple[str, Score, int]]:
    """Order by score, best first; equal scores share a rank, people of a rank stand by id."""
    scored = [(one.person_id, _score_of(one)) for one in clear]
    scored.sort(key=lambda entry: (-entry[1], entry[0]))
    first_at: dict[Score, int] = {}
    for place, (_, score) in enumerate(scored, start=1):
        first_at.setdefault(score, place)
    return [(person_id, score, first_at[score]) for person_id, score in scored]


def _score_of(one: Standing) -> Score:
    if one.score is None:
        raise StandingIncomplete(one.person_id)
    return one.score

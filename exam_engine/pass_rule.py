"""Whether points pass a rule that is kept as data, e.g. `total ≥ 30 and each(act) ≥ 5`.

The grammar, in which `act` is any kind of group and `ethics` the id of one group of that kind:

    rule       = conjunction { "or" conjunction }
    conjunction = condition { "and" condition }
    condition  = "(" rule ")" | quantity relation integer [ "%" ]
    quantity   = "total" | "each" "(" kind ")" | kind "(" group ")"
    relation   = "≥" | ">=" | ">" | "≤" | "<=" | "<" | "="

Comparisons are made on integers: `≥ 60 %` holds iff 100 × points ≥ 60 × attainable points.
"""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from exam_engine.errors import ExamError

MAX_LENGTH = 500
MAX_DEPTH = 20
_TOKEN = re.compile(r"\s*(?:(?P<number>[0-9]{1,9})|(?P<name>[^\W\d]\w*)|(?P<sign>≥|>=|>|≤|<=|<|=|%|\(|\)))")
_RESERVED = frozenset({"and", "or", "each", "total"})


class BadPassRule(ExamError):
    """A pass rule does not follow the grammar; `position` is the 0-based character it stops making sense at."""

    code = "bad_pass_rule"

    def __init__(self, position: int, reason: str) -> None:
        super().__init__(f"at character {position + 1}: {reason}")
        self.position = position
        self.reason = reason


class UnknownPassGroup(ExamError):
    """A pass rule speaks of a kind of group, or of a group, that the points do not have."""

    code = "unknown_pass_group"


class Relation(Enum):
    """How points are compared with the number in the rule."""

    AT_LEAST = "≥"
    MORE = ">"
    AT_MOST = "≤"
    LESS = "<"
    EQUAL = "="


_COMPARE: Mapping[Relation, Callable[[int, int], bool]] = {
    Relation.AT_LEAST: operator.ge,
    Relation.MORE: operator.gt,
    Relation.AT_MOST: operator.le,
    Relation.LESS: operator.lt,
    Relation.EQUAL: operator.eq,
}
_SPELLINGS = {relation.value: relation for relation in Relation} | {
    ">=": Relation.AT_LEAST,
    "<=": Relation.AT_MOST,
}


@dataclass(frozen=True, slots=True)
class Total:
    """The points of the whole test."""


@dataclass(frozen=True, slots=True)
class Each:
    """The points of every group of a kind, each by itself."""

    kind: str


@dataclass(frozen=True, slots=True)
class One:
    """The points of one group of a kind."""

    kind: str
    group: str


@dataclass(frozen=True, slots=True)
class Condition:
    """A comparison of points, or of their share in percent, with a whole number."""

    quantity: Total | Each | One
    relation: Relation
    number: int
    percent: bool = False


@dataclass(frozen=True, slots=True)
class All:
    """Every one of the rules holds."""

    rules: tuple["PassRule", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of the rules holds."""

    rules: tuple["PassRule", ...]


PassRule = Condition | All | Any


@dataclass(frozen=True, slots=True)
class Points:
    """What was reached, and what could have been."""

    reached: int
    attainable: int


@dataclass(frozen=True, slots=True)
class PointsTable:
    """The points of a test and of its groups: kind (`act`) → group (`ethics`) → points."""

    total: Points
    groups: Mapping[str, Mapping[str, Points]]


def read_pass_rule(text: str) -> PassRule:
    """Read a rule in the grammar of this module.

    Raises:
        BadPassRule: the text does not follow it, or is longer or deeper than any rule needs to be.
    """
    if len(text) > MAX_LENGTH:
        raise BadPassRule(MAX_LENGTH, f"a rule has at most {MAX_LENGTH} characters")
    return _Reader(text).read()


def write_pass_rule(rule: PassRule) -> str:
    """Write a rule so that `read_pass_rule` gives it back."""
    match rule:
        case Condition(quantity, relation, number, percent):
            return f"{_quantity_text(quantity)} {relation.value} {number}{' %' if percent else ''}"
        case All(rules):
            return " and ".join(_in_brackets(part) for part in rules)
        case Any(rules):
            return " or ".join(_in_brackets(part) for part in rules)


def passes(rule: PassRule, points: PointsTable) -> bool:
    """Tell whether the points fulfil the rule.

    Raises:
        UnknownPassGroup: the rule speaks of groups the points do not have; `each` of none never passes.
    """
    match rule:
        case Condition():
            return all(_holds(rule, quantity) for quantity in _select(rule.quantity, points))
        case All(rules):
            return min(_verdicts(rules, points))
        case Any(rules):
            return max(_verdicts(rules, points))


def unmet(rule: PassRule, points: PointsTable) -> tuple[Condition, ...]:
    """Give the conditions that do not hold, in the rule's order, whether or not it passes without them.

    Raises:
        UnknownPassGroup: as `passes`.
    """
    if isinstance(rule, Condition):
        return () if passes(rule, points) else (rule,)
    return tuple(condition for part in rule.rules for condition in unmet(part, points))


def _verdicts(rules: tuple[PassRule, ...], points: PointsTable) -> list[bool]:
    """Decide every part, so that an unknown group is found whatever the other parts say."""
    return [passes(part, points) for part in rules]


def _holds(condition: Condition, points: Points) -> bool:
    compare = _COMPARE[condition.relation]
    if condition.percent:
        return compare(100 * points.reached, condition.number * points.attainable)
    return compare(points.reached, condition.number)


def _select(quantity: Total | Each | One, points: PointsTable) -> tuple[Points, ...]:
    match quantity:
        case Total():
            return (points.total,)
        case Each(kind):
            chosen = tuple(points.groups.get(kind, {}).values())
        case One(kind, group):
            chosen = tuple(p for name, p in points.groups.get(kind, {}).items() if name == group)
    if not chosen:
        raise UnknownPassGroup(_quantity_text(quantity))
    return chosen


def _quantity_text(quantity: Total | Each | One) -> str:
    match quantity:
        case Total():
            return "total"
        case Each(kind):
            return f"each({kind})"
        case One(kind, group):
            return f"{kind}({group})"


def _in_brackets(rule: PassRule) -> str:
    text = write_pass_rule(rule)
    return text if isinstance(rule, Condition) else f"({text})"


@dataclass(frozen=True, slots=True)
class _Token:
    position: int
    kind: str
    text: str


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    while text[position:].strip():
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            start = len(text) - len(text[position:].lstrip())
            raise BadPassRule(start, f"{text[start]!r} has no meaning here")
        yield _Token(match.start(match.lastgroup), match.lastgroup, match[match.lastgroup])
        position = match.end()
    yield _Token(len(text), "end", "")


class _Reader:
    """Reads by recursive descent; `_at` is the token to be read next."""

    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._at = 0
        self._depth = 0

    def read(self) -> PassRule:
        rule = self._any()
        if self._next.kind != "end":
            raise self._refusal("expected and, or, or the end")
        return rule

    def _any(self) -> PassRule:
        rules = [self._all()]
        while self._take("or"):
            rules.append(self._all())
        return rules[0] if len(rules) == 1 else Any(tuple(rules))

    def _all(self) -> PassRule:
        rules = [self._condition()]
        while self._take("and"):
            rules.append(self._condition())
        return rules[0] if len(rules) == 1 else All(tuple(rules))

    def _condition(self) -> PassRule:
        if not self._take("("):
            quantity = self._quantity()
            return Condition(quantity, self._relation(), self._number(), self._take("%"))
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._refusal(f"brackets nest deeper than {MAX_DEPTH}")
        rule = self._any()
        self._require(")")
        self._depth -= 1
        return rule

    def _quantity(self) -> Total | Each | One:
        if self._take("total"):
            return Total()
        if self._take("each"):
            return Each(self._bracketed())
        kind = self._name("expected total, each(…) or a group")
        return One(kind, self._bracketed())

    def _bracketed(self) -> str:
        self._require("(")
        name = self._name("expected a name")
        self._require(")")
        return name

    def _relation(self) -> Relation:
        relation = _SPELLINGS.get(self._next.text)
        if relation is None:
            raise self._refusal("expected ≥, >, ≤, < or =")
        self._at += 1
        return relation

    def _number(self) -> int:
        if self._next.kind != "number":
            raise self._refusal("expected a whole number")
        self._at += 1
        return int(self._tokens[self._at - 1].text)

    def _name(self, otherwise: str) -> str:
        if self._next.kind != "name" or self._next.text in _RESERVED:
            raise self._refusal(otherwise)
        self._at += 1
        return self._tokens[self._at - 1].text

    def _require(self, text: str) -> None:
        if not self._take(text):
            raise self._refusal(f"expected {text}")

    def _take(self, text: str) -> bool:
        found = self._next.text == text
        self._at += found
        return found

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _refusal(self, reason: str) -> BadPassRule:
        return BadPassRule(self._next.position, reason)

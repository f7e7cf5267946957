"""Whether a QTI item's response processing is `match_correct`, `map_response`, or as good as one of them.

The rules are worked out symbolically: an outcome is a number plus what each response adds to it. What
only sets feedback does not count. Where the score does not come out as such a sum, the processing is custom.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from item_bank.formats.xml_tree import Node
from item_bank.response_key import EXACT, Marking, Tolerance, ToleranceMode

SCORE = "SCORE"
MAX_DIGITS = 30
_MATCH_TEMPLATES = ("match_correct", "cc2_match", "cc2_match_basic")
_MAP_TEMPLATES = ("map_response", "cc2_map_response")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a response adds to the score; `correct` stands where the processing itself names the answer."""

    marking: Marking
    points: Decimal = Decimal(1)
    correct: tuple[str, ...] | None = None
    tolerance: Tolerance = EXACT
    case_sensitive: bool = True


class CustomProcessing(Exception):
    """The score is not a sum of matched and mapped responses; the message says what stands against it."""


@dataclass(frozen=True, slots=True)
class _Sum:
    number: Decimal = Decimal(0)
    rules: Mapping[str, Rule] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Unknown:
    reason: str


_Value = _Sum | _Unknown


def rules_of(processing: Node | None, outcomes: Mapping[str, Decimal]) -> dict[str, Rule] | None:
    """Give the rule of each scored response; None where nothing is scored at all.

    `outcomes` are the numeric outcomes with their default values.

    Raises:
        CustomProcessing: it is neither template nor anything equivalent.
    """
    if processing is None:
        return None
    if template := processing.get("template") or processing.get("templatelocation"):
        return {"RESPONSE": Rule(_template(template))}
    values: dict[str, _Value] = {name: _Sum(number) for name, number in outcomes.items()}
    for statement in processing.children:
        _run(statement, values)
    return _score(values, outcomes)


def _template(address: str) -> Marking:
    name = address.rstrip("/").rsplit("/", 1)[-1].lower().removesuffix(".xml")
    if name in _MATCH_TEMPLATES:
        return Marking.MATCH
    if name in _MAP_TEMPLATES:
        return Marking.MAP
    raise CustomProcessing(f"template {name}")


def _score(values: Mapping[str, _Value], outcomes: Mapping[str, Decimal]) -> dict[str, Rule] | None:
    scored = values.get(SCORE)
    if scored is None or scored == _Sum(outcomes.get(SCORE, Decimal(0))):
        others = [v for name, v in values.items() if name in outcomes and isinstance(v, _Sum) and v.rules]
        unknown = [v for name, v in values.items() if name in outcomes and isinstance(v, _Unknown)]
        scored = others[0] if len(others) == 1 and not unknown else (unknown[0] if unknown else None)
    if scored is None:
        return None
    if isinstance(scored, _Unknown):
        raise CustomProcessing(scored.reason)
    if scored.number:
        raise CustomProcessing("points are given whatever is answered")
    return dict(scored.rules)


def _run(statement: Node, values: dict[str, _Value]) -> None:
    match statement.name:
        case "setoutcomevalue":
            values[statement.get("identifier")] = _value_of(statement, values)
        case "responsecondition":
            _run_condition(statement, values)
        case "responseprocessingfragment":
            for one in statement.children:
                _run(one, values)
        case name:
            values[SCORE] = _Unknown(name)


def _value_of(statement: Node, values: Mapping[str, _Value]) -> _Value:
    if len(statement.children) != 1:
        return _Unknown(statement.name)
    try:
        return _evaluated(statement.children[0], values)
    except CustomProcessing as custom:
        return _Unknown(str(custom))


def _evaluated(node: Node, values: Mapping[str, _Value]) -> _Sum:
    match node.name:
        case "basevalue":
            return _Sum(_number(node.content()))
        case "mapresponse":
            return _Sum(rules={node.get("identifier"): Rule(Marking.MAP)})
        case "variable":
            return _known(values.get(node.get("identifier")), node)
        case "sum":
            return _added([_evaluated(child, values) for child in node.children])
        case name:
            raise CustomProcessing(name)


def _known(value: _Value | None, node: Node) -> _Sum:
    if isinstance(value, _Sum):
        return value
    raise CustomProcessing(value.reason if value is not None else f"variable {node.get('identifier')}")


def _added(terms: list[_Sum]) -> _Sum:
    rules: dict[str, Rule] = {}
    for term in terms:
        if rules.keys() & term.rules.keys():
            raise CustomProcessing("a response is counted twice")
        rules |= term.rules
    return _Sum(sum((term.number for term in terms), Decimal(0)), rules)


def _run_condition(condition: Node, values: dict[str, _Value]) -> None:
    """Run the first branch and the last one; what lies between makes what it sets custom."""
    branches = [child for child in condition.children if child.name != "responseelse"]
    last = condition.first("responseelse")
    then, otherwise = dict(values), dict(values)
    for statement in branches[0].children[1:] if branches else []:
        _run(statement, then)
    for statement in last.children if last is not None else []:
        _run(statement, otherwise)
    between: dict[str, _Value] = {}
    for branch in branches[1:]:
        for statement in branch.children[1:]:
            _run(statement, between)
    test = branches[0].children[0] if branches and branches[0].children else None
    for name in then.keys() | otherwise.keys() | between.keys():
        before = values.get(name)
        if name in between:
            values[name] = _Unknown("responseElseIf")
        elif then.get(name) != before or otherwise.get(name) != before:
            values[name] = _chosen(test, then.get(name), otherwise.get(name))


def _chosen(test: Node | None, then: _Value | None, otherwise: _Value | None) -> _Value:
    if then == otherwise and then is not None:
        return then
    then, otherwise = then or _Sum(), otherwise or _Sum()
    for value in (then, otherwise):
        if isinstance(value, _Unknown):
            return value
    if test is None or not isinstance(then, _Sum) or not isinstance(otherwise, _Sum):
        return _Unknown("a condition without a test")
    if (response := _null_test(test)) is not None:
        return _if_answered(response, then, otherwise)
    try:
        response, rule = _match_test(test)
    except CustomProcessing as custom:
        return _Unknown(str(custom))
    return _if_matched(response, rule, then, otherwise)


def _if_answered(response: str, without: _Sum, answered: _Sum) -> _Value:
    """No answer adds nothing: the condition says what holds without it."""
    lost = {name: rule for name, rule in answered.rules.items() if name not in without.rules}
    if answered.number == without.number and lost.keys() == {response}:
        return answered
    return _Unknown("isNull")


def _if_matched(response: str, rule: Rule, then: _Sum, otherwise: _Sum) -> _Value:
    points = then.number - otherwise.number
    if then.rules != otherwise.rules or points <= 0 or response in otherwise.rules:
        return _Unknown("a match that does not just add points")
    return _Sum(otherwise.number, {**otherwise.rules, response: replace(rule, points=points)})


def _null_test(test: Node) -> str | None:
    inner = test.children[0] if test.name == "isnull" and len(test.children) == 1 else None
    return inner.get("identifier") if inner is not None and inner.name == "variable" else None


def _match_test(test: Node) -> tuple[str, Rule]:
    """Read a test that a response is right: `match`, `equal`, `stringMatch`, several of them by `or`."""
    match test.name:
        case "and" if len(test.children) == 1:
            return _match_test(test.children[0])
        case "and" if len(test.children) == 2 and _answered_test(test.children[0]):
            return _match_test(test.children[1])
        case "or" if test.children:
            return _any_of([_match_test(child) for child in test.children])
        case "match":
            return _compared(test, Rule(Marking.MATCH))
        case "equal":
            return _compared(test, Rule(Marking.MATCH, tolerance=_tolerance(test)))
        case "stringmatch" if test.get("substring", "false") == "false":
            return _compared(test, Rule(Marking.MATCH, case_sensitive=test.get("casesensitive") != "false"))
        case name:
            raise CustomProcessing(name)


def _answered_test(test: Node) -> bool:
    return test.name == "not" and len(test.children) == 1 and _null_test(test.children[0]) is not None


def _any_of(tests: list[tuple[str, Rule]]) -> tuple[str, Rule]:
    response, first = tests[0]
    correct: list[str] = []
    for name, rule in tests:
        if (
            name != response
            or rule.correct is None
            or replace(rule, correct=None) != replace(first, correct=None)
        ):
            raise CustomProcessing("or")
        correct.extend(rule.correct)
    return response, replace(first, correct=tuple(correct))


def _compared(test: Node, rule: Rule) -> tuple[str, Rule]:
    sides = {child.name: child for child in test.children}
    if len(test.children) != 2 or "variable" not in sides or len(sides) != 2:
        raise CustomProcessing(test.name)
    response = sides.pop("variable").get("identifier")
    other = next(iter(sides.values()))
    if other.name == "correct" and other.get("identifier") == response:
        return response, rule
    if other.name in ("basevalue", "multiple", "ordered"):
        return response, replace(rule, correct=_constants(other))
    raise CustomProcessing(f"{test.name} with {other.name}")


def _constants(node: Node) -> tuple[str, ...]:
    listed = [node] if node.name == "basevalue" else node.children
    if any(one.name != "basevalue" for one in listed):
        raise CustomProcessing(node.name)
    return tuple(one.raw_content().strip() for one in listed)


def _tolerance(test: Node) -> Tolerance:
    try:
        mode = ToleranceMode(test.get("tolerancemode", "exact"))
    except ValueError as error:
        raise CustomProcessing("toleranceMode") from error
    if mode is ToleranceMode.EXACT:
        return EXACT
    bounds = [_number(one) for one in test.get("tolerance").split()] or [Decimal(0)]
    return Tolerance(mode, below=bounds[0], above=bounds[-1])


def _number(text: str) -> Decimal:
    number = decimal_of(text)
    if number is None:
        raise CustomProcessing("a value that is no number")
    return number


def decimal_of(text: str) -> Decimal | None:
    """Read a finite number of a sane size; None where it is none."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    if not number.is_finite() or len(text) > MAX_DIGITS or abs(number.adjusted()) > MAX_DIGITS:
        return None
    return number

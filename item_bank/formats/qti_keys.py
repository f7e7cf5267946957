"""What the right answers of a QTI item are: its declarations and its processing, made into keys."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from item_bank.formats.findings import Fact, Finding
from item_bank.formats.qti_processing import CustomProcessing, Rule, decimal_of, rules_of
from item_bank.formats.xml_tree import Node
from item_bank.interactions import (
    EntryType,
    ExtendedTextInteraction,
    Interaction,
    LikertInteraction,
    MatchInteraction,
    OrderInteraction,
    TextEntryInteraction,
    answer_ids,
)
from item_bank.response_key import BankKey, Credit, Marking, ResponseKey

_CARDINALITIES = frozenset({"single", "multiple", "ordered"})


@dataclass(frozen=True, slots=True)
class Declaration:
    """A response as the item declares it; `key` is without marking yet."""

    cardinality: str
    base_type: str
    key: ResponseKey
    bad_number: str = ""


def declarations_of(root: Node) -> dict[str, Declaration]:
    """Read the response declarations of an item."""
    return {one.get("identifier"): _declaration(one) for one in root.all("responsedeclaration")}


def numeric_outcomes(root: Node) -> dict[str, Decimal]:
    """Give the outcomes that are numbers, with their default values (0 where none is declared)."""
    found = {}
    for one in root.all("outcomedeclaration"):
        if one.get("basetype") in ("float", "integer") and one.get("cardinality", "single") == "single":
            default = one.first("defaultvalue")
            found[one.get("identifier")] = decimal_of(default.content() if default else "0") or Decimal(0)
    return found


def keys_of(
    root: Node, interactions: tuple[Interaction, ...], declared: Mapping[str, Declaration]
) -> tuple[BankKey, list[Finding]]:
    """Give the key of every interaction, and what a person must look at."""
    findings: list[Finding] = []
    rules: dict[str, Rule] | None = None
    custom = False
    try:
        rules = rules_of(root.first("responseprocessing"), numeric_outcomes(root))
    except CustomProcessing as error:
        custom = True
        findings.append(Finding(Fact.CUSTOM_PROCESSING, "responseProcessing", str(error)))
    keys = []
    for interaction in interactions:
        key, found = _key(interaction, declared, rules, custom=custom)
        keys.append(key)
        findings.extend(found)
    return tuple(keys), findings


def kind_findings(
    interactions: tuple[Interaction, ...], declared: Mapping[str, Declaration]
) -> list[Finding]:
    """Say which responses are of a kind we do not keep, or are not declared at all."""
    found = []
    for interaction in interactions:
        response_id = interaction.response_id
        declaration = declared.get(response_id)
        if declaration is None:
            found.append(Finding(Fact.BROKEN_ITEM, response_id, "the response is not declared"))
        elif isinstance(interaction, ExtendedTextInteraction | TextEntryInteraction):
            if declaration.cardinality != "single":
                found.append(Finding(Fact.LEFT_OUT, response_id, f"cardinality {declaration.cardinality}"))
        elif declaration.cardinality not in _CARDINALITIES:
            found.append(Finding(Fact.RESPONSE_KIND, response_id, declaration.cardinality))
        if declaration is not None and declaration.bad_number:
            found.append(Finding(Fact.BAD_VALUE, response_id, declaration.bad_number))
    return found


def _declaration(node: Node) -> Declaration:
    correct = node.first("correctresponse")
    values = [] if correct is None else [one.raw_content().strip() for one in correct.all("value")]
    mapping = node.first("mapping")
    bad: list[str] = []
    key = ResponseKey(node.get("identifier"), Marking.NONE, correct=tuple(v for v in values if v))
    if mapping is not None:
        key = replace(
            key,
            credits=tuple(_credit(entry, bad) for entry in mapping.all("mapentry")),
            default_points=_number(mapping.get("defaultvalue", "0"), bad),
            lower_bound=_bound(mapping.get("lowerbound"), bad),
            upper_bound=_bound(mapping.get("upperbound"), bad),
        )
    return Declaration(node.get("cardinality", "single"), node.get("basetype"), key, "; ".join(bad))


def _credit(entry: Node, bad: list[str]) -> Credit:
    points = _number(entry.get("mappedvalue"), bad)
    return Credit(entry.get("mapkey").strip(), points, entry.get("casesensitive", "false") == "true")


def _number(text: str, bad: list[str]) -> Decimal:
    number = decimal_of(text)
    if number is None:
        bad.append(f"mapping: {text[:40]!r} is no number")
    return number or Decimal(0)


def _bound(text: str, bad: list[str]) -> Decimal | None:
    return _number(text, bad) if text else None


def _key(
    interaction: Interaction,
    declared: Mapping[str, Declaration],
    rules: Mapping[str, Rule] | None,
    *,
    custom: bool,
) -> tuple[ResponseKey, list[Finding]]:
    response_id = interaction.response_id
    base = declared[response_id].key
    rule = (rules or {}).get(response_id)
    if rule is not None:
        key = replace(
            base,
            marking=rule.marking,
            points=rule.points,
            correct=base.correct if rule.correct is None else rule.correct,
            tolerance=rule.tolerance,
            case_sensitive=rule.case_sensitive,
        )
        return key, _key_findings(interaction, key)
    if isinstance(interaction, ExtendedTextInteraction):
        return replace(base, marking=Marking.PERSON), []
    return _unscored(interaction, base, custom=custom, scored=rules is not None)


def _unscored(
    interaction: Interaction, base: ResponseKey, *, custom: bool, scored: bool
) -> tuple[ResponseKey, list[Finding]]:
    """Take the declared answer for a key where the processing does not tell; a person checks it."""
    if isinstance(interaction, LikertInteraction) and not base.correct and not base.credits:
        return base, []
    if not base.correct and not base.credits:
        return base, [Finding(Fact.NO_KEY, base.response_id)]
    key = replace(base, marking=Marking.MATCH if base.correct else Marking.MAP)
    found = _key_findings(interaction, key)
    if scored:
        found.append(Finding(Fact.CUSTOM_PROCESSING, base.response_id, "the response is not scored"))
    elif not custom:
        found.append(Finding(Fact.NO_PROCESSING, base.response_id))
    return key, found


def _key_findings(interaction: Interaction, key: ResponseKey) -> list[Finding]:
    named = key.correct if key.marking is Marking.MATCH else tuple(one.value for one in key.credits)
    if not named:
        return [Finding(Fact.NO_KEY, key.response_id)]
    found = [
        Finding(Fact.UNKNOWN_CORRECT, key.response_id, value[:100])
        for value in (*key.correct, *(one.value for one in key.credits))
        if not _fits(interaction, value)
    ]
    if isinstance(interaction, OrderInteraction) and 0 < len(key.correct) < len(interaction.choices):
        found.append(Finding(Fact.UNKNOWN_CORRECT, key.response_id, "not every choice is in the right order"))
    return found[:5]


def _fits(interaction: Interaction, value: str) -> bool:
    match interaction:
        case TextEntryInteraction():
            return interaction.entry is EntryType.STRING or decimal_of(value) is not None
        case ExtendedTextInteraction():
            return True
        case MatchInteraction():
            left = {choice.id for choice in interaction.left}
            right = {choice.id for choice in interaction.right}
            pair = value.split()
            return len(pair) == 2 and (
                (pair[0] in left and pair[1] in right) or (pair[0] in right and pair[1] in left)
            )
        case _:
            return value in answer_ids(interaction)

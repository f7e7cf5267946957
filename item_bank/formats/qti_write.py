"""How one language of an item, with its key, is written as a QTI 3.0 item."""

from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from item_bank.bank_item import BankItem
from item_bank.formats.qti_body import BODY_CLASS
from item_bank.formats.rich_text import BLOCKS, to_xhtml
from item_bank.formats.xml_tree import Node, parse_xml
from item_bank.interactions import (
    Choice,
    ChoiceInteraction,
    EntryType,
    ExtendedTextInteraction,
    HotTextInteraction,
    InlineChoiceInteraction,
    Interaction,
    LikertInteraction,
    MatchInteraction,
    OrderInteraction,
    TextEntryInteraction,
)
from item_bank.response_key import BankKey, Marking, ResponseKey, Tolerance, ToleranceMode
from item_bank.wording import UNKNOWN_LANGUAGE

NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
MATHML = "http://www.w3.org/1998/Math/MathML"
TEMPLATES = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates"
_BASE_TYPES = {EntryType.STRING: "string", EntryType.INTEGER: "integer", EntryType.NUMBER: "float"}
_SCORE = '<qti-variable identifier="SCORE"/>'


def qti_item_xml(item: BankItem, key: BankKey, language: str, identifier: str) -> str:
    """Write an item in one of its languages."""
    keys = {one.response_id: one for one in key}
    declared = "".join(_declaration(one, keys.get(one.response_id)) for one in item.interactions)
    lang = "" if language == UNKNOWN_LANGUAGE else f" xml:lang={quoteattr(language)}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<qti-assessment-item xmlns="{NAMESPACE}" identifier={quoteattr(identifier)}'
        f' title={quoteattr(item.title)}{lang} adaptive="false" time-dependent="false">\n'
        f"{declared}"
        '<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float">'
        "<qti-default-value><qti-value>0</qti-value></qti-default-value></qti-outcome-declaration>\n"
        f"<qti-item-body>{_Body(item, language).xml()}</qti-item-body>\n"
        f"{_processing(item.interactions, key)}</qti-assessment-item>\n"
    )


class _Body:
    """Writes HTML of the allow-list as QTI, with the interactions in their places."""

    def __init__(self, item: BankItem, language: str) -> None:
        self._language = language
        self._item = item
        self._interactions = {one.response_id: one for one in item.interactions}

    def xml(self) -> str:
        root = _tree(self._item.body.get(self._language))
        inside = self._inside(root)
        blocks = not root.text.strip() and all(
            (child.name in BLOCKS or "dataresponse" in child.attributes) and not child.tail.strip()
            for child in root.children
        )
        return inside if blocks else f'<div class="{BODY_CLASS}">{inside}</div>'

    def _text(self, html: str) -> str:
        return self._inside(_tree(html))

    def _inside(self, node: Node) -> str:
        pieces = [escape(node.text)]
        for child in node.children:
            pieces.append(self._shown(child))
            pieces.append(escape(child.tail))
        return "".join(pieces)

    def _shown(self, node: Node) -> str:
        if (response_id := node.get("dataresponse")) in self._interactions:
            return self._asked(self._interactions[response_id])
        if ident := node.get("datahottext"):
            return f"<qti-hottext identifier={quoteattr(ident)}>{self._inside(node)}</qti-hottext>"
        names = {"lang": "xml:lang"}
        written = "".join(f" {names.get(k, k)}={quoteattr(v)}" for k, v in node.attributes.items())
        if node.name == "math":
            written = f' xmlns="{MATHML}"{written}'
        inside = self._inside(node)
        return f"<{node.tag}{written}>{inside}</{node.tag}>" if inside else f"<{node.tag}{written}/>"

    def _asked(self, interaction: Interaction) -> str:
        tag, attributes = _TAGS[interaction.kind], _attributes(interaction)
        written = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
        ident = quoteattr(interaction.response_id)
        return f"<{tag} response-identifier={ident}{written}>{self._asked_inside(interaction)}</{tag}>"

    def _asked_inside(self, interaction: Interaction) -> str:
        match interaction:
            case ChoiceInteraction() | OrderInteraction() | LikertInteraction():
                return self._choices(interaction.choices, "qti-simple-choice")
            case InlineChoiceInteraction():
                return self._choices(interaction.choices, "qti-inline-choice")
            case MatchInteraction():
                return "".join(
                    "<qti-simple-match-set>"
                    + self._choices(one, "qti-simple-associable-choice", matched=True)
                    + "</qti-simple-match-set>"
                    for one in (interaction.left, interaction.right)
                )
            case HotTextInteraction():
                return self._text(interaction.passage.get(self._language))
            case TextEntryInteraction() | ExtendedTextInteraction():
                return ""

    def _choices(self, choices: tuple[Choice, ...], tag: str, *, matched: bool = False) -> str:
        return "".join(
            f"<{tag} identifier={quoteattr(choice.id)}"
            + (f' match-max="{choice.match_max}"' if matched or choice.match_max != 1 else "")
            + (' fixed="true"' if choice.fixed else "")
            + f">{self._text(choice.text.get(self._language))}</{tag}>"
            for choice in choices
        )


_TAGS = {
    "choice": "qti-choice-interaction",
    "inline_choice": "qti-inline-choice-interaction",
    "text_entry": "qti-text-entry-interaction",
    "order": "qti-order-interaction",
    "match": "qti-match-interaction",
    "hottext": "qti-hottext-interaction",
    "extended_text": "qti-extended-text-interaction",
    "likert": "qti-choice-interaction",
}


def _attributes(interaction: Interaction) -> dict[str, str]:
    match interaction:
        case ChoiceInteraction():
            return {**_counts(interaction), "shuffle": _flag(interaction.shuffle)}
        case HotTextInteraction():
            return _counts(interaction)
        case LikertInteraction():
            return {"max-choices": "1", "shuffle": "false", "data-kind": "likert"}
        case InlineChoiceInteraction() | OrderInteraction():
            return {"shuffle": _flag(interaction.shuffle)}
        case MatchInteraction():
            most = str(interaction.max_associations)
            return {"max-associations": most, "shuffle": _flag(interaction.shuffle)}
        case TextEntryInteraction():
            return _given({"expected-length": interaction.expected_length})
        case ExtendedTextInteraction():
            return _given(
                {
                    "expected-length": interaction.expected_length,
                    "data-min-words": interaction.min_words,
                    "data-max-words": interaction.max_words,
                }
            )


def _counts(interaction: ChoiceInteraction | HotTextInteraction) -> dict[str, str]:
    return {"min-choices": str(interaction.min_choices), "max-choices": str(interaction.max_choices)}


def _given(limits: dict[str, int | None]) -> dict[str, str]:
    return {name: str(limit) for name, limit in limits.items() if limit is not None}


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _tree(html: str) -> Node:
    return parse_xml(f"<body>{to_xhtml(html)}</body>".encode())


def _kind(interaction: Interaction) -> tuple[str, str]:
    match interaction:
        case ChoiceInteraction() | HotTextInteraction():
            return ("single" if interaction.max_choices == 1 else "multiple"), "identifier"
        case InlineChoiceInteraction() | LikertInteraction():
            return "single", "identifier"
        case OrderInteraction():
            return "ordered", "identifier"
        case MatchInteraction():
            return "multiple", "directedPair"
        case TextEntryInteraction():
            return "single", _BASE_TYPES[interaction.entry]
        case ExtendedTextInteraction():
            return "single", "string"


def _declaration(interaction: Interaction, key: ResponseKey | None) -> str:
    cardinality, base_type = _kind(interaction)
    inside = "" if key is None else _correct(key) + _mapping(key)
    return (
        f"<qti-response-declaration identifier={quoteattr(interaction.response_id)}"
        f' cardinality="{cardinality}" base-type="{base_type}">{inside}</qti-response-declaration>\n'
    )


def _correct(key: ResponseKey) -> str:
    values = "".join(f"<qti-value>{escape(value)}</qti-value>" for value in key.correct)
    return f"<qti-correct-response>{values}</qti-correct-response>" if values else ""


def _mapping(key: ResponseKey) -> str:
    bounds = {
        "default-value": key.default_points,
        "lower-bound": key.lower_bound,
        "upper-bound": key.upper_bound,
    }
    written = "".join(f' {name}="{plain(value)}"' for name, value in bounds.items() if value is not None)
    entries = "".join(
        f'<qti-map-entry map-key={quoteattr(one.value)} mapped-value="{plain(one.points)}"'
        f' case-sensitive="{_flag(one.case_sensitive)}"/>'
        for one in key.credits
    )
    return f"<qti-mapping{written}>{entries}</qti-mapping>" if entries else ""


def plain(number: Decimal) -> str:
    """Write a number without an exponent."""
    return format(number, "f")


def _processing(interactions: tuple[Interaction, ...], key: BankKey) -> str:
    kinds = {one.response_id: _kind(one) for one in interactions}
    scored = [one for one in key if one.marking in (Marking.MATCH, Marking.MAP)]
    if not scored:
        return ""
    if len(key) == 1 and (template := _template(key[0], kinds)):
        return f'<qti-response-processing template="{TEMPLATES}/{template}.xml"/>\n'
    rules = "".join(_rule(one, *kinds[one.response_id]) for one in scored)
    return f"<qti-response-processing>{rules}</qti-response-processing>\n"


def _template(key: ResponseKey, kinds: dict[str, tuple[str, str]]) -> str | None:
    if key.response_id != "RESPONSE":
        return None
    if key.marking is Marking.MAP:
        return "map_response"
    typed = kinds[key.response_id][1] in ("string", "integer", "float")
    usual = key.points == 1 and key.case_sensitive and key.tolerance == Tolerance()
    return "match_correct" if usual and not (typed and len(key.correct) != 1) else None


def _rule(key: ResponseKey, cardinality: str, base_type: str) -> str:
    ident = quoteattr(key.response_id)
    if key.marking is Marking.MAP:
        return _add(f"<qti-map-response identifier={ident}/>")
    worth = f'<qti-base-value base-type="float">{plain(key.points)}</qti-base-value>'
    test = _test(key, ident, base_type)
    return f"<qti-response-condition><qti-response-if>{test}{_add(worth)}</qti-response-if></qti-response-condition>"


def _add(points: str) -> str:
    total = f"<qti-sum>{_SCORE}{points}</qti-sum>"
    return f'<qti-set-outcome-value identifier="SCORE">{total}</qti-set-outcome-value>'


def _test(key: ResponseKey, ident: str, base_type: str) -> str:
    variable = f"<qti-variable identifier={ident}/>"
    if base_type not in ("string", "integer", "float") or len(key.correct) == 1:
        return _compared(key, variable, f"<qti-correct identifier={ident}/>", base_type)
    each = "".join(
        _compared(
            key,
            variable,
            f'<qti-base-value base-type="{base_type}">{escape(one)}</qti-base-value>',
            base_type,
        )
        for one in key.correct
    )
    return f"<qti-or>{each}</qti-or>"


def _compared(key: ResponseKey, variable: str, other: str, base_type: str) -> str:
    if key.tolerance.mode is not ToleranceMode.EXACT:
        bounds = f"{plain(key.tolerance.below)} {plain(key.tolerance.above)}"
        mode = key.tolerance.mode.value
        return f'<qti-equal tolerance-mode="{mode}" tolerance="{bounds}">{variable}{other}</qti-equal>'
    if base_type == "string" and not key.case_sensitive:
        return f'<qti-string-match case-sensitive="false">{variable}{other}</qti-string-match>'
    return f"<qti-match>{variable}{other}</qti-match>"

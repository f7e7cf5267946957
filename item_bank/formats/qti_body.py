"""What a QTI item's body shows and asks: HTML of the allow-list, and the interactions in their places."""

import html
import re
from collections.abc import Callable, Mapping

from item_bank.bank_item import place_of
from item_bank.formats.findings import Fact, Finding, Refused
from item_bank.formats.pictures import Pictures, active_part
from item_bank.formats.rich_text import TAGS, VOID, clean
from item_bank.formats.xml_tree import Node
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
from item_bank.wording import Wording

_TRANSPARENT = frozenset({"contentbody", "prompt", "body", "html", "center", "font", "templateblock"})
_FEEDBACK = frozenset({"feedbackblock", "feedbackinline", "modalfeedback"})
_IGNORED = frozenset({"stylesheet", "style", "catalogref"})
_NOT_FOR_CANDIDATES = frozenset({"author", "proctor", "scorer", "testconstructor", "tutor"})
_ENTRY_TYPES = {"string": EntryType.STRING, "integer": EntryType.INTEGER, "float": EntryType.NUMBER}
IDENTIFIER = re.compile(r"\w[\w.:\-]*")
BODY_CLASS = "synaq-body"  # wraps a body that begins within a line; taken off again when read


class BodyReader:
    """Reads one body; afterwards `interactions` and `findings` hold what was met, in its order."""

    def __init__(self, language: str, pictures: Pictures, base_types: Mapping[str, str]) -> None:
        """`base_types` gives the declared base type of each response."""
        self._language = language
        self._pictures = pictures
        self._base_types = base_types
        self.interactions: list[Interaction] = []
        self.findings: list[Finding] = []

    def read(self, body: Node) -> Wording:
        """Read a body.

        Raises:
            Refused: a text breaks a bound, or an interaction lacks what it needs.
        """
        only = body.children[0] if len(body.children) == 1 else None
        wrapped = only is not None and only.get("class") == BODY_CLASS
        return self.wording(only if only is not None and wrapped else body)

    def wording(self, node: Node) -> Wording:
        """Give the cleaned text of an element in the item's language."""
        text = clean(self._pictures.placed(self._inside(node)), node.tag)
        return Wording(((self._language, text),))

    def choices(self, node: Node, name: str) -> tuple[Choice, ...]:
        """Read the choices directly in an element.

        Raises:
            Refused: there are none, or one has no identifier.
        """
        found = tuple(self._choice(child) for child in node.all(name))
        if not found:
            raise Refused(Fact.BROKEN_ITEM, node.tag, "no choices")
        return found

    def _choice(self, node: Node) -> Choice:
        if not IDENTIFIER.fullmatch(node.get("identifier")):
            raise Refused(Fact.BROKEN_ITEM, node.tag, "a choice without a proper identifier")
        if node.get("templateidentifier"):
            self.findings.append(Finding(Fact.PROCESSING_KIND, node.tag, "templateIdentifier"))
        return Choice(
            node.get("identifier"),
            self.wording(node),
            fixed=node.get("fixed") == "true",
            match_max=whole(node, "matchmax", 1),
        )

    def _inside(self, node: Node) -> str:
        pieces = [html.escape(node.text, quote=False)]
        for child in node.children:
            pieces.append(self._shown(child))
            pieces.append(html.escape(child.tail, quote=False))
        return "".join(pieces)

    def _shown(self, node: Node) -> str:
        if node.name in READERS:
            return self._asked(node)
        if node.name == "hottext":
            ident = html.escape(node.get("identifier"))
            return f'<span data-hottext="{ident}">{self._inside(node)}</span>'
        if node.name in _FEEDBACK:
            self._tell(Fact.FEEDBACK_LEFT_OUT, node)
            return ""
        if node.name in _IGNORED or _for_staff(node):
            return ""
        if node.name == "object":
            return self._object(node)
        if node.name in _TRANSPARENT:
            return f"<p>{self._inside(node)}</p>" if node.name == "prompt" else self._inside(node)
        if node.name == "rubricblock":
            return f"<div>{self._inside(node)}</div>"
        return self._element(node)

    def _element(self, node: Node) -> str:
        if node.name in ("script", "svg"):
            self._require_passive(node)
        if any(name.startswith("on") for name in node.attributes):
            self._tell(Fact.LEFT_OUT, Node("", f"{node.tag} on…", {}))
        if node.name not in TAGS:
            self._tell(Fact.LEFT_OUT, node)
            return "" if node.name == "svg" else self._inside(node)
        written = "".join(f' {key}="{html.escape(value)}"' for key, value in node.attributes.items())
        if node.name in VOID:
            return f"<{node.name}{written}>"
        return f"<{node.name}{written}>{self._inside(node)}</{node.name}>"

    def _require_passive(self, node: Node) -> None:
        for one in node.walk():
            if (reason := active_part(one)) is not None:
                raise Refused(Fact.ACTIVE_PICTURE, f"<{node.tag}>", reason)

    def _object(self, node: Node) -> str:
        if not node.get("type").startswith("image/"):
            self._tell(Fact.LEFT_OUT, node)
            return self._inside(node)
        alt = html.escape(node.content())
        return f'<img src="{html.escape(node.get("data"))}" alt="{alt}">'

    def _asked(self, node: Node) -> str:
        prompt = node.first("prompt")
        asked = "" if prompt is None or not (prompt.text or prompt.children) else self._shown(prompt)
        response_id = node.get("responseidentifier")
        if not IDENTIFIER.fullmatch(response_id):
            raise Refused(Fact.BROKEN_ITEM, node.tag, f"response identifier {response_id[:40]!r}")
        if response_id in {one.response_id for one in self.interactions}:
            raise Refused(Fact.BROKEN_ITEM, node.tag, f"response identifier {response_id} is used twice")
        interaction = READERS[node.name](self, node, response_id)
        self.interactions.append(interaction)
        return asked + place_of(interaction)

    def _tell(self, fact: Fact, node: Node) -> None:
        finding = Finding(fact, "", f"<{node.tag}>")
        if finding not in self.findings:
            self.findings.append(finding)

    def entry_type(self, node: Node, response_id: str) -> EntryType:
        """Give what is typed into a field, by its response's declaration."""
        base = self._base_types.get(response_id) or "string"
        if base not in _ENTRY_TYPES:
            self.findings.append(Finding(Fact.RESPONSE_KIND, response_id, base))
        if node.get("patternmask"):
            self.findings.append(Finding(Fact.LEFT_OUT, response_id, "patternMask"))
        return _ENTRY_TYPES.get(base, EntryType.STRING)


def whole(node: Node, name: str, default: int) -> int:
    """Read an attribute that is a whole number from 0; anything else is the default."""
    written = node.get(name).strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else default


def _for_staff(node: Node) -> bool:
    views = set(node.get("view", "candidate").lower().split())
    return node.name == "rubricblock" and bool(views) and views <= _NOT_FOR_CANDIDATES


def _maybe(node: Node, name: str) -> int | None:
    return whole(node, name, 0) or None


def _choice_interaction(reader: BodyReader, node: Node, response_id: str) -> Interaction:
    if node.get("datakind") == "likert":
        return LikertInteraction(response_id, reader.choices(node, "simplechoice"))
    return ChoiceInteraction(
        response_id,
        reader.choices(node, "simplechoice"),
        min_choices=whole(node, "minchoices", 0),
        max_choices=whole(node, "maxchoices", 1),
        shuffle=node.get("shuffle") == "true",
    )


def _inline_choice(reader: BodyReader, node: Node, response_id: str) -> Interaction:
    return InlineChoiceInteraction(
        response_id, reader.choices(node, "inlinechoice"), shuffle=node.get("shuffle") == "true"
    )


def _text_entry(reader: BodyReader, node: Node, response_id: str) -> Interaction:
    entry = reader.entry_type(node, response_id)
    return TextEntryInteraction(response_id, entry, _maybe(node, "expectedlength"))


def _order(reader: BodyReader, node: Node, response_id: str) -> Interaction:
    choices = reader.choices(node, "simplechoice")
    for name in ("minchoices", "maxchoices"):
        if whole(node, name, len(choices)) not in (0, len(choices)):
            reader.findings.append(Finding(Fact.LEFT_OUT, response_id, f"{name}={node.get(name)}"))
    return OrderInteraction(response_id, choices, shuffle=node.get("shuffle") == "true")


def _match(reader: BodyReader, node: Node, response_id: str) -> Interaction:
    sets = node.all("simplematchset")
    if len(sets) != 2:
        raise Refused(Fact.BROKEN_ITEM, response_id, "a match has two sets")
    left, right = (reader.choices(one, "simpleassociablechoice") for one in sets)
    return MatchInteraction(
        response_id,
        left,
        right,
        max_associations=whole(node, "maxassociations", 1),
        shuffle=node.get("shuffle") == "true",
    )


def _hottext(reader: BodyReader, node: Node, response_id: str) -> Interaction:
    passage = Node(node.name, node.tag, {}, [c for c in node.children if c.name != "prompt"], node.text)
    ids = tuple(one.get("identifier") for one in node.walk() if one.name == "hottext")
    if not ids or not all(IDENTIFIER.fullmatch(one) for one in ids):
        raise Refused(Fact.BROKEN_ITEM, response_id, "hot text without proper identifiers")
    return HotTextInteraction(
        response_id,
        reader.wording(passage),
        ids,
        min_choices=whole(node, "minchoices", 0),
        max_choices=whole(node, "maxchoices", 1),
    )


def _extended_text(reader: BodyReader, node: Node, response_id: str) -> Interaction:
    if node.get("patternmask"):
        reader.findings.append(Finding(Fact.LEFT_OUT, response_id, "patternMask"))
    return ExtendedTextInteraction(
        response_id,
        min_words=_maybe(node, "dataminwords"),
        max_words=_maybe(node, "datamaxwords"),
        expected_length=_maybe(node, "expectedlength"),
    )


READERS: Mapping[str, Callable[[BodyReader, Node, str], Interaction]] = {
    "choiceinteraction": _choice_interaction,
    "inlinechoiceinteraction": _inline_choice,
    "textentryinteraction": _text_entry,
    "orderinteraction": _order,
    "matchinteraction": _match,
    "hottextinteraction": _hottext,
    "extendedtextinteraction": _extended_text,
}

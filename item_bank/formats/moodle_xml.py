"""Which items a Moodle XML question bank holds.

Moodle's own element names; see its documentation "Moodle XML format". Our exports add an element
`synaq` with the whole item, which Moodle passes over; it counts only while the question still says
the same.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from item_bank.bank_document import bank_item_from_document, bank_key_from_document, faults_of
from item_bank.bank_item import BankItem, place_of
from item_bank.errors import BadItem
from item_bank.formats.findings import Fact, Finding, Refused
from item_bank.formats.html_text import HtmlTexts
from item_bank.formats.moodle_export import question_xml
from item_bank.formats.pictures import FOLDER, Pictures, decoded
from item_bank.formats.qti_package import Progress
from item_bank.formats.qti_processing import decimal_of
from item_bank.formats.report import Reading, ReadItem
from item_bank.formats.rich_text import plain_to_html
from item_bank.formats.xml_tree import Node, parse_xml
from item_bank.interactions import (
    Choice,
    ChoiceInteraction,
    EntryType,
    ExtendedTextInteraction,
    Interaction,
    MatchInteraction,
    OrderInteraction,
    TextEntryInteraction,
)
from item_bank.response_key import EXACT, BankKey, Credit, Marking, ResponseKey, Tolerance, ToleranceMode
from item_bank.translations import with_wordings
from item_bank.wording import wording

ROOT = "quiz"
RESPONSE = "RESPONSE"
_FEEDBACK = ("generalfeedback", "correctfeedback", "incorrectfeedback", "partiallycorrectfeedback", "hint")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def read_moodle(root: Node, language: str, progress: Progress) -> Reading:
    """Read every question; a `category` gives the topic of those after it."""
    questions = root.all("question")
    parts: list[ReadItem] = []
    assets: dict[str, bytes] = {}
    topic = ""
    for no, question in enumerate(questions, start=1):
        if question.get("type") == "category":
            topic = _plain(question.first("category")).removeprefix("$course$/").removeprefix("top/")
            continue
        reader = _Question(question, language, f"question {no}", topic, no)
        parts.append(reader.read())
        assets |= reader.pictures.assets
        progress(len(parts), len(questions))
    return Reading(tuple(parts), assets)


@dataclass(slots=True)
class _Question:
    node: Node
    language: str
    where: str
    topic: str
    no: int
    pictures: Pictures = field(init=False)
    texts: HtmlTexts = field(init=False)
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        files = {one.get("name"): one for one in self.node.walk() if one.name == "file"}

        def embedded(name: str) -> bytes | None:
            name = name.removeprefix(f"{FOLDER}/")
            return decoded(files[name].raw_content(), name) if name in files else None

        self.pictures = Pictures(embedded)
        self.texts = HtmlTexts(self.language, self.pictures)

    def read(self) -> ReadItem:
        try:
            exact = self._exact()
            if exact is not None and signature(exact[2]) == signature(self.node):
                return ReadItem(self.where, exact[0], exact[1], self._told())
            item, key = self._visible()
        except Refused as refused:
            return ReadItem(self.where, None, (), (*self._told(), refused.finding))
        if exact is not None:
            self.findings.append(Finding(Fact.DETAILS_DIFFER))
        self._tell_feedback()
        return ReadItem(self.where, item, key, self._told())

    def _told(self) -> tuple[Finding, ...]:
        return tuple(dict.fromkeys((*self.findings, *self.texts.findings, *self.pictures.findings)))

    def _exact(self) -> tuple[BankItem, BankKey, Node] | None:
        """Read the item our own exports add, and what the question looked like then."""
        added = self.node.first("synaq")
        if added is None:
            return None
        try:
            document = json.loads(added.raw_content())
            item = bank_item_from_document(document["item"])
            key = bank_key_from_document(item.code, document["key"])
        except (ValueError, KeyError, TypeError, RecursionError, BadItem) as error:
            raise Refused(Fact.BAD_VALUE, "synaq", str(error)[:200]) from error
        item = with_wordings(item, self.texts.cleaned)
        return item, key, written_question(item, key)

    def _visible(self) -> tuple[BankItem, BankKey]:
        kind = self.node.get("type")
        if kind not in _READERS:
            raise Refused(Fact.QUESTION_TYPE, "", kind or "no type")
        interaction, key = _READERS[kind](self)
        text = self.texts.wording(self.html(self.node.first("questiontext")), "questiontext")
        if not text.texts:
            raise Refused(Fact.MISSING_VALUE, "questiontext")
        body = wording({language: one + place_of(interaction) for language, one in text.texts})
        item = BankItem(
            _plain(self.node.first("idnumber")) or f"Q{self.no}",
            body,
            (interaction,),
            title=_plain(self.node.first("name")),
            topic=self.topic,
        )
        for fault in faults_of(item):
            raise Refused(Fact.BROKEN_ITEM, "", fault)
        return item, (key,)

    def _tell_feedback(self) -> None:
        told = [one for one in self.node.walk() if one.name in ("feedback", *_FEEDBACK) and one.content()]
        if told:
            self.findings.append(Finding(Fact.FEEDBACK_LEFT_OUT, "", told[0].tag))

    def html(self, node: Node | None) -> str:
        """Give a text as HTML, whichever format Moodle kept it in."""
        if node is None:
            return ""
        text = node.first("text")
        written = (text if text is not None else node).raw_content()
        return plain_to_html(written, block=False) if node.get("format") == "plain_text" else written

    def answers(self) -> list[tuple[Node, Decimal]]:
        """Give the answers with their fractions of the full mark.

        Raises:
            Refused: there are none, or a fraction is no number.
        """
        found = []
        for answer in self.node.all("answer"):
            percent = decimal_of(answer.get("fraction", "0"))
            if percent is None:
                raise Refused(Fact.BAD_VALUE, "answer", f"fraction {answer.get('fraction')[:20]!r}")
            found.append((answer, percent / 100))
        if not found:
            raise Refused(Fact.MISSING_VALUE, "answer")
        return found

    def flag(self, name: str, default: str) -> bool:
        """Read a switch Moodle writes as true, 1, or an empty element."""
        node = self.node.first(name)
        return (default if node is None else node.content() or "true") in ("true", "1")


def signature(node: Node) -> tuple[object, ...]:
    """Give what a question says, without our addition, embedded files and white space around elements."""
    inside = tuple(signature(child) for child in node.children if child.name not in ("synaq", "file"))
    return node.name, tuple(sorted(node.attributes.items())), node.text.strip(), inside


def written_question(item: BankItem, key: BankKey) -> Node:
    """Write a question as an export would, and read it as XML."""
    return parse_xml(question_xml(item, key, {}).encode())


def _plain(node: Node | None) -> str:
    return "" if node is None else node.content()


def _letter(no: int) -> str:
    return _LETTERS[no] if no < len(_LETTERS) else f"o{no + 1}"


def _choices(question: _Question, texts: list[str]) -> tuple[Choice, ...]:
    return tuple(
        Choice(_letter(no), question.texts.wording(text, f"answer {no + 1}")) for no, text in enumerate(texts)
    )


def _multichoice(question: _Question) -> tuple[Interaction, ResponseKey]:
    answers = question.answers()
    single = question.flag("single", "true")
    choices = _choices(question, [question.html(answer) for answer, _ in answers])
    asked = ChoiceInteraction(
        RESPONSE, choices, max_choices=1 if single else 0, shuffle=question.flag("shuffleanswers", "true")
    )
    worth = [(choice.id, points) for choice, (_, points) in zip(choices, answers, strict=True)]
    full = [ident for ident, points in worth if points == 1]
    if single and len(full) == 1 and all(points in (0, 1) for _, points in worth):
        return asked, ResponseKey(RESPONSE, Marking.MATCH, tuple(full))
    correct = tuple(ident for ident, points in worth if points > 0)
    if not correct:
        question.findings.append(Finding(Fact.NO_KEY))
    credits = tuple(Credit(ident, points) for ident, points in worth if points)
    return asked, ResponseKey(RESPONSE, Marking.MAP, correct, credits=credits, lower_bound=Decimal(0))


def _true_false(question: _Question) -> tuple[Interaction, ResponseKey]:
    names = {
        "true": {"kk": "Дұрыс", "ru": "Верно", "en": "True"},
        "false": {"kk": "Бұрыс", "ru": "Неверно", "en": "False"},
    }
    languages = question.texts.wording(question.html(question.node.first("questiontext")), "").languages
    choices = tuple(
        Choice(ident, wording({language: words.get(language, ident) for language in languages}))
        for ident, words in names.items()
    )
    right = tuple(
        _plain(answer.first("text")).lower() for answer, points in question.answers() if points == 1
    )
    if len(right) != 1 or right[0] not in names:
        raise Refused(Fact.BAD_VALUE, "answer", "true or false")
    return ChoiceInteraction(RESPONSE, choices, shuffle=False), ResponseKey(RESPONSE, Marking.MATCH, right)


def _short_answer(question: _Question) -> tuple[Interaction, ResponseKey]:
    case = question.flag("usecase", "0")
    answers = [(answer.first("text"), points) for answer, points in question.answers()]
    worth = [(_plain(text), points) for text, points in answers if _plain(text)]
    if any("*" in text for text, _ in worth):
        question.findings.append(Finding(Fact.CUSTOM_PROCESSING, "answer", "* stands for any text"))
    right = tuple(text for text, points in worth if points == 1)
    if not right:
        question.findings.append(Finding(Fact.NO_KEY))
    asked = TextEntryInteraction(RESPONSE)
    if right and len(right) == len(worth):
        return asked, ResponseKey(RESPONSE, Marking.MATCH, right, case_sensitive=case)
    credits = tuple(Credit(text, points, case) for text, points in worth)
    return asked, ResponseKey(RESPONSE, Marking.MAP, right, credits=credits)


def _numerical(question: _Question) -> tuple[Interaction, ResponseKey]:
    right = [answer for answer, points in question.answers() if points == 1]
    if len(right) != len(question.answers()) or len(right) != 1:
        question.findings.append(Finding(Fact.CUSTOM_PROCESSING, "answer", "several numbers"))
    if question.node.first("units") is not None:
        question.findings.append(Finding(Fact.LEFT_OUT, "", "units"))
    value = _plain(right[0].first("text")) if right else ""
    if decimal_of(value) is None:
        raise Refused(Fact.BAD_VALUE, "answer", value[:40])
    width = decimal_of(_plain(right[0].first("tolerance")) or "0")
    tolerance = Tolerance(ToleranceMode.ABSOLUTE, width, width) if width else EXACT
    asked = TextEntryInteraction(RESPONSE, EntryType.NUMBER)
    return asked, ResponseKey(RESPONSE, Marking.MATCH, (value,), tolerance=tolerance)


def _matching(question: _Question) -> tuple[Interaction, ResponseKey]:
    """Read pairs; a subquestion without text only adds an answer to choose from."""
    left: list[Choice] = []
    right: dict[str, Choice] = {}
    pairs: list[str] = []
    for sub in question.node.all("subquestion"):
        answer = _plain(sub.first("answer"))
        text = plain_to_html(answer, block=False)
        where = f"subquestion {len(pairs) + 1}"
        chosen = right.setdefault(
            answer, Choice(f"m{_letter(len(right))}", question.texts.wording(text, where), match_max=0)
        )
        asked = question.texts.wording(question.html(sub), where)
        if asked.texts:
            left.append(Choice(_letter(len(left)), asked))
            pairs.append(f"{left[-1].id} {chosen.id}")
    if not pairs:
        raise Refused(Fact.MISSING_VALUE, "subquestion")
    shuffle = question.flag("shuffleanswers", "true")
    match = MatchInteraction(RESPONSE, tuple(left), tuple(right.values()), shuffle=shuffle)
    return match, ResponseKey(RESPONSE, Marking.MATCH, tuple(pairs))


def _ordering(question: _Question) -> tuple[Interaction, ResponseKey]:
    texts = [question.html(answer) for answer in question.node.all("answer")]
    if len(texts) < 2:
        raise Refused(Fact.MISSING_VALUE, "answer")
    choices = _choices(question, texts)
    return OrderInteraction(RESPONSE, choices), ResponseKey(
        RESPONSE, Marking.MATCH, tuple(choice.id for choice in choices)
    )


def _essay(question: _Question) -> tuple[Interaction, ResponseKey]:
    low, high = (_plain(question.node.first(name)) for name in ("minwordlimit", "maxwordlimit"))
    least, most = (int(one) if one.isdecimal() and len(one) < 7 else None for one in (low, high))
    return ExtendedTextInteraction(RESPONSE, least, most), ResponseKey(RESPONSE, Marking.PERSON)


_READERS: Mapping[str, Callable[[_Question], tuple[Interaction, ResponseKey]]] = {
    "multichoice": _multichoice,
    "truefalse": _true_false,
    "shortanswer": _short_answer,
    "numerical": _numerical,
    "matching": _matching,
    "ordering": _ordering,
    "essay": _essay,
}

"""Which items a GIFT file holds: Moodle's plain text format, `::title:: question {=right ~wrong}`.

Codes come from a comment `// [id:CODE]` before the question, as Moodle writes them, else `Q1`, `Q2` ….
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from item_bank.bank_item import BankItem, place_of
from item_bank.formats.findings import Fact, Finding, Refused
from item_bank.formats.html_text import HtmlTexts
from item_bank.formats.pictures import Pictures
from item_bank.formats.qti_package import Progress
from item_bank.formats.qti_processing import decimal_of
from item_bank.formats.qti_write import plain
from item_bank.formats.report import Reading, ReadItem
from item_bank.formats.rich_text import plain_to_html
from item_bank.interactions import (
    Choice,
    ChoiceInteraction,
    EntryType,
    ExtendedTextInteraction,
    Interaction,
    MatchInteraction,
    TextEntryInteraction,
)
from item_bank.response_key import EXACT, Credit, Marking, ResponseKey, Tolerance, ToleranceMode
from item_bank.wording import wording

RESPONSE = "RESPONSE"
_ID = re.compile(r"\[id:((?:[^\]\\]|\\.)*)\]")
_CATEGORY = re.compile(r"\$CATEGORY:\s*(.*)")
_TITLE = re.compile(r"\s*::((?:[^:\\]|\\.|:(?!:))*)::", re.DOTALL)
_FORMAT = re.compile(r"\A\s*\[(html|markdown|plain|moodle)\]")
_TOKEN = re.compile(r"([=~])((?:[^=~\\]|\\.)*)", re.DOTALL)
_WEIGHT = re.compile(r"\s*%(-?[0-9.]{1,12})%")
_RANGE = re.compile(r"(-?[0-9.]+)\.\.(-?[0-9.]+)")
_ESCAPE = re.compile(r"\\([~=#{}:\\n])")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_TRUE = {"T": "true", "TRUE": "true", "F": "false", "FALSE": "false"}


@dataclass(frozen=True, slots=True)
class _Block:
    line: int
    code: str
    topic: str
    text: str


@dataclass(frozen=True, slots=True)
class _Answer:
    right: bool
    share: Decimal | None
    text: str
    feedback: bool


def is_gift(text: str) -> bool:
    """Say whether a text looks like GIFT: something in braces."""
    return "{" in text and "}" in text


def read_gift(text: str, language: str, progress: Progress) -> Reading:
    """Read every question; one that is wrong is told with its line and the next is read."""
    blocks = list(_blocks(text))
    parts = []
    for no, block in enumerate(blocks, start=1):
        parts.append(_read(block, language, no))
        progress(no, len(blocks))
    return Reading(tuple(parts))


def _blocks(text: str) -> Iterator[_Block]:
    """Cut a file at empty lines; comments and categories are taken out."""
    code, topic, start = "", "", 0
    lines: list[str] = []
    for no, line in enumerate([*text.splitlines(), ""], start=1):
        if line.lstrip().startswith("//"):
            found = _ID.search(line[:1000])
            code = re.sub(r"\\(.)", r"\1", found[1]) if found else code
        elif category := _CATEGORY.match(line.strip()):
            topic = category[1].removeprefix("$course$/").removeprefix("top/").strip()
        elif line.strip():
            start = start or no
            lines.append(line)
        elif lines:
            yield _Block(start, code, topic, "\n".join(lines))
            code, start, lines = "", 0, []


def _read(block: _Block, language: str, no: int) -> ReadItem:
    where = f"line {block.line}"
    texts = HtmlTexts(language, Pictures(lambda _: None))
    findings: list[Finding] = []
    try:
        title, html, stem, answers = _split(block.text)
        interaction, key = _asked(answers, texts, findings, html=html)
        body = texts.wording(_html(stem, html=html, block=True), "question")
        if not body.texts:
            raise Refused(Fact.MISSING_VALUE, "question")
    except Refused as refused:
        return ReadItem(where, None, (), (refused.finding,))
    placed = wording({one: text + place_of(interaction) for one, text in body.texts})
    item = BankItem(block.code or f"Q{no}", placed, (interaction,), title=title, topic=block.topic)
    found = (*findings, *texts.findings, *texts.pictures.findings)
    return ReadItem(where, item, (key,), tuple(dict.fromkeys(found)))


def _split(text: str) -> tuple[str, bool, str, str]:
    """Cut a question into title, whether it is HTML, stem and answers."""
    title = ""
    if found := _TITLE.match(text):
        title, text = _unescaped(found[1].strip()), text[found.end() :]
    html = False
    if found := _FORMAT.match(text):
        html, text = found[1] == "html", text[found.end() :]
    opening = _unescaped_at(text, "{", 0)
    closing = _unescaped_at(text, "}", opening + 1) if opening >= 0 else -1
    if opening < 0 or closing < 0 or _unescaped_at(text, "{", opening + 1) >= 0:
        raise Refused(Fact.SYNTAX, "", "one pair of braces is wanted")
    after = text[closing + 1 :].strip()
    stem = f"{text[:opening].strip()} _____ {after}" if after else text[:opening].strip()
    return title, html, stem, text[opening + 1 : closing].strip()


def _unescaped_at(text: str, mark: str, start: int) -> int:
    for found in re.compile(r"\\.|" + re.escape(mark), re.DOTALL).finditer(text, start):
        if found[0] == mark:
            return found.start()
    return -1


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], text)


def _html(text: str, *, html: bool, block: bool) -> str:
    plain_text = _unescaped(text)
    return plain_text if html else plain_to_html(plain_text, block=block)


def _asked(
    answers: str, texts: HtmlTexts, findings: list[Finding], *, html: bool
) -> tuple[Interaction, ResponseKey]:
    if not answers:
        return ExtendedTextInteraction(RESPONSE), ResponseKey(RESPONSE, Marking.PERSON)
    first, _, feedback = answers.partition("#")
    if first.strip().upper() in _TRUE:
        if feedback.strip("# \t\n"):
            findings.append(Finding(Fact.FEEDBACK_LEFT_OUT))
        return _true_false(_TRUE[first.strip().upper()], texts)
    if answers.startswith("#"):
        return _numerical(answers[1:].strip(), findings)
    read = [_answer(found[1], found[2]) for found in _TOKEN.finditer(answers)]
    if not read or _TOKEN.sub("", answers).strip():
        raise Refused(Fact.SYNTAX, "", answers[:60])
    if any(one.feedback for one in read):
        findings.append(Finding(Fact.FEEDBACK_LEFT_OUT))
    if all(one.right and "->" in one.text for one in read):
        return _matching(read, texts, html=html)
    if all(one.right for one in read):
        return _short_answer(read)
    return _choice(read, texts, html=html)


def _answer(mark: str, text: str) -> _Answer:
    cut = _unescaped_at(text, "#", 0)
    feedback = cut >= 0 and bool(text[cut + 1 :].strip())
    text = text[:cut] if cut >= 0 else text
    share = None
    if weight := _WEIGHT.match(text):
        share, text = decimal_of(weight[1]), text[weight.end() :]
        if share is None:
            raise Refused(Fact.BAD_VALUE, "", weight[1])
        share /= 100
    return _Answer(mark == "=", share, _FORMAT.sub("", text, count=1).strip(), feedback)


def _true_false(right: str, texts: HtmlTexts) -> tuple[Interaction, ResponseKey]:
    choices = tuple(Choice(one, texts.wording(one.capitalize(), one)) for one in ("true", "false"))
    asked = ChoiceInteraction(RESPONSE, choices, shuffle=False)
    return asked, ResponseKey(RESPONSE, Marking.MATCH, (right,))


def _numerical(answers: str, findings: list[Finding]) -> tuple[Interaction, ResponseKey]:
    """The first answer that counts whole is the key; one worth a part, or a second one, is told and left out."""
    if not answers.startswith(("=", "~")):
        answers = f"={answers}"
    read = [_answer(found[1], found[2]) for found in _TOKEN.finditer(answers)]
    if any(one.feedback for one in read):
        findings.append(Finding(Fact.FEEDBACK_LEFT_OUT))
    worth = [one for one in read if one.right and one.text]
    whole = next((one for one in worth if one.share in (None, 1)), None)
    if whole is None:
        raise Refused(Fact.BAD_VALUE, "", answers[:40])
    findings += [Finding(Fact.LEFT_OUT, RESPONSE, one.text[:40]) for one in worth if one is not whole]
    return TextEntryInteraction(RESPONSE, EntryType.NUMBER), _number_key(whole.text)


def _number_key(answer: str) -> ResponseKey:
    value, _, width = answer.partition(":")
    if bounds := _RANGE.fullmatch(value.strip()):
        low, high = decimal_of(bounds[1]), decimal_of(bounds[2])
        if low is None or high is None:
            raise Refused(Fact.BAD_VALUE, "", answer[:40])
        value, width = plain((low + high) / 2), plain((high - low) / 2)
    half = decimal_of(width or "0")
    if decimal_of(value) is None or half is None:
        raise Refused(Fact.BAD_VALUE, "", answer[:40])
    tolerance = Tolerance(ToleranceMode.ABSOLUTE, half, half) if half else EXACT
    return ResponseKey(RESPONSE, Marking.MATCH, (value.strip(),), tolerance=tolerance)


def _matching(read: list[_Answer], texts: HtmlTexts, *, html: bool) -> tuple[Interaction, ResponseKey]:
    left: list[Choice] = []
    right: dict[str, Choice] = {}
    pairs = []
    for one in read:
        asked, _, answer = (part.strip() for part in one.text.partition("->"))
        shown = texts.wording(_html(answer, html=False, block=False), "answer")
        chosen = right.setdefault(answer, Choice(f"m{_letter(len(right))}", shown, match_max=0))
        if asked:
            left.append(
                Choice(_letter(len(left)), texts.wording(_html(asked, html=html, block=False), "answer"))
            )
            pairs.append(f"{left[-1].id} {chosen.id}")
    if not pairs:
        raise Refused(Fact.MISSING_VALUE, "->")
    match = MatchInteraction(RESPONSE, tuple(left), tuple(right.values()))
    return match, ResponseKey(RESPONSE, Marking.MATCH, tuple(pairs))


def _short_answer(read: list[_Answer]) -> tuple[Interaction, ResponseKey]:
    right = tuple(_unescaped(one.text) for one in read if one.share in (None, 1))
    if all(one.share in (None, 1) for one in read):
        return TextEntryInteraction(RESPONSE), ResponseKey(
            RESPONSE, Marking.MATCH, right, case_sensitive=False
        )
    credits = tuple(
        Credit(_unescaped(one.text), Decimal(1) if one.share is None else one.share) for one in read
    )
    return TextEntryInteraction(RESPONSE), ResponseKey(RESPONSE, Marking.MAP, right, credits=credits)


def _choice(read: list[_Answer], texts: HtmlTexts, *, html: bool) -> tuple[Interaction, ResponseKey]:
    choices = tuple(
        Choice(_letter(no), texts.wording(_html(one.text, html=html, block=False), f"answer {no + 1}"))
        for no, one in enumerate(read)
    )
    right = tuple(choice.id for choice, one in zip(choices, read, strict=True) if one.right)
    if len(right) == 1 and all(one.share is None for one in read):
        return ChoiceInteraction(RESPONSE, choices), ResponseKey(RESPONSE, Marking.MATCH, right)
    worth = [
        (c.id, one.share if one.share is not None else Decimal(one.right))
        for c, one in zip(choices, read, strict=True)
    ]
    correct = tuple(ident for ident, share in worth if share > 0)
    if not correct:
        raise Refused(Fact.MISSING_VALUE, "=")
    credits = tuple(Credit(ident, share) for ident, share in worth if share)
    key = ResponseKey(RESPONSE, Marking.MAP, correct, credits=credits, lower_bound=Decimal(0))
    return ChoiceInteraction(RESPONSE, choices, max_choices=1 if right else 0), key


def _letter(no: int) -> str:
    return _LETTERS[no] if no < len(_LETTERS) else f"o{no + 1}"

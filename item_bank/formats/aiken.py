"""Which items an Aiken file holds: a question, options `A.` or `A)`, and `ANSWER: A`, in plain text.

The format has no codes and no languages: codes are `Q1`, `Q2` … by place.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from item_bank.bank_item import BankItem, place_of
from item_bank.formats.findings import Fact, Finding, Refused
from item_bank.formats.html_text import HtmlTexts
from item_bank.formats.pictures import Pictures
from item_bank.formats.qti_package import Progress
from item_bank.formats.report import Export, Reading, ReadItem
from item_bank.formats.rich_text import html_to_plain, plain_to_html
from item_bank.interactions import Choice, ChoiceInteraction
from item_bank.response_key import BankKey, Marking, ResponseKey
from item_bank.wording import wording

RESPONSE = "RESPONSE"
MAX_OPTIONS = 26
_OPTION = re.compile(r"([A-Z])[.)]\s*(\S.*)")
_ANSWER = re.compile(r"ANSWER\s*:\s*(\S*)\s*")
_GIFT_TITLE = re.compile(r"^\s*::", re.MULTILINE)
_ANY_ANSWER = re.compile(r"^ANSWER\s*:", re.MULTILINE)


@dataclass(slots=True)
class _Block:
    line: int
    stem: list[str] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)


def is_aiken(text: str) -> bool:
    """Say whether a text looks like Aiken: it has a line `ANSWER:` and no line begins like a title of GIFT."""
    return _ANY_ANSWER.search(text) is not None and _GIFT_TITLE.search(text) is None


def read_aiken(text: str, language: str, progress: Progress) -> Reading:
    """Read every question; one that is wrong is told with its line and the next is read."""
    parts: list[ReadItem] = []
    block = _Block(1)
    lines = text.splitlines()
    for no, line in enumerate([*lines, ""], start=1):
        if not block.stem and not block.options:
            block.line = no
        if answer := _ANSWER.fullmatch(line.strip()):
            parts.append(_read(block, answer[1], language, len(parts) + 1))
            progress(no, len(lines))
            block = _Block(no + 1)
        elif option := _OPTION.fullmatch(line.strip()):
            block.options.append((option[1], option[2]))
        elif line.strip():
            block.stem.append(line.strip())
    if block.stem or block.options:
        parts.append(_broken(block, Fact.MISSING_VALUE, "ANSWER"))
    return Reading(tuple(parts))


def write_aiken(entries: Iterable[tuple[BankItem, BankKey]]) -> Export:
    """Write the single choice items of plain text in one language; the others are told."""
    blocks = []
    findings = []
    for item, key in entries:
        block = _written(item, key)
        if block is None or not is_aiken(block):
            findings.append(Finding(Fact.CANNOT_HOLD, item.code))
        else:
            blocks.append(block)
    return Export("\n".join(blocks).encode(), tuple(findings))


def _read(block: _Block, answer: str, language: str, no: int) -> ReadItem:
    letters = [letter for letter, _ in block.options]
    if not block.stem:
        return _broken(block, Fact.MISSING_VALUE, "question")
    if len(letters) < 2 or letters != [chr(ord("A") + place) for place in range(len(letters))]:
        return _broken(block, Fact.SYNTAX, "options A, B, …")
    if answer not in letters:
        return _broken(block, Fact.UNKNOWN_CORRECT, answer[:20])
    texts = HtmlTexts(language, Pictures(lambda _: None))
    try:
        choices = tuple(
            Choice(letter.lower(), texts.wording(plain_to_html(text, block=False), letter))
            for letter, text in block.options
        )
        asked = ChoiceInteraction(RESPONSE, choices)
        stem = texts.wording(plain_to_html("\n".join(block.stem), block=True), "question")
    except Refused as refused:
        return ReadItem(f"line {block.line}", None, (), (refused.finding,))
    body = wording({one: html + place_of(asked) for one, html in stem.texts})
    item = BankItem(f"Q{no}", body, (asked,))
    return ReadItem(
        f"line {block.line}", item, (ResponseKey(RESPONSE, Marking.MATCH, (answer.lower(),)),), ()
    )


def _broken(block: _Block, fact: Fact, detail: str) -> ReadItem:
    status = Fact.BAD_VALUE if fact is Fact.UNKNOWN_CORRECT else fact
    return ReadItem(f"line {block.line}", None, (), (Finding(status, "", detail),))


def _written(item: BankItem, key: BankKey) -> str | None:
    asked = item.interactions[0] if len(item.interactions) == 1 else None
    if not isinstance(asked, ChoiceInteraction) or len(item.languages) != 1:
        return None
    language = item.languages[0]
    stem = html_to_plain(item.body.get(language).removesuffix(place_of(asked)), block=True)
    texts = [html_to_plain(choice.text.get(language), block=False) for choice in asked.choices]
    if stem is None or None in texts or len(texts) > MAX_OPTIONS or len(key[0].correct) != 1:
        return None
    ids = [choice.id for choice in asked.choices]
    options = "".join(f"{chr(ord('A') + no)}. {text}\n" for no, text in enumerate(texts))
    block = f"{stem}\n{options}ANSWER: {chr(ord('A') + ids.index(key[0].correct[0]))}\n"
    again = read_aiken(block, language, lambda _read, _all: None).parts
    same = len(again) == 1 and again[0].item is not None and again[0].item.interactions == (asked,)
    return block if same and again[0].key == key else None

"""How items are written as GIFT, Moodle's plain text format; what it cannot hold whole is told and left out."""

import re
from collections.abc import Iterable

from item_bank.bank_item import BankItem, place_of
from item_bank.formats.findings import Fact, Finding
from item_bank.formats.gift import read_gift
from item_bank.formats.html_text import in_one_string
from item_bank.formats.qti_write import plain
from item_bank.formats.report import Export
from item_bank.interactions import (
    ChoiceInteraction,
    EntryType,
    ExtendedTextInteraction,
    Interaction,
    MatchInteraction,
    TextEntryInteraction,
)
from item_bank.response_key import BankKey, Marking, ResponseKey
from item_bank.wording import wording

_SPECIAL = re.compile(r"([~=#{}:\\])")


def write_gift(entries: Iterable[tuple[BankItem, BankKey]]) -> Export:
    """Write what GIFT can ask; an item it cannot hold whole is told and left out."""
    blocks = []
    findings = []
    for item, key in entries:
        block = _written(item, key)
        again = None if block is None else read_gift(block, "und", lambda _read, _all: None).parts
        if block is None or again is None or [(one.item, one.key) for one in again] != [(item, key)]:
            findings.append(Finding(Fact.CANNOT_HOLD, item.code))
        else:
            blocks.append(block)
    return Export("\n".join(blocks).encode(), tuple(findings))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("\n", "\\n")


def _written(item: BankItem, key: BankKey) -> str | None:
    asked = item.interactions[0] if len(item.interactions) == 1 and len(key) == 1 else None
    answers = None if asked is None else _written_answers(asked, key[0])
    if asked is None or answers is None:
        return None
    place = place_of(asked)
    stem = in_one_string(wording({one: text.removesuffix(place) for one, text in item.body.texts}))
    category = f"$CATEGORY: {item.topic}\n\n" if item.topic else ""
    code = item.code.replace("\\", "\\\\").replace("]", "\\]")
    title = f"::{_escaped(item.title)}::" if item.title else ""
    return f"{category}// [id:{code}]\n{title}[html]{_escaped(stem)} {{{answers}}}\n"


def _written_answers(asked: Interaction, key: ResponseKey) -> str | None:
    match asked:
        case ChoiceInteraction():
            worth = {credit.value: credit.points for credit in key.credits}
            shares = {one: f"%{plain(points * 100)}%" for one, points in worth.items()}
            return "\n".join(
                ("=" if choice.id in key.correct and key.marking is Marking.MATCH else "~")
                + shares.get(choice.id, "")
                + _escaped(in_one_string(choice.text))
                for choice in asked.choices
            )
        case MatchInteraction():
            return None
        case ExtendedTextInteraction():
            return ""
        case TextEntryInteraction() if asked.entry is EntryType.STRING and key.marking is Marking.MATCH:
            return "\n".join(f"={_escaped(one)}" for one in key.correct)
        case TextEntryInteraction() if asked.entry is EntryType.NUMBER and len(key.correct) == 1:
            return f"#{key.correct[0]}:{plain(key.tolerance.below)}"
        case _:
            return None

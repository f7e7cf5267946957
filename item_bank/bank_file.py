"""Which items a bank file holds.

A bank file is one act's items as JSON: `{"section", "act": {"kk", "ru", "en"?}, "edition_date",
"items": [{"code", "topic", "article", "stem", "options", "key", "edition_date"?, "shuffle"?}]}`.
The item's source takes the act's Russian title; an item's own `edition_date` overrides the file's.
"""

import json
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path

from item_bank.errors import BadBank, BadItem, BadText
from item_bank.item import ChoiceItem, ItemKey, read_item
from item_bank.text import LocalText, read_text

Entry = tuple[ChoiceItem, ItemKey]


def read_bank(path_or_text: Path | str) -> list[Entry]:
    """Read every item of a bank; a string that begins with `{` is the bank's text, else its path.

    Raises:
        BadBank: the file is no bank, or any item is wrong; all faults are collected.
        OSError: the file cannot be read.
    """
    return _entries(_parsed(_text_of(path_or_text)))


def read_demo_bank() -> list[Entry]:
    """Read the four demo banks that are shipped with the package, in file name order.

    Raises:
        BadBank: a demo bank is wrong.
    """
    folder = resources.files("item_bank") / "demo"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".json")), key=lambda f: f.name)
    return [entry for file in files for entry in read_bank(file.read_text(encoding="utf-8"))]


def _text_of(path_or_text: Path | str) -> str:
    if isinstance(path_or_text, str) and path_or_text.lstrip("\ufeff \t\r\n").startswith("{"):
        return path_or_text.lstrip("\ufeff")
    try:
        return Path(path_or_text).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise _no_bank("the file is not UTF-8") from error


def _parsed(text: str) -> Mapping[str, object]:
    try:
        bank = json.loads(text)
    except json.JSONDecodeError as error:
        raise _no_bank(f"not JSON: {error.msg} in line {error.lineno}") from error
    if not isinstance(bank, dict):
        raise _no_bank("the bank is not an object")
    return bank


def _entries(bank: Mapping[str, object]) -> list[Entry]:
    items = bank.get("items")
    if not isinstance(items, list):
        raise _no_bank("items is not a list")
    act = _act_of(bank)
    entries: list[Entry] = []
    errors: list[BadItem] = []
    for no, document in enumerate(items, start=1):
        try:
            entries.append(_entry(bank, act, no, document))
        except BadItem as error:
            errors.append(error)
    errors.extend(_repeated_codes(entries))
    if errors:
        raise BadBank(errors)
    return entries


def _act_of(bank: Mapping[str, object]) -> LocalText:
    try:
        return read_text(bank.get("act"))
    except BadText as error:
        raise _no_bank(f"act: {error}") from error


def _entry(bank: Mapping[str, object], act: LocalText, no: int, document: object) -> Entry:
    if not isinstance(document, dict):
        raise BadItem(f"item {no}", "an item is an object")
    own = {name: value for name, value in document.items() if name not in ("article", "edition_date")}
    source = {
        "act": act.ru,
        "article": document.get("article"),
        "edition_date": document.get("edition_date", bank.get("edition_date")),
    }
    return read_item({"section": bank.get("section"), "source": source} | own)


def _repeated_codes(entries: list[Entry]) -> Iterator[BadItem]:
    seen: set[str] = set()
    for item, _ in entries:
        if item.code in seen:
            yield BadItem(item.code, "the code is used twice")
        seen.add(item.code)


def _no_bank(reason: str) -> BadBank:
    return BadBank([BadItem("(bank)", reason)])

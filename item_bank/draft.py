"""How an item or stimulus is edited: the documents of its editor, made into the bank's values and back.

In them a text is `{language: HTML}`, and pictures are shown from where candidates get them.
"""

import re
from collections.abc import Mapping
from typing import Any

from item_bank.bank_document import (
    bank_item_from_document,
    bank_item_to_document,
    bank_key_from_document,
    bank_key_to_document,
)
from item_bank.bank_item import BankItem
from item_bank.delivery import ASSET_PLACE
from item_bank.errors import BadItem
from item_bank.formats.findings import Refused
from item_bank.formats.messages import message
from item_bank.formats.rich_text import clean, text_of
from item_bank.response_key import BankKey
from item_bank.stimulus import Stimulus, stimulus_from_document, stimulus_to_document
from item_bank.translations import with_wordings
from item_bank.wording import Wording

Document = Mapping[str, Any]
_WORDINGS = frozenset({"body", "text", "passage", "html", "alt", "unit", "name"})
_SHOWN = re.compile(rf"{re.escape(ASSET_PLACE)}([0-9a-f]{{64}})")
_KEPT = re.compile(r"assets/([0-9a-f]{64})\.[a-z]+")
_PICTURE = re.compile(r"<img\b[^>]*>")


def assets_in(document: object) -> frozenset[str]:
    """Give the SHA-256 of every picture that a draft shows."""
    return frozenset(_SHOWN.findall(str(document)))


def item_of_draft(document: Document, names: Mapping[str, str]) -> tuple[BankItem, BankKey]:
    """Read an item and its key; texts are cleaned. `names`: SHA-256 → `assets/…` of the pictures there are.

    Raises:
        BadItem: a text breaks a bound or shows a picture that is not there, or the item cannot be shown.
    """
    fields = {name: value for name, value in document.items() if name != "key"}
    code = str(document.get("code", ""))
    cleaned = _cleaned(code, _as_wordings(fields), names)
    item = bank_item_from_document(cleaned)
    return item, bank_key_from_document(code, document["key"])


def draft_of_item(item: BankItem, key: BankKey) -> dict[str, Any]:
    """Write an item and its key for its editor."""
    shown: dict[str, Any] = _as_texts(bank_item_to_document(with_wordings(item, _shown_text)))
    return shown | {"key": bank_key_to_document(key)}


def stimulus_of_draft(document: Document, names: Mapping[str, str]) -> Stimulus:
    """Read a stimulus; its texts are cleaned.

    Raises:
        BadItem: as `item_of_draft`.
    """
    code = str(document.get("code", ""))
    fields = dict(_as_wordings({**document, "title": _wording(document["title"])}))
    chart = fields.get("chart")
    if isinstance(chart, dict):
        chart["categories"] = [_wording(one) for one in document["chart"]["categories"]]
    image = _SHOWN.fullmatch(str(fields.get("image") or ""))
    fields["image"] = "" if image is None else _name_of(code, image.group(1), names)
    return stimulus_from_document(_cleaned(code, fields, names))


def draft_of_stimulus(stimulus: Stimulus) -> dict[str, Any]:
    """Write a stimulus for its editor; names, which are plain text, without the escapes of HTML."""
    shown: dict[str, Any] = _as_texts(stimulus_to_document(stimulus))
    passage = {language: _out(text) for language, text in shown.pop("html").items()}
    return {
        **_unescaped(shown),
        "html": passage,
        "image": _KEPT.sub(rf"{ASSET_PLACE}\1", stimulus.image),
    }


def _unescaped(document: Any) -> Any:
    match document:
        case str():
            return text_of(document)
        case dict():
            return {name: _unescaped(value) for name, value in document.items()}
        case list():
            return [_unescaped(one) for one in document]
        case _:
            return document


def _cleaned(code: str, document: Any, names: Mapping[str, str]) -> Any:
    """Clean every text of a document; the rest stays as it is."""
    match document:
        case {"texts": list(texts)}:
            return {"texts": [[language, _clean(code, language, text, names)] for language, text in texts]}
        case dict():
            return {name: _cleaned(code, value, names) for name, value in document.items()}
        case list():
            return [_cleaned(code, one, names) for one in document]
        case _:
            return document


def _clean(code: str, language: str, text: str, names: Mapping[str, str]) -> str:
    pointed = _SHOWN.sub(lambda found: _name_of(code, found.group(1), names), text)
    try:
        cleaned = clean(pointed, language)
    except Refused as refused:
        raise BadItem(code, message(refused.finding)) from refused
    if any(not _KEPT.search(picture) for picture in _PICTURE.findall(cleaned)):
        raise BadItem(code, f"{language}: a picture that was not uploaded")
    return cleaned


def _name_of(code: str, digest: str, names: Mapping[str, str]) -> str:
    if digest not in names:
        raise BadItem(code, "a picture that is not there")
    return names[digest]


def _as_wordings(document: Any) -> Any:
    match document:
        case dict():
            return {
                name: _wording(value)
                if name in _WORDINGS and isinstance(value, dict)
                else _as_wordings(value)
                for name, value in document.items()
            }
        case list():
            return [_as_wordings(one) for one in document]
        case _:
            return document


def _wording(texts: Document) -> dict[str, Any]:
    if "texts" in texts:
        return dict(texts)
    return {"texts": [[language, text] for language, text in sorted(texts.items()) if text]}


def _as_texts(document: Any) -> Any:
    match document:
        case {"texts": list(texts)} if len(document) == 1:
            return {language: text for language, text in texts if language in ("kk", "ru", "en")}
        case dict():
            return {name: _as_texts(value) for name, value in document.items()}
        case list():
            return [_as_texts(one) for one in document]
        case _:
            return document


def _shown_text(text: Wording) -> Wording:
    return Wording(tuple((language, _out(one)) for language, one in text.texts))


def _out(text: str) -> str:
    return _KEPT.sub(rf"{ASSET_PLACE}\1", text)

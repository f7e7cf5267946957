"""Items: what a document must hold, and that the key never travels with the item."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from item_bank.errors import BadItem, UnknownTextLanguage
from item_bank.item import Source, item_from_document, item_to_document, read_item
from item_bank.text import LocalText


def a_document() -> dict[str, Any]:
    return {
        "code": "CON-001",
        "section": "constitution",
        "topic": "president",
        "stem": {"kk": "Президент неше жылға сайланады?", "ru": "На сколько лет избирается Президент?"},
        "options": [
            {"id": "a", "kk": "бес жылға", "ru": "на пять лет"},
            {"id": "b", "kk": "жеті жылға", "ru": "на семь лет"},
            {"id": "c", "kk": "төрт жылға", "ru": "на четыре года"},
        ],
        "source": {"act": "Конституция", "article": "41", "edition_date": "2023-01-01"},
        "key": ["b"],
    }


def test_reads_item_and_key_apart() -> None:
    item, key = read_item(a_document())
    assert item.option_ids == ("a", "b", "c")
    assert item.source == Source("Конституция", "41", date(2023, 1, 1))
    assert item.stem == LocalText("Президент неше жылға сайланады?", "На сколько лет избирается Президент?")
    assert item.shuffle
    assert key.correct_ids == {"b"}


def test_the_stored_document_reads_back_and_holds_no_key() -> None:
    item, _ = read_item(a_document())
    document = item_to_document(item)
    assert item_from_document(json.loads(json.dumps(document))) == item
    other_item, _ = read_item(a_document() | {"key": ["a"]})
    assert item_to_document(other_item) == document


def test_a_stored_document_with_a_key_is_refused() -> None:
    with pytest.raises(BadItem, match="unknown field key"):
        item_from_document(a_document())


def _option(no: int, **changes: str) -> Callable[[dict[str, Any]], None]:
    return lambda document: document["options"][no].update(changes)


def _field(**changes: object) -> Callable[[dict[str, Any]], None]:
    return lambda document: document.update(changes)


def _options(n: int) -> list[dict[str, str]]:
    return [{"id": f"o{no}", "kk": f"жауап {no}", "ru": f"ответ {no}"} for no in range(n)]


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (_field(code=" "), "code is empty"),
        (_field(section=None), "section is empty"),
        (_field(topic=3), "topic is empty"),
        (_field(stem={"kk": "Сұрақ?", "ru": "  "}), "stem: the ru text is empty"),
        (_field(stem={"ru": "Вопрос?"}), "stem: the kk text is empty"),
        (_field(stem={"kk": "Сұрақ?", "ru": "Вопрос?", "en": ""}), "stem: the en text is empty"),
        (_field(stem="Вопрос?"), "stem: a text is an object"),
        (_option(1, kk=""), "option b: the kk text is empty"),
        (_option(1, ru=""), "option b: the ru text is empty"),
        (_option(1, id=""), "id is empty"),
        (_option(1, id="a"), "two options have the same id"),
        (_option(1, kk="Бес  жылға "), "two options have the same kk text"),
        (_option(1, ru="на пять лет"), "two options have the same ru text"),
        (_field(options=_options(1), key=["o0"]), "2 to 6 options"),
        (_field(options=_options(7), key=["o0"]), "2 to 6 options"),
        (_field(options="abc"), "2 to 6 options"),
        (_field(options=["a", "b"]), "an option is an object"),
        (_field(key=[]), "the key is empty"),
        (_field(key=None), "the key is empty"),
        (_field(key="b"), "the key is empty"),
        (_field(key=["b", "z"]), "an option that does not exist"),
        (_field(key=["a", "b", "c"]), "names every option"),
        (_field(source=None), "the source is missing"),
        (_field(source={"act": "", "article": "1", "edition_date": "2023-01-01"}), "act is empty"),
        (_field(source={"act": "Закон", "article": "1", "edition_date": "01.01.2023"}), "edition_date"),
        (_field(source={"act": "Закон", "article": "1"}), "edition_date"),
        (_field(shuffle="no"), "shuffle"),
        (_field(shufle=False), "unknown field shufle"),
    ],
)
def test_a_wrong_document_is_refused_with_its_reason(
    spoil: Callable[[dict[str, Any]], None], reason: str
) -> None:
    document = a_document()
    spoil(document)
    with pytest.raises(BadItem, match=reason):
        read_item(document)


@pytest.mark.parametrize("n", [2, 6])
def test_two_to_six_options_are_taken(n: int) -> None:
    item, _ = read_item(a_document() | {"options": _options(n), "key": ["o0"]})
    assert len(item.options) == n


def test_english_falls_back_to_russian_and_other_languages_do_not_exist() -> None:
    text = LocalText("сынақ", "тест")
    assert [text.get(language) for language in ("kk", "ru", "en")] == ["сынақ", "тест", "тест"]
    assert LocalText("сынақ", "тест", "test").get("en") == "test"
    with pytest.raises(UnknownTextLanguage):
        text.get("de")

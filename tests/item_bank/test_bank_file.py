"""Bank files: one pass tells every fault."""

import json
from pathlib import Path
from typing import Any

import pytest

from item_bank.bank_file import read_bank
from item_bank.errors import BadBank


def an_entry(code: str, **changes: object) -> dict[str, Any]:
    entry = {
        "code": code,
        "topic": "duties",
        "article": "12(3)",
        "stem": {"kk": f"{code} сұрағы?", "ru": f"Вопрос {code}?"},
        "options": [{"id": "a", "kk": "иә", "ru": "да"}, {"id": "b", "kk": "жоқ", "ru": "нет"}],
        "key": ["a"],
    }
    return entry | changes


def a_bank(*entries: object, **changes: object) -> str:
    bank = {
        "section": "ethics",
        "act": {"kk": "Әдеп кодексі", "ru": "Этический кодекс"},
        "edition_date": "2023-05-01",
        "items": list(entries),
    }
    return json.dumps(bank | changes, ensure_ascii=False)


def test_items_take_section_act_and_date_from_the_file() -> None:
    (first, key), (second, _) = read_bank(a_bank(an_entry("E-1"), an_entry("E-2", edition_date="2024-02-03")))
    assert (first.section_id, first.source.act, first.source.article) == (
        "ethics",
        "Этический кодекс",
        "12(3)",
    )
    assert first.source.edition_date.isoformat() == "2023-05-01"
    assert second.source.edition_date.isoformat() == "2024-02-03"
    assert key.correct_ids == {"a"}


def test_a_path_and_its_text_read_the_same(tmp_path: Path) -> None:
    text = a_bank(an_entry("E-1"))
    path = tmp_path / "ethics.json"
    path.write_text("\ufeff" + text, encoding="utf-8")
    assert read_bank(path) == read_bank(str(path)) == read_bank(text)


def test_all_faults_are_collected_in_file_order() -> None:
    text = a_bank(
        an_entry("E-1", key=["z"]), "no item", an_entry("E-3"), an_entry("E-3"), an_entry("E-4", topic="")
    )
    with pytest.raises(BadBank) as caught:
        read_bank(text)
    assert [(error.item_code, error.reason) for error in caught.value.errors] == [
        ("E-1", "the key names an option that does not exist"),
        ("item 2", "an item is an object"),
        ("E-4", "topic is empty"),
        ("E-3", "the code is used twice"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "not JSON"),
        (a_bank(items={}), "items is not a list"),
        (a_bank(act="Кодекс"), "act: a text is an object"),
    ],
)
def test_what_is_no_bank_is_refused(text: str, reason: str) -> None:
    with pytest.raises(BadBank, match=reason):
        read_bank(text)


@pytest.mark.parametrize(("content", "reason"), [(b"[]", "not an object"), (b"\xff\xfe\x00", "not UTF-8")])
def test_a_file_that_is_no_bank_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "bank.json"
    path.write_bytes(content)
    with pytest.raises(BadBank, match=reason):
        read_bank(path)

"""The demo bank: real items that any candidate could be given."""

import json
from collections import Counter
from importlib import resources
from random import Random

import pytest

from exam_engine.programme_file import load_programme
from item_bank.bank_file import Entry, read_bank, read_demo_bank
from item_bank.draw import DrawableItem, Stratum, draw_form
from item_bank.item import item_to_document

SECTIONS = ("constitution", "civil_service", "anti_corruption", "ethics")
KAZAKH_LETTERS = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІ")


def entries_of(section: str) -> list[Entry]:
    file = resources.files("item_bank") / "demo" / f"{section}.json"
    return read_bank(file.read_text(encoding="utf-8"))


def folded(wording: str) -> str:
    return " ".join(wording.casefold().split())


@pytest.mark.parametrize("section", SECTIONS)
def test_an_act_has_enough_whole_items(section: str) -> None:
    entries = entries_of(section)
    assert len(entries) >= 25
    assert {item.section_id for item, _ in entries} == {section}
    assert all(len(item.options) == 4 for item, _ in entries)
    assert all(len(key.correct_ids) == 1 for _, key in entries)


@pytest.mark.parametrize("section", SECTIONS)
def test_each_language_is_that_language(section: str) -> None:
    for item, _ in entries_of(section):
        assert KAZAKH_LETTERS & set(item.stem.kk), item.code
        assert not KAZAKH_LETTERS & set(item.stem.ru), item.code
        assert all(not KAZAKH_LETTERS & set(option.text.ru) for option in item.options), item.code
        assert item.stem.kk != item.stem.ru, item.code


@pytest.mark.parametrize("section", SECTIONS)
def test_no_place_among_the_options_is_right_too_often(section: str) -> None:
    entries = entries_of(section)
    places = Counter(item.option_ids.index(next(iter(key.correct_ids))) for item, key in entries)
    assert len(places) == 4
    assert max(places.values()) <= 0.4 * len(entries)


def test_no_code_and_no_stem_repeats() -> None:
    entries = read_demo_bank()
    assert {item.section_id for item, _ in entries} == set(SECTIONS)
    assert len({item.code for item, _ in entries}) == len(entries)
    for language in ("kk", "ru"):
        stems = Counter(folded(item.stem.get(language)) for item, _ in entries)
        assert [stem for stem, n in stems.items() if n > 1] == []


def test_a_delivered_item_shows_no_key() -> None:
    for item, _ in read_demo_bank():
        document = item_to_document(item)
        assert set(document) == {"code", "section", "topic", "stem", "options", "source", "shuffle"}
        assert all(
            set(option) <= {"id", "kk", "ru", "en"} for option in json.loads(json.dumps(document))["options"]
        )


def test_the_demo_bank_fills_the_legislation_form() -> None:
    programme = load_programme("legislation")
    pool = [
        DrawableItem(item.code, item.section_id, item.option_ids, item.shuffle)
        for item, _ in read_demo_bank()
    ]
    strata = [Stratum(section.id, section.n_items) for section in programme.sections]
    assert len(draw_form(strata, pool, Random(55))) == 55

"""A bank written as Moodle XML, GIFT or Aiken and read again is the same bank, or the item is told."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from item_bank.bank_file import read_demo_bank
from item_bank.bank_item import BankItem, place_of
from item_bank.choice_items import bank_item_of, choice_item_of
from item_bank.formats.aiken import write_aiken
from item_bank.formats.findings import Fact
from item_bank.formats.gift_export import write_gift
from item_bank.formats.importing import read_file
from item_bank.formats.moodle_export import export_moodle
from item_bank.formats.qti_export import export_package
from item_bank.formats.report import FileReport
from item_bank.formats.rich_text import clean, plain_to_html
from item_bank.formats.tabular import table_of
from item_bank.formats.xlsx import write_xlsx
from item_bank.interactions import (
    Choice,
    ChoiceInteraction,
    EntryType,
    ExtendedTextInteraction,
    Interaction,
    TextEntryInteraction,
)
from item_bank.response_key import BankKey, Marking, ResponseKey
from item_bank.wording import Wording, wording
from tests.item_bank.formats.strategies import ASSETS, BRIEF, PICTURE, banks, words

Bank = list[tuple[BankItem, BankKey]]


@BRIEF
@given(banks())
def test_a_bank_of_any_items_comes_back_from_moodle_xml(bank: Bank) -> None:
    written = export_moodle(bank, ASSETS)
    report = read_file("bank.xml", written.data)
    assert {finding.fact for finding in written.findings} <= {Fact.CANNOT_HOLD}
    assert _read(report) == bank
    assert report.status.value == "imported"


@st.composite
def plain_items(draw: st.DrawFn, language: str) -> tuple[BankItem, BankKey]:
    """Draw what any text format can hold: a choice, a word, a number or an essay, in plain text."""

    def text(*, block: bool) -> Wording:
        return wording({language: clean(plain_to_html(draw(words), block=block))})

    kind = draw(st.sampled_from(["choice", "word", "number", "essay"]))
    asked: Interaction
    if kind == "choice":
        ids = "abcd"[: draw(st.integers(2, 4))]
        asked = ChoiceInteraction("RESPONSE", tuple(Choice(one, text(block=False)) for one in ids))
        key = ResponseKey("RESPONSE", Marking.MATCH, (draw(st.sampled_from(ids)),))
    elif kind == "word":
        asked = TextEntryInteraction("RESPONSE")
        key = ResponseKey("RESPONSE", Marking.MATCH, (draw(words),), case_sensitive=False)
    elif kind == "number":
        asked = TextEntryInteraction("RESPONSE", EntryType.NUMBER)
        key = ResponseKey("RESPONSE", Marking.MATCH, (str(draw(st.integers(-99, 99))),))
    else:
        asked = ExtendedTextInteraction("RESPONSE")
        key = ResponseKey("RESPONSE", Marking.PERSON)
    body = {language: one + place_of(asked) for language, one in text(block=True).texts}
    return BankItem("Q1", wording(body), (asked,)), (key,)


@BRIEF
@given(plain_items("kk"))
def test_a_plain_item_comes_back_from_gift(entry: tuple[BankItem, BankKey]) -> None:
    written = write_gift([entry])
    assert not written.findings
    assert _read(read_file("bank.gift", written.data)) == [entry]


@BRIEF
@given(plain_items("und").filter(lambda entry: entry[0].interactions[0].kind == "choice"))
def test_a_choice_comes_back_from_aiken_or_is_told(entry: tuple[BankItem, BankKey]) -> None:
    written = write_aiken([entry])
    if not written.findings:
        assert _read(read_file("bank.txt", written.data)) == [entry]


@BRIEF
@given(banks())
def test_what_gift_and_aiken_cannot_hold_is_told_item_by_item(bank: Bank) -> None:
    for write, name in ((write_gift, "bank.gift"), (write_aiken, "bank.txt")):
        written = write(bank)
        kept = len(_read(read_file(name, written.data))) if written.data else 0
        assert kept + len(written.findings) == len(bank)


def test_the_demo_bank_goes_through_every_export_and_is_deliverable_again() -> None:
    demo = read_demo_bank()[:40]
    bank = [bank_item_of(item, key) for item, key in demo]
    table = table_of(bank)
    assert all(not row[table[0].index("details")] for row in table[1:]), "plain items need no details"
    files = {
        "bank.zip": export_package(bank, {}).data,
        "bank.xlsx": write_xlsx(table).data,
        "bank.xml": export_moodle(bank, {}).data,
    }
    for name, data in files.items():
        report = read_file(name, data)
        assert (name, report.status.value, report.reason()) == (name, "imported", "")
        assert [choice_item_of(item, key) for item, key in _read(report)] == demo


def test_an_edited_question_counts_as_it_is_now_not_as_it_was_exported() -> None:
    """Somebody corrects a word in the exported file: the kept copy must not win in silence."""
    bank = [bank_item_of(*read_demo_bank()[0])]
    moodle = export_moodle(bank, {}).data.decode()
    visible, copy = moodle.split("<synaq>")
    edited = read_file(
        "bank.xml", f"{visible.replace('Конституция', 'Конституцияның', 1)}<synaq>{copy}".encode()
    )
    changed = edited.reading.parts[0]
    if visible.count("Конституция"):
        assert changed.item is not None
        assert changed.item.body != bank[0][0].body
        assert Fact.DETAILS_DIFFER in {finding.fact for finding in changed.findings}


def test_a_language_that_is_only_half_written_is_told_and_not_exported() -> None:
    item, key = bank_item_of(*read_demo_bank()[0])
    body = wording(
        {**dict(item.body.texts), "en": "<p>Only the question</p>" + place_of(item.interactions[0])}
    )
    written = export_package([(replace(item, body=body), key)], {})
    assert [finding.detail for finding in written.findings] == ["en: a text is missing"]


def _read(report: FileReport) -> list[tuple[BankItem | None, BankKey]]:
    return [(part.item, part.key) for part in report.reading.parts]


def test_moodle_gets_each_picture_beside_the_text_that_shows_it() -> None:
    item, key = bank_item_of(*read_demo_bank()[0])
    asked = item.interactions[0]
    assert isinstance(asked, ChoiceInteraction)
    shown = Choice(asked.choices[0].id, wording({"kk": f'<img src="{PICTURE}" alt="">', "ru": "рис."}))
    pictured = replace(item, interactions=(replace(asked, choices=(shown, *asked.choices[1:])),))
    written = export_moodle([(pictured, key)], ASSETS).data.decode()
    answer = written.split("<answer")[1].split("</answer>")[0]
    assert answer.count("<file ") == 1
    assert written.count("<file ") == 1
    assert dict(read_file("bank.xml", written.encode()).reading.assets) == ASSETS

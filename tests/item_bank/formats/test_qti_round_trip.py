"""A bank written as a QTI 3.0 package and read again is the same bank."""

from hypothesis import given

from item_bank.bank_item import BankItem
from item_bank.formats.packages import Package
from item_bank.formats.qti_export import export_package
from item_bank.formats.qti_package import read_package
from item_bank.response_key import BankKey
from tests.item_bank.formats.strategies import ASSETS, BRIEF, banks


@BRIEF
@given(banks())
def test_a_bank_of_any_items_comes_back_from_qti(bank: list[tuple[BankItem, BankKey]]) -> None:
    written = export_package(bank, ASSETS)
    reading = read_package(Package(written.data), "und", lambda _read, _all: None)
    assert not written.findings
    assert not reading.findings
    assert [part.findings for part in reading.parts] == [()] * len(bank)
    assert [(part.item, part.key) for part in reading.parts] == bank
    assert all(ASSETS[name] == content for name, content in reading.assets.items())

"""A bank written as XLSX or CSV and read again is the same bank; a plain bank needs no `details`."""

from hypothesis import given

from item_bank.bank_item import BankItem
from item_bank.formats.csv_table import write_csv
from item_bank.formats.findings import Fact
from item_bank.formats.importing import read_file
from item_bank.formats.report import FileReport
from item_bank.formats.tabular import table_of
from item_bank.formats.xlsx import write_xlsx
from item_bank.response_key import BankKey
from tests.item_bank.formats.strategies import BRIEF, banks


@BRIEF
@given(banks())
def test_a_bank_of_any_items_comes_back_from_xlsx(bank: list[tuple[BankItem, BankKey]]) -> None:
    written = write_xlsx(table_of(bank))
    assert not written.findings
    _assert_same(read_file("bank.xlsx", written.data), bank)


@BRIEF
@given(banks())
def test_a_bank_of_any_items_comes_back_from_csv(bank: list[tuple[BankItem, BankKey]]) -> None:
    _assert_same(read_file("bank.csv", write_csv(table_of(bank))), bank)


def _assert_same(report: FileReport, bank: list[tuple[BankItem, BankKey]]) -> None:
    assert [(part.item, part.key) for part in report.reading.parts] == bank
    told = {finding.fact for part in report.reading.parts for finding in part.findings}
    assert told <= {Fact.MISSING_PICTURE}  # a table carries no pictures

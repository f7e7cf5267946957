"""Importers on damaged files: whatever bytes come, a report comes back. `make test` runs it briefly.

A longer run: `SYNAQ_FUZZ_SECONDS=600 .venv/bin/pytest tests/item_bank/formats/test_fuzz.py`.
"""

import os
import time
from dataclasses import replace
from random import Random

import pytest

from item_bank.bank_file import read_demo_bank
from item_bank.choice_items import bank_item_of
from item_bank.formats.aiken import write_aiken
from item_bank.formats.csv_table import write_csv
from item_bank.formats.findings import Status
from item_bank.formats.gift_export import write_gift
from item_bank.formats.importing import read_file
from item_bank.formats.moodle_export import export_moodle
from item_bank.formats.qti_export import export_package
from item_bank.formats.qti_write import qti_item_xml
from item_bank.formats.tabular import table_of
from item_bank.formats.xlsx import write_xlsx
from item_bank.translations import in_language

SECONDS = float(os.environ.get("SYNAQ_FUZZ_SECONDS", "3.5"))
SEED = 20261122
BANK = [bank_item_of(item, key) for item, key in read_demo_bank()[:3]]
ONE_LANGUAGE = [(replace(in_language(item, "kk"), section_id="", source=None), key) for item, key in BANK]
SEEDS = {
    "q.xml": qti_item_xml(*BANK[0], "kk", "I-1").encode(),
    "p.zip": export_package(BANK, {}).data,
    "m.xml": export_moodle(BANK, {}).data,
    "b.xlsx": write_xlsx(table_of(BANK)).data,
    "b.csv": write_csv(table_of(BANK)),
    "b.gift": write_gift(ONE_LANGUAGE).data,
    "b.txt": write_aiken(ONE_LANGUAGE).data or b"Q?\nA. a\nB. b\nANSWER: A\n",
}
PIECES = [
    *(
        b"<",
        b">",
        b"&amp;",
        b"&#0;",
        b"]]>",
        b"<!--",
        b"<!DOCTYPE a>",
        b"<?x?>",
        b'"',
        b"'",
        b"\0",
        b"\xff",
        b"\xd0",
    ),
    *(
        b"{",
        b"}",
        b"=",
        b"~",
        b"%",
        b"#",
        b"->",
        b"\n\n",
        b"::",
        b"ANSWER:",
        b"1e999999999",
        b"-" * 50,
        b"9" * 400,
    ),
    *(b"<table>", b'<img src="', b"qti-", b"<script>", b"NaN", b",", b";", b"\t", "қ".encode()),
]


def damaged(data: bytes, random: Random) -> bytes:
    """Damage a file in one to eight places: cut, repeat, swap, overwrite, insert."""
    work = bytearray(data)
    for _ in range(random.randint(1, 8)):
        place, length = random.randrange(len(work) + 1), random.randint(1, 60)
        match random.randrange(5):
            case 0:
                del work[place : place + length]
            case 1:
                work[place:place] = work[place : place + length] * random.randint(1, 20)
            case 2:
                work[place:place] = random.choice(PIECES)
            case 3 if place < len(work):
                work[place] = random.randrange(256)
            case _:
                other = random.randrange(len(work) + 1)
                work[place:place] = work[other : other + length]
    return bytes(work)


@pytest.mark.parametrize("name", SEEDS)
def test_a_damaged_file_gets_a_report(name: str) -> None:
    assert read_file(name, SEEDS[name]).status is Status.IMPORTED
    random = Random(f"{SEED} {name}")
    end = time.monotonic() + SECONDS / len(SEEDS)
    n_read = 0
    while time.monotonic() < end or n_read < 5:
        data = damaged(SEEDS[name], random)
        began = time.monotonic()
        report = read_file(name, data)
        assert time.monotonic() - began < 5
        assert report.reason() or report.status is Status.IMPORTED
        n_read += 1

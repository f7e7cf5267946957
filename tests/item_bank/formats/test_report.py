"""What an import says: every fact in three languages, the shape of `--json`, rows by their number."""

import json
from pathlib import Path

import pytest

from item_bank.formats.findings import Fact, Finding, Status
from item_bank.formats.importing import read_file
from item_bank.formats.messages import message, missing_texts
from item_bank.formats.report import report_to_json
from proctor_server.entrypoints.cli import BAD_INPUT, main

TABLE = """code,type,stem_kk,stem_ru,optA_kk,optA_ru,optB_kk,optB_ru,key,colour
A-1,single,Сұрақ?,Вопрос?,иә,да,жоқ,нет,A,red
A-2,single,Сұрақ?,Вопрос?,иә,да,,нет,A,
A-3,single,Сұрақ?,Вопрос?,иә,да,жоқ,нет,C,
A-4,slider,Сұрақ?,Вопрос?,,,,,,
A-1,single,Сұрақ?,Вопрос?,иә,да,жоқ,нет,B,
,single,Сұрақ?,Вопрос?,иә,да,жоқ,нет,B,
A-7,number,Неше?,Сколько?,,,,,9.81 ± 0.01,
A-8,text,Кім?,Кто?,,,,,Абай|Абай Құнанбайұлы,
A-9,essay,Жазыңыз,Напишите,,,,,100-300,
"""


def test_every_fact_is_worded() -> None:
    assert not missing_texts()
    for fact in Fact:
        for language in ("kk", "ru", "en"):
            assert message(Finding(fact, "row 2", "x"), language).startswith("row 2: ")


def test_a_table_is_told_row_by_row() -> None:
    report = read_file("b.csv", TABLE.encode())
    ended = {
        part.where: (part.status.value, part.item.code if part.item else None)
        for part in report.reading.parts
    }
    assert ended == {
        "row 2": ("imported", "A-1"),
        "row 3": ("rejected", None),
        "row 4": ("rejected", None),
        "row 5": ("unsupported", None),
        "row 6": ("rejected", None),
        "row 7": ("rejected", None),
        "row 8": ("imported", "A-7"),
        "row 9": ("imported", "A-8"),
        "row 10": ("imported", "A-9"),
    }
    reason = report.reason("ru")
    assert "row 1: не перенесено (column colour)" in reason
    assert "row 6: code: код использован дважды (A-1, row 2)" in reason
    assert report.status is Status.NEEDS_REVIEW


def test_the_command_prints_one_json_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "b.csv", tmp_path / "x.xml"
    good.write_text("code,type,stem_kk,key\nA-1,text,Кім?,Абай\n", encoding="utf-8")
    bad.write_text("<!DOCTYPE a><a/>", encoding="utf-8")
    assert main(["items", "import", str(good), str(bad), "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "files": [
            {"file": str(good), "status": "imported", "items": 1},
            {"file": str(bad), "status": "rejected", "items": 0, "reason": "XML with a DOCTYPE is refused"},
        ]
    }


def test_the_command_refuses_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["items", "import", "no-such-file.xml", "--dry-run"]) == BAD_INPUT
    assert capsys.readouterr().err == "synaq: there is no file no-such-file.xml\n"


def test_an_import_can_be_watched_and_cancelled() -> None:
    class Cancelled(Exception):
        pass

    seen: list[tuple[int, int]] = []

    def watch(n_read: int, n_items: int) -> None:
        seen.append((n_read, n_items))
        if n_read == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_file("b.csv", TABLE.encode(), progress=watch)
    assert seen == [(1, 9), (2, 9)]


def test_parts_are_listed_where_a_file_has_several() -> None:
    shown = report_to_json([read_file("b.csv", TABLE.encode())])
    files = shown["files"]
    assert isinstance(files, list)
    assert files[0]["items"] == 4
    assert files[0]["parts"][0] == {"part": "row 2", "status": "imported", "code": "A-1"}

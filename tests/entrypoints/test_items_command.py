"""`synaq items import`: a dry run says what files hold, a real one saves drafts that people then review."""

import asyncio
import json
from pathlib import Path

import pytest

from proctor_server.db.database import Database
from proctor_server.db.engine import sqlite_url
from proctor_server.entrypoints.cli import BAD_INPUT, DONE, main

TABLE = """code,type,stem_kk,stem_ru,optA_kk,optA_ru,optB_kk,optB_ru,key
CLI-1,single,Бірінші сұрақ,Первый вопрос,иә,да,жоқ,нет,A
CLI-2,single,Екінші сұрақ,Второй вопрос,иә,да,жоқ,нет,Z
"""


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    status = main([str(one) for one in arguments])
    return status, capsys.readouterr().out


async def statuses(data: Path) -> dict[str, str]:
    database = Database(sqlite_url(data / "synaq.sqlite"))
    try:
        async with database.read() as tx:
            ids = await tx.items.ids_by_code(["CLI-1", "CLI-2"])
            return {code: (await tx.items.versions(one))[0].status.value for code, one in ids.items()}
    finally:
        await database.aclose()


def test_a_dry_run_saves_nothing_and_a_real_one_saves_drafts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, file = tmp_path / "data", tmp_path / "bank.csv"
    file.write_text(TABLE, encoding="utf-8")
    assert run(capsys, "migrate", "--data", data)[0] == DONE
    status, out = run(capsys, "items", "import", file, "--dry-run", "--json", "--messages", "kk")
    [dry] = json.loads(out)["files"]
    assert (status, dry["status"], dry["items"], "saved" in dry) == (DONE, "needs_review", 1, False)
    assert "мән дұрыс емес" in dry["reason"]
    assert asyncio.run(statuses(data)) == {}
    for n_saved in (1, 0):
        status, out = run(capsys, "items", "import", file, "--data", data, "--json")
        [saved] = json.loads(out)["files"]
        assert (status, saved["saved"]) == (DONE, n_saved)
    assert asyncio.run(statuses(data)) == {"CLI-1": "draft"}


def test_what_cannot_be_imported_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["items", "import", str(tmp_path / "none.csv"), "--dry-run"]) == BAD_INPUT
    file = tmp_path / "a.csv"
    file.write_text(TABLE, encoding="utf-8")
    assert main(["items", "import", str(file), "--data", str(tmp_path / "empty")]) == BAD_INPUT
    said = capsys.readouterr().err
    assert "there is no file" in said
    assert "synaq migrate" in said

"""The commands: what they print, what they refuse in one line, and that they may be repeated."""

import asyncio
import json
import socket
import sqlite3
from pathlib import Path

import pytest

from exam_engine.programme_file import programme_ids
from proctor_server.db.database import Database
from proctor_server.db.engine import sqlite_url
from tests.entrypoints.conftest import Ran, Synaq


def assert_refused(ran: Ran, *words: str) -> None:
    """Status 2, nothing on standard output, one clear line on standard error."""
    assert ran.status == 2
    assert ran.out == ""
    [line] = ran.err.splitlines()
    assert line.startswith("synaq: ")
    for word in words:
        assert word in line


def one_document(ran: Ran) -> dict[str, object]:
    """The one JSON document that stands on standard output, alone."""
    assert ran.status == 0
    found = json.loads(ran.out)
    assert isinstance(found, dict)
    assert ran.out.count("\n") == 1
    return found


# --- analyse and evaluate -------------------------------------------------------------------------------


def test_analyse_prints_one_document_of_the_agreed_shape(synaq: Synaq, clip: Path) -> None:
    found = one_document(synaq("analyse", clip, "--json"))
    assert set(found) == {"file", "duration_s", "cpu_s", "coverage", "incidents"}
    assert found["file"] == "empty.webm"
    assert found["coverage"] == [{"t0": 0.0, "t1": pytest.approx(5.0, abs=0.2), "state": "observed"}]
    [incident] = found["incidents"]  # type: ignore[misc]
    assert incident["type"] == "absent"
    assert set(incident) >= {"type", "t0", "t1", "confidence"}


def test_analyse_tells_a_person_the_same(synaq: Synaq, clip: Path) -> None:
    ran = synaq("analyse", clip)
    assert ran.status == 0
    assert "empty.webm" in ran.out
    assert "absent" in ran.out


@pytest.mark.parametrize("content", [b"", b"no media at all", b"\x1aE\xdf\xa3" + b"\x00" * 50])
@pytest.mark.parametrize("flags", [(), ("--json",)])
def test_what_cannot_be_analysed_is_refused(
    content: bytes, flags: tuple[str, ...], synaq: Synaq, tmp_path: Path
) -> None:
    file = tmp_path / "bad.webm"
    file.write_bytes(content)
    assert_refused(synaq("analyse", file, *flags), "bad.webm")


def test_analyse_refuses_what_is_not_there(synaq: Synaq, tmp_path: Path) -> None:
    assert_refused(synaq("analyse", tmp_path / "none.webm", "--json"), "none.webm")
    assert_refused(synaq("analyse", tmp_path, "--json"))


def test_evaluate_prints_one_document_of_the_agreed_shape(synaq: Synaq, clip: Path, tmp_path: Path) -> None:
    (tmp_path / "one.webm").write_bytes(clip.read_bytes())
    truth = {"clip": "one.webm", "events": [{"type": "absent", "t0": 0.0, "t1": 5.0}]}
    (tmp_path / "one.json").write_text(json.dumps(truth))
    found = one_document(synaq("evaluate", tmp_path, "--json"))
    assert set(found) >= {
        "clips",
        "seconds",
        "cpu_ms_per_s",
        "overall",
        "by_type",
        "false_alarms_per_hour_facing",
    }
    assert found["overall"] == {"tp": 1, "fp": 0, "fn": 0, "precision": 1.0, "recall": 1.0}


@pytest.mark.parametrize("truth", ["{", '{"clip": "one.webm", "events": [{}]}'])
def test_evaluate_refuses_a_truth_that_is_none(truth: str, synaq: Synaq, clip: Path, tmp_path: Path) -> None:
    """Story: it ended with a traceback."""
    (tmp_path / "one.webm").write_bytes(clip.read_bytes())
    (tmp_path / "one.json").write_text(truth)
    assert_refused(synaq("evaluate", tmp_path, "--json"))


def test_evaluate_refuses_a_folder_without_clips(synaq: Synaq, tmp_path: Path) -> None:
    assert_refused(synaq("evaluate", tmp_path, "--json"), tmp_path.name)
    assert_refused(synaq("evaluate", tmp_path / "none", "--json"), "none")


# --- data -----------------------------------------------------------------------------------------------


async def counts(data: Path) -> tuple[int, int, int]:
    database = Database(sqlite_url(data / "synaq.sqlite"))
    try:
        async with database.read() as tx:
            items = sum((await tx.items.counts_by_section()).values())
            return items, len(await tx.accounts.candidates()), len(await tx.attempts.all())
    finally:
        await database.aclose()


def test_migrate_and_demo_may_be_repeated(synaq: Synaq, tmp_path: Path) -> None:
    data = tmp_path / "deep" / "data"
    for n_new in (">= 100", "0"):
        assert synaq("migrate", "--data", data).status == 0
        ran = synaq("demo", "--data", data)
        assert ran.status == 0
        for login in ("candidate", "proctor", "administrator"):
            assert login in ran.out
        assert (" 0 new items" in ran.out) == (n_new == "0")
    items, candidates, attempts = asyncio.run(counts(data))
    assert items >= 100
    assert (candidates, attempts) == (1, len(programme_ids()))
    verified = synaq("audit", "verify", "--data", data)
    assert (verified.status, verified.out.startswith("audit: everything is as it was")) == (0, True)
    pepper = data / "pepper"
    assert pepper.stat().st_mode & 0o077 == 0


def test_audit_verify_tells_a_broken_chain(synaq: Synaq, tmp_path: Path) -> None:
    assert synaq("migrate", "--data", tmp_path).status == 0
    assert synaq("demo", "--data", tmp_path).status == 0
    with sqlite3.connect(tmp_path / "synaq.sqlite") as connection:
        connection.execute("UPDATE audit SET action = 'nothing' WHERE no = 2")
    connection.close()
    ran = synaq("audit", "verify", "--data", tmp_path)
    assert ran.status == 1
    assert ran.out.startswith("audit: entry 2: altered: ")


@pytest.mark.parametrize("command", ["demo", "audit"])
def test_a_database_without_tables_is_told_in_one_line(command: str, synaq: Synaq, tmp_path: Path) -> None:
    rest = ("verify",) if command == "audit" else ()
    assert_refused(synaq(command, *rest, "--data", tmp_path), "synaq migrate")


# --- serving --------------------------------------------------------------------------------------------


def test_a_port_in_use_is_told_in_one_line_before_anything_is_changed(synaq: Synaq, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = synaq("serve", "--demo", "--port", port, "--data", tmp_path)
    assert_refused(ran, f"port {port} is in use", f"--port {port + 1}")
    assert list(tmp_path.iterdir()) == []


def test_an_address_that_is_not_ours_is_told_in_one_line(synaq: Synaq, tmp_path: Path) -> None:
    assert_refused(synaq("serve", "--host", "192.0.2.1", "--port", 8555, "--data", tmp_path), "192.0.2.1")


@pytest.mark.parametrize("port", ["0", "65536", "-1"])
def test_a_port_that_is_none_is_told_in_one_line(port: str, synaq: Synaq, tmp_path: Path) -> None:
    assert_refused(synaq("serve", f"--port={port}", "--data", tmp_path), "PORT")


def test_serving_an_empty_folder_says_to_migrate(synaq: Synaq, tmp_path: Path) -> None:
    """Story: the server came up, every request failed, and the log filled with tracebacks."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert_refused(synaq("serve", "--port", port, "--data", tmp_path), "synaq migrate")


def test_the_interface_is_one_json_document(synaq: Synaq) -> None:
    ran = synaq("openapi")
    assert ran.status == 0
    assert json.loads(ran.out)["info"]["title"] == "Synaq"


def test_no_command_is_refused_with_the_usage(synaq: Synaq) -> None:
    ran = synaq()
    assert ran.status == 2
    assert "usage: synaq" in ran.err

"""What is logged of a whole run, its refusals and its failures: never a person, a secret, an answer or an item."""

import json
import logging
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
import structlog
from fastapi import FastAPI

from proctor_server.api.house import House
from proctor_server.db.database import Database
from proctor_server.entrypoints.logs import PlainFormatter, set_up_logs
from tests.api.test_isolation import Sat
from tests.support.cast import PASSWORD, Cast
from tests.support.page import Closed, Page
from tests.support.running_app import OpenPage
from tests.support.sitting import Sitting


@pytest.fixture(autouse=True)
def real_logs() -> Iterator[None]:
    """Log as the server does, into the captured output."""
    root = logging.getLogger()
    handlers = root.handlers[:]
    set_up_logs(logging.DEBUG)
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers


def entries(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines() if line.startswith("{")]


async def break_database(database: Database) -> None:
    async with database.writer.begin() as connection:
        await connection.execute(sa.text("ALTER TABLE responses RENAME TO responses_gone"))


async def mend_database(database: Database) -> None:
    async with database.writer.begin() as connection:
        await connection.execute(sa.text("ALTER TABLE responses_gone RENAME TO responses"))


async def test_a_whole_run_with_its_failures_names_nobody(
    cast: Cast,
    app: FastAPI,
    open_page: OpenPage,
    house: House,
    seat: Sitting,
    database: Database,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    await seat.assign()
    page = await open_page(cast.aru)
    token, csrf = page.http.cookies[house.cookie_name], page.http.headers["X-CSRF-Token"]
    sat = Sat(page, seat.attempt_id)
    await sat.whole()
    await refusals(page, seat, cast)
    await seat.start()
    await break_database(database)
    try:
        broken = await page.http.get(f"/api/attempts/{seat.attempt_id}")
        write = {
            "operation_id": str(uuid4()),
            "device_epoch": seat.epoch,
            "base_revision": 0,
            "answers": {"RESPONSE": ["d"]},
        }
        lost = await page.http.put(f"/api/attempts/{seat.attempt_id}/responses/0", json=write)
    finally:
        await mend_database(database)
    assert (broken.status_code, lost.status_code) == (500, 500)
    output = "".join(capsys.readouterr()) + caplog.text
    said = {one["event"] for one in entries(output)}
    assert {"refused", "request_failed"} <= said
    secret = {
        "login": cast.aru.login,
        "name": cast.aru.name,
        "iin": cast.aru.iin or "",
        "password": PASSWORD,
        "token": token,
        "csrf": csrf,
        "operation": write["operation_id"],
    }
    items = {one["slot"]: one["item"] for one in sat.answers if "item" in one}
    assert items
    secret |= {f"body {slot}": item["body"] for slot, item in items.items()}
    secret |= {
        f"choice {slot}": item["interactions"][0]["choices"][0]["html"] for slot, item in items.items()
    }
    assert {what for what, value in secret.items() if str(value) in output} == set()


async def refusals(page: Page, seat: Sitting, cast: Cast) -> None:
    """One of each kind: a wrong password, a malformed body with a name in it, an unknown id, a closed block."""
    body = {"login": cast.aru.login, "password": PASSWORD + "x"}
    assert (await page.http.post("/api/session", json=body)).status_code == 401
    path = f"/api/attempts/{seat.attempt_id}"
    assert (await page.http.post(f"{path}/consent", json={cast.aru.name: PASSWORD})).status_code == 422
    assert (await page.http.get(f"/api/attempts/{cast.aru.login}")).status_code == 404
    assert (await page.http.post(f"{path}/start", json={"language": "kk"})).status_code == 409
    seat.attempt_id = ""


async def test_a_failure_nobody_foresaw_is_a_problem_with_all_headers(
    seat: Sitting, database: Database, by_role: dict[str, Page], capsys: pytest.CaptureFixture[str]
) -> None:
    """Story: it was answered outside the security headers and raised on into the web server's log."""
    await seat.start()
    await break_database(database)
    try:
        answer = await by_role["candidate"].http.get(f"/api/attempts/{seat.attempt_id}")
    finally:
        await mend_database(database)
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "internal_error"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    [failure] = [one for one in entries(capsys.readouterr().out) if one["event"] == "request_failed"]
    assert failure["route"] == "/api/attempts/{attempt_id}"
    frames = failure["exception"][0]["frames"]
    assert failure["exception"][0]["exc_type"] == "OperationalError"
    assert all("locals" not in frame for frame in frames)
    assert "exc_value" not in failure["exception"][0]


async def test_a_failure_in_a_socket_closes_it_and_goes_no_further(
    seat: Sitting, database: Database, by_role: dict[str, Page]
) -> None:
    await seat.start()
    async with database.writer.begin() as connection:
        await connection.execute(sa.text("ALTER TABLE attempts RENAME TO attempts_gone"))
    try:
        async with by_role["candidate"].socket(f"/api/live/attempts/{seat.attempt_id}") as socket:
            assert await socket.receive() == Closed(1011, "internal_error")
    finally:
        async with database.writer.begin() as connection:
            await connection.execute(sa.text("ALTER TABLE attempts_gone RENAME TO attempts"))


def test_what_libraries_log_of_errors_carries_no_value() -> None:
    try:
        raise ValueError("aru.login answered b")
    except ValueError as error:
        record = logging.LogRecord("lib", logging.ERROR, "f", 1, "it failed", (), (ValueError, error, None))
        record.exc_info = (ValueError, error, error.__traceback__)
    text = PlainFormatter("%(levelname)s:%(name)s:%(message)s").format(record)
    assert "ValueError" in text
    assert "test_logs.py" in text
    assert "answered b" not in text.replace('raise ValueError("aru.login answered b")', "")

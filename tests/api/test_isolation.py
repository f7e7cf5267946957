"""What a candidate can reach: their own attempt, its items without keys, and nothing of anybody else's."""

import json
from typing import Any
from uuid import uuid4

import pytest

from proctor_server.api.access import ACCESS, Role
from proctor_server.db.database import Database
from tests.api.test_bodies import ROUTES
from tests.support.cast import Cast
from tests.support.page import Closed, Page
from tests.support.running_app import OpenPage
from tests.support.sitting import PROGRAMME, Sitting

OF_AN_ATTEMPT = sorted(
    (method, path)
    for method, path in ACCESS
    if "{attempt_id}" in path and ACCESS[method, path] == frozenset({Role.CANDIDATE})
)
BODIES = {
    (method, path.replace("{id}", "{attempt_id}")): body for _, method, path, body in ROUTES.values()
} | {
    ("POST", f"/api/attempts/{{attempt_id}}/blocks/{{no}}/{step}"): ROUTES["BlockStep"][3]
    for step in ("start", "finish")
}
BODIES["PUT", "/api/attempts/{attempt_id}/interventions/{intervention_id}"] = {"said": "seen"}


async def asked(page: Page, method: str, template: str, attempt_id: str) -> tuple[int, object]:
    path = template.format(
        attempt_id=attempt_id,
        slot=0,
        no=0,
        part_id=str(uuid4()),
        span="0-1000",
        incident_id="none",
        moment="start",
        intervention_id="none",
    )
    path += "?epoch=1" if path.endswith("/media") else ""
    path += "?recorder_started_at=2026-11-20T10:00:00Z" if "/backfill/" in path else ""
    form = {"text": "It was my child at the door."} if path.endswith("/appeal") else None
    answer = await page.http.request(method, path, json=BODIES.get((method, template)), data=form)
    said = answer.json() if answer.headers.get("content-type", "").endswith("json") else answer.text
    return answer.status_code, {**said, "server_now": None} if isinstance(said, dict) else said


@pytest.mark.parametrize("state", ["assigned", "running", "closed"])
async def test_another_persons_attempt_cannot_be_told_from_none(
    state: str, cast: Cast, open_page: OpenPage, seat: Sitting
) -> None:
    await seat.assign()
    if state != "assigned":
        await seat.start()
    if state == "closed":
        await seat.submit()
    stranger = await open_page(cast.bek)
    found = {}
    for method, template in OF_AN_ATTEMPT:
        if method == "WS":
            continue
        theirs = await asked(stranger, method, template, seat.attempt_id)
        nobodys = await asked(stranger, method, template, str(uuid4()))
        if theirs != nobodys or theirs[0] != 404:
            found[method, template] = (theirs, nobodys)
    assert found == {}
    for attempt_id in (seat.attempt_id, str(uuid4())):
        async with stranger.socket(f"/api/live/attempts/{attempt_id}?epoch=1") as socket:
            assert await socket.receive() == Closed(4404, "unknown_attempt")


async def test_a_list_of_attempts_is_ones_own(cast: Cast, open_page: OpenPage, seat: Sitting) -> None:
    await seat.assign()
    mine, theirs = await open_page(cast.aru), await open_page(cast.bek)
    ids = [one["id"] for one in (await mine.http.get("/api/candidate/attempts")).json()]
    assert seat.attempt_id in ids
    assert (await theirs.http.get("/api/candidate/attempts")).json() == []


def members(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*(members(one) for one in value.values()))
    if isinstance(value, list):
        return set().union(*(members(one) for one in value))
    return set()


class Sat:
    """A page that sits an attempt over HTTP and keeps every answer it got."""

    def __init__(self, page: Page, attempt_id: str) -> None:
        self._page, self._base = page, f"/api/attempts/{attempt_id}"
        self.answers: list[Any] = []

    async def ask(self, method: str, path: str = "", body: object = None) -> Any:
        answer = await self._page.http.request(method, self._base + path, json=body)
        assert answer.is_success, answer.text
        if answer.content:
            self.answers.append(answer.json())
            return self.answers[-1]
        return None

    async def whole(self) -> None:
        """From consent to submission, one answer and one mark in between."""
        version = PROGRAMME.consent_version
        await self.ask("POST", "/consent", {"text_version": version, "language": "kk"})
        await self.ask("POST", "/device-check", BODIES["POST", "/api/attempts/{attempt_id}/device-check"])
        claim = {"device_id": str(uuid4()), "takeover": False}
        epoch = (await self.ask("POST", "/device", claim))["device_epoch"]
        await self.ask("POST", "/start", {"language": "kk"})
        for slot in range(0, 55, 7):
            shown = await self.ask("GET", f"/slots/{slot}")
            options = shown["item"]["interactions"][0]["choices"]
            write = {
                "operation_id": str(uuid4()),
                "device_epoch": epoch,
                "base_revision": 0,
                "answers": {"RESPONSE": [options[0]["id"]]},
            }
            await self.ask("PUT", f"/responses/{slot}", write)
            await self.ask("PUT", f"/flags/{slot}", {"device_epoch": epoch, "flagged": True})
        event = {"id": str(uuid4()), "kind": "page_hidden", "client_at": "2026-11-23T05:01:00Z"}
        await self.ask("POST", "/events", {"events": [event]})
        await self.ask("GET")
        await self.ask("POST", "/submit", {"device_epoch": epoch})


async def test_no_answer_to_a_candidate_carries_a_key(
    cast: Cast, open_page: OpenPage, seat: Sitting, database: Database
) -> None:
    await seat.assign()
    sat = Sat(await open_page(cast.aru), seat.attempt_id)
    await sat.whole()
    assert "body" in members(sat.answers)
    assert not members(sat.answers) & {
        "correct_ids",
        "correct",
        "key",
        "keys",
        "is_correct",
        "score",
        "total",
    }
    asked = [one["item"]["interactions"][0] for one in sat.answers if "item" in one]
    assert asked
    assert all(set(choice) == {"id", "html", "match_max"} for one in asked for choice in one["choices"])
    async with database.read() as tx:
        form = await tx.attempts.form(seat.attempt_id)
    wire = json.dumps(sat.answers)
    assert not any(slot.version_id in wire for slot in form)


async def test_the_result_stays_hidden_until_it_is_released_over_http(
    cast: Cast, open_page: OpenPage, seat: Sitting, by_role: dict[str, Page]
) -> None:
    await seat.start()
    await seat.submit()
    page, proctor = await open_page(cast.aru), by_role["proctor"]
    where = f"/api/attempts/{seat.attempt_id}/result"
    refused = await page.http.get(where)
    assert (refused.status_code, refused.json()["code"]) == (409, "result_not_released")
    await seat.services.analysis.finish_closed(seat.clock.now())
    review = f"/api/proctor/reviews/{await seat.review_id()}"
    assert (await proctor.http.post(f"{review}/claim")).status_code == 200
    body = {"outcome": "violation", "rule_id": "devices", "reason": "A phone in the hand, seen throughout"}
    assert (await proctor.http.post(f"{review}/decision", json=body)).status_code == 200
    refused = await page.http.get(where)
    assert refused.json()["code"] == "result_not_released"  # a violation is read by a second person
    other = await open_page(cast.other_proctor)
    assert (await other.http.post(f"{review}/claim")).status_code == 200
    assert (await other.http.post(f"{review}/decision", json=body)).status_code == 200
    result = (await page.http.get(where)).json()
    assert result["passed"] is False
    assert result["decision"]["rule"]["id"] == "devices"


async def test_a_stale_answer_is_told_the_current_one(cast: Cast, open_page: OpenPage, seat: Sitting) -> None:
    await seat.start()
    page = await open_page(cast.aru)
    where = f"/api/attempts/{seat.attempt_id}/responses/0"
    first, second = (await seat.options(0))[:2]

    def write(choice_id: str) -> dict[str, object]:
        return {
            "operation_id": str(uuid4()),
            "device_epoch": seat.epoch,
            "base_revision": 0,
            "answers": {"RESPONSE": [choice_id]},
        }

    assert (await page.http.put(where, json=write(first))).json()["revision"] == 1
    stale = await page.http.put(where, json=write(second))
    assert (stale.status_code, stale.json()["code"]) == (409, "stale_response")
    assert stale.json()["params"] == {"revision": 1, "answers": {"RESPONSE": [first]}}

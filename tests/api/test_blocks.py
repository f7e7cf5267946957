"""Blocks, programmes and essays over HTTP: what the pages get, and what is refused with which code."""

from typing import Any
from uuid import uuid4

from exam_engine.programme_file import programme_document
from item_bank.demo_tasks import read_demo_tasks
from proctor_server.api.house import House
from proctor_server.db.database import Database
from proctor_server.services.bank.taking_over import take_over
from tests.support.cast import Cast
from tests.support.page import Page
from tests.support.running_app import OpenPage
from tests.support.sitting import GOOD_CHECK
from tests.support.stepped_clock import SteppedClock


async def told(page: Page, method: str, path: str, body: object = None) -> Any:
    answer = await page.http.request(method, path, json=body)
    assert answer.is_success, f"{method} {path}: {answer.text}"
    return answer.json() if answer.content else None


async def refused(page: Page, method: str, path: str, body: object = None) -> tuple[int, str]:
    answer = await page.http.request(method, path, json=body)
    return answer.status_code, answer.json()["code"]


async def begun(staff: Page, page: Page, cast: Cast, clock: SteppedClock, programme_id: str) -> str:
    """Assign and start over HTTP; gives the attempt's address."""
    assigned = await told(
        staff,
        "POST",
        "/api/admin/attempts",
        {
            "candidate_id": cast.aru.id,
            "programme_id": programme_id,
            "window_opens_at": clock.now().isoformat(),
            "window_closes_at": clock.now().replace(year=clock.now().year + 1).isoformat(),
            "direction": "ecology",
            "accommodations": {"extra_percent": 50, "larger_text": True, "high_contrast": False},
        },
    )
    base = f"/api/attempts/{assigned['id']}"
    version = (await told(page, "GET", base))["consent_version"]
    await told(page, "POST", f"{base}/consent", {"text_version": version, "language": "kk"})
    await told(page, "POST", f"{base}/device-check", GOOD_CHECK)
    await told(page, "POST", f"{base}/device", {"device_id": str(uuid4()), "takeover": True})
    return base


async def test_a_test_of_two_blocks_over_http(
    cast: Cast, open_page: OpenPage, database: Database, clock: SteppedClock
) -> None:
    tasks = read_demo_tasks()
    await take_over(database, tasks.items, stimuli=tasks.stimuli, now=clock.now())
    staff, page = await open_page(cast.administrator), await open_page(cast.aru)
    base = await begun(staff, page, cast, clock, "ability")
    ready = await told(page, "GET", base)
    assert [one["state"] for one in ready["blocks"]] == ["ready", "locked"]
    running = await told(page, "POST", f"{base}/start", {"language": "ru"})
    first, second = running["blocks"]
    assert (running["block_no"], running["deadline_at"]) == (0, first["deadline_at"])
    assert (first["limit_s"], first["extra_s"], first["aids"]) == (
        1500,
        750,
        ["paper", "pencil", "calculator"],
    )
    assert (first["break_after_s"], first["next_starts_itself"], second["state"]) == (300, True, "locked")
    assert running["accommodations"] == {"extra_percent": 50, "larger_text": True, "high_contrast": False}
    assert [one["block_no"] for one in running["slots"]] == [0] * 25 + [1] * 25
    slot = await told(page, "GET", f"{base}/slots/0")
    assert (slot["block_no"], slot["item"]["language"], slot["item"]["stimulus"]["kind"]) == (0, "ru", "text")
    epoch = {"device_epoch": running["device_epoch"]}
    assert await refused(page, "GET", f"{base}/slots/25") == (409, "item_locked")
    assert await refused(page, "POST", f"{base}/blocks/1/start", epoch) == (409, "block_not_ready")
    resting = await told(page, "POST", f"{base}/blocks/0/finish", epoch)
    assert (resting["block_no"], resting["deadline_at"]) == (None, None)
    assert resting["break_until"] is not None
    assert [one["state"] for one in resting["blocks"]] == ["done", "ready"]
    assert (await told(page, "POST", f"{base}/blocks/1/start", epoch))["block_no"] == 1
    closed = await told(page, "POST", f"{base}/blocks/1/finish", epoch)
    assert (closed["state"], closed["close_cause"]) == ("closed", "submitted")
    again = {
        "candidate_id": cast.aru.id,
        "programme_id": "ability",
        "window_opens_at": "2030-01-01T00:00:00Z",
    }
    body = again | {"window_closes_at": "2030-01-02T00:00:00Z"}
    assert await refused(staff, "POST", "/api/admin/attempts", body) == (409, "no_retake")


async def test_a_programme_is_changed_by_a_version_whose_faults_are_named(
    cast: Cast, open_page: OpenPage
) -> None:
    staff = await open_page(cast.administrator)
    path = "/api/admin/programmes/state_language/versions"
    assert [one["no"] for one in await told(staff, "GET", path)] == [1]
    document = programme_document("state_language")
    wrong = document | {"grace_s": "soon", "blocks": [document["blocks"][0] | {"limit_s": -1}]}
    answer = await staff.http.post(path, json={"document": wrong})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_programme")
    assert answer.json()["params"]["faults"] == [
        {"place": "blocks.0", "wrong": "not_a_whole_number", "value": "-1"},
        {"place": "grace", "wrong": "not_a_whole_number", "value": "soon"},
    ]
    added = await told(staff, "POST", path, {"document": document | {"pass_total": 10}})
    assert (added["no"], added["author_login"]) == (2, cast.administrator.login)
    listed = {one["id"]: one for one in await told(staff, "GET", "/api/admin/programmes")}
    assert (listed["state_language"]["version_no"], listed["state_language"]["pass_total"]) == (2, 10)
    assert [one["id"] for one in listed["ability"]["blocks"]] == ["ability_text", "ability_numerical"]


async def test_an_essay_is_marked_by_code_over_http(
    cast: Cast, open_page: OpenPage, house: House, database: Database, clock: SteppedClock
) -> None:
    tasks = read_demo_tasks()
    await take_over(database, tasks.items, stimuli=tasks.stimuli, now=clock.now())
    staff, page = await open_page(cast.administrator), await open_page(cast.aru)
    proctor, marker = await open_page(cast.proctor), await open_page(cast.markers[0])
    base = await begun(staff, page, cast, clock, "essay")
    running = await told(page, "POST", f"{base}/start", {"language": "kk"})
    asked = (await told(page, "GET", f"{base}/slots/0"))["item"]["interactions"][0]
    assert (asked["kind"], asked["max_words"]) == ("extended_text", 200)
    epoch = running["device_epoch"]
    written = {
        "operation_id": str(uuid4()),
        "device_epoch": epoch,
        "base_revision": 0,
        "answers": {"RESPONSE": ["сөз " * 201]},
    }
    await told(page, "PUT", f"{base}/responses/0", written)
    assert await refused(page, "POST", f"{base}/submit", {"device_epoch": epoch}) == (409, "essay_too_long")
    shorter = {"operation_id": str(uuid4()), "base_revision": 1, "answers": {"RESPONSE": ["бір екі үш"]}}
    await told(page, "PUT", f"{base}/responses/0", written | shorter)
    await told(page, "POST", f"{base}/submit", {"device_epoch": epoch})
    assert await told(marker, "GET", "/api/marker/essays") == []
    await decided(house, proctor, base, clock)
    [row] = await told(marker, "GET", "/api/marker/essays")
    assert cast.aru.id not in str(row)
    essay = f"/api/marker/essays/{row['code']}"
    assert await refused(marker, "GET", essay) == (409, "not_the_marker")
    await told(marker, "POST", f"{essay}/take")
    read = await told(marker, "GET", essay)
    assert (read["text"], read["n_words"], read["marks"]) == ("бір екі үш", 3, [])
    assert await refused(marker, "PUT", f"{essay}/mark", {"value": 6}) == (422, "mark_off_scale")
    assert (await told(marker, "PUT", f"{essay}/mark", {"value": 4}))["own_mark"] == 4
    assert await refused(marker, "PUT", f"{essay}/mark", {"value": 5}) == (409, "already_marked")
    result = await told(page, "GET", f"{base}/result")
    assert (result["passed"], result["essay"]["state"], result["essay"]["n_words"]) == (None, "marking", 3)


async def decided(house: House, proctor: Page, base: str, clock: SteppedClock) -> None:
    """Claim and decide the attempt's review, its analysis finished."""
    await house.services.analysis.finish_closed(clock.now())
    attempt_id = base.rpartition("/")[2]
    queue = (await told(proctor, "GET", "/api/proctor/queue"))["waiting"]
    [review_id] = [one["review_id"] for one in queue if one["attempt_id"] == attempt_id]
    await told(proctor, "POST", f"/api/proctor/reviews/{review_id}/claim")
    body = {"outcome": "no_violation", "rule_id": None, "reason": ""}
    await told(proctor, "POST", f"/api/proctor/reviews/{review_id}/decision", body)


async def test_pages_are_told_what_the_programme_allows(
    cast: Cast, open_page: OpenPage, database: Database, clock: SteppedClock
) -> None:
    tasks = read_demo_tasks()
    await take_over(database, tasks.items, stimuli=tasks.stimuli, now=clock.now())
    staff, page, proctor = [await open_page(one) for one in (cast.administrator, cast.aru, cast.proctor)]
    document = programme_document("state_language") | {"pauses": True, "network_outages": "never"}
    await told(staff, "POST", "/api/admin/programmes/state_language/versions", {"document": document})
    base = await begun(staff, page, cast, clock, "state_language")
    assert (await told(page, "POST", f"{base}/start", {"language": "ru"}))["retake"] is True
    attempt_id = base.rpartition("/")[2]

    async def rows() -> tuple[Any, Any]:
        live = (await told(proctor, "GET", "/api/proctor/live"))["attempts"]
        listed = await told(staff, "GET", "/api/admin/attempts")
        return next(one for one in live if one["attempt_id"] == attempt_id), next(
            one for one in listed if one["id"] == attempt_id
        )

    live, listed = await rows()
    assert (live["may_pause"], live["paused_at"], listed["may_credit"]) == (True, None, False)
    await told(
        proctor, "POST", f"/api/proctor/attempts/{attempt_id}/pause", {"reason": "The lights went out."}
    )
    live, _ = await rows()
    assert live["paused_at"] == clock.now().isoformat().replace("+00:00", "Z")

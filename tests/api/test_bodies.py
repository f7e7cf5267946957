"""Bad input: whatever is sent, the answer is a problem with a stable code, never a failure of ours."""

import json
import re
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from proctor_server.api import schemas as s
from tests.api.test_access import filled
from tests.support.page import Page
from tests.support.sitting import GOOD_CHECK, Sitting

UUID = str(uuid4())
AT = "2026-11-23T05:00:00Z"
RESPONSE = {
    "operation_id": UUID,
    "device_epoch": 1,
    "base_revision": 0,
    "answers": {"RESPONSE": ["a"]},
    "client_at": AT,
    "dwell_ms": 10,
}
CANDIDATE = {"login": "new.one", "display_name": "N", "password": "long enough pw", "iin": "000101500001"}
COLLEAGUE = {
    "login": "new.colleague",
    "display_name": "N",
    "password": "long enough pw",
    "role": "marker",
    "is_senior": False,
    "language": "kk",
}
WINDOW = {"window_opens_at": AT, "window_closes_at": "2026-11-24T05:00:00Z"}

ROUTES: dict[str, tuple[str, str, str, dict[str, object]]] = {
    "SignIn": ("candidate", "POST", "/api/session", {"login": "a", "password": "b"}),
    "Consent": ("candidate", "POST", "/api/attempts/{id}/consent", {"text_version": "1", "language": "kk"}),
    "DeviceCheck": ("candidate", "POST", "/api/attempts/{id}/device-check", dict(GOOD_CHECK)),
    "DeviceClaim": ("candidate", "POST", "/api/attempts/{id}/device", {"device_id": UUID, "takeover": False}),
    "StartAttempt": ("candidate", "POST", "/api/attempts/{id}/start", {"language": "kk"}),
    "ResponseWrite": ("candidate", "PUT", "/api/attempts/{id}/responses/{slot}", RESPONSE),
    "FlagWrite": (
        "candidate",
        "PUT",
        "/api/attempts/{id}/flags/{slot}",
        {"device_epoch": 1, "flagged": True},
    ),
    "SubmitAttempt": ("candidate", "POST", "/api/attempts/{id}/submit", {"device_epoch": 1}),
    "IntegrityEvents": (
        "candidate",
        "POST",
        "/api/attempts/{id}/events",
        {"events": [{"id": UUID, "kind": "page_hidden", "client_at": AT}]},
    ),
    "VerdictWrite": (
        "proctor",
        "PUT",
        "/api/proctor/reviews/{id}/incidents/{id}",
        {"verdict": "confirmed", "reason": "clearly_seen", "note": ""},
    ),
    "KnownAnswerWrite": (
        "proctor",
        "PUT",
        "/api/proctor/reviews/{id}/incidents/{id}/known-answer",
        {"is_violation": True, "grounds": "Seen by three people, all agree"},
    ),
    "DecisionWrite": (
        "proctor",
        "POST",
        "/api/proctor/reviews/{id}/decision",
        {"outcome": "no_violation", "rule_id": None, "reason": ""},
    ),
    "NoteWrite": ("proctor", "POST", "/api/proctor/reviews/{id}/notes", {"at_s": 61.5, "text": "a door"}),
    "AssignAttempt": (
        "administrator",
        "POST",
        "/api/admin/attempts",
        {"candidate_id": "x", "programme_id": "legislation", **WINDOW},
    ),
    "BlockStep": ("candidate", "POST", "/api/attempts/{id}/blocks/0/finish", {"device_epoch": 1}),
    "ExtraTime": (
        "administrator",
        "POST",
        "/api/admin/attempts/{id}/extra-time",
        {"block_no": None, "minutes": 5, "reason": "a doctor's note"},
    ),
    "OutageCredit": (
        "administrator",
        "POST",
        "/api/admin/attempts/{id}/credits",
        {"block_no": 0, "percent": 5, "reason": "the line was down"},
    ),
    "PauseStep": ("proctor", "POST", "/api/proctor/attempts/{id}/pause", {"reason": "fire alarm"}),
    "MessageWrite": (
        "proctor",
        "POST",
        "/api/proctor/attempts/{id}/messages",
        {"set_text": "more_light", "text": ""},
    ),
    "ConfirmationWrite": ("candidate", "PUT", "/api/attempts/{id}/interventions/{id}", {"said": "seen"}),
    "NewProgrammeVersion": (
        "administrator",
        "POST",
        "/api/admin/programmes/legislation/versions",
        {"document": {"id": "legislation"}},
    ),
    "MarkWrite": ("marker", "PUT", "/api/marker/essays/{id}/mark", {"value": 4}),
    "NewCandidate": ("administrator", "POST", "/api/admin/candidates", CANDIDATE),
    "NewColleague": ("administrator", "POST", "/api/admin/staff", COLLEAGUE),
    "PasswordChange": (
        "proctor",
        "PUT",
        "/api/session/password",
        {"old_password": "p", "new_password": "long enough pw"},
    ),
    "AccessWrite": ("administrator", "PUT", "/api/admin/staff/{id}/access", {"let_in": False}),
    "SeniorityWrite": ("administrator", "PUT", "/api/admin/staff/{id}/seniority", {"is_senior": True}),
}
MODELS = {name: getattr(s, name) for name in ROUTES}
WRONG_VALUES: tuple[object, ...] = (None, 17, -1, 1e308, "", "x" * 5000, [], {}, [[]], True, "\u0000", "٣")
NOT_BODIES = (b"", b"{", b"[]", b"null", b'"x"', b"17", b"\xff\xfe", b"[" * 20_000, b'{"a":NaN}', b"{}")
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def test_every_body_model_has_its_row_here() -> None:
    bodies = {
        name for name, value in vars(s).items() if isinstance(value, type) and issubclass(value, s.Body)
    }
    assert bodies - {"AccommodationsWrite", "Body", "IntegrityEvent", "TimeAmount"} == set(ROUTES)


@pytest.mark.parametrize("name", ROUTES)
def test_the_rows_own_body_is_a_good_one(name: str) -> None:
    MODELS[name].model_validate(ROUTES[name][3])


async def sent(page: Page, method: str, template: str, body: bytes, kind: str = "application/json") -> str:
    """Send; hold the answer against what every refusal must be; tell its code."""
    answer = await page.http.request(method, filled(template), content=body, headers={"Content-Type": kind})
    if answer.is_success:
        return "done"
    assert answer.status_code < 500, f"{method} {template} {body[:200]!r}: {answer.text}"
    assert answer.headers["content-type"] == "application/problem+json"
    found = s.Problem.model_validate(answer.json())
    assert found.status == answer.status_code
    assert re.fullmatch("[a-z_]+", found.code)
    return found.code


async def test_what_is_no_body_is_malformed_on_every_route(by_role: dict[str, Page]) -> None:
    found = {}
    for name, (role, method, template, _) in ROUTES.items():
        for body in NOT_BODIES:
            code = await sent(by_role[role], method, template, body)
            if code not in ("malformed", "refused"):
                found[name, body] = code
    assert found == {}


async def test_a_body_with_a_member_missing_strange_or_wrong_is_malformed(by_role: dict[str, Page]) -> None:
    found = {}
    for name, (role, method, template, good) in ROUTES.items():
        required = [one for one, field in MODELS[name].model_fields.items() if field.is_required()]
        bad = [{k: v for k, v in good.items() if k != one} for one in required]
        bad += [{**good, "unheard_of": 1}]
        wrong = [[{**good, one: value} for value in WRONG_VALUES] for one in good]
        bad += [next(body for body in bodies if not accepted_by(name, body)) for bodies in wrong]
        for body in bad:
            code = await sent(by_role[role], method, template, json.dumps(body).encode())
            if code != "malformed":
                found[name, str(body)[:80]] = code
    assert found == {}


def accepted_by(name: str, body: object) -> bool:
    try:
        MODELS[name].model_validate_json(json.dumps(body))
    except ValidationError:
        return False
    return True


INSTANTS = {
    "2026-11-23T05:00:00": "no offset",
    "0001-01-01T00:00:00+05:00": "before the calendar in UTC",
    "9999-12-31T23:59:59-05:00": "after it",
    "1999-12-31T23:59:59Z": "no candidate's clock",
}


@pytest.mark.parametrize("instant", INSTANTS)
async def test_an_instant_without_offset_or_out_of_our_time_is_malformed(
    instant: str, by_role: dict[str, Page]
) -> None:
    """Story: a page whose event carried "2026-11-23T05:00:00" got status 500 from the database's column."""
    for name, key in (("ResponseWrite", "client_at"), ("AssignAttempt", "window_closes_at")):
        role, method, template, good = ROUTES[name]
        body = json.dumps({**good, key: instant}).encode()
        assert await sent(by_role[role], method, template, body) == "malformed"
    event = {"id": UUID, "kind": "page_hidden", "client_at": instant}
    role, method, template, _ = ROUTES["IntegrityEvents"]
    body = json.dumps({"events": [event]}).encode()
    assert await sent(by_role[role], method, template, body) == "malformed"


def test_digits_of_another_script_make_no_iin() -> None:
    """Story: twelve Arabic digits passed as an IIN, and so one person could be registered twice."""
    strange = "".join(chr(0x0660 + int(one)) for one in "000101500001")
    with pytest.raises(ValidationError):
        s.NewCandidate.model_validate({**CANDIDATE, "iin": strange})


@pytest.mark.parametrize("name", ROUTES)
@hypothesis_settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors],
)
@given(data=st.data())
def test_no_body_makes_a_model_fail_but_by_refusing(name: str, data: st.DataObject) -> None:
    """The model either takes a body or says what is wrong with it, and what it takes can be written down."""
    good = ROUTES[name][3]
    body = {**good, data.draw(st.sampled_from(sorted(good))): data.draw(JSON_VALUES)}
    try:
        taken = MODELS[name].model_validate(body)
    except ValidationError:
        return
    TypeAdapter(dict[str, object]).dump_json(taken.model_dump())
    json.dumps(taken.model_dump(mode="json"), allow_nan=False).encode()


# --- unknown ids ----------------------------------------------------------------------------------------

UNKNOWN_IDS = (
    "0197f0c0-0000-7000-8000-000000000000",
    "x",
    "%00",
    "..%2f..%2fetc",
    "'%20or%201=1",
    "a" * 64,
    "ә",
)


@pytest.mark.parametrize("id_", UNKNOWN_IDS)
async def test_an_unknown_id_is_not_found_wherever_it_stands(id_: str, by_role: dict[str, Page]) -> None:
    places = {
        "unknown_attempt": ("candidate", f"/api/attempts/{id_}"),
        "unknown_review": ("proctor", f"/api/proctor/reviews/{id_}"),
        "unknown_recording": ("proctor", f"/api/media/parts/{id_}"),
        "unknown_item": ("administrator", f"/api/admin/bank/items/{id_}"),
    }
    for code, (role, path) in places.items():
        answer = await by_role[role].http.get(path)
        assert answer.status_code == 404, (path, answer.text)
        assert answer.json()["code"] in (code, "unknown_route", "unknown_recording")
    for path in (f"/api/media/stills/{id_}", f"/api/media/live/{id_}"):
        answer = await by_role["proctor"].http.get(path)
        assert answer.status_code == 404, (path, answer.text)


@pytest.mark.parametrize("slot", ["-1", "1000", "x", "1e3", "55", "0x1"])
async def test_a_slot_that_no_form_has(slot: str, by_role: dict[str, Page], seat: Sitting) -> None:
    await seat.start()
    page = by_role["candidate"]
    answer = await page.http.get(f"/api/attempts/{seat.attempt_id}/slots/{slot}")
    assert answer.json()["code"] in ("malformed", "unknown_slot")


async def test_unknown_routes_and_methods_are_problems_too(by_role: dict[str, Page]) -> None:
    page = by_role["candidate"]
    assert await sent(page, "GET", "/api/nothing/here", b"") == "unknown_route"
    assert await sent(page, "POST", "/api/nothing/here", b"{}") == "wrong_method"
    assert await sent(page, "PATCH", "/api/session", b"{}") == "wrong_method"


# --- too large ------------------------------------------------------------------------------------------

JSON_KINDS = (
    "application/json",
    "application/vnd.synaq+json",
    "Application/JSON; charset=utf-8",
    "text/plain",
    "",
)


@pytest.mark.parametrize("kind", JSON_KINDS)
async def test_a_json_body_beyond_all_forms_is_refused_whatever_it_calls_itself(
    kind: str, by_role: dict[str, Page]
) -> None:
    """Story: only bodies called application/json were bounded; +json and no type at all were read to the end."""
    page = by_role["administrator"]
    body = json.dumps({**CANDIDATE, "display_name": "x" * 300_000}).encode()
    assert await sent(page, "POST", "/api/admin/candidates", body, kind) == "too_large"


@pytest.mark.parametrize(
    ("path", "kind", "bound"),
    [
        ("device-check/frame", "image/jpeg", 1_000_000),
        ("device-check/upload", "application/octet-stream", 4_000_000),
        ("media?epoch=1", "application/sdp", 64_000),
    ],
)
async def test_raw_bodies_are_bounded(
    path: str, kind: str, bound: int, by_role: dict[str, Page], seat: Sitting
) -> None:
    await seat.start()
    page = by_role["candidate"]

    async def code(n_bytes: int) -> str:
        where = f"/api/attempts/{seat.attempt_id}/{path}"
        answer = await page.http.post(where, content=b"x" * n_bytes, headers={"Content-Type": kind})
        return "done" if answer.is_success else str(answer.json()["code"])

    assert await code(bound + 1) == "too_large"
    assert await code(bound) in ("done", "not_a_picture", "bad_offer")


async def test_an_endless_body_is_cut_while_it_arrives(by_role: dict[str, Page], seat: Sitting) -> None:
    await seat.assign()
    page = by_role["candidate"]
    n_sent = 0

    async def endless():  # type: ignore[no-untyped-def]
        nonlocal n_sent
        while n_sent < 100_000_000:
            n_sent += 100_000
            yield b"x" * 100_000

    answer = await page.http.post(
        f"/api/attempts/{seat.attempt_id}/device-check/upload",
        content=endless(),
        headers={"Content-Type": "application/octet-stream"},
    )
    assert answer.json()["code"] == "too_large"
    assert n_sent <= 4_200_000


@pytest.mark.parametrize("sdp", [b"", b"v=0", b"no sdp", b"\xff\xfe\x00", b"v=0\r\nm=video 9 X 96\r\n"])
async def test_what_is_no_offer_is_refused_and_named(
    sdp: bytes, by_role: dict[str, Page], seat: Sitting
) -> None:
    await seat.start()
    page = by_role["candidate"]
    path = f"/api/attempts/{seat.attempt_id}/media?epoch={seat.epoch}"
    answer = await page.http.post(path, content=sdp, headers={"Content-Type": "application/sdp"})
    assert answer.status_code == 400
    assert answer.json()["code"] in ("bad_offer", "no_video_offered")


async def test_a_picture_that_is_none_is_refused_and_named(by_role: dict[str, Page], seat: Sitting) -> None:
    await seat.assign()
    page = by_role["candidate"]
    answer = await page.http.post(
        f"/api/attempts/{seat.attempt_id}/device-check/frame",
        content=b"\xff\xd8\xff\xd9 no picture",
        headers={"Content-Type": "image/jpeg"},
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "not_a_picture")

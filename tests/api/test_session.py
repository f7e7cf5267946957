"""Signing in and out: who gets a session, how it is guarded, when it ends."""

import pytest

from proctor_server.api.house import House
from tests.support.cast import PASSWORD, Cast, Person
from tests.support.page import Page
from tests.support.running_app import OpenPage
from tests.support.stepped_clock import SteppedClock


async def test_nobody_is_told_that_nobody_is_signed_in(open_page: OpenPage, clock: SteppedClock) -> None:
    page = await open_page()
    answer = await page.http.get("/api/session")
    assert answer.status_code == 200
    assert answer.json()["account"] is None
    assert answer.json()["csrf_token"] == ""


async def test_a_signed_in_person_is_told_who_they_are_and_never_their_secrets(
    cast: Cast, open_page: OpenPage
) -> None:
    page = await open_page(cast.aru)
    account = (await page.http.get("/api/session")).json()["account"]
    assert account == {
        "id": cast.aru.id,
        "login": cast.aru.login,
        "role": "candidate",
        "display_name": cast.aru.name,
        "language": "kk",
        "is_senior": False,
        "first_password": False,
    }


async def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(
    cast: Cast, open_page: OpenPage
) -> None:
    page = await open_page()
    cookie = (await page.sign_in(cast.aru)).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/" in cookie


@pytest.mark.parametrize(
    ("login", "password"),
    [("aru.login", "wrong"), ("nobody.at.all", PASSWORD), ("aru.login", PASSWORD.upper())],
)
async def test_a_wrong_login_and_a_wrong_password_look_the_same(
    login: str, password: str, open_page: OpenPage
) -> None:
    page = await open_page()
    answer = await page.sign_in(Person("", login, "", "candidate"), password)
    assert answer.status_code == 401
    assert answer.json()["code"] == "sign_in_refused"
    assert answer.json()["detail"] == "The login and the password do not go together."
    assert "set-cookie" not in answer.headers


async def test_ten_failures_refuse_that_login_from_that_address_only(cast: Cast, open_page: OpenPage) -> None:
    """Story: a stranger must not be able to lock a candidate out on the day of the test."""
    app = (await open_page()).app
    body = {"login": cast.aru.login, "password": PASSWORD}
    here, elsewhere = Page(app, address="198.51.100.8"), Page(app, address="198.51.100.9")
    async with here.http, elsewhere.http:
        for _ in range(10):
            assert (await here.sign_in(cast.aru, "wrong")).status_code == 401
        refused = await here.sign_in(cast.aru)
        assert (refused.status_code, refused.json()["code"]) == (429, "too_many_tries")
        assert (await here.sign_in(cast.bek)).status_code == 200
        assert (await elsewhere.http.post("/api/session", json=body)).status_code == 200


@pytest.mark.parametrize("token", [None, "", "wrong"])
async def test_a_change_without_the_sessions_csrf_token_is_refused(
    token: str | None, cast: Cast, open_page: OpenPage
) -> None:
    page = await open_page(cast.aru)
    del page.http.headers["X-CSRF-Token"]
    headers = {} if token is None else {"X-CSRF-Token": token}
    answer = await page.http.delete("/api/session", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf_refused")
    assert (await page.http.get("/api/session")).json()["account"] is not None


async def test_another_sessions_csrf_token_is_no_token(cast: Cast, open_page: OpenPage) -> None:
    first, second = await open_page(cast.aru), await open_page(cast.aru)
    stolen = second.http.headers["X-CSRF-Token"]
    answer = await first.http.delete("/api/session", headers={"X-CSRF-Token": stolen})
    assert answer.json()["code"] == "csrf_refused"


@pytest.mark.parametrize(
    "origin", ["", "null", "http://evil.test", "http://synaq.test.evil.test", "http://evil.test/synaq.test"]
)
async def test_a_change_from_another_site_is_refused(origin: str, cast: Cast, open_page: OpenPage) -> None:
    page = await open_page(cast.aru)
    answer = await page.http.delete("/api/session", headers={"Origin": origin})
    assert (answer.status_code, answer.json()["code"]) == (403, "origin_refused")
    body = {"login": cast.aru.login, "password": PASSWORD}
    signed_in = await page.http.post("/api/session", json=body, headers={"Origin": origin})
    assert signed_in.json()["code"] == "origin_refused"


async def test_a_change_without_an_origin_is_refused(cast: Cast, open_page: OpenPage) -> None:
    page = await open_page(cast.aru)
    del page.http.headers["Origin"]
    assert (await page.http.delete("/api/session")).json()["code"] == "origin_refused"


@pytest.mark.parametrize("origin", [None, "http://evil.test"])
async def test_a_socket_from_another_site_is_refused(
    origin: str | None, cast: Cast, open_page: OpenPage
) -> None:
    page = await open_page(cast.proctor)
    async with page.socket("/api/live/proctor", origin=origin) as socket:
        said = await socket.receive()
    assert (said.code, said.reason) == (4403, "origin_refused")  # type: ignore[union-attr]


async def test_sign_out_ends_the_session_for_whoever_holds_its_cookie(
    cast: Cast, open_page: OpenPage, house: House
) -> None:
    page, copied = await open_page(cast.aru), await open_page()
    token = page.http.cookies[house.cookie_name]
    copied.adopt(cookie_name=house.cookie_name, token=token, csrf_token=page.http.headers["X-CSRF-Token"])
    assert (await copied.http.get("/api/candidate/attempts")).status_code == 200
    answer = await page.http.delete("/api/session")
    assert answer.status_code == 204
    assert "Max-Age=0" in answer.headers["set-cookie"]
    refused = await copied.http.get("/api/candidate/attempts")
    assert (refused.status_code, refused.json()["code"]) == (401, "not_signed_in")


async def test_a_session_ends_after_twelve_hours(
    cast: Cast, open_page: OpenPage, clock: SteppedClock
) -> None:
    page = await open_page(cast.aru)
    clock.step(minutes=12 * 60 - 1 / 60)
    assert (await page.http.get("/api/candidate/attempts")).status_code == 200
    clock.step(seconds=1)
    refused = await page.http.get("/api/candidate/attempts")
    assert (refused.status_code, refused.json()["code"]) == (401, "not_signed_in")


async def test_a_made_up_cookie_opens_nothing(open_page: OpenPage, house: House) -> None:
    page = await open_page()
    page.adopt(cookie_name=house.cookie_name, token="a" * 43, csrf_token="b" * 32)
    assert (await page.http.get("/api/candidate/attempts")).status_code == 401

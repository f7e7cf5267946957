"""A password of one's own: what a first one opens, who else is signed out, and that trying is no way in."""

import httpx
import pytest

from proctor_server.api.access import ACCESS, ANYONE, WITH_A_FIRST_PASSWORD, Role
from proctor_server.db.database import Database
from proctor_server.kernel.ids import new_id
from tests.api.test_access import filled, met_by_request, met_by_socket
from tests.support.cast import PASSWORD, Cast, Person
from tests.support.page import Page
from tests.support.running_app import OpenPage

NEW = "өз құпиясөзім осында"


async def hired(administrator: Page, role: str) -> Person:
    """A colleague whom an administrator has just added, with the first password `PASSWORD`."""
    body = {"login": f"{new_id()}.login", "display_name": "Жаңа", "password": PASSWORD, "role": role}
    row = (await administrator.http.post("/api/admin/staff", json=body)).json()
    return Person(row["id"], row["login"], "Жаңа", role)


async def change(page: Page, new: str = NEW, old: str = PASSWORD) -> httpx.Response:
    return await page.http.put("/api/session/password", json={"old_password": old, "new_password": new})


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def entries_of(database: Database, person: Person) -> list[str]:
    async with database.read() as tx:
        return [one.action async for one in tx.journal.entries() if one.actor_id == person.id]


@pytest.mark.parametrize("role", [Role.PROCTOR, Role.MARKER])
async def test_a_first_password_opens_nothing_but_the_way_to_another(
    role: Role, cast: Cast, open_page: OpenPage, database: Database
) -> None:
    person = await hired(await open_page(cast.administrator), role)
    page = await open_page(person)
    assert (await page.http.get("/api/session")).json()["account"]["first_password"] is True
    met = {}
    for (method, template), allowed in ACCESS.items():
        if allowed is ANYONE or role not in allowed or (method, template) in WITH_A_FIRST_PASSWORD:
            continue
        path = filled(template)
        met[method, path] = await (
            met_by_socket(page, path) if method == "WS" else met_by_request(page, method, path)
        )
    assert len(met) > 5
    assert set(met.values()) == {"first_password"}

    told = (await change(page)).json()
    assert told["account"]["first_password"] is False
    home = "/api/proctor/queue" if role is Role.PROCTOR else "/api/marker/essays"
    assert (await page.http.get(home)).status_code == 200
    assert code(await page.sign_in(person)) == (401, "sign_in_refused")
    assert (await page.sign_in(person, NEW)).json()["account"]["first_password"] is False
    assert await entries_of(database, person) == ["sign_in", "password_changed", "sign_in"]


async def test_other_sessions_end_and_nobody_elses_do(cast: Cast, open_page: OpenPage) -> None:
    person = await hired(await open_page(cast.administrator), "proctor")
    mine, forgotten, stranger = (
        await open_page(person),
        await open_page(person),
        await open_page(cast.proctor),
    )
    assert (await change(mine)).status_code == 200
    assert code(await forgotten.http.get("/api/proctor/queue")) == (401, "not_signed_in")
    assert (await mine.http.get("/api/proctor/queue")).status_code == 200
    assert (await stranger.http.get("/api/proctor/queue")).status_code == 200
    assert (await stranger.sign_in(cast.proctor)).status_code == 200


async def test_what_is_refused_changes_nothing(cast: Cast, open_page: OpenPage, database: Database) -> None:
    person = await hired(await open_page(cast.administrator), "proctor")
    page = await open_page(person)
    assert code(await change(page, old="wrong")) == (403, "old_password_wrong")
    for weak in (PASSWORD, "aaaaaaaaaaaaa", f"{person.login} 1"):
        assert code(await change(page, weak)) == (422, "weak_password")
    assert code(await change(page, "short")) == (422, "malformed")
    del page.http.headers["X-CSRF-Token"]
    assert code(await change(page)) == (403, "csrf_refused")
    assert (await open_page(person)).http.headers["X-CSRF-Token"], "the first password signs in still"
    assert "password_changed" not in await entries_of(database, person)


async def test_trying_passwords_at_an_open_page_locks_as_signing_in_does(
    cast: Cast, open_page: OpenPage
) -> None:
    """Story: whoever finds a page left open must not be able to try out its owner's password."""
    person = await hired(await open_page(cast.administrator), "proctor")
    page = await open_page(person)
    for _ in range(10):
        assert code(await change(page, old="wrong")) == (403, "old_password_wrong")
    assert code(await change(page)) == (429, "too_many_tries")
    assert code(await page.sign_in(person)) == (429, "too_many_tries")
    elsewhere = Page(page.app, address="198.51.100.30")
    async with elsewhere.http:
        assert (await elsewhere.sign_in(person)).status_code == 200


async def test_candidates_keep_the_one_they_were_given(cast: Cast, open_page: OpenPage) -> None:
    page = await open_page(cast.bek)
    assert (await page.http.get("/api/session")).json()["account"]["first_password"] is False
    assert code(await change(page)) == (403, "not_allowed")

"""The access table is the law: every route × every role × nobody, requests and sockets alike."""

import re

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute, APIWebSocketRoute

from proctor_server.api.access import ACCESS, Role, check_complete
from tests.support.cast import Cast, Person
from tests.support.page import Closed, Page
from tests.support.running_app import OpenPage

UNKNOWN = "0197f0c0-0000-7000-8000-000000000000"
PLACES = {"slot": "3", "section": "ethics"}


def filled(template: str) -> str:
    """The path with ids of things that are not there."""
    path = re.sub(r"\{(\w+)\}", lambda found: PLACES.get(found.group(1), UNKNOWN), template)
    return path + ("?epoch=1" if path.endswith("/media") else "")


def expected(allowed: frozenset[Role] | None, role: str | None) -> str:
    if allowed is None or role in allowed:
        return "allowed"
    return "not_signed_in" if role is None else "not_allowed"


async def met_by_request(page: Page, method: str, path: str) -> str:
    """What the gate says. Past it, a 404, a 422 or a success are the route's own business."""
    answer = await page.http.request(method, path, json={} if method in ("POST", "PUT") else None)
    assert answer.status_code < 500, f"{method} {path}: {answer.text}"
    if answer.status_code in (401, 403):
        assert answer.headers["content-type"] == "application/problem+json"
        return str(answer.json()["code"])
    return "allowed"


async def met_by_socket(page: Page, path: str) -> str:
    async with page.socket(path) as socket:
        if path.endswith("/proctor"):
            socket.send({"type": "ping"})
        said = await socket.receive()
    if isinstance(said, Closed) and said.code == 4403:
        return said.reason
    return "allowed"


@pytest.mark.parametrize("who", ["nobody", *Role])
async def test_every_route_lets_in_exactly_whom_the_table_names(
    who: str, cast: Cast, open_page: OpenPage
) -> None:
    people: dict[str, Person | None] = {
        "nobody": None,
        Role.CANDIDATE: cast.aru,
        Role.PROCTOR: cast.proctor,
        Role.ADMINISTRATOR: cast.administrator,
        Role.MARKER: cast.markers[0],
    }
    person = people[who]
    page = await open_page(person)
    found = {}
    for (method, template), allowed in ACCESS.items():
        role = None if person is None else person.role
        if (method, template) == ("DELETE", "/api/session") and person is not None:
            met = await met_by_request(await open_page(person), method, template)
        elif method == "WS":
            met = await met_by_socket(page, filled(template))
        elif (method, template) == ("POST", "/api/session"):
            continue  # open to all; what it answers to whom is told in test_session
        else:
            met = await met_by_request(page, method, filled(template))
        if met != expected(allowed, role):
            found[method, template] = met
    assert found == {}


def test_every_route_of_the_application_stands_in_the_table(built_app: FastAPI) -> None:
    def walk(routes: list[object], prefix: str = "") -> set[tuple[str, str]]:
        there: set[tuple[str, str]] = set()
        for route in routes:
            if isinstance(route, APIRoute):
                there |= {(method, prefix + route.path) for method in route.methods}
            elif isinstance(route, APIWebSocketRoute):
                there.add(("WS", prefix + route.path))
            elif hasattr(route, "original_router"):
                there |= walk(route.original_router.routes)
        return there

    documented = {
        (method.upper(), path)
        for path, operations in built_app.openapi()["paths"].items()
        for method in operations
    }
    sockets = {entry for entry in ACCESS if entry[0] == "WS"}
    assert documented | sockets == set(ACCESS)
    assert walk(list(built_app.routes)) <= set(ACCESS)


def test_a_route_that_the_table_lacks_stops_the_start() -> None:
    router = APIRouter()

    @router.get("/api/forgotten")
    async def forgotten() -> None: ...

    with pytest.raises(RuntimeError, match="/api/forgotten"):
        check_complete([router])


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PATCH", "TRACE"])
async def test_a_method_that_no_route_names_reaches_nothing(
    method: str, cast: Cast, open_page: OpenPage
) -> None:
    page = await open_page(cast.administrator)
    answer = await page.http.request(method, "/api/admin/audit")
    assert answer.status_code in (404, 405)


async def test_roles_are_read_anew_at_each_request(cast: Cast, open_page: OpenPage) -> None:
    """A proctor's page does not become a candidate's by asking for candidates' things often."""
    page = await open_page(cast.proctor)
    codes = [(await page.http.get(f"/api/attempts/{UNKNOWN}")).status_code for _ in range(3)]
    assert codes == [403, 403, 403]

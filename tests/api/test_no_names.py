"""A proctor never receives a name, an IIN or a login of a candidate: every route of their role, and the socket."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from proctor_server.api.access import ACCESS, Role
from proctor_server.api.house import House
from proctor_server.db.database import Database
from proctor_server.review.moments import Moment
from tests.services.test_reviews import put_incident
from tests.support.cast import Cast, Person
from tests.support.page import Page
from tests.support.running_app import OpenPage
from tests.support.sitting import Sitting

GROUNDS = "Somebody else sat at the desk throughout"
NOT_A_PROCTORS = {("DELETE", "/api/session"), ("PUT", "/api/profile")}
"""They answer with nothing but what the caller sent."""
FIRST = [
    ("GET", "/api/proctor/reviews/{review_id}", None),
    ("POST", "/api/proctor/reviews/{review_id}/claim", {}),
    ("POST", "/api/proctor/reviews/{review_id}/notes", {"at_s": 1.0, "text": "a door"}),
    ("PUT", "/api/proctor/reviews/{review_id}/incidents/{incident_id}", {"verdict": "confirmed"}),
    (
        "POST",
        "/api/proctor/reviews/{review_id}/decision",
        {"outcome": "violation", "rule_id": "left_seat", "reason": GROUNDS},
    ),
]
"""In this order the review comes to its end, and each of them has something to say."""


def of_proctors() -> set[tuple[str, str]]:
    return {
        one
        for one, allowed in ACCESS.items()
        if allowed is not None and Role.PROCTOR in allowed and one[0] != "WS"
    } - NOT_A_PROCTORS


def personal(cast: Cast) -> Iterator[str]:
    for person in (cast.aru, cast.bek):
        yield from (person.name, person.login, person.id, *person.name.split(), person.iin or "-")


class Walk:
    """A proctor's page that keeps what it was answered."""

    def __init__(self, page: Page, ids: dict[str, str]) -> None:
        self._page, self._ids = page, ids
        self.said: dict[tuple[str, str], str] = {}
        self.statuses: dict[tuple[str, str], int] = {}

    async def ask(self, method: str, template: str, body: Any = None) -> None:
        path = re.sub(r"\{(\w+)\}", lambda found: self._ids.get(found.group(1), "none"), template)
        answer = await self._page.http.request(
            method, path, json=body if body is not None else {} if method in ("POST", "PUT") else None
        )
        assert answer.status_code < 500, f"{method} {path}: {answer.text}"
        headers = " ".join(answer.headers.values())
        self.said[method, template] = answer.content.decode("utf-8", "replace") + headers
        self.statuses[method, template] = answer.status_code


async def opened(who: Person, open_page: OpenPage, seat: Sitting, database: Database) -> tuple[Walk, Page]:
    """A review that waits, with an incident and a recording, and a proctor who opens everything there is."""
    part_id, incident_id = str(uuid4()), str(uuid4())
    await seat.start()
    await seat.record_part(part_id, n_segments=0)
    await seat.submit()
    await seat.services.analysis.finish_closed(seat.clock.now())
    incident = await put_incident(seat, incident_id)
    async with database.write() as tx:
        await tx.stills.put(incident.id, Moment.START, "stills/none")
    ids = {
        "review_id": await seat.review_id(),
        "attempt_id": seat.attempt_id,
        "incident_id": incident_id,
        "moment": "start",
        "part_id": part_id,
    }
    page = await open_page(who)
    return Walk(page, ids), page


async def test_no_answer_to_a_proctor_tells_who_a_candidate_is(
    cast: Cast, open_page: OpenPage, seat: Sitting, database: Database
) -> None:
    walked, page = await opened(cast.proctor, open_page, seat, database)
    for method, template, body in FIRST:
        await walked.ask(method, template, body)
        assert walked.statuses[method, template] in (200, 201), walked.said[method, template]
    rest = of_proctors() - {(method, template) for method, template, _ in FIRST}
    for method, template in sorted(rest, key=lambda one: (one[0] != "GET", one)):
        await walked.ask(method, template)
    assert set(walked.said) == of_proctors()
    told = {(route, word) for route, text in walked.said.items() for word in personal(cast) if word in text}
    assert told == set()
    async with page.socket("/api/live/proctor") as socket:
        socket.send({"type": "ping"})
        said = str(await socket.receive())
    assert not any(word in said for word in personal(cast))


async def test_reading_a_recording_and_its_pictures_is_in_the_audit(
    cast: Cast, open_page: OpenPage, seat: Sitting, house: House, database: Database
) -> None:
    watching = cast.other_proctor  # the other one has said by now that they know the candidate
    walked, page = await opened(watching, open_page, seat, database)
    page.let_read(house, seat.attempt_id, watching)
    for _ in range(3):
        await walked.ask("GET", "/api/media/parts/{part_id}")
        await walked.ask("GET", "/api/media/stills/{incident_id}")
    async with database.read() as tx:
        lines = [line for line in await tx.journal.latest(50) if line.subject == seat.attempt_id]
    looks = [line.action for line in lines if line.actor_login == watching.login]
    assert sorted(looks) == ["recording_played", "still_seen"]

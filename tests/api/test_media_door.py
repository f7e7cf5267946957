"""The way media comes in, over HTTP: TURN's passwords, a connection that no node takes, spoilt chunks."""

import base64
import hmac
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from fastapi import FastAPI

from proctor_server.api.house import House
from proctor_server.db.database import Database
from proctor_server.ingest.errors import IngestError, IngestStopped, NodeUnreachable
from proctor_server.ingest.turn import TurnServer
from tests.support.page import Page
from tests.support.page_recorder import recorder_clusters, recorder_header, with_sound
from tests.support.recordings import black, encoded
from tests.support.sitting import Sitting

SDP = {"Content-Type": "application/sdp"}
TURN = TurnServer(("turns:turn.example.kz:443?transport=tcp",), "shared with coturn", timedelta(hours=5))
N_MUTATIONS = 60


@contextmanager
def changed(app: FastAPI, house: House, **changes: object) -> Iterator[None]:
    """The house with something else in it, for a while."""
    app.state.house = replace(house, **changes)
    try:
        yield
    finally:
        app.state.house = house


async def test_a_house_without_turn_names_no_server(seat: Sitting, by_role: dict[str, Page]) -> None:
    await seat.assign()
    answer = await by_role["candidate"].http.get(f"/api/attempts/{seat.attempt_id}/media/ice")
    assert answer.json() == {"ice_servers": [], "expires_at": None}


async def test_a_turn_password_is_the_attempts_and_ends_by_itself(
    app: FastAPI, house: House, seat: Sitting, by_role: dict[str, Page]
) -> None:
    """What coturn checks with `use-auth-secret`: the HMAC-SHA1 of `end:name` under the shared secret."""
    await seat.assign()
    with changed(app, house, turn=TURN):
        answer = await by_role["candidate"].http.get(f"/api/attempts/{seat.attempt_id}/media/ice")
    told = answer.json()
    [server] = told["ice_servers"]
    ends_at = seat.clock.now() + TURN.ttl
    assert server["urls"] == list(TURN.urls)
    assert server["username"] == f"{int(ends_at.timestamp())}:{seat.attempt_id}"
    digest = hmac.digest(TURN.secret.encode(), server["username"].encode(), "sha1")
    assert base64.b64decode(server["credential"]) == digest
    assert told["expires_at"].startswith(ends_at.isoformat()[:19])
    assert TURN.secret not in answer.text


async def test_nobody_else_gets_an_attempts_turn_password(
    app: FastAPI, house: House, seat: Sitting, by_role: dict[str, Page]
) -> None:
    await seat.assign()
    with changed(app, house, turn=TURN):
        where = f"/api/attempts/{seat.attempt_id}/media/ice"
        assert (await by_role["proctor"].http.get(where)).status_code == 403
        unknown = await by_role["candidate"].http.get(f"/api/attempts/{uuid4()}/media/ice")
    assert unknown.status_code == 404


class ClosedDoor:
    """An ingest that takes nobody."""

    def __init__(self, refusal: type[IngestError]) -> None:
        self._refusal = refusal

    async def accept(self, *given: object, **named: object) -> str:
        raise self._refusal

    def status(self, attempt_id: str) -> None:
        return None


@pytest.mark.parametrize("refusal", [NodeUnreachable, IngestStopped])
async def test_a_connection_that_no_node_takes_is_noted_as_our_doing(
    refusal: type[IngestError],
    app: FastAPI,
    house: House,
    seat: Sitting,
    database: Database,
    by_role: dict[str, Page],
) -> None:
    await seat.start()
    where = f"/api/attempts/{seat.attempt_id}/media?epoch={seat.epoch}"
    with changed(app, house, ingest=ClosedDoor(refusal)):
        answer = await by_role["candidate"].http.post(where, content=b"v=0", headers=SDP)
    assert (answer.status_code, answer.json()["code"]) == (503, refusal.code)
    async with database.read() as tx:
        [told] = await tx.attempts.events(seat.attempt_id)
    assert (told.kind, told.client_at) == ("media_refused", seat.clock.now())


async def test_a_page_cannot_say_that_we_refused_it(seat: Sitting, by_role: dict[str, Page]) -> None:
    await seat.start()
    event = {"id": str(uuid4()), "kind": "media_refused", "client_at": "2026-11-23T05:00:00Z"}
    where = f"/api/attempts/{seat.attempt_id}/events"
    answer = await by_role["candidate"].http.post(where, json={"events": [event]})
    assert answer.status_code == 422


async def test_spoilt_chunks_are_taken_or_refused_and_break_nothing(
    seat: Sitting, by_role: dict[str, Page]
) -> None:
    """A real recorder's bytes, cut, overwritten and shuffled; what can still be read may fill the gap."""
    await seat.start()
    seat.clock.step(seconds=15)
    started_at = (await seat.attempt()).started_at.isoformat().replace("+00:00", "Z")
    path = f"/api/attempts/{seat.attempt_id}/media/backfill/0-12000?recorder_started_at={started_at}"
    whole = recorder_header() + recorder_clusters(with_sound(encoded(black, 6)))
    rng = random.Random(11)
    seen = set()
    for _ in range(N_MUTATIONS):
        answer = await by_role["candidate"].http.put(
            path, content=spoilt(whole, rng), headers={"Content-Type": "video/webm"}
        )
        seen.add(answer.status_code)
    assert seen <= {200, 422}, seen
    assert 422 in seen


def spoilt(whole: bytes, rng: random.Random) -> bytes:
    data = bytearray(whole)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(data))
        match rng.randrange(4):
            case 0:
                del data[at : at + rng.randrange(200)]
            case 1:
                data[at : at + 8] = rng.randbytes(8)
            case 2:
                data[at:at] = data[: rng.randrange(400)]
            case _:
                data = data[: max(at, 1)]
    return bytes(data)

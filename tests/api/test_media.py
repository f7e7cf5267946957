"""Recordings over HTTP: byte ranges as a player asks for them, pictures, and what is not there."""

from pathlib import Path

import pytest
import pytest_asyncio

from proctor_server.api.house import House
from proctor_server.api.media import CHUNK_BYTES, live_still_key
from proctor_server.api.schemas import Problem
from proctor_server.db.database import Database
from proctor_server.review.incident import Incident, IncidentType
from proctor_server.review.moments import Moment
from tests.support.cast import Cast
from tests.support.page import Page
from tests.support.running_app import OpenPage
from tests.support.sitting import Sitting

SIZE = 2_500_000
CONTENT = bytes(n % 251 for n in range(SIZE))


@pytest_asyncio.fixture(loop_scope="module")
async def part_url(
    seat: Sitting, data_folder: Path, house: House, cast: Cast, by_role: dict[str, Page]
) -> str:
    """A recorded part of 2.5 MB that the proctor has a pass to; what it shows does not matter here."""
    await seat.start()
    by_role["proctor"].let_read(house, seat.attempt_id, cast.proctor)
    part = await seat.record_part(f"part-{seat.attempt_id}", n_segments=0)
    file = data_folder / "recordings" / part.blob_key
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(CONTENT)
    return f"/api/media/parts/{part.id}"


RANGES: dict[str, tuple[int, int]] = {
    "bytes=0-": (0, CHUNK_BYTES),
    "bytes=0-0": (0, 1),
    "bytes=0-499": (0, 500),
    "bytes=500-999": (500, 1000),
    "bytes=1000000-": (1_000_000, 1_000_000 + CHUNK_BYTES),
    f"bytes={SIZE - 1}-": (SIZE - 1, SIZE),
    f"bytes={SIZE - 10}-{SIZE + 10}": (SIZE - 10, SIZE),
    "bytes=-1": (SIZE - 1, SIZE),
    "bytes=-500": (SIZE - 500, SIZE),
    "bytes=-99999999": (0, CHUNK_BYTES),
    "bytes=2000000-999999999999999999": (2_000_000, SIZE),
}


async def test_each_range_gets_its_bytes(part_url: str, by_role: dict[str, Page]) -> None:
    http = by_role["proctor"].http
    for asked, (start, end) in RANGES.items():
        answer = await http.get(part_url, headers={"Range": asked})
        assert answer.status_code == 206, asked
        assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{SIZE}", asked
        assert answer.content == CONTENT[start:end], asked
        assert answer.headers["content-type"] == "video/webm"
        assert answer.headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", f"bytes={SIZE + 5}-{SIZE + 9}", "bytes=9-5", "bytes=-0"])
async def test_a_range_that_cannot_be_satisfied(asked: str, part_url: str, by_role: dict[str, Page]) -> None:
    answer = await by_role["proctor"].http.get(part_url, headers={"Range": asked})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{SIZE}"
    assert Problem.model_validate(answer.json()).code == "range_not_satisfiable"


async def test_without_one_range_the_whole_is_sent(part_url: str, by_role: dict[str, Page]) -> None:
    """Story: without a header only the first megabyte came, and a download was cut short in silence."""
    http = by_role["proctor"].http
    for asked in (
        "",
        "bytes=0-1,5-9",
        "bytes=-",
        "bytes=a-b",
        "items=0-5",
        "bytes=" + "9" * 5000 + "-",
        "bytes 0-5",
    ):
        answer = await http.get(part_url, headers={"Range": asked} if asked else {})
        assert answer.status_code == 200, asked[:30]
        assert int(answer.headers["content-length"]) == SIZE
        assert answer.content == CONTENT


async def test_a_part_under_way_is_given_as_far_as_it_is(
    part_url: str, seat: Sitting, data_folder: Path, by_role: dict[str, Page]
) -> None:
    [file] = (data_folder / "recordings" / seat.attempt_id).glob("*.webm")
    file.write_bytes(CONTENT[:1000])
    http = by_role["proctor"].http
    assert (await http.get(part_url, headers={"Range": "bytes=0-"})).content == CONTENT[:1000]
    file.write_bytes(CONTENT[:1500])
    assert (await http.get(part_url, headers={"Range": "bytes=1000-"})).content == CONTENT[1000:1500]


async def test_a_part_whose_file_is_gone_is_not_found(
    part_url: str, seat: Sitting, data_folder: Path, by_role: dict[str, Page]
) -> None:
    [file] = (data_folder / "recordings" / seat.attempt_id).glob("*.webm")
    file.unlink()
    answer = await by_role["proctor"].http.get(part_url, headers={"Range": "bytes=0-"})
    assert answer.status_code == 404


async def test_who_knows_the_candidate_plays_nothing_of_theirs(
    part_url: str,
    seat: Sitting,
    cast: Cast,
    house: House,
    database: Database,
    open_page: OpenPage,
    by_role: dict[str, Page],
) -> None:
    """Story: whoever had said that they know somebody was kept from the review and could watch its recording."""
    id_ = f"known-{seat.attempt_id}"
    async with database.write() as tx:
        await tx.incidents.put(
            Incident(
                id=id_,
                attempt_id=seat.attempt_id,
                type=IncidentType.ABSENT,
                rule_id="left_seat",
                t0_s=0.0,
                t1_s=5.0,
                confidence=0.5,
            )
        )
        await tx.stills.put(id_, Moment.START, f"stills/{id_}.jpg")
        await tx.readings.declare_conflict(cast.other_proctor.id, cast.aru.id, seat.clock.now())
    acquaintance = await open_page(cast.other_proctor)
    acquaintance.let_read(house, seat.attempt_id, cast.other_proctor)
    for url in (part_url, f"/api/media/stills/{id_}", f"/api/media/stills/{id_}/start"):
        answer = await acquaintance.http.get(url, headers={"Range": "bytes=0-0"})
        assert (answer.status_code, answer.json()["code"]) == (409, "knows_candidate")
    assert (await by_role["proctor"].http.get(part_url, headers={"Range": "bytes=0-0"})).status_code == 206
    async with database.read() as tx:
        looks = [one async for one in tx.journal.entries() if one.subject == seat.attempt_id]
    assert cast.other_proctor.id not in {one.actor_id for one in looks}


async def test_the_picture_of_an_incident_and_the_live_one(
    seat: Sitting, house: House, database: Database, cast: Cast, by_role: dict[str, Page]
) -> None:
    await seat.start()
    by_role["proctor"].let_read(house, seat.attempt_id, cast.proctor)
    http, id_ = by_role["proctor"].http, f"incident-{seat.attempt_id}"
    incident = Incident(
        id=id_,
        attempt_id=seat.attempt_id,
        type=IncidentType.ABSENT,
        rule_id="left_seat",
        t0_s=0.0,
        t1_s=5.0,
        confidence=0.5,
    )
    async with database.write() as tx:
        await tx.incidents.put(incident)
    still, live = f"/api/media/stills/{id_}", f"/api/media/live/{seat.attempt_id}"
    for url in (still, live):
        answer = await http.get(url)
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown_recording")
    now = seat.clock.now()
    await house.vault.put_picture(seat.attempt_id, f"stills/{id_}.jpg", b"\xff\xd8 still", now)
    await house.vault.put_picture(seat.attempt_id, live_still_key(seat.attempt_id), b"\xff\xd8 live", now)
    async with database.write() as tx:
        await tx.stills.put(id_, Moment.START, f"stills/{id_}.jpg")
    for url, content in (
        (still, b"\xff\xd8 still"),
        (f"{still}/start", b"\xff\xd8 still"),
        (live, b"\xff\xd8 live"),
    ):
        answer = await http.get(url)
        assert (answer.headers["content-type"], answer.content) == ("image/jpeg", content)


async def test_a_connection_is_the_running_attempts_and_its_devices_only(
    seat: Sitting, by_role: dict[str, Page]
) -> None:
    http = by_role["candidate"].http
    await seat.assign()
    where = f"/api/attempts/{seat.attempt_id}/media"
    kind = {"Content-Type": "application/sdp"}
    early = await http.post(f"{where}?epoch=0", content=b"v=0", headers=kind)
    assert (early.status_code, early.json()["code"]) == (409, "attempt_not_running")
    await seat.start()
    stale = await http.post(f"{where}?epoch=9", content=b"v=0", headers=kind)
    assert (stale.status_code, stale.json()["code"]) == (409, "device_superseded")
    assert (await http.delete(f"{where}/no-such-part")).status_code == 204

"""Recordings over HTTP: what lacks and what is sent, live viewing, holds, alarms, a full disk; rubbish is refused."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proctor_server.api.house import House
from proctor_server.db.database import Database
from proctor_server.db.recordings import Part
from proctor_server.media.disk import Disk, DiskRoom
from proctor_server.review.silence import Heard, decide_alarms
from proctor_server.services.recordings import index_segment
from proctor_server.workers.media_watch import MediaWatch
from tests.support.page import Page
from tests.support.page_recorder import recorder_clusters, recorder_header, with_sound
from tests.support.recordings import black, encoded, write_part
from tests.support.sitting import Sitting, part_row
from tests.support.stepped_clock import SteppedClock

WEBM = {"Content-Type": "video/webm"}


def span_path(seat: Sitting, span: str, began: str) -> str:
    return f"/api/attempts/{seat.attempt_id}/media/backfill/{span}?recorder_started_at={began}"


async def began(seat: Sitting) -> str:
    started_at = (await seat.attempt()).started_at
    assert started_at is not None
    return started_at.isoformat().replace("+00:00", "Z")


async def test_what_lacks_is_asked_for_and_taken(seat: Sitting, by_role: dict[str, Page]) -> None:
    http = by_role["candidate"].http
    await seat.start()
    seat.clock.step(seconds=15)
    path = f"/api/attempts/{seat.attempt_id}/media/gaps"
    told = (await http.get(path)).json()
    assert told["gaps"] == [{"t0_ms": 0, "t1_ms": 12_000}]
    assert told["over"] is False
    body = recorder_header() + recorder_clusters(with_sound(encoded(black, 13)))
    answer = await http.put(span_path(seat, "0-12000", await began(seat)), content=body, headers=WEBM)
    assert answer.status_code == 200, answer.text
    assert answer.json()["t1_s"] == pytest.approx(12, abs=0.2)
    assert (await http.get(path)).json()["gaps"] == []
    again = await http.put(span_path(seat, "0-12000", await began(seat)), content=body, headers=WEBM)
    assert again.json()["part_id"] is None


@pytest.mark.parametrize(
    ("span", "body", "status"),
    [
        ("0-12000", b"", 422),
        ("0-12000", b"\x1a\x45\xdf\xa3" * 500, 422),
        ("0-12000", recorder_header() * 50, 422),
        ("0-12000", bytes(4_100_000), 413),
        ("12000", b"x", 422),
        ("-5-3", b"x", 422),
        ("9" * 30 + "-1", b"x", 422),
    ],
)
async def test_a_span_that_is_none_is_refused(
    span: str, body: bytes, status: int, seat: Sitting, by_role: dict[str, Page]
) -> None:
    await seat.start()
    seat.clock.step(seconds=15)
    path = span_path(seat, span, await began(seat))
    answer = await by_role["candidate"].http.put(path, content=body, headers=WEBM)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


async def test_random_chunks_are_refused_and_never_break_anything(
    seat: Sitting, by_role: dict[str, Page]
) -> None:
    await seat.start()
    seat.clock.step(seconds=15)
    path, http = span_path(seat, "0-12000", await began(seat)), by_role["candidate"].http
    bodies: list[bytes] = []

    @settings(max_examples=25, database=None, suppress_health_check=list(HealthCheck))
    @given(st.binary(max_size=300), st.booleans())
    def collect(rubbish: bytes, headed: bool) -> None:
        bodies.append(recorder_header() + rubbish if headed else rubbish)

    collect()
    for body in bodies:
        assert 400 <= (await http.put(path, content=body, headers=WEBM)).status_code < 500


async def under_way(seat: Sitting, house: House, database: Database) -> Part:
    """A sealed part that is being written: its file torn where the writer stands."""
    await seat.start()
    part_id = f"live-{seat.attempt_id}"
    seal = await house.vault.seal_for(seat.attempt_id, part_id, seat.clock.now())
    row = part_row(seat.attempt_id, part_id, seat.clock.now())
    part = Part(**{name: getattr(row, name) for name in Part.__slots__} | {"sealed": True})
    whole = write_part(house.vault.local.path(part.blob_key), encoded(black, 8), complete=False, seal=seal)
    async with database.write() as tx:
        await tx.recordings.add_part(part)
        await index_segment(tx, part, whole.segments[0])
    return part


async def test_a_proctor_watches_from_the_newest_segment_on(
    seat: Sitting, house: House, database: Database, by_role: dict[str, Page]
) -> None:
    part = await under_way(seat, house, database)
    http, path = by_role["proctor"].http, f"/api/media/live/{seat.attempt_id}/video"
    first = await http.get(path)
    assert first.status_code == 200
    assert first.content.startswith(b"\x1a\x45\xdf\xa3")
    assert (first.headers["synaq-part"], first.headers["synaq-codecs"]) == (part.id, "vp8")
    place = {"part": part.id, "after": int(first.headers["synaq-after"])}
    assert place["after"] == await house.vault.size(part)
    middle = await house.vault.first_cluster(part)
    more = await http.get(path, params={"part": part.id, "after": middle})
    assert more.content.startswith(b"\x1f\x43\xb6\x75")
    async with database.read() as tx:
        looks = [line for line in await tx.journal.latest(20) if line.action == "live_viewed"]
    assert [line.subject for line in looks].count(seat.attempt_id) == 1


async def test_nothing_is_live_where_nothing_is_recorded(seat: Sitting, by_role: dict[str, Page]) -> None:
    await seat.start()
    answer = await by_role["proctor"].http.get(f"/api/media/live/{seat.attempt_id}/video")
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_recording")


async def test_an_administrator_holds_a_recording_and_lets_it_go(
    seat: Sitting, by_role: dict[str, Page]
) -> None:
    await seat.start()
    http, path = by_role["administrator"].http, f"/api/admin/attempts/{seat.attempt_id}/holds"
    assert (await http.post(path, json={"reason": " "})).status_code == 422
    placed = await http.post(path, json={"reason": "an appeal"})
    assert placed.status_code == 201
    [hold] = placed.json()
    assert hold["released_at"] is None
    [released] = (await http.delete(f"{path}/{hold['id']}")).json()
    assert released["released_at"] is not None
    assert (await http.delete(f"{path}/{hold['id']}")).json()["code"] == "unknown_hold"
    assert (await http.get(path)).json() == [released]


async def test_a_full_disk_keeps_new_attempts_out_and_lets_running_ones_go_on(
    seat: Sitting, house: House, by_role: dict[str, Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    http = by_role["candidate"].http
    await seat.assign()
    await seat.prepare()
    path = f"/api/attempts/{seat.attempt_id}/start"
    with monkeypatch.context() as patched:
        patched.setattr(Disk, "room", lambda _: DiskRoom(1, 2))
        answer = await http.post(path, json={"language": "kk"})
        assert (answer.status_code, answer.json()["code"]) == (503, "storage_full")
        assert (await by_role["administrator"].http.get("/api/admin/overview")).json()["storage_full"]
        assert (await by_role["proctor"].http.get("/api/proctor/live")).json()["storage_full"]
    assert (await http.post(path, json={"language": "kk"})).status_code == 200
    with monkeypatch.context() as patched:
        patched.setattr(Disk, "room", lambda _: DiskRoom(1, 2))
        assert (await http.post(path, json={"language": "kk"})).status_code == 200


async def test_ten_silent_seconds_are_an_alarm_on_the_wall(
    seat: Sitting, house: House, by_role: dict[str, Page]
) -> None:
    await seat.start()
    watch = MediaWatch(house.services.recordings, ingest=house.ingest, clock=seat.clock)
    await watch.step()

    async def silent_since() -> str | None:
        rows = (await by_role["proctor"].http.get("/api/proctor/live")).json()["attempts"]
        [row] = [row for row in rows if row["attempt_id"] == seat.attempt_id]
        found: str | None = row["silent_since"]
        return found

    assert await silent_since() is None
    seat.clock.step(seconds=10)
    await watch.step()
    assert await silent_since() is not None
    await seat.submit()
    await watch.step()
    assert seat.attempt_id not in await house.services.recordings.standing_alarms()


def test_an_alarm_is_raised_once_and_cleared_when_media_comes(clock: SteppedClock) -> None:
    now = clock.now()
    silent = [Heard("a", now - timedelta(seconds=10)), Heard("b", now - timedelta(seconds=9.9))]
    assert decide_alarms(silent, [], now).raised == {"a": silent[0].last_at}
    assert decide_alarms(silent, ["a"], now).raised == {}
    assert decide_alarms(silent, ["b", "gone"], now).cleared == {"b", "gone"}

"""What pages hear at once over their WebSockets, and that nothing a page sends breaks one."""

from proctor_server.api.house import House
from proctor_server.bus.wakeups import Event, Topic
from tests.support.cast import Cast
from tests.support.page import Closed, Page
from tests.support.running_app import OpenPage
from tests.support.sitting import Sitting
from tests.support.stepped_clock import SteppedClock


async def test_a_candidates_page_hears_its_state_and_each_change(
    cast: Cast, open_page: OpenPage, seat: Sitting
) -> None:
    await seat.start()
    page = await open_page(cast.aru)
    async with page.socket(f"/api/live/attempts/{seat.attempt_id}?epoch=1") as socket:
        first = await socket.receive_type("state")
        assert first["state"] == "running"
        assert first["device_epoch"] == 1
        assert first["media"] == {"connected": False, "last_media_at": None}
        await seat.submit()
        changed = await socket.receive_type("state")
        while changed["state"] == "running":
            changed = await socket.receive_type("state")
        assert (changed["state"], changed["close_cause"]) == ("closed", "submitted")


async def test_extra_time_reaches_the_running_page_at_once(
    cast: Cast, open_page: OpenPage, seat: Sitting, clock: SteppedClock
) -> None:
    """Story: 90 minutes were granted and the page showed 60 until it was loaded again."""
    await seat.start()
    candidate, staff = await open_page(cast.aru), await open_page(cast.administrator)
    async with candidate.socket(f"/api/live/attempts/{seat.attempt_id}?epoch=1") as socket:
        before = await socket.receive_type("state")
        assert (before["block_no"], before["extra_s"], before["blocks"][0]["state"]) == (0, 0, "running")
        body = {"block_no": 0, "minutes": 7, "reason": "a doctor's note"}
        answer = await staff.http.post(f"/api/admin/attempts/{seat.attempt_id}/extra-time", json=body)
        assert (answer.status_code, answer.json()["extras_s"]) == (200, [420])
        told = await socket.receive_type("state")
        assert (told["extra_s"], told["blocks"][0]["extra_s"]) == (420, 420)
        assert told["deadline_at"] == told["blocks"][0]["deadline_at"].replace("Z", "+00:00")
    record = await staff.http.get(f"/api/admin/attempts/{seat.attempt_id}/added-time")
    assert [(one["seconds"], one["ground"], one["reason"]) for one in record.json()] == [
        (420, "extra_time", "a doctor's note")
    ]


async def test_a_proctors_message_reaches_the_page_and_its_confirmation_the_proctor(
    cast: Cast, open_page: OpenPage, seat: Sitting, by_role: dict[str, Page]
) -> None:
    await seat.start()
    candidate, proctor = await open_page(cast.aru), by_role["proctor"]
    theirs = f"/api/proctor/attempts/{seat.attempt_id}"
    async with candidate.socket(f"/api/live/attempts/{seat.attempt_id}?epoch=1") as socket:
        assert (await socket.receive_type("state"))["interventions"] == []
        answer = await proctor.http.post(f"{theirs}/messages", json={"set_text": "more_light"})
        assert answer.status_code == 201
        told = await socket.receive_type("state")
        while not told["interventions"]:
            told = await socket.receive_type("state")
        [message] = told["interventions"]
        assert (message["kind"], message["set_text"], message["seen_at"]) == ("message", "more_light", None)
        where = f"/api/attempts/{seat.attempt_id}/interventions/{message['id']}"
        assert (await candidate.http.put(where, json={"said": "seen"})).status_code == 204
        while told["interventions"]:
            told = await socket.receive_type("state")
    [row] = [
        one
        for one in (await proctor.http.get("/api/proctor/live")).json()["attempts"]
        if one["attempt_id"] == seat.attempt_id
    ]
    assert row["interventions"][0]["seen_at"] is not None
    assert (await proctor.http.get(f"{theirs}/interventions")).json() == row["interventions"]
    refused = await proctor.http.post(f"{theirs}/end", json={"reason": "a stranger answers"})
    assert (refused.status_code, refused.json()["code"]) == (409, "end_not_allowed")


async def test_a_page_that_was_taken_over_is_told_once(
    cast: Cast, open_page: OpenPage, seat: Sitting, clock: SteppedClock
) -> None:
    await seat.start()
    page = await open_page(cast.aru)
    async with page.socket(f"/api/live/attempts/{seat.attempt_id}?epoch=1") as socket:
        await socket.receive_type("state")
        await seat.services.attempts.claim_device(
            seat.candidate_id, seat.attempt_id, device_id="b", takeover=True, now=clock.now()
        )
        await socket.receive_type("superseded")
        assert (await socket.receive_type("state"))["device_epoch"] == 2


async def test_a_ping_is_answered_with_the_servers_time_and_keeps_the_device_alive(
    cast: Cast, open_page: OpenPage, seat: Sitting, clock: SteppedClock
) -> None:
    await seat.start()
    page = await open_page(cast.aru)
    async with page.socket(f"/api/live/attempts/{seat.attempt_id}?epoch=1") as socket:
        now = clock.step(seconds=10)
        socket.send({"type": "ping"})
        assert (await socket.receive_type("pong"))["now"] == now.isoformat()
    assert (await seat.attempt()).device_seen_at == now


async def test_whatever_a_page_sends_the_socket_lives(cast: Cast, open_page: OpenPage, seat: Sitting) -> None:
    """Story: a binary frame raised a KeyError in the handler."""
    await seat.start()
    page = await open_page(cast.aru)
    async with page.socket(f"/api/live/attempts/{seat.attempt_id}?epoch=1") as socket:
        for frame in ({"bytes": b"\x00\xff"}, {"text": "{"}, {"text": ""}, {"text": "[" * 1000}):
            socket.send_raw(**frame)
            await socket.receive_type("pong")


async def test_an_epoch_beyond_all_epochs_opens_no_socket(
    cast: Cast, open_page: OpenPage, seat: Sitting
) -> None:
    """Story: it was written to the database as it came, which took no such number."""
    await seat.start()
    page = await open_page(cast.aru)
    for epoch in ("-1", "x", str(10**30)):
        async with page.socket(f"/api/live/attempts/{seat.attempt_id}?epoch={epoch}") as socket:
            said = await socket.receive()
        assert isinstance(said, Closed)
        assert not socket.accepted


async def test_a_proctors_page_is_hinted_what_to_fetch_again(by_role: dict[str, Page], house: House) -> None:
    async with by_role["proctor"].socket("/api/live/proctor") as socket:
        socket.send({"type": "ping"})
        await socket.receive_type("pong")
        house.bus.publish(Event(Topic.QUEUE, "review"))
        assert await socket.receive_type("queue") == {"type": "queue"}
        house.bus.publish(Event(Topic.INCIDENT, "a1"))
        assert await socket.receive_type("incident") == {"type": "incident", "attempt_id": "a1"}
        house.bus.publish(Event(Topic.ATTEMPT, "a2"))
        assert await socket.receive_type("attempt") == {"type": "attempt", "attempt_id": "a2"}

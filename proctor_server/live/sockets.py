"""What pages hear at once: a candidate's page its attempt's state, a proctor's page that something changed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, WebSocket
from starlette.websockets import WebSocketDisconnect, WebSocketState

from exam_engine.attempt import Attempt
from exam_engine.programme import Programme
from proctor_server.api.access import Caller, admit
from proctor_server.api.block_views import blocks, seconds
from proctor_server.api.house import House, house_of
from proctor_server.api.interventions import intervention
from proctor_server.bus.wakeups import Event, Topic
from proctor_server.ingest.events import MediaStatus
from proctor_server.kernel.errors import SynaqError
from proctor_server.review.intervention import Intervention

router = APIRouter()

STATE_EVERY_S = 5.0
PENDING_EVERY = 6
"""Idle states between two looks for interventions: a wake-up may get lost."""
LARGEST_EPOCH = 2**31 - 1
REFUSED = 4403
GONE = 4404


@asynccontextmanager
async def _admitted(socket: WebSocket) -> AsyncIterator[Caller | None]:
    """Accept the socket if its caller may open it, or close it with 4403; None: it was refused."""
    try:
        caller = await admit(socket)
    except SynaqError as error:
        await socket.accept()
        await socket.close(REFUSED, error.code)
        yield None
        return
    await socket.accept()
    yield caller
    if socket.client_state is socket.application_state is WebSocketState.CONNECTED:
        await socket.close()


async def _until_gone(socket: WebSocket, answer: Callable[[], Awaitable[Any]], tell: Awaitable[None]) -> None:
    """Answer pings and run `tell` until the page leaves or `tell` ends."""

    async def listen() -> None:
        while (await socket.receive())["type"] == "websocket.receive":  # whatever a page says is a ping
            await socket.send_json(await answer())

    tasks = [asyncio.ensure_future(listen()), asyncio.ensure_future(tell)]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            error = task.exception()
            if error is not None and not isinstance(error, WebSocketDisconnect | RuntimeError):
                raise error
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _state(
    attempt: Attempt,
    programme: Programme,
    status: MediaStatus | None,
    pending: list[Intervention],
    now: datetime,
) -> dict[str, Any]:
    def instant(value: datetime | None) -> str | None:
        return None if value is None else value.isoformat()

    return {
        "type": "state",
        "now": instant(now),
        "state": attempt.state.value,
        "close_cause": None if attempt.close_cause is None else attempt.close_cause.value,
        "deadline_at": instant(attempt.deadline_at),
        "block_no": attempt.running_no,
        "break_until": instant(attempt.break_until),
        "paused_at": instant(attempt.paused_at),
        "extra_s": seconds(attempt.extra_time),
        "blocks": [one.model_dump(mode="json") for one in blocks(attempt, programme)],
        "device_epoch": attempt.device_epoch,
        "interventions": [intervention(one).model_dump(mode="json") for one in pending],
        "media": {
            "connected": status is not None and status.connected,
            "last_media_at": None if status is None else instant(status.last_media_at),
        },
    }


@router.websocket("/api/live/attempts/{attempt_id}")
async def live_attempt(
    socket: WebSocket, attempt_id: str, epoch: Annotated[int, Query(ge=0, le=LARGEST_EPOCH)] = 0
) -> None:
    house = house_of(socket)
    async with _admitted(socket) as caller:
        if caller is None:
            return
        try:
            await house.services.attempts.settled(caller.account_id, attempt_id, caller.now)
        except SynaqError as error:
            await socket.close(GONE, error.code)
            return

        async def pong() -> dict[str, Any]:
            now = house.clock.now()
            await house.services.attempts.seen(attempt_id, epoch, now)
            return {"type": "pong", "now": now.isoformat()}

        await _until_gone(socket, pong, _tell_candidate(socket, house, caller, attempt_id, epoch))


async def _tell_candidate(
    socket: WebSocket, house: House, caller: Caller, attempt_id: str, epoch: int
) -> None:
    """Send the attempt's state at once, on every change, and every five seconds."""
    told_superseded = False
    pending: list[Intervention] = []
    n_idle = PENDING_EVERY
    topics = (Topic.ATTEMPT, Topic.MEDIA, Topic.INTERVENTION)
    with house.bus.listen(*topics, subject=attempt_id) as events:
        while True:
            if n_idle >= PENDING_EVERY:
                pending, n_idle = await house.services.interventions.pending(attempt_id), 0
            now = house.clock.now()
            attempt, programme = await house.services.attempts.settled_with_programme(
                caller.account_id, attempt_id, now
            )
            if epoch and attempt.device_epoch != epoch and not told_superseded:
                told_superseded = True
                await socket.send_json({"type": "superseded"})
            status = house.ingest.status(attempt_id)
            await socket.send_json(_state(attempt, programme, status, pending, now))
            event = await events.next(STATE_EVERY_S)
            n_idle = PENDING_EVERY if event and event.topic == Topic.INTERVENTION else n_idle + 1


@router.websocket("/api/live/proctor")
async def live_proctor(socket: WebSocket) -> None:
    house = house_of(socket)
    async with _admitted(socket) as caller:
        if caller is None:
            return

        async def pong() -> dict[str, Any]:
            return {"type": "pong", "now": house.clock.now().isoformat()}

        await _until_gone(socket, pong, _tell_proctor(socket, house))


async def _tell_proctor(socket: WebSocket, house: House) -> None:
    topics = (Topic.QUEUE, Topic.INCIDENT, Topic.ATTEMPT, Topic.MEDIA, Topic.INTERVENTION)
    with house.bus.listen(*topics) as events:
        while True:
            event = await events.next(STATE_EVERY_S)
            await socket.send_json({"type": "tick"} if event is None else _hint(event))


def _hint(event: Event) -> dict[str, str]:
    if event.topic == Topic.QUEUE:
        return {"type": "queue"}
    kind = "incident" if event.topic == Topic.INCIDENT else "attempt"
    return {"type": kind, "attempt_id": event.subject}

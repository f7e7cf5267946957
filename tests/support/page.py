"""A page of ours without a browser: requests with its cookie, Origin and CSRF token, straight into the app."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx
from fastapi import FastAPI

from proctor_server.api.house import House
from proctor_server.api.media_pass import PATH as MEDIA_PATH
from tests.support.cast import PASSWORD, Person

ORIGIN = "http://synaq.test"
WAIT_S = 10.0


class Page:
    """One signed-in (or anonymous) page; `http` keeps its cookies."""

    def __init__(self, app: FastAPI, *, address: str = "203.0.113.7") -> None:
        self.app = app
        transport = httpx.ASGITransport(app, client=(address, 50_000))
        self.http = httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers={"Origin": ORIGIN})

    async def sign_in(self, person: Person, password: str = PASSWORD) -> httpx.Response:
        answer = await self.http.post("/api/session", json={"login": person.login, "password": password})
        if answer.is_success:
            self.http.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
        return answer

    def adopt(self, *, cookie_name: str, token: str, csrf_token: str) -> None:
        """Take over a session that was opened elsewhere."""
        self.http.cookies.set(cookie_name, token, domain="synaq.test")
        self.http.headers["X-CSRF-Token"] = csrf_token

    def let_read(self, house: House, attempt_id: str, reader: Person) -> None:
        """Take a pass to an attempt's recordings, as one comes with its review."""
        passes = house.passes
        value = passes.value(attempt_id, reader.id, house.clock.now())
        self.http.cookies.set(passes.name(attempt_id), value, domain="synaq.test", path=MEDIA_PATH)

    @asynccontextmanager
    async def socket(self, path: str, *, origin: str | None = ORIGIN) -> AsyncIterator["Socket"]:
        """Open a WebSocket with this page's cookies."""
        cookie = "; ".join(f"{one.name}={one.value}" for one in self.http.cookies.jar)
        headers = {"host": urlsplit(ORIGIN).netloc, "cookie": cookie}
        if origin is not None:
            headers["origin"] = origin
        socket = Socket(self.app, path, headers)
        try:
            await socket.open()
            yield socket
        finally:
            await socket.leave()


@dataclass(frozen=True, slots=True)
class Closed:
    """The server closed the socket."""

    code: int
    reason: str


class Socket:
    """One WebSocket spoken over ASGI, as a server would speak it."""

    def __init__(self, app: FastAPI, path: str, headers: dict[str, str]) -> None:
        address = urlsplit(path)
        self._scope = {
            "type": "websocket",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "scheme": "ws",
            "path": address.path,
            "raw_path": address.path.encode(),
            "query_string": address.query.encode(),
            "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "client": ("203.0.113.7", 50_001),
            "server": ("synaq.test", 80),
            "subprotocols": [],
            "extensions": {},
        }
        self._app = app
        self._to_app: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._from_app: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None
        self.accepted = False

    async def open(self) -> None:
        self._to_app.put_nowait({"type": "websocket.connect"})
        self._task = asyncio.create_task(
            self._app(self._scope, self._to_app.get, self._from_app.put)  # type: ignore[arg-type]
        )

    async def receive(self) -> dict[str, Any] | Closed:
        """The next message, or how the server closed."""
        while True:
            message = await self._next()
            match message["type"]:
                case "websocket.accept":
                    self.accepted = True
                case "websocket.send":
                    found: dict[str, Any] = json.loads(message["text"])
                    return found
                case _:
                    return Closed(message.get("code", 1000), message.get("reason") or "")

    async def receive_type(self, kind: str) -> dict[str, Any]:
        """The next message of that type; others before it are passed over."""
        while True:
            message = await self.receive()
            assert isinstance(message, dict), f"closed instead of {kind}: {message}"
            if message["type"] == kind:
                return message

    async def _next(self) -> dict[str, Any]:
        assert self._task is not None
        waiting = asyncio.ensure_future(self._from_app.get())
        done, _ = await asyncio.wait(
            {waiting, self._task}, timeout=WAIT_S, return_when=asyncio.FIRST_COMPLETED
        )
        if waiting in done:
            return waiting.result()
        waiting.cancel()
        if self._task in done:
            self._task.result()
        raise AssertionError("the server said nothing")

    def send(self, message: object) -> None:
        self._to_app.put_nowait({"type": "websocket.receive", "text": json.dumps(message)})

    def send_raw(self, **frame: object) -> None:
        """Send a frame as it is: `text=…` or `bytes=…`."""
        self._to_app.put_nowait({"type": "websocket.receive", **frame})

    async def leave(self) -> None:
        """Leave as a browser does, and see the server's side end without an error."""
        if self._task is None:
            return
        self._to_app.put_nowait({"type": "websocket.disconnect", "code": 1001})
        await asyncio.wait_for(self._task, WAIT_S)

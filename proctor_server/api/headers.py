"""What every answer says to the browser: no sniffing, no framing, no referrer, camera only for ourselves."""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self), display-capture=(self), geolocation=()",
}
BARE_POLICY = "default-src 'none'; frame-ancestors 'none'"
_UNLESS_GIVEN = [(b"content-security-policy", BARE_POLICY.encode())]
_NO_STORE = (b"cache-control", b"no-store")
MAX_JSON_BYTES = 256_000
MAX_RAW_BYTES = 4_000_000
MAX_IMPORT_BYTES = 128 * 1024 * 1024
MAX_APPEAL_BYTES = 26_000_000  # five files of 5 MB and a text
IMPORTS = "/api/admin/bank/imports"
RAW_TYPES = (b"image/jpeg", b"application/octet-stream", b"application/sdp", b"video/webm")


class SecurityHeaders:
    """Adds the headers above; an answer without its own content security policy gets the strictest."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self._app = app
        self._always = [(name.lower().encode(), value.encode()) for name, value in ALWAYS.items()]
        if https:
            self._always.append((b"strict-transport-security", b"max-age=31536000"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                own = self._always + [one for one in _UNLESS_GIVEN if one[0] not in given]
                if scope["path"].startswith("/api/") and _NO_STORE[0] not in given:
                    own.append(_NO_STORE)
                message["headers"] = [*message["headers"], *own]
            await send(message)

        await self._app(scope, receive, send_with_headers)


class BodyBound:
    """Refuses a body larger than any form of ours while it arrives; pictures and the like have a bound of their own.

    Whatever a body calls itself it is bounded: a route reads it before it looks at its type.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        named = dict(scope["headers"]).get(b"content-type", b"").partition(b";")[0].strip().lower()
        bound = MAX_RAW_BYTES if named in RAW_TYPES else MAX_JSON_BYTES
        if named in RAW_TYPES and scope["path"] == IMPORTS:
            bound = MAX_IMPORT_BYTES
        if named == b"multipart/form-data" and scope["path"].endswith("/appeal"):
            bound = MAX_APPEAL_BYTES
        await self._app(scope, _bounded(receive, bound), send)


def _bounded(receive: Receive, max_bytes: int) -> Receive:
    n_bytes = 0

    async def bounded() -> Message:
        nonlocal n_bytes
        message = await receive()
        n_bytes += len(message.get("body", b""))
        if n_bytes > max_bytes:
            raise HTTPException(413, "The request is too large.")
        return message

    return bounded

"""How the web client is served: two pages with a fresh nonce each time, assets that never change."""

import mimetypes
import secrets
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

NONCE_PLACE = "__CSP_NONCE__"
FOREVER = "public, max-age=31536000, immutable"
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
SERVICE_WORKER = "sw.js"
SERVICE_WORKER_HEADERS = {
    "Cache-Control": "no-cache",
    "Service-Worker-Allowed": "/",
    # A worker's own policy is that of its script: it fetches the page's files and reads nothing else.
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'",
}


def content_security_policy(nonce: str) -> str:
    """What a page may load: our own files, styles with this answer's nonce, and nothing from elsewhere."""
    return "; ".join(
        (
            "default-src 'self'",
            f"style-src 'self' 'nonce-{nonce}'",
            "style-src-attr 'unsafe-inline'",
            "img-src 'self' blob: data:",
            "media-src 'self' blob:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class Pages:
    """Serves a built web client from `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def routes(self) -> list[Route]:
        return [
            Route("/assets/{path:path}", self.asset),
            Route("/staff", self.staff),
            Route("/staff/{path:path}", self.staff),
            Route("/{path:path}", self.candidate),
        ]

    async def candidate(self, request: Request) -> Response:
        path = request.path_params.get("path", "")
        if path.startswith("api/"):
            raise HTTPException(404)
        file = _file_in(self._folder, path)
        if file is not None and "/" not in path and file.suffix not in ("", ".html"):
            return FileResponse(file, headers=SERVICE_WORKER_HEADERS if path == SERVICE_WORKER else None)
        return self._page("index.html")

    async def staff(self, request: Request) -> Response:
        return self._page("staff.html")

    def _page(self, name: str) -> Response:
        file = self._folder / name
        if not file.is_file():
            return PlainTextResponse("The web client is not built: run `make setup`.", status_code=503)
        nonce = secrets.token_urlsafe(16)
        return HTMLResponse(
            file.read_text("utf-8").replace(NONCE_PLACE, nonce),
            headers={"Cache-Control": "no-cache", "Content-Security-Policy": content_security_policy(nonce)},
        )

    async def asset(self, request: Request) -> Response:
        file = _file_in(self._folder / "assets", request.path_params["path"])
        if file is None:
            raise HTTPException(404)
        media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        headers = {"Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
        accepted = request.headers.get("accept-encoding", "")
        for encoding, suffix in ENCODINGS:
            packed = file.with_name(file.name + suffix)
            if encoding in accepted and packed.is_file():
                return FileResponse(
                    packed, media_type=media_type, headers={**headers, "Content-Encoding": encoding}
                )
        return FileResponse(file, media_type=media_type, headers=headers)


def _file_in(folder: Path, path: str) -> Path | None:
    """The file of that path if there is one inside the folder; a path that no file can have names none."""
    try:
        file = (folder / path).resolve()
        return file if file.is_relative_to(folder.resolve()) and file.is_file() else None
    except (OSError, ValueError):
        return None

"""How the web client is served: two pages with a fresh nonce each time, assets that never change."""

import mimetypes
import secrets
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

NONCE_PLACE = "__CSP_NONCE__"
FOREVER = "public, max-age=31536000, immutable"
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))


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
            return PlainTextResponse("not found", status_code=404)
        file = self._folder / path
        if path and "/" not in path and "." in path and file.is_file() and file.suffix != ".html":
            return FileResponse(file)
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
        assets = self._folder / "assets"
        file = (assets / request.path_params["path"]).resolve()
        if not file.is_relative_to(assets.resolve()) or not file.is_file():
            return PlainTextResponse("not found", status_code=404)
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

"""How pages, assets and every answer protect the browser: headers, nonces, and no way out of the folder."""

import re
from urllib.parse import unquote

import pytest

from tests.support.page import Page
from tests.support.running_app import OpenPage

NONCE = re.compile(r"'nonce-([A-Za-z0-9_-]{20,})'")


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/", "candidate"),
        ("/attempt/some-id/test", "candidate"),
        ("/unknown", "candidate"),
        ("/staff", "staff"),
        ("/staff/queue", "staff"),
        ("/index.html", "candidate"),
        ("/staff.html", "candidate"),
    ],
)
async def test_unknown_paths_are_the_clients_own(path: str, title: str, open_page: OpenPage) -> None:
    answer = await (await open_page()).http.get(path)
    assert answer.status_code == 200
    assert f"<title>{title}</title>" in answer.text


async def test_a_page_carries_a_fresh_nonce_and_the_policy_that_names_it(open_page: OpenPage) -> None:
    page, nonces = await open_page(), set()
    for path in ("/", "/", "/staff"):
        answer = await page.http.get(path)
        policy = answer.headers["content-security-policy"]
        found = NONCE.search(policy)
        assert found is not None
        nonce = found.group(1)
        assert f'content="{nonce}"' in answer.text
        assert "__CSP_NONCE__" not in answer.text
        assert answer.headers["cache-control"] == "no-cache"
        nonces.add(nonce)
    assert len(nonces) == 3
    directives = dict(one.split(" ", 1) for one in policy.split("; "))
    assert directives["default-src"] == "'self'"
    assert directives["frame-ancestors"] == directives["object-src"] == "'none'"
    assert directives["connect-src"] == "'self'"
    assert "'unsafe-inline'" not in directives["style-src"]
    assert "script-src" not in directives or "unsafe" not in directives["script-src"]


@pytest.mark.parametrize(
    "path",
    ["/", "/assets/app-1.js", "/assets/none.js", "/api/session", "/api/nothing", "/healthz", "/favicon.svg"],
)
async def test_every_answer_carries_the_security_headers(path: str, open_page: OpenPage) -> None:
    page = await open_page()
    headers = (await page.http.get(path, headers={"Accept-Encoding": "identity"})).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["permissions-policy"].startswith("camera=(self), microphone=(self)")
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    if path.startswith("/api/"):
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("accepted", "encoding", "body"),
    [
        ("br, gzip", "br", b"packed by brotli"),
        ("gzip", "gzip", b"packed by gzip"),
        ("identity", None, b"console.log(1)"),
    ],
)
async def test_an_asset_is_sent_packed_and_kept_for_good(
    accepted: str, encoding: str | None, body: bytes, open_page: OpenPage
) -> None:
    page = await open_page()
    async with page.http.stream("GET", "/assets/app-1.js", headers={"Accept-Encoding": accepted}) as answer:
        raw = b"".join([chunk async for chunk in answer.aiter_raw()])
    assert raw == body
    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["vary"] == "Accept-Encoding"


async def test_the_service_worker_is_asked_for_anew_and_may_fetch_the_pages_files(
    open_page: OpenPage,
) -> None:
    """Story: the strictest policy, which any other file gets, keeps a worker from fetching what it should keep."""
    answer = await (await open_page()).http.get("/sw.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["service-worker-allowed"] == "/"
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")


OUTSIDE = (
    "/assets/../../secret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/assets/%2e%2e/%2e%2e/secret.txt",
    "/assets/....//....//secret.txt",
    "/assets//etc/passwd",
    "/assets/%2fetc%2fpasswd",
    "/assets/..%5c..%5csecret.txt",
    "/assets/app-1.js%00.txt",
    "/assets/%00",
    "/assets/" + "a" * 5000,
    "/assets/" + "a/" * 2000,
    "/assets/",
    "/assets/%ff%fe",
    "/..%2fsecret.txt",
    "/%2e%2e%2fsecret.txt",
    "/%00.svg",
    "/" + "a" * 5000 + ".svg",
)


@pytest.mark.parametrize("path", OUTSIDE, ids=lambda path: path[:30])
async def test_no_path_leads_out_of_the_folder(path: str, open_page: OpenPage) -> None:
    """Story: a zero byte or an overlong name made the path functions raise, status 500."""
    page = await open_page()
    answer = await raw_get(page, path)
    assert "not yours" not in answer[1]
    assert "root:" not in answer[1]
    assert answer[0] == (404 if path.startswith("/assets/") else 200)


async def raw_get(page: Page, path: str) -> tuple[int, str]:
    """A path as it stands, which a client library would tidy up: decoded once, as a web server does."""
    sent: list[dict[str, object]] = []
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(path, errors="replace"),
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"synaq.test")],
        "client": ("203.0.113.7", 1),
        "server": ("synaq.test", 80),
    }

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    await page.app(scope, receive, send)  # type: ignore[arg-type]
    body = b"".join(one.get("body", b"") for one in sent if one["type"] == "http.response.body")  # type: ignore[misc]
    return int(str(sent[0]["status"])), body.decode(errors="replace")

"""A real Chromium's own fake camera, recorded; and the recording played in it by HTTP ranges."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import av
import pytest
import uvicorn
from playwright.async_api import Page, async_playwright
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from proctor_server.ingest import Ingest, PartClosed
from proctor_server.media.segment import SegmentClosed

CHROMIUM = Path("/usr/bin/chromium")
PAGE = Path(__file__).with_name("page.html")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--allow-loopback-in-peer-connection",
]


@pytest.fixture
async def address(ingest: Ingest, tmp_path: Path) -> AsyncIterator[str]:
    """A tiny server: the page, the offer's door, and the recordings by range."""

    async def offer(request: Request) -> Response:
        sdp = (await request.body()).decode()
        answer = await ingest.accept("a1", request.path_params["part"], sdp)
        return PlainTextResponse(answer, 201, media_type="application/sdp")

    app = Starlette(
        routes=[
            Route("/", lambda request: FileResponse(PAGE)),
            Route("/offer/{part}", offer, methods=["POST"]),
            Route("/file/{part}", lambda r: FileResponse(tmp_path / "a1" / r.path_params["part"])),
        ]
    )
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none", lifespan="off"))
    task = asyncio.create_task(server.serve([listener]))
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    await task


@pytest.fixture
async def page(address: str) -> AsyncIterator[Page]:
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed: apt-get install chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        page = await browser.new_page()
        await page.goto(address)
        yield page
        await browser.close()


@pytest.mark.e2e
async def test_a_browsers_camera_is_recorded_and_its_recording_seeks(
    page: Page, address: str, ingest, sink, tmp_path: Path, record_property
) -> None:
    told = await page.evaluate("connect('/offer/p1')")
    print(told["settings"])
    await sink.wait_for(SegmentClosed, 2, within_s=20)
    status = ingest.status("a1")
    stats = await page.evaluate("outbound()")
    await page.evaluate("pc.close()")
    [closed] = await sink.wait_for(PartClosed)
    assert closed.cause == "peer_closed"
    path = tmp_path / "a1" / "p1.webm"
    print(stats, status, closed, [(s.t0_ms, s.t1_ms, s.size) for s in sink.of(SegmentClosed)])
    print("kbps", closed.size * 8 / closed.duration_ms)
    print(await page.evaluate("load('/file/p1.webm')"))
    for t in (6.0, 1.0, 4.2, 7.5, 0.2):
        print(t, await page.evaluate(f"seek({t})"))
    with av.open(str(path)) as container:
        print(container.streams, len(list(container.decode(video=0))))

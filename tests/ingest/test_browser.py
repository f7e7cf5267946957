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
from tests.support.browser import ARGUMENTS, CHROMIUM

PAGE = Path(__file__).with_name("page.html")


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
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = await browser.new_page()
        await page.goto(address)
        yield page
        await browser.close()


@pytest.mark.e2e
async def test_a_browsers_camera_is_recorded_and_its_recording_seeks(
    page: Page, ingest, sink, tmp_path: Path
) -> None:
    """The camera changes its size on the way, as Chrome's does when the machine is busy."""
    settings = await page.evaluate("connect('/offer/p1')")
    assert settings["width"] == 640
    await sink.wait_for(SegmentClosed, 1, within_s=20)
    await page.evaluate("shrink(2)")
    await sink.wait_for(SegmentClosed, 2, within_s=20)
    sent = await page.evaluate("outbound()")
    status = ingest.status("a1")
    assert sent["scalabilityMode"] == "L1T3"
    assert sent["available"] <= 500_000
    assert status.n_frames >= sent["framesSent"] - 3
    assert (status.width, status.height) == (320, 240)
    await page.evaluate("pc.close()")
    [closed] = await sink.wait_for(PartClosed)
    assert closed.cause == "peer_closed"
    with av.open(str(tmp_path / "a1" / "p1.webm")) as container:
        frames = [(round(frame.time * 1000), frame.width) for frame in container.decode(video=0)]
    assert {width for _, width in frames} == {640, 320}
    assert len(frames) >= sent["framesSent"] - 3
    kbps = closed.size * 8 / closed.duration_ms
    assert 100 < kbps < 550
    loaded = await page.evaluate("load('/file/p1.webm')")
    assert loaded["duration"] * 1000 == pytest.approx(closed.duration_ms, abs=2)
    seeks = [await page.evaluate(f"seek({at})") for at in (6.0, 1.0, 4.2, 7.5, 0.2)]
    assert [round(one["at"], 1) for one in seeks] == [6.0, 1.0, 4.2, 7.5, 0.2]
    assert max(one["ms"] for one in seeks) < 2_000
    ms = [round(one["ms"]) for one in seeks]
    print(f"recorded {kbps:.0f} kbit/s, {len(frames)} of {sent['framesSent']} frames, seeks {ms} ms")

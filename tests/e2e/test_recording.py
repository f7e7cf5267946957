"""What a recording withstands in a real browser: a camera that ends, a line cut for twenty seconds, seeking after."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from proctor_server.entrypoints.settings import Settings
from tests.e2e.test_main_job import new_page
from tests.e2e.ways import SLOW_MS, at, come_to_the_start, sign_in, start, submit
from tests.support.browser import chromium
from tests.support.camera import fake_camera
from tests.support.long_recording import let_read, seeks, write_recording
from tests.support.server import ServerProcess
from tests.support.udp_line import cut, line_of, mend

pytestmark = pytest.mark.e2e

CUT_S = 20
END_CAMERA = """() => {
  const [track] = [...document.querySelectorAll('video')]
    .map((video) => video.srcObject).find((stream) => stream?.getVideoTracks().length)
    .getVideoTracks();
  track.stop();
  track.dispatchEvent(new Event('ended'));
}"""
WITH_SCREEN = "state_language"
A_WHOLE_SCREEN = ("--use-fake-device-for-media-stream=display-media-type=monitor",)
LIVE_WITHIN_S = 6
MINUTES, N_SEEKS = 10, 20
LINE_MBIT = 10
A_SEEK_MAY_FETCH = 1_500_000  # a second and a bit of such a line


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, demo_data: Path) -> Iterator[ServerProcess]:
    process = ServerProcess(tmp_path_factory.mktemp("recording") / "server")
    process.prepare(demo_data)
    ask_for_the_screen(process)
    process.start()
    yield process
    process.stop()


def ask_for_the_screen(server: ServerProcess) -> None:
    """One of the demo's programmes records the screen, too."""
    change = "update programme_versions set document = json_set(document, '$.screen', 'optional')"
    with closing(sqlite3.connect(server.data / "synaq.sqlite")) as database, database:
        assert database.execute(f"{change} where programme_id = ?", [WITH_SCREEN]).rowcount == 1


def asked(page: Page, path: str) -> Any:
    return page.evaluate("async (path) => (await fetch(path)).json()", path)


def wait_for(page: Page, condition: Callable[[], bool], what: str) -> None:
    for _ in range(SLOW_MS // 500):
        if condition():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"not within {SLOW_MS} ms: {what}")


def filled_review(proctor: Page) -> Any:
    """The review, once its gap was filled; what its coverage was until then when it never is."""
    for _ in range(2 * SLOW_MS // 500):
        review = the_review(proctor)
        if is_filled(review):
            return review
        proctor.wait_for_timeout(500)
    raise AssertionError(f"the gap is not filled: {review['coverage']}")


def test_a_camera_that_ends_and_a_line_that_is_cut_leave_no_hole(server: ServerProcess) -> None:
    with chromium(fake_camera()) as browser:
        candidate = new_page(browser)
        with line_of(candidate) as line:
            sign_in(candidate, server.base_url, "candidate")
            come_to_the_start(candidate)
            start(candidate, "kk")
            proctor = new_page(browser)
            sign_in(proctor, server.base_url, "proctor")
            expect(at(proctor, "sign-in-login")).to_be_hidden(timeout=SLOW_MS)
            watches_live(proctor, server)
            loses_the_camera(candidate)
            candidate.wait_for_timeout(4_000)
            cut(candidate, line)
            candidate.wait_for_timeout(CUT_S * 1000)
            mend(candidate, line)
            expect(at(candidate, "link-lost")).to_be_hidden(timeout=SLOW_MS)
            candidate.wait_for_timeout(3_000)
            submit(candidate)
            review = filled_review(proctor)
        assert any(
            (one["cause"], one["fault"]) == ("camera_ended", "candidate") for one in review["coverage"]
        )
        plays(proctor, server, review)


def loses_the_camera(candidate: Page) -> None:
    """A sentence says what to do, and goes when the camera is there again."""
    candidate.evaluate(END_CAMERA)
    notice = at(candidate, "camera-fault")
    expect(notice).to_have_attribute("data-fault", "ended", timeout=SLOW_MS)
    assert len(notice.inner_text()) > 40
    expect(notice).to_be_hidden(timeout=SLOW_MS)


def is_filled(review: Any) -> bool:
    """Most of the cut was sent later, and nothing lacks but what the camera was off for."""
    late_s = sum(one["t1_s"] - one["t0_s"] for one in review["coverage"] if one["backfilled"])
    missed = [
        one
        for one in review["coverage"][1:]  # the camera opens a moment after the start
        if one["state"] == "not_observed" and not (one["cause"] or "").startswith("camera_")
    ]
    return late_s > CUT_S / 2 and not missed


def watches_live(proctor: Page, server: ServerProcess) -> None:
    """The tile opens the picture as it is written, a few seconds behind."""
    proctor.goto(f"{server.base_url}/staff/live")
    at(proctor, "live-tile").first.get_by_test_id("watch").click(timeout=SLOW_MS)
    video = at(proctor, "live-video")
    expect(video).to_have_attribute("data-state", "playing", timeout=SLOW_MS)
    before = video.evaluate("(one) => one.currentTime")
    wait_for(proctor, lambda: video.evaluate("(one) => one.currentTime") > before + 1, "the picture moves")
    assert video.evaluate("(one) => one.videoWidth") > 0
    wait_for(proctor, lambda: behind_s(video, server) <= LIVE_WITHIN_S, "the picture is of now")
    proctor.keyboard.press("Escape")


def behind_s(video: Locator, server: ServerProcess) -> float:
    """How old the live picture is: its time counts from the part's beginning."""
    newest = "select started_at from parts where kind = 'camera' order by started_at desc limit 1"
    with closing(sqlite3.connect(server.data / "synaq.sqlite")) as database:
        [began] = database.execute(newest).fetchone()
    shown_s: float = video.evaluate("(one) => one.currentTime")
    return (datetime.now(UTC) - datetime.fromisoformat(began).replace(tzinfo=UTC)).total_seconds() - shown_s


def the_review(proctor: Page) -> Any:
    [row, *_] = asked(proctor, "/api/proctor/queue")["waiting"]
    return asked(proctor, f"/api/proctor/reviews/{row['review_id']}")


def plays(proctor: Page, server: ServerProcess, review: Any) -> None:
    """Each part of the finished recording shows its middle and its end."""
    proctor.goto(server.base_url + "/staff")
    for part in review["parts"]:
        found = seeks(proctor, part["url"], length_s=part["duration_s"], mbit=LINE_MBIT, n=2)
        assert all(abs(one.shown_s - one.wanted_s) < 0.1 for one in found), found


def test_the_screen_is_recorded_beside_the_camera(server: ServerProcess) -> None:
    camera = fake_camera()
    with chromium(replace(camera, arguments=(*camera.arguments, *A_WHOLE_SCREEN))) as browser:
        candidate = new_page(browser)
        sign_in(candidate, server.base_url, "candidate")
        come_to_the_start(candidate, programme=WITH_SCREEN)
        start(candidate, "kk")
        notice = at(candidate, "screen-notice")
        expect(notice).to_have_attribute("data-wanted", "optional", timeout=SLOW_MS)
        notice.get_by_role("button").click()
        expect(notice).to_be_hidden(timeout=SLOW_MS)
        wait_for(candidate, lambda: n_segments(server, "screen") > 0, "a segment of the screen")
        submit(candidate)
        proctor = new_page(browser)
        sign_in(proctor, server.base_url, "proctor")
        expect(at(proctor, "sign-in-login")).to_be_hidden(timeout=SLOW_MS)
        wait_for(proctor, lambda: screen_parts(proctor) != [], "the review has it")
        proctor.goto(server.base_url + "/staff")
        [part, *_] = screen_parts(proctor)
        [shown] = seeks(proctor, part["url"], length_s=part["duration_s"], mbit=LINE_MBIT, n=1)
        assert abs(shown.shown_s - shown.wanted_s) < 0.1


def n_segments(server: ServerProcess, kind: str) -> int:
    with closing(sqlite3.connect(server.data / "synaq.sqlite")) as database:
        [n] = database.execute("select count(*) from segments where kind = ?", [kind]).fetchone()
    return int(n)


def screen_parts(proctor: Page) -> list[Any]:
    """Parts of the screen, closed, in all reviews that wait."""
    waiting = asked(proctor, "/api/proctor/queue")["waiting"]
    reviews = [asked(proctor, f"/api/proctor/reviews/{row['review_id']}") for row in waiting]
    parts = [part for review in reviews for part in review["parts"]]
    return [part for part in parts if part["kind"] == "screen" and part["duration_s"] > 0]


def test_a_long_recording_shows_any_second_and_fetches_little_for_it(server: ServerProcess) -> None:
    """How long it takes is `python -m tests.bench.seek`'s to tell."""
    settings = Settings(data=server.folder / "data")
    part = asyncio.run(write_recording(settings, MINUTES))
    with chromium() as browser:
        proctor = new_page(browser)
        sign_in(proctor, server.base_url, "proctor")
        at(proctor, "nav-live").wait_for(timeout=SLOW_MS)
        let_read(proctor, settings, part.attempt_id)
        url = f"/api/media/parts/{part.id}"
        found = seeks(proctor, url, length_s=60 * MINUTES, mbit=LINE_MBIT, n=N_SEEKS)
    assert all(abs(one.shown_s - one.wanted_s) < 0.1 for one in found), found
    assert all(one.n_bytes <= A_SEEK_MAY_FETCH for one in found), found
    assert any(one.n_bytes > 0 for one in found), "it was not fetched whole before"

"""What a recording withstands in a real browser: a camera that ends, a line cut for twenty seconds, seeking after."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_main_job import new_page
from tests.e2e.ways import SLOW_MS, at, come_to_the_start, sign_in, start, submit
from tests.support.browser import chromium
from tests.support.camera import fake_camera
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
SEEK = """async (second) => {
  const video = document.querySelector('video');
  const seeked = new Promise((resolve, reject) => {
    video.addEventListener('seeked', resolve, { once: true });
    video.addEventListener('error', () => reject(new Error('cannot be played')), { once: true });
  });
  video.currentTime = second;
  await seeked;
  return [video.currentTime, video.readyState];
}"""


def asked(page: Page, path: str) -> Any:
    return page.evaluate("async (path) => (await fetch(path)).json()", path)


def wait_for(page: Page, condition: Callable[[], bool], what: str, within_s: float = 60) -> None:
    for _ in range(round(within_s * 2)):
        if condition():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"not within {within_s} s: {what}")


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
            wait_for(proctor, lambda: is_filled(the_review(proctor)), "the gap is filled")
        review = the_review(proctor)
        assert any(
            (one["cause"], one["fault"]) == ("camera_ended", "candidate") for one in review["coverage"]
        )
        seeks_anywhere(proctor, server, review)


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
    at(proctor, "live-tile").first.get_by_role("button").click(timeout=SLOW_MS)
    video = at(proctor, "live-video")
    expect(video).to_have_attribute("data-state", "playing", timeout=SLOW_MS)
    before = video.evaluate("(one) => one.currentTime")
    wait_for(proctor, lambda: video.evaluate("(one) => one.currentTime") > before + 1, "the picture moves")
    assert video.evaluate("(one) => one.videoWidth") > 0
    proctor.keyboard.press("Escape")


def the_review(proctor: Page) -> Any:
    [row, *_] = asked(proctor, "/api/proctor/queue")["waiting"]
    return asked(proctor, f"/api/proctor/reviews/{row['review_id']}")


def seeks_anywhere(proctor: Page, server: ServerProcess, review: Any) -> None:
    """Each part of the finished recording shows any second of it."""
    rng = random.Random(5)
    for part in review["parts"]:
        proctor.goto(server.base_url + "/staff")
        proctor.evaluate(
            "(url) => document.body.replaceChildren(Object.assign(document.createElement('video'), {src: url}))",
            part["url"],
        )
        for _ in range(20 // len(review["parts"]) + 1):
            second = rng.uniform(0, max(part["duration_s"] - 0.3, 0))
            shown, ready = proctor.evaluate(SEEK, second)
            assert abs(shown - second) < 0.1
            assert ready >= 2, "the frame is there"

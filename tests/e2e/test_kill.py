"""A server killed with SIGKILL in mid-attempt: nothing acknowledged is lost, the recording plays to its end."""

import json
import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_main_job import new_page, the_recording_plays
from tests.e2e.ways import (
    KEY_OF_STEM,
    SLOW_MS,
    answer,
    at,
    come_to_the_start,
    incidents,
    judge_all,
    open_review,
    sign_in,
    sign_in_as,
    start,
    submit,
)
from tests.support.browser import chromium
from tests.support.camera import fake_camera
from tests.support.server import ServerProcess

pytestmark = pytest.mark.e2e

BEFORE = range(0, 12)
DURING = 12
AFTER = range(13, 30)
STEADY_S = 10.0
LOST_AT_MOST_S = 3.0


def test_a_killed_server_loses_no_answer_and_no_recording(server: ServerProcess) -> None:
    camera = fake_camera()
    with chromium(camera) as browser:
        candidate = new_page(browser)
        sign_in(candidate, server.base_url, "candidate")
        come_to_the_start(candidate)
        start(candidate, "kk")
        began = time.monotonic()
        for slot in BEFORE:
            answer(candidate, slot, right=True)
        at(candidate, f"palette-{DURING}").click()
        expect(candidate.locator(f'[data-testid="item"][data-slot="{DURING}"]')).to_be_visible(
            timeout=SLOW_MS
        )
        wait_for_steady_media(candidate)

        server.kill()
        recorded_s = time.monotonic() - began
        answer_without_a_server(candidate)
        server.start()

        expect(at(candidate, "saved-at")).to_have_attribute("data-state", "saved", timeout=2 * SLOW_MS)
        for slot in AFTER:
            answer(candidate, slot, right=True)
        wait_for_steady_media(candidate)
        submit(candidate)

        proctor = new_page(browser)
        sign_in(proctor, server.base_url, "proctor")
        open_review(proctor)
        review = wait_for_analysis(proctor)
        assert_recording(review, recorded_s)
        assert {one.type for one in incidents(proctor)} == {"absent"}, "the built-in camera shows nobody"
        the_recording_plays(proctor, camera.width)
        judge_all(proctor, "confirm-incident")
        decide_violation(proctor)
        expect(at(proctor, "reading-signed")).to_be_visible(timeout=SLOW_MS)

        second = new_page(browser)
        sign_in_as(second, server.base_url, "second.proctor")
        open_review(second)
        judge_all(second, "confirm-incident")
        decide_violation(second)
        expect(at(second, "decision-card")).to_be_visible(timeout=SLOW_MS)

        candidate.reload()
        n_right = len(BEFORE) + 1 + len(AFTER)
        expect(at(candidate, "result-total")).to_have_text(str(n_right), timeout=SLOW_MS)
        expect(at(candidate, "result-passed")).to_have_attribute("data-passed", "false")
        expect(at(candidate, "result-decision")).to_be_visible()


def answer_without_a_server(page: Page) -> None:
    """The page takes the answer, keeps it, and says that it waits for the line."""
    key = page.evaluate("document.querySelector('[data-testid=item-stem]').innerText.trim()")
    page.locator(f'[data-testid^="option-"][data-option="{KEY_OF_STEM[key]}"]').click()
    expect(at(page, "saved-at")).to_have_attribute("data-state", "waiting", timeout=SLOW_MS)


def is_receiving(page: Page) -> bool:
    """Whether the server receives the camera now."""
    return bool(
        page.evaluate(
            """async () => {
              const [attempt] = await (await fetch('/api/candidate/attempts')).json();
              return (await (await fetch('/api/attempts/' + attempt.id)).json()).media.connected;
            }"""
        )
    )


def wait_for_steady_media(page: Page) -> None:
    """Until the server has received the camera for ten seconds without a pause."""
    until = time.monotonic() + 120
    since = time.monotonic()
    while time.monotonic() < until:
        if not is_receiving(page):
            since = time.monotonic()
        elif time.monotonic() - since >= STEADY_S:
            return
        time.sleep(0.5)
    raise AssertionError("the server did not receive the camera steadily")


def wait_for_analysis(page: Page) -> dict[str, Any]:
    """The review, once its recording is analysed to the end."""
    review_id = page.url.rsplit("/", 1)[1]
    until = time.monotonic() + 60
    while time.monotonic() < until:
        text = page.evaluate("id => fetch('/api/proctor/reviews/' + id).then(a => a.text())", review_id)
        review: dict[str, Any] = json.loads(text)
        if not review["analysis_pending"]:
            page.reload()
            return review
        time.sleep(0.5)
    raise AssertionError("the analysis did not end")


def assert_recording(review: dict[str, Any], recorded_s: float) -> None:
    """The first part to its last cluster; what lay between it and the next the page sent afterwards, or it is ours."""
    before = [part for part in review["parts"] if part["t0_s"] < recorded_s]
    after = [part for part in review["parts"] if part["t0_s"] >= recorded_s]
    assert after, "the reconnected camera makes a part of its own"
    last = before[-1]
    assert last["t0_s"] + last["duration_s"] >= recorded_s - LOST_AT_MOST_S, (last, recorded_s)
    gaps = [span for span in review["coverage"] if span["state"] == "not_observed" and span["t0_s"] > 5]
    sent_afterwards = [span for span in review["coverage"] if span["backfilled"]]
    assert sent_afterwards or "server" in {span["cause"] for span in gaps}, review["coverage"]
    assert not [span for span in gaps if span["fault"] == "candidate"], review["coverage"]
    assert not [span for span in review["coverage"] if span["state"] == "pending"], review["coverage"]


def decide_violation(page: Page) -> None:
    at(page, "outcome-violation").check(force=True)
    at(page, "decision-rule").select_option("left_seat")
    at(page, "decision-reason").fill("Кадрда ешкім болған жоқ.")
    at(page, "sign-decision").click()
    at(page, "confirm-sign").click()

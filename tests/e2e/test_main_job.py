"""The main job on real input: a candidate sits the legislation test on camera, a proctor decides, it is told."""

import json
import re
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.gallery import WIDE, Gallery
from tests.e2e.ways import (
    N_ITEMS,
    NAMES,
    SECTION_SLOTS,
    SLOW_MS,
    answer,
    at,
    come_to_the_start,
    incidents,
    judge_all,
    open_review,
    sign_in,
    start,
    submit,
)
from tests.support.browser import CAMERA_LOG, POLICY_LOG, chromium
from tests.support.camera import Camera, TrueEvent
from tests.support.server import ServerProcess

pytestmark = pytest.mark.e2e

TOLERANCE_S = 3.0
MOST_OF_THE_TIME_S = 50 * 60
WRONG = {"constitution": 2, "civil_service": 3, "anti_corruption": 1, "ethics": 5}
"""How many items the candidate gets wrong on purpose: 44 of 55 right, and just enough in the Ethics Code."""


def test_candidate_sits_the_test_and_a_proctor_releases_the_result(
    server: ServerProcess, camera: Camera
) -> None:
    gallery = Gallery()
    do_the_main_job(server, camera, gallery, pass_s=MOST_OF_THE_TIME_S)
    assert not gallery.verdict(), gallery.verdict()


def do_the_main_job(server: ServerProcess, camera: Camera, gallery: Gallery, *, pass_s: float) -> None:
    """From a candidate's sign-in to the result a proctor released; every page is shown to the gallery.

    `pass_s`: how far time is moved before the test is handed in; 0 leaves it alone.
    """
    with chromium(camera) as browser:
        candidate = new_page(browser)
        candidate.clock.install()
        sign_in(candidate, server.base_url, "candidate", gallery)
        come_to_the_start(candidate, gallery)
        start(candidate, "kk", gallery)
        shown_at_s = camera_shown_at(candidate)
        only_the_camera_runs(candidate, camera, shown_at_s)
        sit(candidate, gallery)
        watch_live(browser, server, gallery)
        if pass_s:
            pass_time(server, candidate, pass_s)
        submit(candidate, gallery)

        proctor = new_page(browser)
        sign_in(proctor, server.base_url, "proctor", gallery)
        open_review(proctor, gallery)
        assert NAMES["candidate"] not in proctor.content(), "a proctor sees a personal number, never a name"
        found = incidents(proctor)
        assert_found(camera, found, shown_at_s=shown_at_s)
        the_recording_plays(proctor, camera.width)
        judge_all(proctor, "dismiss-incident")
        gallery.look(proctor, "proctor-review")
        decide_no_violation(proctor, gallery)

        the_result_is_told(candidate, gallery)


def new_page(browser: Browser) -> Page:
    """A page in a context of its own: another person at another computer."""
    page = browser.new_context(viewport=WIDE, locale="kk-KZ", timezone_id="Asia/Almaty").new_page()
    page.add_init_script(CAMERA_LOG)
    page.add_init_script(POLICY_LOG)
    return page


def only_the_camera_runs(page: Page, camera: Camera, shown_at_s: float) -> None:
    """The candidate reads until what happens before the camera is over.

    The test's own clicks and looks take a small machine's processor: pictures that were never sent date nothing.
    """
    until = shown_at_s + (camera.events[0].t1_s if camera.clip_s < 3600 else 10.0) + 3.0
    page.wait_for_timeout(max(0.0, until - since_start(page)) * 1000)


def sit(page: Page, gallery: Gallery) -> None:
    """Answer everything, flag one for later, look at it again."""
    for section, slots in SECTION_SLOTS.items():
        for slot in slots:
            answer(page, slot, right=slot - slots.start >= WRONG[section])
    at(page, "palette-7").click()
    at(page, "flag").click()
    expect(at(page, "palette-7")).to_have_attribute("data-flagged", "true")
    expect(at(page, "answered-count")).to_contain_text(str(N_ITEMS))
    gallery.look(page, "candidate-test")


def camera_shown_at(page: Page) -> float:
    """When the clip began, in seconds after the attempt's start: the camera was opened anew for the test."""
    start_s = started_at(page)
    for _ in range(SLOW_MS // 250):
        opened_s = float(page.evaluate("window.__cameraOpenedAt.at(-1)")) / 1000
        if opened_s >= start_s:
            return opened_s - start_s
        page.wait_for_timeout(250)
    raise AssertionError("the test's page did not open the camera")


def started_at(page: Page) -> float:
    attempt = api(page, "/api/candidate/attempts")[0]
    return float(page.evaluate("text => Date.parse(text)", attempt["started_at"])) / 1000


def since_start(page: Page) -> float:
    attempt = api(page, "/api/candidate/attempts")[0]
    return float(page.evaluate("a => Date.parse(a.server_now) - Date.parse(a.started_at)", attempt)) / 1000


def api(page: Page, path: str) -> list[dict[str, str]]:
    return json.loads(page.evaluate("path => fetch(path).then(answer => answer.text())", path))


def pass_time(server: ServerProcess, page: Page, seconds: float) -> None:
    """Let time pass for the server and the browser alike; the countdown follows the server."""
    server.move_clock(seconds)
    page.clock.fast_forward(round(seconds * 1000))
    expect(at(page, "timer")).to_have_text(re.compile(r"^[1-5]:\d\d$"), timeout=SLOW_MS)


def watch_live(browser: Browser, server: ServerProcess, gallery: Gallery) -> None:
    proctor = new_page(browser)
    sign_in(proctor, server.base_url, "proctor")
    at(proctor, "nav-live").click()
    tile = at(proctor, "live-tile")
    expect(tile).to_be_visible(timeout=SLOW_MS)
    expect(tile.locator("img")).to_be_visible(timeout=SLOW_MS)
    proctor.wait_for_function(
        "() => [...document.images].some(image => image.naturalWidth > 100)", timeout=SLOW_MS
    )
    gallery.look(proctor, "proctor-live")
    proctor.context.close()


def assert_found(camera: Camera, found: list[TrueEvent], *, shown_at_s: float) -> None:
    """The event stands where the clip's truth has it, to three seconds, and nothing of its kind beside it.

    A slow machine sits longer than the clip is: then it is there again when the clip has been played anew.
    """
    truth = camera.events[0]
    first, *again = [one for one in found if one.type == truth.type]
    assert abs(first.t0_s - (truth.t0_s + shown_at_s)) <= TOLERANCE_S, (first, truth, shown_at_s)
    if truth.t1_s < 3600:
        assert abs(first.t1_s - (truth.t1_s + shown_at_s)) <= TOLERANCE_S, (first, truth, shown_at_s)
    for former, later in pairwise((first, *again)):
        assert later.t0_s - former.t0_s >= camera.clip_s - TOLERANCE_S, (former, later)


def the_recording_plays(page: Page, width: int) -> None:
    """The player seeks to the first incident at once and goes on from there."""
    at(page, "open-incident").first.click()
    page.wait_for_function(
        "() => { const v = document.querySelector('video'); return v && v.readyState >= 2 && !v.seeking; }",
        timeout=SLOW_MS,
    )
    before = page.evaluate("document.querySelector('video').currentTime")
    at(page, "play").click()
    page.wait_for_function(
        "before => document.querySelector('video').currentTime > before + 1", arg=before, timeout=SLOW_MS
    )
    assert page.evaluate("document.querySelector('video').videoWidth") == width
    at(page, "play").click()


def decide_no_violation(page: Page, gallery: Gallery) -> None:
    at(page, "outcome-no_violation").check(force=True)
    expect(at(page, "sign-decision")).to_be_enabled(timeout=SLOW_MS)
    at(page, "sign-decision").click()
    expect(at(page, "confirm-sign")).to_be_visible()
    gallery.look(page, "proctor-sign")
    at(page, "confirm-sign").click()
    expect(at(page, "decision-card")).to_be_visible(timeout=SLOW_MS)
    gallery.look(page, "proctor-decided")


def the_result_is_told(page: Page, gallery: Gallery) -> None:
    page.reload()
    expect(at(page, "result-total")).to_contain_text("44", timeout=SLOW_MS)
    for section, wrong in WRONG.items():
        right = len(SECTION_SLOTS[section]) - wrong
        expect(at(page, f"result-{section}")).to_have_attribute("data-correct", str(right))
    expect(at(page, "result-passed")).to_have_attribute("data-passed", "true")
    gallery.look(page, "candidate-result")

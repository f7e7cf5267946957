"""A test of two blocks by the keyboard alone: extra time as it is granted, the calculator, larger text, the break."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.gallery import Gallery
from tests.e2e.test_main_job import new_page
from tests.e2e.test_offline import time_left
from tests.e2e.ways import SLOW_MS, at, begin, sign_in
from tests.support.browser import chromium
from tests.support.camera import fake_camera
from tests.support.server import ServerProcess

pytestmark = pytest.mark.e2e

N_ITEMS = 25
EXTRA_MINUTES = 7
GRANT = """async ([attempt, minutes]) => {
  const session = await (await fetch('/api/session')).json();
  const answer = await fetch(`/api/admin/attempts/${attempt}/extra-time`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', 'X-CSRF-Token': session.csrf_token},
    body: JSON.stringify({block_no: 0, minutes, reason: 'The power failed in the hall.'}),
  });
  return answer.status;
}"""


def test_two_blocks_by_the_keyboard_alone(server: ServerProcess) -> None:
    gallery = Gallery()
    with chromium(fake_camera()) as browser:
        page = new_page(browser)
        sign_in(page, server.base_url, "candidate")
        begin(page, "ability", "kk")
        answer_all_by_keys(page)
        gallery.look(page, "candidate-block")
        calculate_by_keys(page, gallery)
        grant_extra_time(browser, server, page)
        show_it_larger(page, gallery)
        no_copy_leaves_the_page(page)
        finish_by_keys(page, gallery)
        press_on(page, "start-block")
        expect(at(page, "item-stem")).to_be_visible(timeout=SLOW_MS)
        expect(at(page, "answered-count")).to_contain_text(f"0/{N_ITEMS}")
        assert time_left(page) > 24 * 60, "a block has a time of its own"
    assert not gallery.verdict(), gallery.verdict()


def answer_all_by_keys(page: Page) -> None:
    """A number key chooses, N goes on: no pointer is touched."""
    for number in range(1, N_ITEMS + 1):
        expect(page.locator("h1")).to_contain_text(f" {number}-", timeout=SLOW_MS)
        page.keyboard.press("Digit2")
        if number < N_ITEMS:
            page.keyboard.press("KeyN")
    expect(at(page, "answered-count")).to_contain_text(f"{N_ITEMS}/{N_ITEMS}", timeout=SLOW_MS)
    expect(at(page, "saved-at")).to_have_attribute("data-state", "saved", timeout=SLOW_MS)


def calculate_by_keys(page: Page, gallery: Gallery) -> None:
    press_on(page, "open-calculator")
    expect(at(page, "calculator-display")).to_be_focused()
    page.keyboard.type("12,5*4")
    page.keyboard.press("Enter")
    expect(at(page, "calculator-display")).to_have_text("50")
    gallery.look(page, "candidate-calculator")
    page.keyboard.press("Escape")
    expect(at(page, "calculator")).to_have_count(0)


def grant_extra_time(browser: Browser, server: ServerProcess, page: Page) -> None:
    """An administrator grants it elsewhere; the running page says so and counts on, without a reload."""
    before_s = time_left(page)
    page.evaluate("window.__notReloaded = true")
    administrator = new_page(browser)
    sign_in(administrator, server.base_url, "administrator")
    expect(at(administrator, "nav-overview")).to_be_visible(timeout=SLOW_MS)
    attempt_id = page.url.rsplit("/", 1)[1]
    assert administrator.evaluate(GRANT, [attempt_id, EXTRA_MINUTES]) == 200
    administrator.context.close()
    expect(at(page, "extra-time")).to_have_attribute("data-minutes", str(EXTRA_MINUTES), timeout=SLOW_MS)
    gained_s = time_left(page) - before_s
    assert EXTRA_MINUTES * 60 - 120 < gained_s <= EXTRA_MINUTES * 60
    assert page.evaluate("window.__notReloaded")


def show_it_larger(page: Page, gallery: Gallery) -> None:
    """Twice the text, strong contrast: nothing scrolls sideways even in a narrow window, axe finds nothing."""
    press_on(page, "open-display")
    for choice in ("scale-200", "contrast-high"):
        at(page, choice).focus()
        page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(at(page, "display-dialog")).to_have_count(0)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    gallery.look(page, "candidate-high-contrast")
    press_on(page, "open-display")
    at(page, "scale-100").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Escape")


def no_copy_leaves_the_page(page: Page) -> None:
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    expect(at(page, "guard-notice")).to_have_attribute("data-what", "copy", timeout=SLOW_MS)


def finish_by_keys(page: Page, gallery: Gallery) -> None:
    press_on(page, "submit-button")
    expect(at(page, "submit-dialog")).to_have_attribute("data-last", "false")
    gallery.look(page, "candidate-finish-block")
    expect(at(page, "confirm-submit")).to_be_enabled(timeout=SLOW_MS)
    press_on(page, "confirm-submit")
    expect(at(page, "break-timer")).to_be_visible(timeout=SLOW_MS)
    gallery.look(page, "candidate-break")


def press_on(page: Page, test_id: str) -> None:
    """Reach a button as a keyboard does, and press it."""
    at(page, test_id).focus()
    page.keyboard.press("Enter")

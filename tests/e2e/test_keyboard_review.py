"""A whole review by the keyboard alone: taken, watched, judged with a reason, decided and signed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from proctor_server.entrypoints.settings import Settings
from tests.e2e.gallery import Gallery
from tests.e2e.test_main_job import new_page
from tests.e2e.ways import SLOW_MS, at, look, sign_in
from tests.support.browser import chromium
from tests.support.reviewed import ANSWERED, INCIDENTS, put_finished_attempt
from tests.support.server import ServerProcess

pytestmark = pytest.mark.e2e

ANALYSED = """async () => {
  const { waiting } = await (await fetch('/api/proctor/queue')).json();
  return waiting.length > 0 && waiting.every((row) => !row.analysis_pending);
}"""
LANGUAGES = ("kk", "en", "ru")


@pytest.fixture
def server_with_review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    process = ServerProcess(tmp_path_factory.mktemp("review") / "server")
    process.prepare()
    put_finished_attempt(Settings(data=process.folder / "data"))
    process.start()
    yield process
    process.stop()


def test_a_whole_review_by_the_keyboard_alone(server_with_review: ServerProcess) -> None:
    gallery = Gallery()
    with chromium() as browser:
        page = new_page(browser)
        sign_in(page, server_with_review.base_url, "proctor")
        take_the_next(page)
        watch(page)
        look_beside(page)
        in_each_language(page, gallery)
        judge(page)
        decide(page)
    assert not gallery.verdict(), gallery.verdict()


def take_the_next(page: Page) -> None:
    expect(at(page, "take-next")).to_be_enabled(timeout=SLOW_MS)
    until(page, ANALYSED)
    press_on(page, "take-next")
    expect(at(page, "timeline")).to_be_visible(timeout=SLOW_MS)
    expect(at(page, "claim-bar")).to_have_attribute("data-mine", "true")
    until(page, "document.querySelector('video').readyState >= 2")


def watch(page: Page) -> None:
    """Play, stop, step, jump to events and back, loop one; the keys rest while something is typed."""
    page.locator("body").press("Space")
    expect(at(page, "play")).to_have_attribute("data-playing", "true", timeout=SLOW_MS)
    page.keyboard.press("Space")
    expect(at(page, "play")).to_have_attribute("data-playing", "false")
    at(page, "timeline").focus()
    page.keyboard.press("Home")
    page.keyboard.press("KeyJ")
    expect(at(page, "incident").first).to_have_attribute("data-selected", "true")
    assert shown_s(page) == pytest.approx(INCIDENTS[0][1], abs=0.2)
    page.keyboard.press("Period")
    until(page, "document.querySelector('video').currentTime > 4.01")
    page.keyboard.press("KeyJ")
    expect(at(page, "incident").nth(1)).to_have_attribute("data-selected", "true")
    page.keyboard.press("KeyK")
    expect(at(page, "incident").first).to_have_attribute("data-selected", "true")
    page.keyboard.press("BracketRight")
    expect(at(page, "speed")).to_have_value("1.5")
    page.keyboard.press("BracketLeft")
    page.keyboard.press("KeyL")
    expect(at(page, "play")).to_have_attribute("data-playing", "true", timeout=SLOW_MS)
    page.keyboard.press("KeyL")
    page.keyboard.press("Space")
    page.keyboard.press("?")
    expect(at(page, "shortcuts-enabled")).to_be_visible()
    page.keyboard.press("Escape")
    expect(at(page, "shortcuts-enabled")).to_have_count(0)


def look_beside(page: Page) -> None:
    """The item of the moment, the frame to compare with, the curve of sound, a picture under the pointer."""
    page.keyboard.press("KeyI")
    page.keyboard.press("KeyF")
    page.keyboard.press("KeyJ")
    slot = next(slot for slot, at_s in ANSWERED if at_s > INCIDENTS[1][1])
    expect(at(page, "item-on-screen")).to_have_attribute("data-slot", str(slot), timeout=SLOW_MS)
    expect(at(page, "item-stem")).to_be_visible(timeout=SLOW_MS)
    expect(at(page, "reference")).to_have_attribute("data-there", "true", timeout=SLOW_MS)
    assert at(page, "sound-curve").get_attribute("d")
    assert page.evaluate("document.querySelector('video').preservesPitch")
    at(page, "timeline").hover()
    expect(at(page, "scrub-preview").locator("canvas")).to_be_visible(timeout=SLOW_MS)
    page.mouse.move(0, 0)


def in_each_language(page: Page, gallery: Gallery) -> None:
    for language in LANGUAGES:
        press_on(page, f"language-{language}")
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(at(page, "item-on-screen")).to_be_visible(timeout=SLOW_MS)
        look(gallery, page, f"proctor-review-{language}")


def judge(page: Page) -> None:
    """The first event by a key, the second with a reason and words, typed where no key acts."""
    page.locator("body").press("KeyK")
    expect(at(page, "incident").first).to_have_attribute("data-selected", "true")
    page.keyboard.press("KeyD")
    expect(at(page, "incident").first).to_have_attribute("data-verdict", "dismissed", timeout=SLOW_MS)
    page.keyboard.press("KeyJ")
    second = at(page, "incident").nth(1)
    expect(second).to_have_attribute("data-selected", "true")
    why = second.get_by_test_id("verdict-why")
    why.focus()
    page.keyboard.press("End")
    expect(why).not_to_have_value("")
    note = second.get_by_test_id("verdict-reason")
    note.focus()
    page.keyboard.type("cd: a radio outside")
    expect(second).to_have_attribute("data-verdict", "none")
    second.get_by_test_id("dismiss-incident").focus()
    page.keyboard.press("Enter")
    expect(second).to_have_attribute("data-verdict", "dismissed", timeout=SLOW_MS)


def decide(page: Page) -> None:
    page.locator("body").press("KeyE")
    expect(at(page, "outcome-no_violation")).to_be_focused()
    page.keyboard.press("Space")
    expect(at(page, "sign-decision")).to_be_enabled(timeout=SLOW_MS)
    press_on(page, "sign-decision")
    expect(at(page, "cancel-sign")).to_be_focused(timeout=SLOW_MS)
    page.keyboard.press("Escape")
    expect(at(page, "sign-decision")).to_be_focused(timeout=SLOW_MS)
    press_on(page, "sign-decision")
    press_on(page, "confirm-sign")
    decided = page.locator('[data-testid="decision-card"], [data-testid="reading-signed"]')
    expect(decided).to_be_visible(timeout=SLOW_MS)


def until(page: Page, expression: str) -> None:
    for _ in range(SLOW_MS // 250):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(250)
    raise AssertionError(f"never: {expression}")


def press_on(page: Page, test_id: str) -> None:
    """Reach a control as a keyboard does, and press it."""
    at(page, test_id).focus()
    page.keyboard.press("Enter")


def shown_s(page: Page) -> float:
    return float(page.evaluate("document.querySelector('video').currentTime"))

"""The live wall: calm among many, and what a proctor says is read by the candidate and confirmed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.gallery import Gallery
from tests.e2e.test_main_job import new_page
from tests.e2e.ways import SLOW_MS, at, begin, sign_in
from tests.support.browser import chromium
from tests.support.camera import fake_camera
from tests.support.server import ServerProcess
from tests.support.wall import SimulatedWall

pytestmark = pytest.mark.e2e

LANGUAGES = ("ru", "en", "kk")
REFRESH_MS = 5_000
OWN_WORDS = "Please move the lamp to the left."


@pytest.fixture(scope="module")
def wall_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    process = ServerProcess(tmp_path_factory.mktemp("wall") / "server")
    process.prepare()
    process.start()
    yield process
    process.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium(fake_camera()) as opened:
        yield opened


def numbers(page: Page) -> list[str | None]:
    return [tile.get_attribute("data-personal-number") for tile in at(page, "live-tile").all()]


@pytest.mark.parametrize("n", [60, 150])
def test_a_wall_of_many_draws_few_and_moves_nothing_under_the_hand(
    n: int, wall_server: ServerProcess, browser: Browser
) -> None:
    page, wall = new_page(browser), SimulatedWall(n)
    wall.serve(page)
    sign_in(page, wall_server.base_url, "proctor")
    at(page, "nav-live").click()
    expect(at(page, "live-tile").first).to_be_visible(timeout=SLOW_MS)
    at(page, "wall-layout").select_option("16")
    expect(at(page, "live-tile")).to_have_count(16, timeout=SLOW_MS)
    before = numbers(page)
    at(page, "live-wall").hover()
    last = n - 1
    wall.silent = {last}
    expect(at(page, "wall-moves")).to_contain_text("1", timeout=6 * REFRESH_MS)
    assert numbers(page) == before
    at(page, "wall-arrange").click()
    first = at(page, "live-tile").first
    expect(first).to_have_attribute("data-personal-number", f"KZ-{100_000 + last}", timeout=SLOW_MS)
    assert numbers(page)[1:] == before[:-1]
    expect(first).to_have_attribute("data-media", "silent")
    at(page, "wall-layout").select_option("list")
    expect(at(page, "live-tile")).to_have_count(n, timeout=SLOW_MS)
    page.context.close()


def test_a_message_and_a_look_at_the_room_are_read_and_confirmed(
    wall_server: ServerProcess, browser: Browser
) -> None:
    gallery = Gallery()
    candidate, proctor = new_page(browser), new_page(browser)
    sign_in(candidate, wall_server.base_url, "candidate")
    begin(candidate, "legislation", "kk")
    sign_in(proctor, wall_server.base_url, "proctor")
    at(proctor, "nav-live").click()
    in_each_language(proctor, gallery, "proctor-wall", at(proctor, "live-tile"))
    at(proctor, "act-open").click()
    at(proctor, "message-set").select_option("more_light")
    at(proctor, "message-send").click()
    gallery.look(proctor, "proctor-message")
    expect(at(candidate, "proctor-words")).to_be_focused(timeout=SLOW_MS)
    gallery.look(candidate, "candidate-proctor-message")
    candidate.keyboard.press("Escape")
    candidate.keyboard.press("Digit1")
    expect(at(candidate, "proctor-message")).to_be_visible()
    line = at(proctor, "act-line").first
    expect(line).to_have_attribute("data-seen", "false", timeout=SLOW_MS)
    at(candidate, "proctor-answer").click()
    expect(at(candidate, "proctor-message")).to_have_count(0)
    expect(line).to_have_attribute("data-seen", "true", timeout=SLOW_MS)
    at(proctor, "ask-room").click()
    expect(at(candidate, "proctor-message")).to_have_attribute("data-kind", "show_room", timeout=SLOW_MS)
    at(candidate, "proctor-answer").click()
    at(proctor, "message-set").select_option("")
    at(proctor, "message-own").fill(OWN_WORDS)
    at(proctor, "message-send").click()
    expect(at(candidate, "proctor-words")).to_have_text(OWN_WORDS, timeout=SLOW_MS)
    candidate.reload()
    expect(at(candidate, "proctor-words")).to_have_text(OWN_WORDS, timeout=SLOW_MS)
    at(candidate, "proctor-answer").click()
    expect(at(proctor, "act-line")).to_have_count(3, timeout=SLOW_MS)
    seen = proctor.locator('[data-testid="act-line"][data-seen="true"]')
    expect(seen).to_have_count(3, timeout=SLOW_MS)
    assert not gallery.verdict(), gallery.verdict()


def in_each_language(page: Page, gallery: Gallery, name: str, shown: Locator) -> None:
    for language in LANGUAGES:
        at(page, f"language-{language}").click()
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(shown.first).to_be_visible(timeout=SLOW_MS)
        gallery.look(page, f"{name}-{language}")

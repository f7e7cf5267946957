"""A candidate's pages beside an ordinary sitting: booking, notices, statements, one way only, needs, a result."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from exam_engine.working_days import ASTANA
from proctor_server.entrypoints.settings import Settings
from tests.e2e.gallery import WIDE, Gallery
from tests.e2e.test_offline import time_left
from tests.e2e.ways import SLOW_MS, at, sign_in
from tests.support.browser import POLICY_LOG, chromium
from tests.support.camera import fake_camera
from tests.support.prepared import AFTERNOON, DAYS_AHEAD, STAGE, Prepared, prepare
from tests.support.server import ServerProcess

pytestmark = pytest.mark.e2e

ELSEWHERE = "Europe/Berlin"
"""Where the candidate's computer thinks it is: its own time is told beside Astana's."""
ALL_DAY = (time(0), time(0))
N_STATEMENTS = 141
N_QUALITIES = 13
N_FOCUSABLE = 400
"""More than any page has: a key pressed so often has met all of them."""
FOCUSED = """([card, testId]) => {
  const here = document.activeElement;
  return here?.dataset.testid === testId && (card === '' || here.closest(`[data-testid="${card}"]`) !== null);
}"""
REFUSAL = """async ([attempt, slot]) => {
  const answer = await fetch(`/api/attempts/${attempt}/slots/${slot}`);
  return [answer.status, (await answer.json()).code ?? ''];
}"""


@dataclass(frozen=True, slots=True)
class Stage:
    """A running server with what was prepared, and a browser with the candidate signed in."""

    server: ServerProcess
    prepared: Prepared
    page: Page


@pytest.fixture(scope="module")
def stage(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    server = ServerProcess(tmp_path_factory.mktemp("pages") / "server")
    server.prepare(demo_data)
    prepared = prepare(Settings(data=server.data))
    server.start()
    try:
        with chromium(fake_camera()) as browser:
            page = page_elsewhere(browser)
            sign_in(page, server.base_url, "candidate")
            expect(at(page, "attempt-list")).to_be_visible(timeout=SLOW_MS)
            yield Stage(server, prepared, page)
    finally:
        server.stop()


@pytest.fixture
def gallery() -> Iterator[Gallery]:
    """Whatever a test looks at must be fit for everybody."""
    looked = Gallery()
    yield looked
    assert not looked.verdict(), looked.verdict()


def page_elsewhere(browser: Browser) -> Page:
    page = browser.new_context(viewport=WIDE, locale="kk-KZ", timezone_id=ELSEWHERE).new_page()
    page.add_init_script(POLICY_LOG)
    return page


def test_a_place_is_booked_and_moved_by_the_keyboard_alone(stage: Stage, gallery: Gallery) -> None:
    book_and_move(stage.server, stage.page, gallery)


def test_statements_are_answered_by_number_keys(stage: Stage, gallery: Gallery) -> None:
    answer_statements(stage.server, stage.page, gallery, stage.prepared)


def test_what_leads_forward_only_gives_no_item_twice_nor_one_of_another_part(
    stage: Stage, gallery: Gallery
) -> None:
    go_forward(stage.server, stage.page, gallery, stage.prepared)


def test_what_was_granted_is_there_from_the_first_look(stage: Stage, gallery: Gallery) -> None:
    meet_needs(stage.server, stage.page, gallery, stage.prepared)


def test_qualities_are_told_in_bars_and_in_a_table(stage: Stage, gallery: Gallery) -> None:
    read_qualities(stage.server, stage.page, gallery, stage.prepared)


def test_an_administrator_offers_windows_by_the_keyboard_alone(stage: Stage, gallery: Gallery) -> None:
    browser = stage.page.context.browser
    assert browser is not None
    offer_windows(stage.server, browser, gallery)


def show_all(server: ServerProcess, prepared: Prepared, gallery: Gallery) -> None:
    """Go through all of it for the pictures in the docs."""
    with chromium(fake_camera()) as browser:
        page = page_elsewhere(browser)
        sign_in(page, server.base_url, "candidate")
        expect(at(page, "attempt-list")).to_be_visible(timeout=SLOW_MS)
        book_and_move(server, page, gallery)
        for step in (answer_statements, go_forward, meet_needs, read_qualities):
            step(server, page, gallery, prepared)
        offer_windows(server, browser, gallery)


def offer_windows(server: ServerProcess, browser: Browser, gallery: Gallery) -> None:
    """What is held of each window, one more of them, and who is admitted; working days and programmes beside."""
    page = page_elsewhere(browser)
    sign_in(page, server.base_url, "administrator")
    at(page, "nav-windows").click()
    rows = at(page, "window-row")
    expect(rows.and_(page.locator('[data-booked="1"]')).first).to_be_visible(timeout=SLOW_MS)
    gallery.look(page, "admin-windows")
    n_before = rows.count()
    tab_to(page, "", "window-add")
    page.keyboard.press("Enter")
    expect(at(page, "window-form")).to_be_visible(timeout=SLOW_MS)
    gallery.look(page, "admin-window-new")
    tab_to(page, "", "window-save")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(n_before + 1, timeout=SLOW_MS)
    tab_to(page, "", "admit")
    page.keyboard.press("Enter")
    expect(at(page, "admit-go")).to_be_disabled(timeout=SLOW_MS)
    gallery.look(page, "admin-admit")
    page.keyboard.press("Escape")
    for section, shown_when in (("days", "known-days"), ("programmes", "programme-versions")):
        at(page, f"nav-{section}").click()
        expect(at(page, shown_when).first).to_be_visible(timeout=SLOW_MS)
        if section == "programmes":
            at(page, shown_when).first.click()
            expect(at(page, "programmes-back")).to_be_visible(timeout=SLOW_MS)
        gallery.look(page, f"admin-{'programme' if section == 'programmes' else section}")
    page.context.close()


def book_and_move(server: ServerProcess, page: Page, gallery: Gallery) -> None:
    """Day, time and language; then another day and language. Both clocks are told at each step."""
    card = f"stage-{STAGE}"
    stage = at(page, card)
    page.goto(server.base_url + "/booking")
    expect(stage).to_have_attribute("data-state", "free", timeout=SLOW_MS)
    choose(page, card, day=("End", "ArrowUp"), language="kk")
    gallery.look(page, "candidate-booking")
    confirm(page, card, AFTERNOON, days=DAYS_AHEAD - 1, gallery=gallery)
    held = stage.get_by_test_id("booking-held")
    for part in told_times(AFTERNOON, DAYS_AHEAD - 1):
        expect(held).to_contain_text(part)

    tab_to(page, card, "booking-change")
    page.keyboard.press("Enter")
    choose(page, card, day=("End",), language="ru")
    confirm(page, card, ALL_DAY, days=DAYS_AHEAD)
    expect(held).to_contain_text("Орыс тілі", timeout=SLOW_MS)
    for part in told_times(ALL_DAY, DAYS_AHEAD):
        expect(held).to_contain_text(part)
    gallery.look(page, "candidate-booked")

    page.goto(server.base_url + "/notices")
    notices = at(page, "notices").locator("li")
    for kind in ("booking_made", "booking_moved", "result_released"):
        expect(notices.and_(page.locator(f'[data-kind="{kind}"]'))).to_have_count(1, timeout=SLOW_MS)
    gallery.look(page, "candidate-notices")


def choose(page: Page, card: str, *, day: tuple[str, ...], language: str) -> None:
    tab_to(page, card, "booking-day")
    for key in day:
        page.keyboard.press(key)
    tab_to(page, card, "booking-window")
    page.keyboard.press("Space")
    tab_to(page, card, "booking-language-kk")
    page.keyboard.press("Space" if language == "kk" else "ArrowDown")
    expect(at(page, card).get_by_test_id("booking-go")).to_be_enabled()


def confirm(
    page: Page, card: str, times: tuple[time, time], *, days: int, gallery: Gallery | None = None
) -> None:
    tab_to(page, card, "booking-go")
    page.keyboard.press("Enter")
    asked = at(page, "booking-asked")
    for part in told_times(times, days):
        expect(asked).to_contain_text(part, timeout=SLOW_MS)
    if gallery is not None:
        gallery.look(page, "candidate-booking-confirm")
    tab_to(page, "", "booking-confirm")
    page.keyboard.press("Enter")
    expect(asked).to_have_count(0, timeout=SLOW_MS)
    expect(at(page, card)).to_have_attribute("data-state", "booked", timeout=SLOW_MS)


def told_times(times: tuple[time, time], days: int) -> list[str]:
    """The hours of a window by Astana's clock, or that it is a whole day, and its opening by the candidate's own."""
    zone = ZoneInfo(ASTANA)
    opens_at = datetime.combine(
        datetime.now(UTC).astimezone(zone).date() + timedelta(days=days), times[0], zone
    )
    own = opens_at.astimezone(ZoneInfo(ELSEWHERE))
    hours = ["кез келген уақытта"] if times == ALL_DAY else [f"{times[0]:%H:%M}", f"{times[1]:%H:%M}"]
    return [*hours, "Астана уақыты", f"{own:%H:%M}"]


def answer_statements(server: ServerProcess, page: Page, gallery: Gallery, prepared: Prepared) -> None:
    """A number key agrees so much and goes on by itself; the scale is one group for a screen reader."""
    page.goto(f"{server.base_url}/attempts/{prepared.questionnaire}")
    for slot, key in enumerate(("Digit2", "Digit5", "Digit1")):
        expect(shown(page, slot)).to_be_visible(timeout=SLOW_MS)
        page.keyboard.press(key)
    expect(shown(page, 3)).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_role("radiogroup").get_by_role("radio")).to_have_count(5)
    expect(at(page, "answered-count")).to_contain_text(f"3/{N_STATEMENTS}")
    for slot in range(3):
        expect(at(page, f"palette-{slot}")).to_have_attribute("data-waiting", "false", timeout=SLOW_MS)
    number = at(page, "watermark").evaluate("mark => decodeURIComponent(mark.style.backgroundImage)")
    assert re.search(r">\d{4}-\d{4}-\d{4}</text>", number), "a photograph of the screen names its maker"
    gallery.look(page, "candidate-questionnaire")
    page.keyboard.press("KeyP")
    expect(shown(page, 2)).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_role("radio").first).to_be_checked()


def go_forward(server: ServerProcess, page: Page, gallery: Gallery, prepared: Prepared) -> None:
    """No way back on the page nor past it; after a reload the question that was reached."""
    page.goto(f"{server.base_url}/attempts/{prepared.forward}")
    expect(shown(page, 0)).to_be_visible(timeout=SLOW_MS)
    expect(at(page, "previous")).to_have_count(0)
    expect(at(page, "palette-1")).to_be_disabled()
    page.keyboard.press("Digit1")
    page.keyboard.press("KeyN")
    expect(shown(page, 1)).to_be_visible(timeout=SLOW_MS)
    expect(at(page, "palette-0")).to_have_attribute("data-answered", "true")
    gallery.look(page, "candidate-forward")
    page.keyboard.press("KeyP")
    assert page.evaluate(REFUSAL, [prepared.forward, 0]) == [409, "item_locked"]
    page.reload()
    expect(shown(page, 1)).to_be_visible(timeout=SLOW_MS)
    assert page.evaluate(REFUSAL, [prepared.with_needs, 25]) == [409, "item_locked"], "of the part to come"


def meet_needs(server: ServerProcess, page: Page, gallery: Gallery, prepared: Prepared) -> None:
    """Half as much time again, larger text, strong contrast: nobody has to look for them."""
    page.goto(f"{server.base_url}/attempts/{prepared.with_needs}")
    expect(shown(page, 0)).to_be_visible(timeout=SLOW_MS)
    assert 25 * 60 < time_left(page) <= 37 * 60 + 30
    display = "[document.documentElement.style.fontSize, document.documentElement.dataset.contrast]"
    assert page.evaluate(display) == ["150%", "high"]
    gallery.look(page, "candidate-needs")


def read_qualities(server: ServerProcess, page: Page, gallery: Gallery, prepared: Prepared) -> None:
    page.goto(f"{server.base_url}/attempts/{prepared.released}")
    expect(page.locator('tr[data-testid^="quality-"]')).to_have_count(N_QUALITIES, timeout=SLOW_MS)
    expect(at(page, "reliability")).to_have_attribute("data-level", re.compile("^(high|doubtful|low)$"))
    expect(at(page, "result-decision")).to_be_visible()
    gallery.look(page, "candidate-qualities")


def shown(page: Page, slot: int) -> Locator:
    return page.locator(f'[data-testid="item"][data-slot="{slot}"]')


def tab_to(page: Page, card: str, test_id: str) -> None:
    """Go by the keyboard until an element of the card (of the page, where none is named) has the focus."""
    for _ in range(N_FOCUSABLE):
        if page.evaluate(FOCUSED, [card, test_id]):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {test_id}")

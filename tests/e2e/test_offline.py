"""Without a line in the middle of the test: answers and an essay go on, survive a reload, and arrive once."""

import json
import re
import sqlite3
import time

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.gallery import WIDE, Gallery
from tests.e2e.ways import SLOW_MS, answer, at, begin, sign_in
from tests.support.browser import POLICY_LOG, chromium
from tests.support.camera import fake_camera
from tests.support.server import ServerProcess

pytestmark = pytest.mark.e2e

OFFLINE_S = 22.0
MORE_OFFLINE_S = 100.0
"""How far the server's time is moved before the line returns: two minutes without it in all."""
ESSAY = "Цифрлық қызмет азаматқа жақын болуы керек. "
AN_HOUR_MS = 3_600_000


def test_two_minutes_without_a_line_and_a_reload_lose_nothing(server: ServerProcess) -> None:
    gallery = Gallery()
    with chromium(fake_camera()) as browser:
        context = browser.new_context(viewport=WIDE, locale="kk-KZ", timezone_id="Asia/Almaty")
        items = new_tab(context)
        sign_in(items, server.base_url, "candidate")
        begin(items, "legislation", "kk")
        answer(items, 0, right=True)
        essay = new_tab(context)
        essay.goto(server.base_url)
        begin(essay, "situational_task", "kk")
        write(essay, ESSAY)
        expect(at(essay, "saved-at")).to_have_attribute("data-state", "saved", timeout=SLOW_MS)
        the_computers_clock_changes_nothing(items)

        context.set_offline(True)
        gone_at = time.monotonic()
        for slot in (1, 2):
            choose(items, slot)
        write(essay, ESSAY * 3)
        expect(at(items, "answers-waiting")).to_have_attribute("data-count", "2", timeout=SLOW_MS)
        expect(at(items, "palette-1")).to_have_attribute("data-waiting", "true")
        expect(at(items, "palette-0")).to_have_attribute("data-waiting", "false")
        for page in (items, essay):
            page.reload()
            expect(at(page, "time-unconfirmed")).to_be_visible(timeout=SLOW_MS)
        expect(at(essay, "essay")).to_have_value(ESSAY * 3)
        expect(at(items, "palette-0")).to_have_attribute("data-answered", "true")
        expect(at(items, "palette-2")).to_have_attribute("data-waiting", "true", timeout=SLOW_MS)
        choose(items, 3)
        write(essay, ESSAY * 4)
        gallery.look(items, "candidate-offline")
        left_s = time_left(items)
        time.sleep(max(0.0, OFFLINE_S - (time.monotonic() - gone_at)))
        server.move_clock(MORE_OFFLINE_S)

        context.set_offline(False)
        for page in (items, essay):
            expect(at(page, "saved-at")).to_have_attribute("data-state", "saved", timeout=SLOW_MS)
            expect(at(page, "time-unconfirmed")).to_have_count(0, timeout=SLOW_MS)
        for slot in (1, 2, 3):
            expect(at(items, f"palette-{slot}")).to_have_attribute("data-waiting", "false", timeout=SLOW_MS)
        expect(at(essay, "essay")).to_have_value(ESSAY * 4)
        assert left_s - time_left(items) >= MORE_OFFLINE_S, "the server's time counts, offline or not"
    held = held_by(server)
    assert [slot for slot, _ in held["legislation"]] == [0, 1, 2, 3]
    assert [text for _, text in held["situational_task"]] == [ESSAY * 4]
    assert not gallery.verdict(), gallery.verdict()


def new_tab(context: BrowserContext) -> Page:
    page = context.new_page()
    page.add_init_script(POLICY_LOG)
    return page


def choose(page: Page, slot: int) -> None:
    at(page, f"palette-{slot}").click()
    expect(page.locator(f'[data-testid="item"][data-slot="{slot}"]')).to_be_visible()
    at(page, "option-0").click()


def write(page: Page, text: str) -> None:
    """Go on typing at the essay's end until it reads `text`."""
    field = at(page, "essay")
    field.press("Control+End")
    field.press_sequentially(text.removeprefix(field.input_value()))


def the_computers_clock_changes_nothing(page: Page) -> None:
    """Set it an hour on, then two hours back: the countdown goes by the server's time alone."""
    left_s = time_left(page)
    for shift_ms in (AN_HOUR_MS, -2 * AN_HOUR_MS):
        page.evaluate("ms => { const now = Date.now; Date.now = () => now() + ms; }", shift_ms)
        page.wait_for_timeout(600)
        assert 0 <= left_s - time_left(page) < 10


def time_left(page: Page) -> int:
    """Seconds on the countdown."""
    found = re.search(r"(?:(\d+):)?(\d+):(\d\d)$", at(page, "timer").inner_text())
    assert found is not None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return 3600 * hours + 60 * minutes + seconds


def held_by(server: ServerProcess) -> dict[str, list[tuple[int, str]]]:
    """What the server holds, by programme: every slot with the answer that stands, in order.

    Raises:
        AssertionError: an answer was written twice.
    """
    held: dict[str, list[tuple[int, str]]] = {}
    with sqlite3.connect(server.folder / "data" / "synaq.sqlite") as database:
        twice = database.execute(
            "select count(*) from response_log a join response_log b on a.attempt_id = b.attempt_id"
            " and a.slot = b.slot and b.revision = a.revision + 1 and a.answers = b.answers"
        ).fetchone()
        assert twice == (0,), "one answer stands in the log twice"
        for programme, slot, answers in database.execute(
            "select programme_id, slot, answers from responses join attempts on attempts.id = attempt_id"
            " order by programme_id, slot"
        ):
            held.setdefault(programme, []).append((slot, json.loads(answers)["RESPONSE"][0]))
    return held

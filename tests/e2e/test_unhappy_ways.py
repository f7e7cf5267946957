"""What can go wrong on a candidate's side: a second tab, time that runs out, a page reloaded, a token that expired."""

import pytest
from playwright.sync_api import expect

from tests.e2e.gallery import Gallery
from tests.e2e.test_main_job import new_page
from tests.e2e.ways import SLOW_MS, answer, at, come_to_the_start, sign_in, start
from tests.support.browser import chromium
from tests.support.camera import fake_camera
from tests.support.server import ServerProcess

pytestmark = pytest.mark.e2e

ALL_THE_TIME_S = 55 * 60 + 31
A_DAY_S = 24 * 3600


def test_second_tab_reload_time_up_and_expired_sign_in(server: ServerProcess) -> None:
    gallery = Gallery()
    with chromium(fake_camera()) as browser:
        first = new_page(browser)
        sign_in(first, server.base_url, "candidate")
        come_to_the_start(first)
        start(first, "kk")
        answer(first, 0, right=True)

        second = first.context.new_page()
        second.goto(first.url)
        expect(at(second, "elsewhere")).to_be_visible(timeout=SLOW_MS)
        gallery.look(second, "candidate-elsewhere")
        at(second, "take-over").click()
        expect(at(second, "item-stem")).to_be_visible(timeout=SLOW_MS)
        expect(at(first, "superseded")).to_be_visible(timeout=SLOW_MS)
        gallery.look(first, "candidate-superseded")
        first.close()
        expect(at(second, "palette-0")).to_have_attribute("data-answered", "true")
        answer(second, 1, right=False)

        second.clock.install()
        second.reload()
        expect(at(second, "palette-1")).to_have_attribute("data-answered", "true", timeout=2 * SLOW_MS)
        server.move_clock(ALL_THE_TIME_S)
        second.clock.fast_forward(ALL_THE_TIME_S * 1000)
        expect(at(second, "awaiting")).to_be_visible(timeout=2 * SLOW_MS)

        server.move_clock(A_DAY_S)
        second.reload()
        expect(at(second, "sign-in-login")).to_be_visible(timeout=SLOW_MS)
    assert not gallery.verdict(), gallery.verdict()

"""An administrator's pages: overview, a new candidate, an attempt for them, an item with its key, the audit."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.gallery import Gallery
from tests.e2e.test_main_job import new_page
from tests.e2e.ways import SLOW_MS, at, sign_in
from tests.support.browser import chromium
from tests.support.server import ServerProcess

pytestmark = pytest.mark.e2e

NOBODYS_IIN = "000101500011"
"""A right checksum and a serial number that is not given out."""


def test_an_administrator_registers_a_candidate_and_assigns_a_test(server: ServerProcess) -> None:
    gallery = Gallery()
    do_the_administration(server, gallery)
    assert not gallery.verdict(), gallery.verdict()


def do_the_administration(server: ServerProcess, gallery: Gallery) -> None:
    with chromium() as browser:
        page = new_page(browser)
        sign_in(page, server.base_url, "administrator")
        expect(at(page, "overview")).to_be_visible(timeout=SLOW_MS)
        gallery.look(page, "admin-overview")
        register(page, gallery)
        assign(page, gallery)
        read_an_item(page, gallery)
        at(page, "nav-programmes").click()
        expect(at(page, "programme").first).to_be_visible(timeout=SLOW_MS)
        gallery.look(page, "admin-programmes")
        set_a_threshold(page, gallery)
        at(page, "nav-audit").click()
        expect(page.locator('[data-testid="audit-row"][data-action="item_key_read"]')).to_have_count(1)
        gallery.look(page, "admin-audit")


def register(page: Page, gallery: Gallery) -> None:
    at(page, "nav-candidates").click()
    at(page, "new-candidate").click()
    at(page, "new-candidate-login").fill("second.candidate")
    at(page, "new-candidate-name").fill("Екінші кандидат")
    at(page, "new-candidate-iin").fill(NOBODYS_IIN)
    gallery.look(page, "admin-new-candidate")
    at(page, "new-candidate-submit").click()
    expect(at(page, "new-candidate-password")).not_to_be_empty(timeout=SLOW_MS)
    at(page, "new-candidate-close").click()
    expect(page.locator('[data-testid="candidate-row"][data-login="second.candidate"]')).to_be_visible()
    gallery.look(page, "admin-candidates")


def set_a_threshold(page: Page, gallery: Gallery) -> None:
    """By keyboard: a longer turn counts only, tried before it holds; a number out of bounds goes nowhere."""
    at(page, "programme-signals").first.press("Enter")
    turned, apply = at(page, "signals-durations_s-turned"), at(page, "signals-apply")
    expect(turned).to_have_value("2.4", timeout=SLOW_MS)
    turned.fill("61")
    expect(turned).to_have_attribute("aria-invalid", "true")
    expect(at(page, "signals-try")).to_be_disabled()
    gallery.look(page, "admin-signals-fault")
    turned.fill("3,5")
    expect(apply).to_be_disabled()
    at(page, "signals-try").press("Enter")
    expect(apply).to_be_enabled(timeout=SLOW_MS)
    gallery.look(page, "admin-signals")
    apply.press("Enter")
    at(page, "signals-confirm").press("Enter")
    expect(at(page, "signals-done")).not_to_be_empty(timeout=SLOW_MS)
    expect(turned).to_have_value("3.5")
    expect(apply).to_be_disabled()


def assign(page: Page, gallery: Gallery) -> None:
    at(page, "nav-attempts").click()
    expect(at(page, "attempt-row").first).to_be_visible(timeout=SLOW_MS)
    n_before = at(page, "attempt-row").count()
    at(page, "assign").click()
    at(page, "assign-candidate").select_option(index=1)
    gallery.look(page, "admin-assign")
    at(page, "assign-submit").click()
    expect(at(page, "attempt-row")).to_have_count(n_before + 1, timeout=SLOW_MS)
    gallery.look(page, "admin-attempts")


def read_an_item(page: Page, gallery: Gallery) -> None:
    at(page, "nav-bank").click()
    expect(at(page, "item-row").first).to_be_visible(timeout=SLOW_MS)
    gallery.look(page, "admin-items")
    at(page, "open-item").first.click()
    expect(at(page, "correct-option")).to_have_count(1, timeout=SLOW_MS)
    gallery.look(page, "admin-item")

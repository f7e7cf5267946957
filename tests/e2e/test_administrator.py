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

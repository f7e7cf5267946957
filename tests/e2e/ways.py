"""The ways people go through the pages, step by step, for tests and for the screenshots in the docs."""

from playwright.sync_api import Locator, Page, expect

from item_bank.bank_file import read_demo_bank
from proctor_server.services.demo import DEMO_ACCOUNTS
from tests.e2e.gallery import Gallery
from tests.support.camera import TrueEvent

PASSWORDS = {account.role: account.password for account in DEMO_ACCOUNTS}
LOGINS = {account.role: account.login for account in DEMO_ACCOUNTS}
NAMES = {account.role: account.display_name for account in DEMO_ACCOUNTS}
KEY_OF_STEM = {item.stem.kk: sorted(key.correct_ids)[0] for item, key in read_demo_bank()}
"""The right option's id by the Kazakh text of its item: what a candidate who knows everything would choose."""

N_ITEMS = 55
SECTION_SLOTS = {
    "constitution": range(0, 15),
    "civil_service": range(15, 30),
    "anti_corruption": range(30, 45),
    "ethics": range(45, 55),
}
SLOW_MS = 60_000


def at(page: Page, test_id: str) -> Locator:
    return page.get_by_test_id(test_id)


def sign_in(page: Page, base_url: str, role: str, gallery: Gallery | None = None) -> None:
    """Sign in as the demo's account of a role: of several, the one that is printed last."""
    page.goto(base_url + ("/" if role == "candidate" else "/staff"))
    expect(at(page, "sign-in-login")).to_be_visible(timeout=SLOW_MS)
    look(gallery, page, "candidate-sign-in" if role == "candidate" else "staff-sign-in")
    fill_in(page, LOGINS[role], PASSWORDS[role])


def sign_in_as(page: Page, base_url: str, login: str) -> None:
    """Sign in to the staff's page as one of the demo's accounts."""
    page.goto(base_url + "/staff")
    expect(at(page, "sign-in-login")).to_be_visible(timeout=SLOW_MS)
    fill_in(page, login, next(one.password for one in DEMO_ACCOUNTS if one.login == login))


def fill_in(page: Page, login: str, password: str) -> None:
    at(page, "sign-in-login").fill(login)
    at(page, "sign-in-password").fill(password)
    at(page, "sign-in-submit").click()


def come_to_the_start(page: Page, gallery: Gallery | None = None, programme: str = "legislation") -> None:
    """From the cabinet through rules, consent and device check to the page with the start button."""
    expect(at(page, "attempt-list")).to_be_visible(timeout=SLOW_MS)
    look(gallery, page, "candidate-cabinet")
    page.locator(f'[data-programme="{programme}"]').get_by_test_id("open-attempt").click()
    expect(at(page, "consent-button")).to_be_visible(timeout=SLOW_MS)
    look(gallery, page, "candidate-rules")
    at(page, "consent-checkbox").check()
    at(page, "consent-button").click()
    at(page, "check-begin").click()
    expect(at(page, "check-continue")).to_be_enabled(timeout=2 * SLOW_MS)
    look(gallery, page, "candidate-device-check")
    at(page, "check-continue").click()
    expect(at(page, "start-button")).to_be_visible(timeout=SLOW_MS)


def start(page: Page, language: str, gallery: Gallery | None = None) -> None:
    at(page, f"test-language-{language}").check(force=True)
    look(gallery, page, "candidate-start")
    at(page, "start-button").click()
    expect(at(page, "item-stem")).to_be_visible(timeout=SLOW_MS)


def begin(page: Page, programme: str, language: str) -> None:
    """From the cabinet into the first block of a programme."""
    come_to_the_start(page, programme=programme)
    start(page, language)


def answer(page: Page, slot: int, *, right: bool) -> None:
    """Answer one item of a Kazakh test and wait until the server holds the answer."""
    at(page, f"palette-{slot}").click()
    expect(page.locator(f'[data-testid="item"][data-slot="{slot}"]')).to_be_visible(timeout=SLOW_MS)
    key = KEY_OF_STEM[at(page, "item-stem").inner_text().strip()]
    options = page.locator('[data-testid^="option-"]')
    chosen = next(
        index
        for index in range(options.count())
        if (options.nth(index).get_attribute("data-option") == key) is right
    )
    options.nth(chosen).click()
    expect(at(page, "saved-at")).to_have_attribute("data-state", "saved", timeout=SLOW_MS)


def submit(page: Page, gallery: Gallery | None = None) -> None:
    at(page, "submit-button").click()
    expect(at(page, "confirm-submit")).to_be_enabled(timeout=SLOW_MS)
    look(gallery, page, "candidate-submit")
    at(page, "confirm-submit").click()
    expect(at(page, "awaiting")).to_be_visible(timeout=SLOW_MS)
    look(gallery, page, "candidate-awaiting")


def open_review(page: Page, gallery: Gallery | None = None) -> None:
    """From the queue to a claimed review whose analysis is done and whose recording plays."""
    expect(at(page, "queue-row").first).to_be_visible(timeout=SLOW_MS)
    look(gallery, page, "proctor-queue")
    at(page, "claim").first.click()
    expect(at(page, "timeline")).to_be_visible(timeout=SLOW_MS)


def incidents(page: Page) -> list[TrueEvent]:
    """What the review lists, in seconds of the attempt."""
    expect(at(page, "incident").first).to_be_visible(timeout=SLOW_MS)
    rows = at(page, "incident").all()
    return [
        TrueEvent(
            row.get_attribute("data-type") or "",
            float(row.get_attribute("data-t0") or 0),
            float(row.get_attribute("data-t1") or 0),
        )
        for row in rows
    ]


def judge_all(page: Page, verdict: str) -> None:
    """Give every incident the same verdict."""
    n = at(page, "incident").count()
    for index in range(n):
        row = at(page, "incident").nth(index)
        row.get_by_test_id("open-incident").click()
        row.get_by_test_id(verdict).click()
        expect(row).not_to_have_attribute("data-verdict", "none", timeout=SLOW_MS)


def look(gallery: Gallery | None, page: Page, name: str) -> None:
    if gallery is not None:
        gallery.look(page, name)

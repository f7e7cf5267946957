"""Two disagree, a senior settles, an appeal is answered: every page of it held against WCAG, in three languages."""

import asyncio
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.e2e.gallery import Gallery
from tests.e2e.test_main_job import new_page
from tests.e2e.ways import SLOW_MS, at, fill_in, judge_all, sign_in, sign_in_as
from tests.support.browser import chromium
from tests.support.recordings import WIDTH
from tests.support.sat import add_proctor, sit_lately, warn_senior
from tests.support.server import ServerProcess

pytestmark = pytest.mark.e2e

FOURTH = ("fourth.proctor", "fourth-proctor-1")
"""Of the demo's three proctors each takes part in a decision that two see differently."""
GROUNDS = "The seat is empty for seven seconds; nobody is to be seen in the picture."
APPEAL = "Жарық өшіп қалды, сондықтан орнымнан тұрдым."
ANSWER = "The picture shows the light going out: the candidate had to get up."
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64
SINCE_S = 120.0
OWN_PASSWORD = "үш сөз және бір сан 7"
LANGUAGES = ("ru", "en", "kk")


@pytest.fixture(scope="module")
def sat(tmp_path_factory: pytest.TempPathFactory, demo_data: Path) -> Iterator[ServerProcess]:
    """A server with a test that waits for its review, its recording of an empty room, and a fourth proctor."""
    process = ServerProcess(tmp_path_factory.mktemp("decisions") / "server")
    process.prepare(demo_data)
    data, now = process.folder / "data", datetime.now(UTC)
    asyncio.run(sit_lately(data, now=now))
    asyncio.run(add_proctor(data, *FOURTH, now=now))
    asyncio.run(warn_senior(data, now=now))
    process.move_clock(SINCE_S)
    process.start()
    yield process
    process.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def in_each_language(gallery: Gallery, page: Page, name: str) -> None:
    for language in LANGUAGES:
        at(page, f"language-{language}").click()
        expect(page.locator("html")).to_have_attribute("lang", language)
        gallery.look(page, f"{name}-{language}")


def test_two_disagree_a_senior_settles_and_another_person_answers_the_appeal(
    sat: ServerProcess, browser: Browser
) -> None:
    gallery = Gallery()
    review(browser, sat, "proctor", violation=True, noting=True)
    review(browser, sat, "second.proctor", violation=False)
    senior = review(browser, sat, "senior", violation=True)
    expect(at(senior, "decision-card")).to_have_attribute("data-outcome", "violation", timeout=SLOW_MS)

    candidate = new_page(browser)
    sign_in(candidate, sat.base_url, "candidate")
    see_the_evidence(candidate, gallery)
    appeal(candidate, gallery)

    take_the_report(senior)
    refused_to_whoever_took_part(senior, gallery)
    answer(browser, sat, gallery)

    candidate.reload()
    expect(at(candidate, "appeal-state")).to_have_attribute("data-outcome", "upheld", timeout=SLOW_MS)
    expect(at(candidate, "appeal-reason")).to_have_text(ANSWER)
    expect(at(candidate, "decided")).to_have_attribute("data-outcome", "no_violation")
    gallery.look(candidate, "candidate-appeal-answered")

    overrule(senior, gallery)
    assert not gallery.verdict(), gallery.verdict()


def review(
    browser: Browser, server: ServerProcess, login: str, *, violation: bool, noting: bool = False
) -> Page:
    """Read the one review as a person of the staff; nobody finds another's note, the first leaves one."""
    page = new_page(browser)
    sign_in_as(page, server.base_url, login)
    expect(at(page, "queue-row").first).to_be_visible(timeout=SLOW_MS)
    at(page, "claim").first.click()
    expect(at(page, "incident")).to_have_attribute("data-verdict", "none", timeout=SLOW_MS)
    expect(at(page, "note")).to_have_count(0)
    if noting:
        keep_a_note(page)
    judge_all(page, "confirm-incident" if violation else "dismiss-incident")
    at(page, "outcome-violation" if violation else "outcome-no_violation").check()
    if violation:
        at(page, "decision-rule").select_option("left_seat")
        at(page, "decision-reason").fill(GROUNDS)
    at(page, "sign-decision").click()
    at(page, "confirm-sign").click()
    expect(page.get_by_test_id(re.compile("reading-signed|decision-card"))).to_be_visible(timeout=SLOW_MS)
    return page


def keep_a_note(page: Page) -> None:
    """A note leads back to its moment; taken away, it can be brought back."""
    at(page, "open-incident").click()
    at(page, "note-text").fill("Look at the door")
    at(page, "note-add").click()
    expect(at(page, "note")).to_have_attribute("data-at", re.compile("^[34]$"), timeout=SLOW_MS)
    at(page, "note-remove").click()
    expect(at(page, "note")).to_have_count(0)
    at(page, "note-undo").click()
    expect(at(page, "note")).to_have_count(1)
    at(page, "note-jump").click()
    expect(at(page, "player-time")).to_contain_text(re.compile("0:0[34]"))


def see_the_evidence(page: Page, gallery: Gallery) -> None:
    """From the notice to the decision: its rule, its event with picture and recording, who decided by pseudonym."""
    at(page, "notices-link").click()
    expect(page.locator('[data-kind="violation_decided"]')).to_be_visible(timeout=SLOW_MS)
    in_each_language(gallery, page, "candidate-notices-of-decisions")
    at(page, "notice-place").first.click()
    expect(at(page, "decided")).to_have_attribute("data-outcome", "violation", timeout=SLOW_MS)
    expect(at(page, "reviewer")).to_have_text(re.compile(r"^P-[0-9A-F]{6}$"))
    expect(at(page, "held-incident")).to_have_attribute("data-type", "absent")
    expect(at(page, "held-still")).to_have_js_property("naturalWidth", WIDTH, timeout=SLOW_MS)
    at(page, "show-clip").click()
    expect(at(page, "held-clip")).to_have_js_property("videoWidth", WIDTH, timeout=SLOW_MS)


def appeal(page: Page, gallery: Gallery) -> None:
    """A file of the wrong kind is refused before it is sent; the right one goes with the appeal."""
    expect(at(page, "appeal-until")).to_be_visible()
    at(page, "appeal-open").click()
    at(page, "appeal-text").fill(APPEAL)
    wrong = {"name": "a.html", "mimeType": "text/html", "buffer": b"<p>"}
    at(page, "appeal-files").set_input_files([wrong])
    expect(at(page, "appeal-fault")).to_contain_text("a.html")
    in_each_language(gallery, page, "candidate-decision")
    at(page, "appeal-file").get_by_role("button").click()
    at(page, "appeal-files").set_input_files(
        [{"name": "Door of A. Candidate.png", "mimeType": "image/png", "buffer": PNG}]
    )
    at(page, "appeal-send").click()
    at(page, "appeal-confirm").click()
    expect(at(page, "appeal-state")).to_have_attribute("data-outcome", "open", timeout=SLOW_MS)


def take_the_report(senior: Page) -> None:
    """The decided session as a PDF in a language of one's choice, from the page it was signed on."""
    at(senior, "report-language").select_option("ru")
    with senior.expect_download(timeout=SLOW_MS) as caught:
        at(senior, "report-pdf").click()
    assert caught.value.suggested_filename.endswith(".pdf")
    pages = PdfReader(caught.value.path()).pages
    assert "Отчёт о тестировании" in pages[0].extract_text()
    assert sum(len(page.images) for page in pages) == 1
    expect(at(senior, "report-status")).to_contain_text(caught.value.suggested_filename)


def refused_to_whoever_took_part(senior: Page, gallery: Gallery) -> None:
    at(senior, "nav-appeals").click()
    expect(at(senior, "appeal-row")).to_have_attribute("data-mine", "false", timeout=SLOW_MS)
    in_each_language(gallery, senior, "proctor-appeals")
    at(senior, "open-appeal").click()
    expect(at(senior, "appeal-not-mine")).to_be_visible(timeout=SLOW_MS)


def answer(browser: Browser, server: ServerProcess, gallery: Gallery) -> None:
    """Somebody else answers: what was decided and on what, the file without the name it was given, the reasons."""
    page = new_page(browser)
    page.goto(server.base_url + "/staff/appeals")
    expect(at(page, "sign-in-login")).to_be_visible(timeout=SLOW_MS)
    fill_in(page, *FOURTH)
    expect(at(page, "appeal-row")).to_have_attribute("data-mine", "true", timeout=SLOW_MS)
    at(page, "open-appeal").click()
    expect(at(page, "appeal-said")).to_have_text(APPEAL, timeout=SLOW_MS)
    expect(at(page, "appeal-event")).to_have_count(1, timeout=SLOW_MS)
    expect(at(page, "decision-card")).to_have_attribute("data-outcome", "violation")
    expect(at(page, "appeal-attachment")).to_have_count(1)
    assert "A. Candidate" not in page.content(), "a file's name may hold a person's"
    at(page, "answer-upheld").check()
    at(page, "answer-reason").fill(ANSWER)
    in_each_language(gallery, page, "proctor-appeal")
    at(page, "answer-sign").click()
    gallery.look(page, "proctor-appeal-sign")
    at(page, "answer-confirm").click()
    expect(at(page, "appeal-answered")).to_have_attribute("data-outcome", "upheld", timeout=SLOW_MS)


def overrule(senior: Page, gallery: Gallery) -> None:
    """A senior changes what stands, with grounds."""
    at(senior, "nav-queue").click()
    at(senior, "open-decided").click()
    expect(at(senior, "decision-card")).to_have_attribute("data-outcome", "no_violation", timeout=SLOW_MS)
    at(senior, "overrule-open").click()
    at(senior, "overrule-no_violation").check()
    at(senior, "overrule-grounds").fill(GROUNDS)
    expect(at(senior, "overrule-sign")).to_be_disabled()
    at(senior, "overrule-void").check()
    gallery.look(senior, "proctor-overrule")
    at(senior, "overrule-sign").click()
    expect(at(senior, "decision-card")).to_have_attribute("data-outcome", "void", timeout=SLOW_MS)


def test_seniors_see_the_agreement_and_an_administrator_moves_days_and_keeps_accounts(
    sat: ServerProcess, browser: Browser
) -> None:
    gallery = Gallery()
    senior = new_page(browser)
    sign_in_as(senior, sat.base_url, "senior")
    at(senior, "nav-agreement").click()
    known = senior.get_by_test_id(re.compile("agreement-row|empty")).first
    expect(known).to_be_visible(timeout=SLOW_MS)
    in_each_language(gallery, senior, "proctor-agreement")
    at(senior, "nav-notices").click()
    expect(senior.locator('[data-kind="reviews_will_be_late"]')).to_contain_text("31", timeout=SLOW_MS)
    in_each_language(gallery, senior, "staff-notices")
    proctor = new_page(browser)
    sign_in_as(proctor, sat.base_url, "proctor")
    expect(at(proctor, "nav-appeals")).to_be_visible(timeout=SLOW_MS)
    expect(at(proctor, "nav-agreement")).to_have_count(0)

    page = new_page(browser)
    sign_in(page, sat.base_url, "administrator")
    at(page, "nav-days").click()
    expect(at(page, "empty")).to_be_visible(timeout=SLOW_MS)
    at(page, "day-add").click()
    at(page, "day-save").click()
    gallery.look(page, "admin-day")
    at(page, "day-date").fill("2027-01-05")
    at(page, "day-act").fill("Act No. 700")
    at(page, "day-save").click()
    expect(page.locator('[data-testid="day-row"][data-day="2027-01-05"]')).to_be_visible(timeout=SLOW_MS)
    at(page, "known-days").locator("summary").click()
    in_each_language(gallery, page, "admin-days")
    at(page, "day-withdraw").click()
    at(page, "day-withdraw-confirm").click()
    expect(at(page, "day-row")).to_have_count(0, timeout=SLOW_MS)
    add_a_senior_and_shut_them_out(page, browser, sat, gallery)
    assert not gallery.verdict(), gallery.verdict()


def add_a_senior_and_shut_them_out(
    page: Page, browser: Browser, server: ServerProcess, gallery: Gallery
) -> None:
    """An administrator adds a senior, who chooses a password of their own; shut out, they are out at once."""
    at(page, "nav-staff").click()
    expect(at(page, "colleague-row").first).to_be_visible(timeout=SLOW_MS)
    in_each_language(gallery, page, "admin-staff")
    own = page.locator('[data-testid="colleague-row"][data-login="administrator"]')
    expect(own.get_by_test_id("shut")).to_have_count(0)
    at(page, "new-colleague").click()
    at(page, "colleague-login").fill("new.senior")
    at(page, "colleague-submit").click()
    expect(at(page, "colleague-added")).to_have_count(0)
    at(page, "colleague-name").fill("Жаңа Аға")
    at(page, "colleague-senior").check()
    gallery.look(page, "admin-new-colleague")
    at(page, "colleague-submit").click()
    password = at(page, "colleague-password").text_content(timeout=SLOW_MS)
    at(page, "colleague-close").click()
    newcomer = new_page(browser)
    newcomer.goto(server.base_url + "/staff")
    expect(at(newcomer, "sign-in-login")).to_be_visible(timeout=SLOW_MS)
    fill_in(newcomer, "new.senior", password or "")
    choose_a_password(newcomer, password or "", gallery)
    row = page.locator('[data-testid="colleague-row"][data-login="new.senior"]')
    expect(row).to_have_attribute("data-senior", "true", timeout=SLOW_MS)
    row.get_by_test_id("shut").click()
    gallery.look(page, "admin-shut-colleague")
    at(page, "shut-confirm").click()
    expect(row).to_have_attribute("data-shut", "true", timeout=SLOW_MS)
    newcomer.reload()
    expect(at(newcomer, "sign-in-login")).to_be_visible(timeout=SLOW_MS)


def choose_a_password(page: Page, first: str, gallery: Gallery) -> None:
    """Nothing is open to a first password but the way to another; later the menu leads there too."""
    expect(at(page, "first-password")).to_be_visible(timeout=SLOW_MS)
    expect(at(page, "nav-queue")).to_have_count(0)
    at(page, "password-save").click()
    in_each_language(gallery, page, "staff-first-password")
    at(page, "password-old").fill("no, not this")
    at(page, "password-next").fill(OWN_PASSWORD)
    at(page, "password-again").fill(OWN_PASSWORD)
    at(page, "password-save").click()
    wrong = page.locator('[data-testid="error-notice"][data-code="old_password_wrong"]')
    expect(wrong).to_be_visible(timeout=SLOW_MS)
    at(page, "password-old").fill(first)
    at(page, "password-save").click()
    expect(at(page, "nav-agreement")).to_be_visible(timeout=SLOW_MS)
    at(page, "to-password").click()
    expect(at(page, "password-form")).to_be_visible(timeout=SLOW_MS)
    in_each_language(gallery, page, "staff-password")

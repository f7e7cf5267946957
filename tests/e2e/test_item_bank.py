"""The item bank's work: an item with a chart is written by one, reviewed by another, drawn, and met by a candidate."""

import pytest
from playwright.sync_api import Browser, Page, expect

from proctor_server.services.demo import DEMO_ACCOUNTS
from tests.e2e.gallery import Gallery
from tests.e2e.test_main_job import new_page
from tests.e2e.ways import SLOW_MS, at, come_to_the_start, sign_in, start
from tests.support.browser import chromium
from tests.support.camera import Camera
from tests.support.server import ServerProcess

pytestmark = pytest.mark.e2e

CHART = "E2E-CHART"
CODE = "E2E-1"
STEM = {"kk": "Қай жылы өтініш көп түсті?", "ru": "В каком году обращений было больше?"}
YEARS = {"kk": ["2024 жыл", "2025 жыл"], "ru": ["2024 год", "2025 год"]}
CHOICES = {
    "kk": ["2024 жылы", "2025 жылы", "Екі жылда бірдей", "Дерек жеткіліксіз"],
    "ru": ["В 2024 году", "В 2025 году", "Одинаково", "Данных недостаточно"],
}
ETHICS = range(45, 55)
REVIEWER = next(account for account in DEMO_ACCOUNTS if account.login == "reviewer")


def test_an_item_goes_from_its_author_to_a_candidate(server: ServerProcess, camera: Camera) -> None:
    gallery = Gallery()
    with chromium(camera) as browser:
        author = new_page(browser)
        sign_in(author, server.base_url, "administrator")
        draw_a_chart(author, gallery)
        write_the_item(author, gallery)
        review_it(browser, server, gallery)
        put_it_into_a_blueprint(author, gallery)
        meet_it(browser, server)
    assert not gallery.verdict(), gallery.verdict()


def test_every_page_of_the_bank_is_fit_for_everybody(server: ServerProcess) -> None:
    gallery = Gallery()
    with chromium() as browser:
        page = new_page(browser)
        broken: list[str] = []
        page.on("pageerror", lambda error: broken.append(str(error)))
        sign_in(page, server.base_url, "administrator")
        at(page, "nav-bank").click()
        find_an_item(page, gallery)
        amend_an_article(page, gallery)
        look_at_an_import(page, gallery)
        at(page, "bank-statistics").click()
        expect(at(page, "study")).to_be_visible(timeout=SLOW_MS)
        gallery.look(page, "bank-statistics")
        in_every_language(page)
    assert not broken, broken
    assert not gallery.verdict(), gallery.verdict()


def draw_a_chart(page: Page, gallery: Gallery) -> None:
    at(page, "nav-bank").click()
    at(page, "bank-stimuli").click()
    at(page, "new-stimulus-chart").click()
    at(page, "stimulus-code").fill(CHART)
    at(page, "stimulus-title-kk").fill("Өтініштер саны")
    at(page, "stimulus-title-ru").fill("Число обращений")
    at(page, "stimulus-alt-kk").fill("Жылдар бойынша өтініштер")
    at(page, "stimulus-alt-ru").fill("Обращения по годам")
    at(page, "series-0-kk").fill("Өтініштер")
    at(page, "series-0-ru").fill("Обращения")
    at(page, "category-2-kk").fill("2026 жыл")
    at(page, "category-2-ru").fill("2026 год")
    for row, count in enumerate(("120", "345,5")):
        for language in ("kk", "ru"):
            at(page, f"category-{row}-{language}").fill(YEARS[language][row])
        at(page, f"cell-{row}-0").fill(count)
    drawn = at(page, "stimulus-preview-kk").locator("img")
    expect(drawn).to_be_visible(timeout=SLOW_MS)
    page.wait_for_function(
        "() => [...document.images].every(image => image.naturalWidth > 50)", timeout=SLOW_MS
    )
    gallery.look(page, "bank-stimulus")
    at(page, "save-stimulus").click()
    expect(page.locator(f'[data-testid="stimulus-row"][data-code="{CHART}"]')).to_be_visible(timeout=SLOW_MS)
    gallery.look(page, "bank-stimuli")


def write_the_item(page: Page, gallery: Gallery) -> None:
    at(page, "bank-items").click()
    at(page, "new-item").click()
    gallery.look(page, "bank-new-item")
    at(page, "new-choice").click()
    at(page, "item-code").fill(CODE)
    at(page, "item-section").fill("ethics")
    at(page, "item-topic").fill("Диаграмма")
    at(page, "item-stimulus").fill(CHART)
    for language, stem in STEM.items():
        at(page, f"body-{language}").locator("p").first.click()
        page.keyboard.insert_text(stem)
        for index, choice in enumerate(CHOICES[language]):
            at(page, f"choices-{index}-{language}").click()
            page.keyboard.insert_text(choice)
    at(page, "right-1").check()
    expect(at(page, "faults")).to_have_attribute("data-count", "0")
    at(page, "preview").click()
    expect(at(page, "preview-ru").get_by_test_id("item-stem")).to_have_text(STEM["ru"], timeout=SLOW_MS)
    gallery.look(page, "bank-item-editor")
    at(page, "save-item").click()
    at(page, "submit-review").click(timeout=SLOW_MS)
    expect(at(page, "item-detail")).to_have_attribute("data-status", "review", timeout=SLOW_MS)
    expect(at(page, "decide-form")).to_have_count(0)  # nobody approves an item of their own
    gallery.look(page, "bank-item-in-review")


def review_it(browser: Browser, server: ServerProcess, gallery: Gallery) -> None:
    page = new_page(browser)
    page.goto(server.base_url + "/staff")
    at(page, "sign-in-login").fill(REVIEWER.login)
    at(page, "sign-in-password").fill(REVIEWER.password)
    at(page, "sign-in-submit").click()
    at(page, "nav-bank").click(timeout=SLOW_MS)
    at(page, "bank-review").click()
    row = page.locator(f'[data-testid="inbox-row"][data-code="{CODE}"]')
    expect(row).to_be_visible(timeout=SLOW_MS)
    gallery.look(page, "bank-review")
    row.get_by_test_id("open-review-item").click()
    stages = page.locator('[data-testid="stage"][data-decision="approved"]')
    for approved in range(1, 4):
        at(page, "decide-approved").click(timeout=SLOW_MS)
        expect(stages).to_have_count(approved, timeout=SLOW_MS)
    at(page, "to-active").click()
    at(page, "confirm").click()
    expect(at(page, "item-detail")).to_have_attribute("data-status", "active", timeout=SLOW_MS)
    gallery.look(page, "bank-item")
    page.context.close()


def put_it_into_a_blueprint(page: Page, gallery: Gallery) -> None:
    at(page, "bank-blueprints").click()
    at(page, "new-blueprint").click()
    at(page, "blueprint-name").fill("Диаграммасы бар тест")
    at(page, "blueprint-programme").select_option("legislation")
    at(page, "exposure-cap").fill("")
    at(page, "of-sections").click()
    bound_to_the_item(page)
    expect(at(page, "check")).to_have_attribute("data-state", "yes", timeout=SLOW_MS)
    gallery.look(page, "bank-blueprint")
    at(page, "save-blueprint").click()
    at(page, "toggle-use").click(timeout=SLOW_MS)
    expect(at(page, "blueprint-use")).to_have_attribute("data-in-use", "true", timeout=SLOW_MS)
    at(page, "draw-sample").click()
    expect(page.locator(f'[data-testid="sample-slot"][data-code="{CODE}"]')).to_be_visible(timeout=SLOW_MS)
    expect(at(page, "sample-slot")).to_have_count(55)


def bound_to_the_item(page: Page) -> None:
    """Ask for two items of a code that is there once: the check names the stratum; one is enough."""
    stratum = page.locator('[data-testid="stratum"][data-stratum="ethics"]')
    stratum.get_by_test_id("add-bound").click()
    bound = stratum.get_by_test_id("bound")
    bound.get_by_test_id("add-condition").select_option("code")
    bound.get_by_test_id("condition-code").fill(CODE)
    bound.get_by_test_id("bound-minimum").fill("2")
    lacking = page.locator('[data-testid="shortage"][data-stratum="ethics"]').first
    expect(lacking).to_have_attribute("data-lacking", "1", timeout=SLOW_MS)
    bound.get_by_test_id("bound-minimum").fill("1")


def meet_it(browser: Browser, server: ServerProcess) -> None:
    candidate = new_page(browser)
    sign_in(candidate, server.base_url, "candidate")
    come_to_the_start(candidate)
    start(candidate, "kk")
    for slot in ETHICS:
        at(candidate, f"palette-{slot}").click()
        expect(candidate.locator(f'[data-testid="item"][data-slot="{slot}"]')).to_be_visible(timeout=SLOW_MS)
        if at(candidate, "item-stem").inner_text().strip() == STEM["kk"]:
            break
    else:
        raise AssertionError("the form does not hold the new item")
    chart = at(candidate, "stimulus").locator("img")
    expect(chart).to_be_visible()
    candidate.wait_for_function(
        "() => [...document.images].every(image => image.naturalWidth > 50)", timeout=SLOW_MS
    )
    at(candidate, "chart-table-toggle").click()
    expect(at(candidate, "chart-table")).to_contain_text("345,5")
    candidate.get_by_role("radio", name=CHOICES["kk"][1]).check(force=True)
    expect(at(candidate, "saved-at")).to_have_attribute("data-state", "saved", timeout=SLOW_MS)


def find_an_item(page: Page, gallery: Gallery) -> None:
    expect(at(page, "item-row").first).to_be_visible(timeout=SLOW_MS)
    at(page, "filter-section").select_option("ethics")
    expect(page.locator('[data-testid="item-row"]:not([data-section="ethics"])')).to_have_count(
        0, timeout=SLOW_MS
    )
    gallery.look(page, "bank-items")
    at(page, "open-item").first.click()
    expect(at(page, "correct-option").first).to_be_visible(timeout=SLOW_MS)
    write_a_version(page)
    at(page, "compare").click()
    expect(at(page, "change").first).to_be_visible(timeout=SLOW_MS)
    gallery.look(page, "bank-diff")
    page.go_back()
    at(page, "correct-key").click()
    page.locator('[data-testid^="right-"]:not(:checked)').first.check()
    at(page, "key-preview").click()
    expect(at(page, "key-effect")).to_have_attribute("data-changed", "0", timeout=SLOW_MS)
    gallery.look(page, "bank-key")


def write_a_version(page: Page) -> None:
    """The next version; what is written is kept, and leaving asks first."""
    at(page, "edit-item").click()
    at(page, "body-kk").locator("p").first.click()
    page.keyboard.insert_text("Жаңа сөз. ")
    at(page, "bank-review").click()
    expect(at(page, "leave")).to_be_visible()
    page.keyboard.press("Escape")
    at(page, "save-note").fill("Түзету")
    at(page, "save-item").click()
    expect(at(page, "version-row")).to_have_count(2, timeout=SLOW_MS)


def amend_an_article(page: Page, gallery: Gallery) -> None:
    at(page, "bank-amendments").click()
    act = page.locator("datalist option").first.get_attribute("value", timeout=SLOW_MS)
    at(page, "amend-act").fill(act or "")
    at(page, "amend-edition").fill("2030-01-01")
    at(page, "amend-preview").click()
    expect(at(page, "amended-item").first).to_be_visible(timeout=SLOW_MS)
    gallery.look(page, "bank-amendments")
    n_items = at(page, "amended-item").count()
    at(page, "amend-declare").click()
    at(page, "confirm").click()
    expect(at(page, "amend-done")).to_contain_text(str(n_items), timeout=SLOW_MS)


def look_at_an_import(page: Page, gallery: Gallery) -> None:
    """A bank in GIFT: one question that can be read, one that cannot."""
    at(page, "bank-imports").click()
    gift = "::G1:: Астана қай жылы астана болды? {=1997 ~1991 ~2019}\n\n::G2:: {\n"
    at(page, "import-file").set_input_files(
        {"name": "bank.gift", "mimeType": "text/plain", "buffer": gift.encode()}
    )
    at(page, "import-language").select_option("kk")
    gallery.look(page, "bank-imports")
    at(page, "import-upload").click()
    expect(at(page, "import")).to_have_attribute("data-state", "ready", timeout=2 * SLOW_MS)
    expect(at(page, "import-part").first).to_be_visible(timeout=SLOW_MS)
    gallery.look(page, "bank-import")
    at(page, "import-commit").click()
    expect(at(page, "import")).to_have_attribute("data-state", "done", timeout=2 * SLOW_MS)


def in_every_language(page: Page) -> None:
    for language in ("ru", "en", "kk"):
        at(page, f"language-{language}").click()
        for name in ("items", "review", "stimuli", "imports", "amendments", "blueprints", "statistics"):
            at(page, f"bank-{name}").click()
            expect(page.locator("h1")).to_be_visible(timeout=SLOW_MS)
            expect(page.locator("html")).to_have_attribute("lang", language)
            expect(at(page, "error-notice")).to_have_count(0)

"""The item bank over HTTP: written by one, reviewed by another, drawn, amended, corrected."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from tests.api.bank_drafts import ACT, blueprint_draft, chart_draft, item_draft, key_of
from tests.support.cast import Cast
from tests.support.page import Page
from tests.support.running_app import OpenPage
from tests.support.sitting import Sitting

BANK = "/api/admin/bank"
PNG = b"\x89PNG\r\n\x1a\nnot much of a picture"
JUST_PASSED = frozenset({*range(10, 15), *range(23, 30), *range(37, 45), *range(50, 55)})
"""What to answer wrong of the legislation test to have 30 right and five in each act."""
STAGES = ("content", "language_kk", "language_ru")


class Desk:
    """A person at work on the bank; every answer must be a success unless a refusal is asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def ask(self, method: str, path: str, body: object = None, **query: Any) -> Any:
        answer = await self.page.http.request(method, f"{BANK}{path}", json=body, params=query or None)
        assert answer.is_success, answer.text
        return answer.json()

    async def refused(self, method: str, path: str, body: object = None) -> tuple[str, Any]:
        answer = await self.page.http.request(method, f"{BANK}{path}", json=body)
        assert not answer.is_success, answer.text
        problem = answer.json()
        return problem["code"], problem["params"]

    async def write(self, draft: dict[str, Any]) -> Any:
        return await self.ask("POST", "/items", {"draft": draft, "note": "жаңа"})

    async def save(self, item: Any, draft: dict[str, Any]) -> Any:
        body = {"base_version_id": item["newest"]["id"], "draft": draft, "note": "түзету"}
        return await self.ask("POST", f"/items/{item['row']['id']}/versions", body)

    async def approve(self, version_id: str, *stages: str) -> Any:
        found = None
        for stage in stages or STAGES:
            body = {"stage": stage, "decision": "approved", "comment": ""}
            found = await self.ask("POST", f"/versions/{version_id}/reviews", body)
        return found

    async def move(self, version_id: str, status: str, reason: str = "") -> Any:
        return await self.ask("POST", f"/versions/{version_id}/status", {"status": status, "reason": reason})


@pytest_asyncio.fixture(loop_scope="module")
async def author(open_page: OpenPage, cast: Cast) -> AsyncIterator[Desk]:
    yield Desk(await open_page(cast.administrator))


@pytest_asyncio.fixture(loop_scope="module")
async def reviewer(open_page: OpenPage, cast: Cast) -> AsyncIterator[Desk]:
    yield Desk(await open_page(cast.reviewer))


async def activated(author: Desk, reviewer: Desk, draft: dict[str, Any]) -> Any:
    item = await author.write(draft)
    version_id = item["newest"]["id"]
    await author.ask("POST", f"/versions/{version_id}/submit")
    await reviewer.approve(version_id)
    return await author.move(version_id, "active")


async def test_an_item_goes_the_whole_way_by_four_eyes(author: Desk, reviewer: Desk) -> None:
    item = await author.write(item_draft("WAY-1"))
    version_id = item["newest"]["id"]
    assert item["newest"]["status"] == "draft"
    assert item["newest"]["content"] == item_draft("WAY-1")
    await author.ask("POST", f"/versions/{version_id}/submit")
    own = {"stage": "content", "decision": "approved", "comment": ""}
    assert (await author.refused("POST", f"/versions/{version_id}/reviews", own))[0] == "own_item"
    waiting = await reviewer.ask("GET", "/reviews", mine_to_decide=True)
    assert [one["stages"] for one in waiting["rows"] if one["code"] == "WAY-1"] == [list(STAGES)]
    assert (await author.ask("GET", "/reviews", mine_to_decide=True))["total"] == 0
    await reviewer.approve(version_id, "content", "language_kk")
    active = {"status": "active", "reason": ""}
    refused = await author.refused("POST", f"/versions/{version_id}/status", active)
    assert refused == ("not_approved", {"stages": ["language_ru"]})
    seen = await reviewer.approve(version_id, "language_ru")
    assert seen["newest"]["approved"] == ["kk", "ru"]
    assert seen["newest"]["can_draw"] is False
    done = await author.move(version_id, "active")
    assert done["newest"]["can_draw"] is True
    assert done["row"]["live"] is True


async def test_a_version_never_changes_and_two_can_be_compared(author: Desk, reviewer: Desk) -> None:
    first = await activated(author, reviewer, item_draft("VER-1"))
    second = await author.save(first, item_draft("VER-1", stem="Жаңа сұрақ", right="c"))
    assert [one["no"] for one in second["versions"]] == [2, 1]
    assert second["row"]["live"] is True
    assert second["newest"]["status"] == "draft"
    old = await author.ask("GET", f"/versions/{first['newest']['id']}")
    assert old["content"] == first["newest"]["content"]
    assert (old["checksum"], old["can_draw"]) == (first["newest"]["checksum"], True)
    found = await author.ask("GET", f"/versions/{first['newest']['id']}/diff/{second['newest']['id']}")
    places = {(one["place"], one["language"]): one for one in found["changes"]}
    assert places["body", "kk"]["kind"] == "changed"
    assert "Жаңа сұрақ" in places["body", "ru"]["after"]
    assert places["key.RESPONSE.correct", None]["before"] == "b"
    assert len(places) == 3
    stale = {"base_version_id": first["newest"]["id"], "draft": item_draft("VER-1"), "note": ""}
    assert (await author.refused("POST", f"/items/{first['row']['id']}/versions", stale))[
        0
    ] == "stale_version"


async def test_the_next_active_version_retires_the_one_before(author: Desk, reviewer: Desk) -> None:
    first = await activated(author, reviewer, item_draft("NEXT-1"))
    second = await author.save(first, item_draft("NEXT-1", stem="Басқаша"))
    version_id = second["newest"]["id"]
    await author.ask("POST", f"/versions/{version_id}/submit")
    await reviewer.approve(version_id)
    done = await author.move(version_id, "active")
    assert [one["status"] for one in done["versions"]] == ["active", "retired"]


async def test_saving_the_same_again_makes_no_version(author: Desk) -> None:
    item = await author.write(item_draft("SAME-1"))
    assert len((await author.save(item, item_draft("SAME-1")))["versions"]) == 1


async def test_what_is_unfinished_is_told(author: Desk) -> None:
    draft = item_draft("HALF-1", stimulus_code="NOWHERE", key=[])
    draft["body"].pop("ru")
    item = await author.write(draft)
    code, params = await author.refused("POST", f"/versions/{item['newest']['id']}/submit")
    assert code == "unfinished"
    assert params["lacks"] == ["text_ru", "stimulus", "key"]
    taken = await author.refused("POST", "/items", {"draft": item_draft("HALF-1"), "note": ""})
    assert taken[0] == "code_taken"


@pytest.mark.parametrize(
    "body",
    [
        {"kk": "<p>орны жоқ</p>"},
        {"kk": '<div data-response="RESPONSE"></div><img src="https://example.org/a.png" alt="">'},
        {
            "kk": '<div data-response="RESPONSE"></div>'
            + "<table><tr>"
            + "<td>1</td>" * 3000
            + "</tr></table>"
        },
    ],
)
async def test_a_draft_that_cannot_be_shown_is_refused(author: Desk, body: dict[str, str]) -> None:
    draft = item_draft("BAD-1", body=body)
    assert (await author.refused("POST", "/items", {"draft": draft, "note": ""}))[0] == "bad_draft"


async def test_a_preview_is_what_a_candidate_sees(author: Desk) -> None:
    shown = await author.ask("POST", "/preview", {"draft": item_draft("PRE-1"), "language": "kk"})
    assert shown["language"] == "kk"
    assert "по-русски" not in str(shown)
    assert "correct" not in str(shown)
    assert [one["id"] for one in shown["interactions"][0]["choices"]] == [*"abcd"]
    missing = {"draft": item_draft("PRE-1"), "language": "en"}
    assert (await author.refused("POST", "/preview", missing))[0] == "bad_draft"


async def test_a_chart_is_drawn_and_bound_to_the_version(author: Desk) -> None:
    stimulus = await author.ask("POST", "/stimuli", {"draft": chart_draft("CH-1"), "note": ""})
    assert stimulus["newest"] == chart_draft("CH-1")
    item = await author.write(item_draft("CHART-1", stimulus_code="CH-1"))
    shown = await author.ask("GET", f"/versions/{item['newest']['id']}/preview", language="ru")
    chart = shown["stimulus"]["chart"]
    assert chart["src"].startswith("data:image/svg+xml;base64,")
    assert "1,5" in chart["table_html"]
    changed = chart_draft("CH-1") | {"alt": {"kk": "басқа", "ru": "другое"}}
    base = stimulus["versions"][0]["id"]
    body = {"base_version_id": base, "draft": changed, "note": ""}
    again = await author.ask("POST", f"/stimuli/{stimulus['row']['id']}/versions", body)
    assert (again["row"]["n_versions"], again["item_codes"]) == (2, ["CHART-1"])
    seen = await author.ask("GET", f"/items/{item['row']['id']}")
    assert seen["newest"]["stimulus_outdated"] is True
    old = await author.ask("GET", f"/versions/{item['newest']['id']}/preview", language="ru")
    assert old["stimulus"]["chart"]["alt"] == chart["alt"]
    listed = await author.ask("GET", "/stimuli", q="ch")
    assert [one["n_items"] for one in listed["rows"] if one["code"] == "CH-1"] == [1]


async def test_a_picture_is_kept_by_its_content_and_served_to_candidates(
    author: Desk, open_page: OpenPage, cast: Cast
) -> None:
    raw = {"Content-Type": "application/octet-stream"}
    answer = await author.page.http.post(f"{BANK}/assets", content=PNG, headers=raw)
    asset = answer.json()
    assert answer.status_code == 201
    draft = item_draft("PIC-1")
    picture = f'<p><img src="{asset["url"]}" alt="сурет"></p>'
    draft["body"] = {language: picture + text for language, text in draft["body"].items()}
    item = await author.write(draft)
    assert item["newest"]["content"] == draft
    shown = await author.ask("GET", f"/versions/{item['newest']['id']}/preview", language="kk")
    assert f'src="{asset["url"]}"' in shown["body"]
    candidate = await open_page(cast.aru)
    served = await candidate.http.get(asset["url"])
    assert served.content == PNG
    assert served.headers["content-type"] == "image/png"
    assert "sandbox" in served.headers["content-security-policy"]
    assert (await candidate.http.get(f"/api/assets/{'0' * 64}")).status_code == 404
    script = b'<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>'
    refused = await author.page.http.post(f"{BANK}/assets", content=script, headers=raw)
    assert refused.json()["code"] == "bad_draft"


async def test_the_table_is_searched_filtered_sorted_and_paged(author: Desk) -> None:
    for no, stem in enumerate(["Ұлт", "Өмір", "Әдеп", "Ақша"]):
        await author.write(item_draft(f"TAB-{no}", stem=stem, topic="Кесте"))
    found = await author.ask("GET", "/items", topic="Кесте", sort="stem_kk")
    assert [one["stem_kk"].split()[0] for one in found["rows"]] == ["Ақша", "Әдеп", "Өмір", "Ұлт"]
    down = await author.ask("GET", "/items", topic="Кесте", sort="stem_kk", descending=True, per_page=3)
    assert (len(down["rows"]), down["total"]) == (3, 4)
    rest = await author.ask("GET", "/items", topic="Кесте", sort="stem_kk", per_page=3, page=2)
    assert [one["stem_kk"].split()[0] for one in rest["rows"]] == ["Ұлт"]
    words = await author.ask("GET", "/items", q="өмір tab-1")
    assert [one["code"] for one in words["rows"]] == ["TAB-1"]
    assert (await author.ask("GET", "/items", q="100%_"))["total"] == 0
    assert (await author.ask("GET", "/items", status="active", section="constitution"))["total"] == 40
    facets = await author.ask("GET", "/facets")
    assert {"value": "constitution", "n": 40} in facets["sections"]
    assert {one["value"] for one in facets["kinds"]} == {"choice"}


async def test_a_blueprint_says_what_is_lacking_and_a_form_is_seen_as_a_candidate(author: Desk) -> None:
    draft = blueprint_draft()
    check = await author.ask("POST", "/blueprints-check", {"draft": draft})
    assert check["can_be_filled"] is True
    too_many = blueprint_draft()
    too_many["parts"][0]["strata"][0]["filter"] = {"section": ["ethics"], "topic": ["жоқ"]}
    lacking = await author.ask("POST", "/blueprints-check", {"draft": too_many})
    assert [(one["stratum_id"], one["lacking"], one["cause"]) for one in lacking["shortages"]] == [
        ("civil", 2, "too_few")
    ]
    wrong = await author.ask("POST", "/blueprints-check", {"draft": draft | {"pass_rule": "total >"}})
    assert wrong["faults"]
    made = await author.ask("POST", "/blueprints", {"draft": draft, "note": ""})
    assert made["newest"] == draft
    where = f"/blueprints/{made['row']['id']}"
    form = await author.ask("POST", f"{where}/sample", {"language": "kk"})
    assert len(form["slots"]) == 2
    assert all(slot["item"]["language"] == "kk" for slot in form["slots"])
    more = draft | {"name": "Екінші"}
    again = await author.ask("POST", f"{where}/versions", {"base_no": 1, "draft": more, "note": ""})
    assert (again["row"]["no"], again["row"]["name"]) == (2, "Екінші")
    stale = {"base_no": 1, "draft": more, "note": ""}
    assert (await author.refused("POST", f"{where}/versions", stale))[0] == "stale_version"
    assert (await author.refused("PUT", f"{where}/use", {"in_use": True}))[0] == "bad_draft"


async def test_a_blueprint_in_use_must_fit_its_programme(author: Desk) -> None:
    draft = blueprint_draft(programme_id="legislation", block_id="legislation")
    made = await author.ask("POST", "/blueprints", {"draft": draft, "note": ""})
    where = f"/blueprints/{made['row']['id']}"
    refused = await author.refused("PUT", f"{where}/use", {"in_use": True})
    assert refused[0] == "blueprint_does_not_fit"
    assert "constitution" in refused[1]["sections"]
    sizes = {"constitution": 15, "civil_service": 15, "anti_corruption": 15, "ethics": 10}
    draft["parts"][0]["strata"] = [
        {"id": name, "n": n, "filter": {"section": [name]}, "minimum_correct": 5, "bounds": []}
        for name, n in sizes.items()
    ]
    await author.ask("POST", f"{where}/versions", {"base_no": 1, "draft": draft, "note": ""})
    used = await author.ask("PUT", f"{where}/use", {"in_use": True})
    assert used["row"]["in_use"] is True
    ready = await author.ask("POST", "/forms", {"programme_id": "legislation", "block_no": 0, "n": 3})
    assert (ready["blueprint_id"], ready["n_wanted"]) == (made["row"]["id"], 3)
    assert (await author.ask("PUT", f"{where}/use", {"in_use": False}))["row"]["in_use"] is False


async def test_an_amendment_suspends_what_rests_on_the_article_in_one_step(
    author: Desk, reviewer: Desk
) -> None:
    source = {"act": f"{ACT} (жоба)", "article": "12(3)", "edition_date": "2025-01-01"}
    for no, article in enumerate(["12(3)", "12", "120"]):
        draft = item_draft(f"AMD-{no}", source=source | {"article": article})
        await activated(author, reviewer, draft)
    body = {"act": source["act"], "article": "12", "edition_date": "2026-07-01", "note": "заң өзгерді"}
    listed = await author.ask("POST", "/amendments-preview", body)
    assert [one["code"] for one in listed["items"]] == ["AMD-0", "AMD-1"]
    declared = await author.ask("POST", "/amendments", body)
    assert [one["code"] for one in declared["items"]] == ["AMD-0", "AMD-1"]
    found = await author.ask("GET", "/items", act=source["act"], sort="code")
    assert [(one["code"], one["status"], one["live"]) for one in found["rows"]] == [
        ("AMD-0", "suspended", False),
        ("AMD-1", "suspended", False),
        ("AMD-2", "active", True),
    ]
    assert (await author.refused("POST", "/amendments", body))[0] == "nothing_amended"
    assert (await author.ask("GET", "/amendments"))[0]["declared_by"] == "Әкім Жүйе"


async def test_a_corrected_key_lists_whose_result_changes(author: Desk, seat: Sitting) -> None:
    await seat.start()
    right = await seat.keys()
    await seat.answer_all(wrong=JUST_PASSED)
    await seat.submit()
    async with seat.database.read() as tx:
        form = await tx.attempts.form(seat.attempt_id)
    version_id = form[0].version_id
    options = await author.ask("GET", f"/versions/{version_id}")
    ids = [one["id"] for one in options["content"]["interactions"][0]["choices"]]
    other = next(one for one in ids if one not in right[0])
    tried = await author.ask("POST", f"/versions/{version_id}/key-preview", {"key": [key_of(other)]})
    assert (tried["n_used"], tried["n_pass_changed"]) == (1, 1)
    assert (tried["changed"][0]["total_before"], tried["changed"][0]["total_after"]) == (30, 29)
    unchanged = {"key": options["content"]["key"]}
    path = f"/versions/{version_id}/key-preview"
    assert (await author.refused("POST", path, unchanged))[0] == "nothing_to_correct"
    write = {"key": [key_of(other)], "decision": "rescore", "reason": "The article names the other term"}
    done = await author.ask("POST", f"/versions/{version_id}/key", write)
    assert done["n_pass_changed"] == 1
    async with seat.database.read() as tx:
        result = (await tx.results.newest([seat.attempt_id]))[seat.attempt_id]
    assert (result.no, result.score.total, result.cause) == (2, 29, "key_corrected")
    item = await author.ask("GET", f"/items/{options['item_id']}")
    assert item["newest"]["content"]["key"] == [key_of(other)]
    assert [(one["decision"], one["n_changed"]) for one in item["key_corrections"]] == [("rescore", 1)]


async def test_statistics_are_withheld_below_thirty(author: Desk) -> None:
    found = await author.ask("GET", "/statistics", programme_id="legislation")
    assert found["reliability"] is None
    assert found["reliability_withheld"]["least"] == 30
    assert all(one["p"] is None for one in found["items"])


async def test_the_policy_is_data(author: Desk) -> None:
    before = await author.ask("GET", "/policy")
    assert before == {"stages": list(STAGES), "pilot_required": False}
    body = {"stages": [*STAGES, "legal"], "pilot_required": True}
    assert await author.ask("PUT", "/policy", body) == body
    await author.ask("PUT", "/policy", before)

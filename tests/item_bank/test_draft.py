"""What an editor writes and reads: texts by language, pictures by their address, nothing lost on the way."""

import pytest
from hypothesis import given

from item_bank.bank_item import BankItem
from item_bank.draft import assets_in, draft_of_item, draft_of_stimulus, item_of_draft, stimulus_of_draft
from item_bank.errors import BadItem
from item_bank.response_key import BankKey
from item_bank.stimulus import Stimulus, StimulusKind
from item_bank.wording import wording
from tests.item_bank.formats.strategies import BRIEF, PICTURE, entries

DIGEST = PICTURE.removeprefix("assets/").removesuffix(".png")
NAMES = {DIGEST: PICTURE}


@BRIEF
@given(entry=entries())
def test_an_item_is_the_same_after_its_editor(entry: tuple[BankItem, BankKey]) -> None:
    item, key = entry
    if "und" in item.body.languages:
        return
    draft = draft_of_item(item, key)
    assert assets_in(draft) <= {DIGEST}
    assert item_of_draft(draft, NAMES) == (item, key)


def passage(html: str) -> dict[str, object]:
    text = {"kk": html, "ru": html}
    name = {"kk": "Табыс & шығын", "ru": "Доход & расход"}
    return {
        "code": "S",
        "kind": "text",
        "title": name,
        "html": text,
        "image": "",
        "alt": {},
        "chart": None,
    }


def test_a_stimulus_is_the_same_after_its_editor() -> None:
    stimulus = stimulus_of_draft(passage(f'<p><img src="/api/assets/{DIGEST}" alt="a"></p>'), NAMES)
    assert stimulus.html.get("kk") == f'<p><img src="{PICTURE}" alt="a"></p>'
    draft = draft_of_stimulus(stimulus)
    assert draft["title"]["kk"] == "Табыс & шығын"
    assert stimulus_of_draft(draft, NAMES) == stimulus


def test_a_chart_keeps_its_names_and_numbers() -> None:
    chart = {
        "kind": "bar",
        "categories": [{"kk": "2023 <жыл>", "ru": "2023"}],
        "series": [{"name": {"kk": "a", "ru": "b"}, "values": ["1.5"]}],
        "unit": {"kk": "₸", "ru": "₸"},
    }
    draft = passage("") | {"kind": "chart", "chart": chart, "html": {}, "alt": {"kk": "x", "ru": "y"}}
    stimulus = stimulus_of_draft(draft, {})
    assert stimulus.chart is not None
    assert stimulus_of_draft(draft_of_stimulus(stimulus), {}) == stimulus


@pytest.mark.parametrize("source", [f"/api/assets/{'0' * 64}", "https://example.org/x.png"])
def test_a_picture_that_was_not_uploaded_is_refused(source: str) -> None:
    with pytest.raises(BadItem, match="picture"):
        stimulus_of_draft(passage(f'<p><img src="{source}" alt=""></p>'), NAMES)


def test_what_could_run_is_cleaned_away() -> None:
    stimulus = stimulus_of_draft(passage('<p onclick="x()">a<script>x()</script></p>'), {})
    assert stimulus.html.get("ru") == "<p>a</p>"
    assert stimulus.kind is StimulusKind.TEXT


def test_a_picture_stimulus_shows_an_uploaded_one() -> None:
    draft = passage("") | {"kind": "image", "image": f"/api/assets/{DIGEST}", "alt": {"kk": "a", "ru": "b"}}
    assert stimulus_of_draft(draft, NAMES) == Stimulus(
        "S",
        StimulusKind.IMAGE,
        wording({"kk": "Табыс &amp; шығын", "ru": "Доход &amp; расход"}),
        image=PICTURE,
        alt=wording({"kk": "a", "ru": "b"}),
    )

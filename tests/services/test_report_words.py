"""The words of a session's report: the same keys in three languages, the page's own sentences, letters in the font."""

import re
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest
from fontTools.ttLib import TTFont

from proctor_server.review.coverage import CoverageCause, CoverageState
from proctor_server.review.decision import Outcome
from proctor_server.review.incident import IncidentType, IncidentVerdict, VerdictReason
from proctor_server.review.moments import Moment
from proctor_server.services.session_report.words import LANGUAGES, Words, catalogue

CLIENT = Path(__file__).parents[2] / "client_web" / "src"
KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
OUR_OWN = "report."


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def said_by_the_page(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for area in ("staff", "proctor"):
        source = (CLIENT / area / "texts" / f"{language}.ts").read_text("utf-8")
        found |= {key: text for key, _, text in re.findall(r"^  '([\w.]+)':\s*(['\"])(.*)\2,$", source, re.M)}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_says_what_the_reviews_page_says(language: str) -> None:
    page, ours = said_by_the_page(language), catalogue(language)
    shared = {key: text for key, text in ours.items() if not key.startswith(OUR_OWN)}
    assert len(shared) > 80
    assert {key: text for key, text in shared.items() if page.get(key) != text} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_text_with_the_same_places(language: str) -> None:
    shape = {key: placeholders(text) for key, text in catalogue(language).items()}
    assert shape == {key: placeholders(text) for key, text in catalogue("kk").items()}
    assert all(text.strip() for text in catalogue(language).values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_can_stand_in_a_report_has_its_words(language: str) -> None:
    wanted = {f"incident.{one.value}" for one in (*IncidentType, *IncidentVerdict)}
    wanted |= {
        f"why.{one.value}" for one in (*VerdictReason, *IncidentType) if one is not IncidentType.TURNED
    }
    wanted |= {f"cause.{one.value}" for one in CoverageCause}
    wanted |= {f"coverage.{one.value}" for one in CoverageState}
    wanted |= {f"decision.{one.value}" for one in Outcome}
    wanted |= {f"report.still.{one.value}" for one in Moment}
    assert wanted - set(catalogue(language)) == set()


@pytest.mark.parametrize("name", ["SourceSansPro-Regular.ttf", "SourceSansPro-Bold.ttf"])
def test_the_font_has_every_letter_a_report_can_need(name: str) -> None:
    folder = files("font_source_sans_pro").joinpath("files")
    assert "SIL Open Font License" in folder.joinpath("LICENSE.txt").read_text("utf-8", "replace")
    with folder.joinpath(name).open("rb") as file:
        known = TTFont(file).getBestCmap()
    wanted = set(KAZAKH + KAZAKH.upper() + "–—«»“”„’…№°·×−")
    wanted |= {letter for language in LANGUAGES for text in catalogue(language).values() for letter in text}
    assert {letter for letter in wanted if ord(letter) not in known} == set()


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.2, "1 s"), (59.4, "59 s"), (60, "1 min"), (72, "1 min 12 s"), (12_000, "3 h 20 min")],
)
def test_lengths_read_as_on_the_page(seconds: float, said: str) -> None:
    assert Words("en").lasting(timedelta(seconds=seconds)) == said
    assert Words("ru").number(0.5, 2) == "0,50"

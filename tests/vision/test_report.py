"""The evaluation's page: complete in itself, with every figure and what the material cannot show."""

from html.parser import HTMLParser

import pytest

from vision.evaluation import FACE_GROUPS, LIGHT_GROUPS, ClipResult, Facing, summarise
from vision.matching import Event, Match, Report
from vision.report import report_page
from vision.report_texts import TEXTS
from vision.signals import SignalType

EVENT = Event("turned", 10.0, 14.0, "left")
REPORT = Report("turned", 10.5, 14.0, "left", 12.9)
FALSE = Report("absent", 30.0, 34.0, None, 33.0)


def clip(name: str, match: Match, luma: float | None, face_width: float | None) -> ClipResult:
    return ClipResult(name, 60.0, 1.2, match, (Facing(20, 50),), luma=luma, face_width=face_width)


@pytest.fixture
def found() -> dict[str, object]:
    return summarise(
        [
            clip("a.mp4", Match(((EVENT, REPORT),), (), ()), 60.0, 0.3),
            clip("b.mp4", Match((), (EVENT,), (FALSE,)), 150.0, 0.1),
            clip("c.mp4", Match((), (), ()), 80.0, None),
        ]
    )


def test_clips_are_grouped_by_light_and_by_face(found) -> None:
    light = {
        one["group"].split()[0]: (one["clips"], one["tp"], one["fn"], one["fp"])
        for one in found["groups"]["light"]
    }
    assert light == {"dim": (1, 1, 0, 0), "middling": (1, 0, 0, 0), "bright": (1, 0, 1, 1)}
    face = {one["group"].split()[0]: (one["clips"], one["recall"]) for one in found["groups"]["face"]}
    assert face == {"small": (1, 0.0), "middling": (0, None), "large": (1, 1.0)}


def test_latency_is_told_with_its_longest(found) -> None:
    assert (
        found["by_type"]["turned"]["median_latency_s"]
        == found["by_type"]["turned"]["longest_latency_s"]
        == 2.9
    )


class Read(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open, self.texts, self.addresses = [], [], []

    def handle_starttag(self, tag, attrs) -> None:
        self.addresses += [value for name, value in attrs if name in ("src", "href")]
        if tag not in ("meta", "rect"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs) -> None:
        pass

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data) -> None:
        self.texts.append(data)


def test_the_page_is_whole_and_asks_nobody_for_anything(found) -> None:
    page = Read()
    page.feed(report_page(found))
    assert page.open == []
    assert page.addresses == []
    assert "script" not in report_page(found)
    said = " ".join(page.texts)
    assert "What this material cannot show" in said
    assert "1 of 2" in said  # one of two turns was found
    assert "0.50 (1 of 2)" in said


@pytest.mark.parametrize(
    ("language", "said"), [("kk", "Бас бұрылған"), ("ru", "Голова повёрнута"), ("en", "Head turned")]
)
def test_the_page_speaks_three_languages(found, language: str, said: str) -> None:
    page = report_page(found, language)
    assert f"<html lang='{language}'>" in page
    assert said in page
    assert "{" not in "".join(page.split("</style>")[1:])  # nothing was left to be filled in


def test_every_language_names_every_signal_and_every_group() -> None:
    groups = {name for _, name in (*LIGHT_GROUPS, *FACE_GROUPS)}
    for texts in TEXTS.values():
        assert set(texts.signals) == {one.value for one in SignalType}
        assert set(texts.groups) == groups
        assert len(texts.cannot) == len(TEXTS["en"].cannot)


def test_a_language_that_there_is_not_is_refused(found) -> None:
    with pytest.raises(KeyError):
        report_page(found, "de")


def test_confidence_is_told_with_its_number_of_reports(found) -> None:
    page = report_page(found)
    assert "2 reports, 1 of them true" in page
    assert found["confidence"]["brier"] == 0.5  # one that was sure and true, one that was sure and false


def test_names_are_escaped(found) -> None:
    found["by_type"]["<b>"] = {**found["by_type"]["turned"], "tp": 1}
    assert "<b>" not in report_page(found)

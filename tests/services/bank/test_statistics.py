"""From stored answers to figures: the published values of LSAT6 come out of slots and keys as they are stored."""

import json
from datetime import UTC, datetime

import pytest

from item_bank.bank_item import BankItem
from item_bank.interactions import Choice, ChoiceInteraction, ExtendedTextInteraction
from item_bank.response_key import Marking, ResponseKey
from item_bank.statistics.item_model import ItemModel
from item_bank.statistics.reliability import Reliability
from item_bank.wording import wording
from proctor_server.db.bank_statistics import GivenSlot, VersionLabel
from proctor_server.db.items import VersionContent
from proctor_server.services.bank.statistics import StudyPicture, answer_table, computed
from proctor_server.services.catalogue import Services
from tests.support.sitting import Sitting

FREQUENCIES = (
    "3 6 2 11 1 1 3 4 1 8 0 16 0 3 2 15 10 29 14 81 3 28 15 80 16 56 21 173 11 61 28 298"  # 00000 to 11111
)
NOW = datetime(2026, 11, 23, tzinfo=UTC)
VERSIONS = [f"v{no}" for no in range(5)]
KEY = (ResponseKey("RESPONSE", Marking.MATCH, ("a",)),)
CHOICES = tuple(Choice(one, wording({"kk": one, "ru": one})) for one in "ab")
CHOICE = BankItem("X", wording({"kk": "x", "ru": "x"}), (ChoiceInteraction("RESPONSE", CHOICES),))


def content(version_id: str, item: BankItem = CHOICE) -> VersionContent:
    return VersionContent(version_id, item, None)


def lsat6() -> list[GivenSlot]:
    slots = []
    for pattern, n in enumerate(map(int, FREQUENCIES.split())):
        for copy in range(n):
            for no, version_id in enumerate(VERSIONS):
                right = pattern >> (4 - no) & 1
                answers = json.dumps({"RESPONSE": ["a" if right else "b"]})
                language = "kk" if copy % 2 else "ru"
                slots.append(GivenSlot(f"{pattern}-{copy}", language, version_id, answers))
    return slots


def label(version_id: str) -> VersionLabel:
    return VersionLabel(version_id, version_id, version_id, 1, "", "", "")


@pytest.fixture(scope="module")
def picture() -> StudyPicture:
    contents = {one: content(one) for one in VERSIONS}
    labels = {one: label(one) for one in VERSIONS}
    return computed(lsat6(), contents, dict.fromkeys(VERSIONS, KEY), labels, None, NOW)


def test_lsat6_has_its_published_values(picture: StudyPicture) -> None:
    study = picture.study
    figures = {one.figures.version_id: one.figures for one in study.items}
    assert [round(figures[one].p or 0, 3) for one in VERSIONS] == [0.924, 0.709, 0.553, 0.763, 0.870]
    assert isinstance(study.reliability, Reliability)
    assert study.reliability.alpha == pytest.approx(0.2950, abs=0.005)
    assert isinstance(study.two_parameter, ItemModel)
    slopes = {curve.version_id: curve.slope for curve in study.two_parameter.curves}
    assert [slopes[one] for one in VERSIONS] == pytest.approx(
        [0.8254, 0.7229, 0.8905, 0.6886, 0.6575], abs=0.005
    )
    assert study.two_parameter.log_likelihood == pytest.approx(-2466.653, abs=0.005)


def test_the_able_choose_the_key_more_often_than_the_weak(picture: StudyPicture) -> None:
    for parts in picture.fifths.values():
        key = dict(parts.options)["a"]
        assert len(key) == 5
        assert key[0] < key[-1]
        assert key == pytest.approx(parts.p)


def test_what_people_mark_has_no_column_and_what_was_not_saved_is_a_blank() -> None:
    essay = BankItem("E", wording({"kk": "x"}), (ExtendedTextInteraction("RESPONSE"),))
    slots = [GivenSlot("a", "kk", "v0", None), GivenSlot("a", "kk", "essay", '{"RESPONSE": ["мәтін"]}')]
    table = answer_table(
        slots,
        {"v0": content("v0"), "essay": content("essay", essay)},
        {"v0": KEY, "essay": (ResponseKey("RESPONSE", Marking.PERSON),)},
    )
    assert [item.version_id for item in table.items] == ["v0"]
    assert table.points.tolist() == [[0.0]]


async def test_a_programme_that_nobody_sat_has_a_study_of_nobody(services: Services) -> None:
    found = await services.bank.statistics.study(
        "ability", language=None, opens_at=None, closes_at=None, now=NOW
    )
    assert (found.study.n, found.study.items) == (0, ())
    again = await services.bank.statistics.study(
        "ability", language=None, opens_at=None, closes_at=None, now=NOW
    )
    assert again is found


async def test_what_was_sat_is_counted_by_programme(sitting: Sitting, services: Services) -> None:
    await sitting.start()
    assert await services.bank.statistics.sittings() == {}
    await sitting.submit()
    assert await services.bank.statistics.sittings() == {"legislation": 1}

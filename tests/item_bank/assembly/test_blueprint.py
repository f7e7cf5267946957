"""Blueprints: read and written as documents, contradictions refused all at once."""

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.assembly.blueprint import Blueprint, Bound, Filter, Navigation, Part, Stratum
from item_bank.assembly.blueprint_document import blueprint_to_document, read_blueprint
from item_bank.assembly.errors import BadBlueprint
from item_bank.assembly.pool import PoolItem, allowance

LEGISLATION = {
    "id": "legislation",
    "exposure_cap": 0.25,
    "parts": [
        {
            "id": "test",
            "limit_s": 3300,
            "navigation": "free",
            "strata": [
                {
                    "id": "ethics",
                    "n": 10,
                    "filter": {"section": ["ethics"]},
                    "minimum_correct": 5,
                    "bounds": [{"filter": {"topic": ["gifts", "duty"]}, "minimum": 2, "maximum": 4}],
                }
            ],
        }
    ],
}


def test_a_document_is_read_as_it_stands() -> None:
    blueprint = read_blueprint(LEGISLATION)
    gifts = Filter((("topic", frozenset(["gifts", "duty"])),))
    ethics = Filter((("section", frozenset(["ethics"])),))
    stratum = Stratum("ethics", 10, ethics, (Bound(gifts, 2, 4),), 5)
    part = Part("test", (stratum,), timedelta(minutes=55), Navigation.FREE, False)
    assert blueprint == Blueprint("legislation", (part,), Fraction(1, 4))
    assert blueprint.n_items == 10


NAMES = st.text("abcқә", min_size=1, max_size=4)
FILTERS = st.dictionaries(NAMES, st.sets(NAMES, min_size=1, max_size=3).map(frozenset), max_size=2).map(
    lambda allowed: Filter(tuple(allowed.items()))
)
BOUNDS = st.builds(
    lambda f, low, more: Bound(f, low, low + more), FILTERS, st.integers(0, 2), st.integers(0, 3)
)
STRATA = st.builds(
    Stratum, NAMES, st.integers(2, 9), FILTERS, st.lists(BOUNDS, max_size=2).map(tuple), st.integers(0, 2)
)
PARTS = st.builds(
    Part,
    NAMES,
    STRATA.map(lambda stratum: (stratum,)),
    st.none() | st.integers(1, 9999).map(lambda s: timedelta(seconds=s)),
    st.sampled_from(Navigation),
    st.booleans(),
)
CAPS = st.none() | st.fractions(min_value=Fraction(1, 100), max_value=1)


@given(st.builds(Blueprint, NAMES, PARTS.map(lambda part: (part,)), CAPS))
def test_a_written_blueprint_is_read_as_the_same(blueprint: Blueprint) -> None:
    assert read_blueprint(blueprint_to_document(blueprint)) == blueprint


def test_all_contradictions_are_told_at_once() -> None:
    wrong = Stratum("s", 0, bounds=(Bound(Filter(), 2, 1),), minimum_correct=1)
    with pytest.raises(BadBlueprint) as caught:
        Blueprint("b", (Part("p", (wrong, wrong), timedelta(0)), Part("p", ())), Fraction(3, 2))
    assert set(caught.value.reasons) == {
        "part p repeats",
        "stratum s repeats",
        "the exposure cap is not above 0 and at most 1",
        "part p: no time",
        "stratum s: n is not at least 1",
        "stratum s: the minimum correct is out of reach",
        "stratum s: any item: the minimum is not within 0 to 0",
        "stratum s: any item: the maximum lies below the minimum",
    }


@pytest.mark.parametrize(
    "document",
    [
        None,
        {},
        {"id": "b", "parts": []},
        {"id": "b", "parts": {}},
        {"id": "", "parts": [{"id": "p", "strata": [{"id": "s", "n": 1}]}]},
        {"id": "b", "parts": [{"id": "p", "strata": [{"id": "s", "n": "1"}]}]},
        {"id": "b", "parts": [{"id": "p", "strata": [{"id": "s", "n": True}]}]},
        {"id": "b", "parts": [{"id": "p", "strata": [{"id": "s", "n": 1, "filter": {"topic": []}}]}]},
        {"id": "b", "parts": [{"id": "p", "strata": [{"id": "s", "n": 1, "filter": {"topic": "x"}}]}]},
        {"id": "b", "parts": [{"id": "p", "strata": [{"id": "s", "n": 1, "topics": 3}]}]},
        {"id": "b", "parts": [{"id": "p", "navigation": "both", "strata": [{"id": "s", "n": 1}]}]},
        {"id": "b", "parts": [{"id": "p", "locks": 1, "strata": [{"id": "s", "n": 1}]}]},
        {"id": "b", "exposure_cap": "1/0", "parts": [{"id": "p", "strata": [{"id": "s", "n": 1}]}]},
        {"id": "b", "exposure_cap": float("nan"), "parts": [{"id": "p", "strata": [{"id": "s", "n": 1}]}]},
        {"id": "b", "exposure_cap": 0, "parts": [{"id": "p", "strata": [{"id": "s", "n": 1}]}]},
    ],
)
def test_what_is_no_blueprint_is_refused(document: object) -> None:
    with pytest.raises(BadBlueprint):
        read_blueprint(document)


def test_filters_see_section_topic_code_and_tags() -> None:
    item = PoolItem("v", "ETH-1", "ethics", "gifts", {"level": "hard"})
    for name, value in {"section": "ethics", "topic": "gifts", "code": "ETH-1", "level": "hard"}.items():
        assert Filter(((name, frozenset([value, "other"])),)).matches(item)
        assert not Filter(((name, frozenset(["other"])),)).matches(item)
    assert not Filter((("colour", frozenset(["red"])),)).matches(item)
    assert Filter().matches(item)


@pytest.mark.parametrize(
    ("cap", "n_forms", "allowed"),
    [("0.25", 1, 1), ("0.25", 4, 1), ("0.25", 5, 2), ("0.1", 30, 3), ("0.1", 31, 4), ("1", 7, 7)],
)
def test_how_often_a_version_may_stand(cap: str, n_forms: int, allowed: int) -> None:
    assert allowance(Fraction(cap), n_forms) == allowed

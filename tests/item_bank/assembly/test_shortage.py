"""What is said of a bank that cannot fill a blueprint: which stratum lacks how many, and why."""

from fractions import Fraction
from random import Random

import pytest

from item_bank.assembly.blueprint import Blueprint, Bound, Filter, Part, Stratum
from item_bank.assembly.choices import choices_of
from item_bank.assembly.errors import BlueprintUnfillable
from item_bank.assembly.lack import shortages
from item_bank.assembly.pool import UNUSED, Exposure, PoolItem
from item_bank.assembly.random_draw import draw
from item_bank.assembly.shortage import Cause, Shortage

ETHICS = Filter((("section", frozenset(["ethics"])),))
GIFTS = Filter((("topic", frozenset(["gifts"])),))


def items(n: int, topic: str, section: str = "ethics", **more: object) -> list[PoolItem]:
    return [
        PoolItem(f"{section}-{topic}-{no}", f"{section}-{topic}-{no}", section, topic, **more)  # type: ignore[arg-type]
        for no in range(n)
    ]


def a_blueprint(n: int, *bounds: Bound, cap: Fraction | None = None) -> Blueprint:
    return Blueprint("b", (Part("all", (Stratum("ethics", n, ETHICS, bounds),)),), cap)


def lack(
    blueprint: Blueprint, pool: list[PoolItem], exposure: Exposure = UNUSED
) -> list[tuple[str, int, str | None, Cause]]:
    found = shortages(choices_of(blueprint, pool), exposure)
    return [(s.stratum_id, s.lacking, s.wanting, s.cause) for s in found]


def test_a_full_bank_lacks_nothing() -> None:
    assert lack(a_blueprint(10, Bound(GIFTS, 2)), items(8, "duty") + items(2, "gifts")) == []


def test_too_few_items() -> None:
    pool = items(7, "duty") + items(9, "duty", "constitution")
    assert lack(a_blueprint(10), pool) == [("ethics", 3, None, Cause.TOO_FEW)]


def test_every_stratum_is_told_at_once() -> None:
    strata = tuple(Stratum(s, 5, Filter((("section", frozenset([s])),))) for s in ("one", "two", "three"))
    pool = items(2, "t", "one") + items(5, "t", "two")
    assert lack(Blueprint("b", (Part("all", strata),)), pool) == [
        ("one", 3, None, Cause.TOO_FEW),
        ("three", 5, None, Cause.TOO_FEW),
    ]


def test_a_topic_s_minimum() -> None:
    pool = items(20, "duty") + items(1, "gifts")
    assert lack(a_blueprint(10, Bound(GIFTS, 3)), pool) == [("ethics", 2, "topic gifts", Cause.TOO_FEW)]


def test_one_new_item_may_serve_stratum_and_topic() -> None:
    """9 of 10 there, none on gifts: one item on gifts is lacking, not two."""
    assert lack(a_blueprint(10, Bound(GIFTS, 1)), items(9, "duty")) == [
        ("ethics", 1, "topic gifts", Cause.TOO_FEW)
    ]


def test_a_topic_s_maximum_leaves_too_few_others() -> None:
    pool = items(20, "gifts") + items(5, "duty")
    assert lack(a_blueprint(10, Bound(GIFTS, 0, 3)), pool) == [("ethics", 2, None, Cause.CONFLICT)]


def test_overlapping_minima_beyond_the_stratum() -> None:
    hard = Filter((("level", frozenset(["hard"])),))
    found = lack(a_blueprint(4, Bound(GIFTS, 3), Bound(hard, 3)), [])
    assert found == [("ethics", 3, "topic gifts", Cause.TOO_FEW), ("ethics", 3, "level hard", Cause.TOO_FEW)]


def test_enemies_stand_in_the_way() -> None:
    """Ten items of which all are enemies of the first: it, or the nine others."""
    pool = items(10, "duty")
    pool[0] = items(1, "duty", enemy_codes=frozenset(item.code for item in pool))[0]
    assert lack(a_blueprint(10), pool) == [("ethics", 1, None, Cause.CONFLICT)]
    assert lack(a_blueprint(9), pool) == []


def test_a_testlet_that_does_not_fit_is_not_torn() -> None:
    pool = items(1, "duty") + items(3, "text", testlet_id="passage")
    assert lack(a_blueprint(4), pool) == []
    assert lack(a_blueprint(3), pool) == []
    assert lack(a_blueprint(2), pool) == [("ethics", 1, None, Cause.TOO_FEW)]


def test_what_a_new_item_displaces_is_reckoned_with() -> None:
    """Full with two on gifts and a testlet of two, yet none on duty: a new one there tears the testlet out."""
    pool = items(3, "gifts") + items(2, "text", testlet_id="passage")
    duty = Filter((("topic", frozenset(["duty"])),))
    assert lack(a_blueprint(4, Bound(GIFTS, 2, 2), Bound(duty, 1, 1)), pool) == [
        ("ethics", 1, None, Cause.CONFLICT),
        ("ethics", 1, "topic duty", Cause.TOO_FEW),
    ]


def test_a_testlet_with_enemies_inside_is_never_drawn() -> None:
    pool = items(2, "text", testlet_id="passage", enemy_codes=frozenset(["ethics-text-0"]))
    assert lack(a_blueprint(2), pool) == [("ethics", 2, None, Cause.TOO_FEW)]


def test_the_exposure_cap_withholds_items() -> None:
    pool = items(12, "duty")
    shown = Exposure(20, {item.version_id: 6 for item in pool[:4]})
    blueprint = a_blueprint(10, cap=Fraction("0.25"))
    (found,) = shortages(choices_of(blueprint, pool), shown)
    assert found == Shortage("all", "ethics", 2, n_wanted=10, n_matching=12, n_withheld=4)
    assert found.cause is Cause.WITHHELD
    with pytest.raises(BlueprintUnfillable, match="ethics lacks 2"):
        draw(choices_of(blueprint, pool), Random(1), shown)


def test_strata_compete_for_the_same_items() -> None:
    strata = (Stratum("any", 5), Stratum("gifts", 5, GIFTS))
    blueprint = Blueprint("b", (Part("all", strata),))
    assert lack(blueprint, items(5, "gifts") + items(5, "duty")) == []
    assert sum(n for _, n, _, _ in lack(blueprint, items(7, "gifts"))) == 3


def test_two_versions_of_one_item_never_meet() -> None:
    pool = [PoolItem(f"v{no}", "same", "ethics") for no in range(3)]
    assert lack(a_blueprint(2), pool) == [("ethics", 1, None, Cause.CONFLICT)]

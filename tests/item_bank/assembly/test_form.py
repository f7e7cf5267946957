"""How a form lies: options that keep their place, testlets in one piece, parts in their order."""

from collections import Counter
from random import Random

from item_bank.assembly.blueprint import Blueprint, Filter, Part, Stratum
from item_bank.assembly.choices import choices_of
from item_bank.assembly.pool import PoolItem
from item_bank.assembly.random_draw import draw
from item_bank.option_order import OptionGroup, option_order

OPTIONS = ("a", "b", "c", "d")


def test_all_of_the_above_stays_last_and_the_others_take_every_place() -> None:
    groups = (OptionGroup(OPTIONS, frozenset("d")),)
    orders = [option_order(groups, Random(seed)) for seed in range(600)]
    assert {order[3] for order in orders} == {"d"}
    in_front = Counter(order[0] for order in orders)
    assert set(in_front) == {"a", "b", "c"}
    assert all(150 <= n <= 250 for n in in_front.values())


def test_parts_and_strata_come_in_the_blueprint_s_order() -> None:
    pool = [PoolItem(f"{s}{no}", f"{s}{no}", s) for s in "pqr" for no in range(9)]
    strata = {s: Stratum(s, 3, Filter((("section", frozenset(s)),))) for s in "pqr"}
    blueprint = Blueprint("b", (Part("two", (strata["r"], strata["p"])), Part("one", (strata["q"],))))
    form = draw(choices_of(blueprint, pool), Random(2))
    assert [slot.section_id for slot in form.slots] == [*"rrrpppqqq"]
    assert [(part.part_id, len(part.groups)) for part in form.parts] == [("two", 2), ("one", 1)]


def test_a_testlet_lies_in_one_piece_in_the_order_of_its_codes() -> None:
    text = [PoolItem(f"t{no}", f"t{no}", "p", testlet_id="text") for no in (2, 0, 1)]
    single = [PoolItem(f"s{no}", f"s{no}", "p") for no in range(4)]
    choices = choices_of(Blueprint("b", (Part("all", (Stratum("p", 7),)),)), text + single)
    starts = set()
    for seed in range(40):
        ids = draw(choices, Random(seed)).version_ids
        start = ids.index("t0")
        assert ids[start : start + 3] == ("t0", "t1", "t2")
        starts.add(start)
    assert starts == {0, 1, 2, 3, 4}


def test_every_item_gets_its_share() -> None:
    """400 first forms of 10 from 25: each item is expected 160 times."""
    pool = [PoolItem(f"v{no}", f"i{no}", "p") for no in range(25)]
    choices = choices_of(Blueprint("b", (Part("all", (Stratum("p", 10),)),)), pool)
    shown = Counter(v for seed in range(400) for v in draw(choices, Random(seed)).version_ids)
    assert len(shown) == 25
    assert all(120 <= n <= 200 for n in shown.values())

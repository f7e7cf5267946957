"""Drawing a form: every stratum filled, nothing twice, the seed decides everything."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from item_bank.draw import DrawableItem, Stratum, draw_form
from item_bank.errors import BankTooSmall


def a_pool(sizes: dict[str, int], *, shuffle: bool = True) -> list[DrawableItem]:
    return [
        DrawableItem(f"{section}-{no:03}", section, ("a", "b", "c", "d"), shuffle)
        for section, size in sizes.items()
        for no in range(size)
    ]


SIZES = {"constitution": 40, "civil_service": 25, "anti_corruption": 25, "ethics": 25}
STRATA = [
    Stratum("constitution", 15),
    Stratum("civil_service", 15),
    Stratum("anti_corruption", 15),
    Stratum("ethics", 10),
]


@given(
    sizes=st.dictionaries(st.sampled_from("pqrs"), st.integers(0, 12), min_size=1),
    seed=st.integers(),
    data=st.data(),
)
@settings(deadline=None)
def test_a_form_fills_every_stratum_without_repeats(
    sizes: dict[str, int], seed: int, data: st.DataObject
) -> None:
    strata = [Stratum(section, data.draw(st.integers(0, size))) for section, size in sizes.items()]
    pool = a_pool(sizes)
    form = draw_form(strata, data.draw(st.permutations(pool)), Random(seed))

    by_version = {item.version_id: item for item in pool}
    assert [slot.slot for slot in form] == list(range(sum(stratum.n for stratum in strata)))
    assert [slot.section_id for slot in form] == [s.section_id for s in strata for _ in range(s.n)]
    assert len({slot.version_id for slot in form}) == len(form)
    for slot in form:
        assert by_version[slot.version_id].section_id == slot.section_id
        assert sorted(slot.option_order) == sorted(by_version[slot.version_id].option_ids)
    assert form == draw_form(strata, pool, Random(seed))


def test_options_keep_their_order_where_the_item_asks_so() -> None:
    form = draw_form([Stratum("ethics", 10)], a_pool({"ethics": 25}, shuffle=False), Random(1))
    assert {slot.option_order for slot in form} == {("a", "b", "c", "d")}


def test_all_shortages_are_told_at_once() -> None:
    pool = a_pool({"constitution": 14, "civil_service": 15, "ethics": 10})
    with pytest.raises(BankTooSmall) as caught:
        draw_form(STRATA, pool, Random(1))
    assert caught.value.shortages == {"constitution": 1, "anti_corruption": 15}


def test_a_version_listed_twice_is_one_item() -> None:
    with pytest.raises(BankTooSmall) as caught:
        draw_form([Stratum("ethics", 2)], a_pool({"ethics": 1}) * 2, Random(1))
    assert caught.value.shortages == {"ethics": 1}


def test_two_strata_of_one_section_share_no_item() -> None:
    form = draw_form([Stratum("ethics", 4), Stratum("ethics", 6)], a_pool({"ethics": 10}), Random(3))
    assert len({slot.version_id for slot in form}) == 10
    with pytest.raises(BankTooSmall):
        draw_form([Stratum("ethics", 4), Stratum("ethics", 7)], a_pool({"ethics": 10}), Random(3))


def test_every_item_and_every_option_place_gets_its_share() -> None:
    """400 forms of 10 from 25: each item is expected 160 times, each option 1000 times in front."""
    forms = [draw_form([Stratum("ethics", 10)], a_pool({"ethics": 25}), Random(seed)) for seed in range(400)]
    shown = Counter(slot.version_id for form in forms for slot in form)
    in_front = Counter(slot.option_order[0] for form in forms for slot in form)
    assert len(shown) == 25
    assert all(120 <= n <= 200 for n in shown.values())
    assert all(880 <= n <= 1120 for n in in_front.values())

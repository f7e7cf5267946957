"""Whatever the bank and the blueprint: a form keeps every rule, or what is lacking is told exactly."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from item_bank.assembly.blueprint import Blueprint, Bound, Filter, Part, Stratum
from item_bank.assembly.choices import choices_of
from item_bank.assembly.errors import BlueprintUnfillable
from item_bank.assembly.form import Form
from item_bank.assembly.lack import shortages
from item_bank.assembly.parallel import assemble_parallel
from item_bank.assembly.pool import UNUSED, Exposure, PoolItem, allowance
from item_bank.assembly.random_draw import draw, draw_many
from item_bank.assembly.shortage import Shortage
from item_bank.option_order import OptionGroup

TOPICS = "xyz"
QUICK = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def of(name: str, *values: str) -> Filter:
    return Filter(((name, frozenset(values)),))


@st.composite
def pools(draw_: st.DrawFn, most: int = 16) -> list[PoolItem]:
    n = draw_(st.integers(1, most))
    codes = [f"i{no:02}" for no in range(n)]
    items = []
    for code in codes:
        options = draw_(st.sampled_from([("a", "b"), ("a", "b", "c", "d")]))
        items.append(
            PoolItem(
                version_id=f"v-{code}",
                code=code,
                section_id=draw_(st.sampled_from("pq")),
                topic=draw_(st.sampled_from(TOPICS)),
                option_groups=draw_(
                    st.just(())
                    | st.tuples(
                        st.builds(
                            OptionGroup, st.just(options), st.sets(st.sampled_from(options)).map(frozenset)
                        )
                    )
                ),
                enemy_codes=draw_(st.sets(st.sampled_from(codes), max_size=1).map(frozenset)),
                testlet_id=draw_(st.sampled_from([None, None, None, "m", "n"])),
            )
        )
    return items


@st.composite
def blueprints(draw_: st.DrawFn, filters: st.SearchStrategy[Filter] | None = None) -> Blueprint:
    any_filter = st.sampled_from([of("section", "p"), of("section", "q"), of("topic", "x"), Filter()])
    wanted = any_filter if filters is None else filters
    strata = []
    for no in range(draw_(st.integers(1, 3))):
        n = draw_(st.integers(1, 5))
        topics = draw_(st.sets(st.sampled_from(TOPICS)))
        bounds = []
        for topic in sorted(topics):
            minimum = draw_(st.integers(0, min(2, n)))
            bounds.append(Bound(of("topic", topic), minimum, draw_(st.integers(minimum, 5))))
        strata.append(Stratum(f"s{no}", n, draw_(wanted), tuple(bounds)))
    cut = draw_(st.integers(0, len(strata) - 1))
    parts = [Part(f"part{no}", tuple(s)) for no, s in enumerate((strata[:cut], strata[cut:])) if s]
    return Blueprint("any", tuple(parts))


def faults(form: Form, blueprint: Blueprint, pool: list[PoolItem]) -> Iterator[str]:
    """Find every rule a form breaks, without the code under test."""
    items = {item.version_id: item for item in pool}
    drawn = [items[slot.version_id] for slot in form.slots]
    if [slot.slot for slot in form.slots] != list(range(blueprint.n_items)):
        yield "slots are not numbered through"
    if len({item.code for item in drawn}) < len(drawn):
        yield "an item stands twice"
    for one, other in combinations(drawn, 2):
        if one.code in other.enemy_codes or other.code in one.enemy_codes:
            yield f"{one.code} and {other.code} are enemies"
    groups = [group for part in form.parts for group in part.groups]
    for group, stratum in zip(groups, blueprint.strata, strict=True):
        yield from stratum_faults([items[slot.version_id] for slot in group.slots], stratum, pool)
    for slot in form.slots:
        item = items[slot.version_id]
        entries = [entry for group in item.option_groups for entry in group.entries]
        still = {entry for group in item.option_groups for entry in group.fixed}
        moved = [a for a, b in zip(entries, slot.option_order, strict=True) if a in still and a != b]
        if sorted(slot.option_order) != sorted(entries) or moved:
            yield f"{item.code}: options {slot.option_order}"


def stratum_faults(drawn: list[PoolItem], stratum: Stratum, pool: list[PoolItem]) -> Iterator[str]:
    if len(drawn) != stratum.n or not all(stratum.filter.matches(item) for item in drawn):
        yield f"{stratum.id}: not {stratum.n} matching items"
    for bound in stratum.bounds:
        n = sum(bound.filter.matches(item) for item in drawn)
        if n < bound.minimum or (bound.maximum is not None and n > bound.maximum):
            yield f"{stratum.id}: {n} of {bound.filter}"
    for testlet in {item.testlet_id for item in drawn} - {None}:
        whole = [item.code for item in pool if item.testlet_id == testlet]
        places = [no for no, item in enumerate(drawn) if item.testlet_id == testlet]
        if [drawn[no].code for no in places] != sorted(whole) or places[-1] - places[0] != len(whole) - 1:
            yield f"testlet {testlet} torn"


def feasible(blueprint: Blueprint, pool: list[PoolItem]) -> bool:
    """Try every choice of items for every stratum: the oracle for small banks."""

    def search(strata: tuple[Stratum, ...], left: list[PoolItem], taken: list[PoolItem]) -> bool:
        if not strata:
            return not at_war(taken)
        fitting = [item for item in left if strata[0].filter.matches(item)]
        return any(
            not any(stratum_faults(in_order(choice), strata[0], pool))
            and search(strata[1:], [i for i in left if i not in choice], [*taken, *choice])
            for choice in combinations(fitting, strata[0].n)
        )

    return search(blueprint.strata, pool, [])


def in_order(choice: tuple[PoolItem, ...]) -> list[PoolItem]:
    return sorted(choice, key=lambda item: (item.testlet_id or "", item.code))


def at_war(taken: list[PoolItem]) -> bool:
    return any(a.code in b.enemy_codes or b.code in a.enemy_codes for a, b in combinations(taken, 2))


@given(pools(), blueprints(), st.integers())
@QUICK
def test_a_form_keeps_every_rule_or_the_lack_is_told(
    pool: list[PoolItem], blueprint: Blueprint, seed: int
) -> None:
    choices = choices_of(blueprint, pool)
    lacking = shortages(choices)
    if lacking:
        with pytest.raises(BlueprintUnfillable) as caught:
            draw(choices, Random(seed))
        assert caught.value.shortages == lacking
        assert all(shortage.lacking > 0 for shortage in lacking)
    else:
        assert list(faults(draw(choices, Random(seed)), blueprint, pool)) == []


@given(pools(), blueprints(), st.integers(), st.data())
@QUICK
def test_the_same_seed_gives_the_same_form_whatever_the_order_of_the_bank(
    pool: list[PoolItem], blueprint: Blueprint, seed: int, data: st.DataObject
) -> None:
    def drawn(items: list[PoolItem]) -> Form | tuple[Shortage, ...]:
        choices = choices_of(blueprint, items)
        return shortages(choices) or draw(choices, Random(seed))

    assert drawn(pool) == drawn(data.draw(st.permutations(pool)))


@given(pools(most=8), blueprints())
@QUICK
def test_a_lack_is_told_exactly_when_no_form_exists(pool: list[PoolItem], blueprint: Blueprint) -> None:
    assert (shortages(choices_of(blueprint, pool)) == ()) is feasible(blueprint, pool)


@given(pools(most=8), blueprints(st.sampled_from([of("section", "p"), of("section", "q")])))
@QUICK
def test_writing_the_lacking_items_fills_the_blueprint_and_one_fewer_does_not(
    pool: list[PoolItem], blueprint: Blueprint
) -> None:
    assume(_room(blueprint))  # where minima exceed their stratum no items can help
    lacking = shortages(choices_of(blueprint, pool))
    written = [item for shortage in lacking for item in _new_items(shortage, blueprint)]
    assert shortages(choices_of(blueprint, pool + written)) == ()
    for without in range(len(written)):
        fewer = written[:without] + written[without + 1 :]
        assert shortages(choices_of(blueprint, pool + fewer)) != ()


def _room(blueprint: Blueprint) -> bool:
    return all(sum(bound.minimum for bound in s.bounds) <= s.n for s in blueprint.strata)


def _new_items(shortage: Shortage, blueprint: Blueprint) -> list[PoolItem]:
    stratum = next(s for s in blueprint.strata if s.id == shortage.stratum_id)
    ((_, sections),) = stratum.filter.allowed
    topic = shortage.wanting.removeprefix("topic ") if shortage.wanting else "new"
    return [
        PoolItem(f"{stratum.id}-{topic}-{no}", f"{stratum.id}-{topic}-{no}", min(sections), topic)
        for no in range(shortage.lacking)
    ]


@given(pools(), blueprints(), st.fractions(min_value=Fraction(1, 10), max_value=1), st.integers())
@QUICK
def test_no_version_exceeds_the_exposure_cap(
    pool: list[PoolItem], blueprint: Blueprint, cap: Fraction, seed: int
) -> None:
    capped = replace(blueprint, exposure_cap=cap)
    choices, random, exposure = choices_of(capped, pool), Random(seed), UNUSED
    for n_forms in range(1, 7):
        if shortages(choices, exposure):
            break
        form = draw(choices, random, exposure)
        exposure = exposure.after(form.version_ids)
        assert list(faults(form, capped, pool)) == []
        assert max(exposure.counts.values()) <= allowance(cap, n_forms)


@given(pools(), blueprints(), st.integers())
@settings(QUICK, max_examples=15)
def test_parallel_forms_keep_every_rule_too(pool: list[PoolItem], blueprint: Blueprint, seed: int) -> None:
    choices = choices_of(blueprint, pool)
    if not shortages(choices):
        forms, exposure = assemble_parallel(choices, (), 2, Random(seed))
        assert all(list(faults(form, blueprint, pool)) == [] for form in forms)
        assert exposure.n_forms == 2
        assert forms == assemble_parallel(choices, (), 2, Random(seed))[0]


@given(st.integers(1, 30), st.integers(2, 12), st.integers())
@settings(QUICK, max_examples=15)
def test_the_least_exposed_are_drawn_first(n_forms: int, size: int, seed: int) -> None:
    """Without other rules no item is ever two forms ahead of another."""
    pool = [PoolItem(f"v{no}", f"i{no}", "p") for no in range(size)]
    choices = choices_of(Blueprint("plain", (Part("all", (Stratum("s", size // 2),)),)), pool)
    _, exposure = draw_many(choices, n_forms, Random(seed))
    counts = [exposure.n_shown(item.version_id) for item in pool]
    assert max(counts) - min(counts) <= 1
    assert exposure == Exposure(n_forms, exposure.counts)

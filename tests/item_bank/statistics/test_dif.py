"""DIF: planted differences are found, ability alone is none, a biased total is purified."""

import numpy as np
import pytest

from item_bank.statistics.dif import EtsClass, ItemDif, differential_functioning, ets_class
from item_bank.statistics.odds import CommonOdds, common_odds
from item_bank.statistics.table import AnswerTable, table_of_points


def a_table(shifts: dict[int, float], *, n: int = 3000, k: int = 20, impact: float = 0.0) -> AnswerTable:
    """Simulate half ru, half kk; an item of `shifts` is harder in kk; kk's ability is lower by `impact`."""
    random = np.random.default_rng(5)
    focal = np.arange(n) % 2 == 1
    harder = np.zeros((n, k))
    for item, shift in shifts.items():
        harder[focal, item] = shift
    logit = (random.normal(size=n) - impact * focal)[:, None] - np.linspace(-1.5, 1.5, k) - harder
    right = random.random((n, k)) < 1 / (1 + np.exp(-logit))
    return table_of_points(right, groups=["kk" if flag else "ru" for flag in focal])


def compared(table: AnswerTable) -> tuple[ItemDif, ...]:
    return differential_functioning(table, reference="ru", focal="kk")


def large(found: tuple[ItemDif, ...]) -> set[int]:
    return {no for no, dif in enumerate(found) if dif.ets_class is EtsClass.C}


def test_an_item_harder_in_kazakh_is_found_and_no_other() -> None:
    found = compared(a_table({7: 1.2}))
    assert large(found) == {7}
    assert found[7].odds is not None
    assert found[7].odds.delta == pytest.approx(-2.35 * 1.2, abs=0.6)
    assert (found[7].n_reference, found[7].n_focal) == (1500, 1500)


def test_lower_ability_alone_is_no_dif() -> None:
    assert large(compared(a_table({}, impact=0.8))) == set()


def test_the_total_is_purified_of_what_biases_it() -> None:
    """Six of twenty items much harder in kk: an unpurified total would blame the others as easier."""
    planted = dict.fromkeys(range(6), 1.5)
    found = compared(a_table(planted))
    assert large(found) == set(planted)
    clean = [dif.odds.delta for no, dif in enumerate(found) if no not in planted and dif.odds is not None]
    assert abs(float(np.mean(clean))) < 0.25


def test_exchanging_the_groups_turns_the_sign() -> None:
    table = a_table({3: 1.2}, n=600)
    there = differential_functioning(table, reference="ru", focal="kk")
    back = differential_functioning(table, reference="kk", focal="ru")
    assert [dif.odds.delta for dif in there if dif.odds] == pytest.approx(
        [-dif.odds.delta for dif in back if dif.odds]
    )


def test_fewer_than_thirty_in_a_group_say_nothing() -> None:
    small = compared(a_table({0: 3.0}, n=59))
    assert all(dif.odds is None and dif.ets_class is None for dif in small)
    assert any(dif.odds is not None for dif in compared(a_table({0: 3.0}, n=60)))


def test_answers_that_never_differ_have_no_odds() -> None:
    assert common_odds([[[10, 0], [12, 0]], [[9, 0], [8, 0]]]) is None
    assert common_odds(np.zeros((0, 2, 2))) is None


@pytest.mark.parametrize(
    ("delta", "se", "p_value", "expected"),
    [
        (0.99, 0.1, 0.0, EtsClass.A),
        (1.0, 0.1, 0.049, EtsClass.B),
        (-1.0, 0.6, 0.05, EtsClass.A),
        (1.49, 0.1, 0.0, EtsClass.B),
        (-1.5, 0.3, 0.0, EtsClass.C),
        (1.5, 0.31, 0.0, EtsClass.B),
        (-2.5, 1.0, 0.01, EtsClass.B),
        (2.5, 0.5, 0.0, EtsClass.C),
    ],
)
def test_ets_classes_at_their_edges(delta: float, se: float, p_value: float, expected: EtsClass) -> None:
    odds = CommonOdds(float(np.exp(delta / -2.35)) * (1 - np.sign(delta) * 1e-12), se / 2.35, 0.0, p_value)
    assert ets_class(odds) is expected

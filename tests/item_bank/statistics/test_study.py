"""A whole study: flags on top, figures withheld by name below their gates."""

import numpy as np

from item_bank.statistics.classical import ItemFigures, OptionFigures
from item_bank.statistics.dif import ItemDif
from item_bank.statistics.flags import Flag, flags_of
from item_bank.statistics.study import Withheld, study
from item_bank.statistics.table import AnswerTable, table_of_points


def a_table(n: int) -> AnswerTable:
    """Ten items; item 6 is keyed wrongly."""
    random = np.random.default_rng(4)
    logit = random.normal(size=n)[:, None] - np.linspace(-1, 1, 10)
    points = (random.random((n, 10)) < 1 / (1 + np.exp(-1.5 * logit))).astype(np.float64)
    points[:, 6] = 1 - points[:, 6]
    return table_of_points(points, groups=["kk" if no % 2 else "ru" for no in range(n)])


def figures(
    *, p: float = 0.6, r_rest: float = 0.3, n_not_reached: int = 0, options: tuple[OptionFigures, ...] = ()
) -> ItemFigures:
    return ItemFigures("p", 100 - n_not_reached, 100, n_not_reached, 0, 1.0, p, r_rest, options)


def test_nothing_is_shown_below_thirty() -> None:
    found = study(a_table(29), dif_between=("ru", "kk"))
    assert found.reliability == found.rasch == Withheld(29, 30)
    assert found.two_parameter == Withheld(29, 250)
    assert all(item.figures.p is None and not item.flags for item in found.items)
    assert all(item.dif is not None and item.dif.odds is None for item in found.items)


def test_between_the_gates_all_but_two_parameters() -> None:
    found = study(a_table(249))
    assert not isinstance(found.rasch, Withheld)
    assert not isinstance(found.reliability, Withheld)
    assert found.two_parameter == Withheld(249, 250)
    assert not isinstance(study(a_table(250)).two_parameter, Withheld)


def test_the_wrongly_keyed_item_comes_first() -> None:
    first = study(a_table(400), dif_between=("ru", "kk")).items[0]
    assert first.figures.version_id == "6"
    assert Flag.NEGATIVE_DISCRIMINATION in first.flags
    assert isinstance(first.dif, ItemDif)


def test_a_distractor_that_draws_the_able_puts_the_key_in_doubt() -> None:
    key = OptionFigures("a", True, 30, 0.3, 0.1)
    tempting = OptionFigures("b", False, 69, 0.69, 0.3)
    unused = OptionFigures("c", False, 1, 0.01, 0.0)
    assert flags_of(figures(options=(key, tempting, unused))) == (
        Flag.KEY_SUSPECT,
        Flag.DISTRACTOR_DRAWS_ABLE,
        Flag.DISTRACTOR_UNUSED,
    )


def test_what_chance_explains_is_not_held_against_an_option() -> None:
    """At n = 100 the standard error of a correlation near zero is .1."""
    key = OptionFigures("a", True, 60, 0.6, 0.3)
    within, beyond = (OptionFigures("b", False, 40, 0.4, r) for r in (0.195, 0.197))
    assert flags_of(figures(options=(key, within))) == ()
    assert flags_of(figures(options=(key, beyond))) == (Flag.DISTRACTOR_DRAWS_ABLE,)


def test_flags_at_their_edges() -> None:
    assert flags_of(figures()) == ()
    assert flags_of(figures(r_rest=-0.01)) == (Flag.NEGATIVE_DISCRIMINATION,)
    assert flags_of(figures(r_rest=0.0)) == (Flag.LOW_DISCRIMINATION,)
    assert flags_of(figures(r_rest=0.1, p=0.2)) == ()
    assert flags_of(figures(p=0.19)) == (Flag.TOO_HARD,)
    assert flags_of(figures(p=0.951)) == (Flag.TOO_EASY,)
    assert flags_of(figures(n_not_reached=5)) == ()
    assert flags_of(figures(n_not_reached=6)) == (Flag.NOT_REACHED,)

"""Which items somebody should look at, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from math import sqrt

from item_bank.statistics.classical import ItemFigures, OptionFigures
from item_bank.statistics.dif import EtsClass, ItemDif


class Flag(Enum):
    """What is conspicuous about an item, the gravest first."""

    KEY_SUSPECT = "key_suspect"
    NEGATIVE_DISCRIMINATION = "negative_discrimination"
    LARGE_DIF = "large_dif"
    LOW_DISCRIMINATION = "low_discrimination"
    TOO_HARD = "too_hard"
    TOO_EASY = "too_easy"
    DISTRACTOR_DRAWS_ABLE = "distractor_draws_able"
    DISTRACTOR_UNUSED = "distractor_unused"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True)
class FlagRules:
    """From where on a figure is conspicuous; starting points, for a bank's owner to change.

    `able_distractor_errors`: how many standard errors of a correlation near zero, 1/√n, a wrong option's must exceed.
    """

    low_r_rest: float = 0.10
    low_p: float = 0.20
    high_p: float = 0.95
    able_distractor_r: float = 0.05
    able_distractor_errors: float = 1.96
    unused_share: float = 0.02
    not_reached_share: float = 0.05


DEFAULT_RULES = FlagRules()


def flags_of(
    figures: ItemFigures, dif: ItemDif | None = None, rules: FlagRules = DEFAULT_RULES
) -> tuple[Flag, ...]:
    """Give an item's flags, gravest first; none below 30 who reached it."""
    if figures.p is None:
        return ()
    raised = set(_of_item(figures, figures.p, rules)) | set(_of_options(figures, rules))
    if dif is not None and dif.ets_class is EtsClass.C:
        raised.add(Flag.LARGE_DIF)
    return tuple(flag for flag in Flag if flag in raised)


def _of_item(figures: ItemFigures, p: float, rules: FlagRules) -> Iterator[Flag]:
    if figures.r_rest is not None and figures.r_rest < 0:
        yield Flag.NEGATIVE_DISCRIMINATION
    elif figures.r_rest is not None and figures.r_rest < rules.low_r_rest:
        yield Flag.LOW_DISCRIMINATION
    if p < rules.low_p:
        yield Flag.TOO_HARD
    if p > rules.high_p:
        yield Flag.TOO_EASY
    if figures.n_not_reached > rules.not_reached_share * figures.n_shown:
        yield Flag.NOT_REACHED


def _of_options(figures: ItemFigures, rules: FlagRules) -> Iterator[Flag]:
    keys = [option for option in figures.options if option.is_key]
    best_key = max((_r(option) for option in keys), default=None)
    beyond_chance = max(rules.able_distractor_r, rules.able_distractor_errors / sqrt(figures.n))
    for option in figures.options:
        if option.is_key:
            continue
        if _r(option) > beyond_chance:
            yield Flag.DISTRACTOR_DRAWS_ABLE
            if best_key is not None and _r(option) > max(best_key, 0.0):
                yield Flag.KEY_SUSPECT
        if option.p < rules.unused_share:
            yield Flag.DISTRACTOR_UNUSED


def _r(option: OptionFigures) -> float:
    return 0.0 if option.r_rest is None else option.r_rest

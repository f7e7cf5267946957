"""Which items a candidate gets, in which order, with which order of options."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from item_bank.errors import BankTooSmall

UNSCORED = "pilot"
"""The section of slots that do not count: items that are being piloted."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """How many items to draw from a section."""

    section_id: str
    n: int


@dataclass(frozen=True, slots=True)
class DrawableItem:
    """What the draw needs to know of an approved item version."""

    version_id: str
    section_id: str
    option_ids: tuple[str, ...]
    shuffle: bool


@dataclass(frozen=True, slots=True)
class FormSlot:
    """One place of a form: 0-based `slot`, the item version, the order its options are shown in."""

    slot: int
    section_id: str
    version_id: str
    option_order: tuple[str, ...]


def draw_form(
    strata: Sequence[Stratum], pool: Sequence[DrawableItem], random: Random
) -> tuple[FormSlot, ...]:
    """Draw a form: strata in their order, items and options in random order.

    The same seed and the same pool give the same form, whatever order the pool comes in.

    Raises:
        BankTooSmall: a section has fewer items than its strata ask for; all shortages are told.
    """
    by_section = _by_section(pool)
    _require_enough(strata, by_section)
    drawn = [item for stratum in strata for item in _take(by_section[stratum.section_id], stratum.n, random)]
    return tuple(
        FormSlot(slot, item.section_id, item.version_id, _option_order(item, random))
        for slot, item in enumerate(drawn)
    )


def _by_section(pool: Iterable[DrawableItem]) -> dict[str, list[DrawableItem]]:
    sections: dict[str, list[DrawableItem]] = {}
    for item in sorted({item.version_id: item for item in pool}.values(), key=lambda item: item.version_id):
        sections.setdefault(item.section_id, []).append(item)
    return sections


def _require_enough(strata: Sequence[Stratum], by_section: dict[str, list[DrawableItem]]) -> None:
    wanted: dict[str, int] = {}
    for stratum in strata:
        by_section.setdefault(stratum.section_id, [])
        wanted[stratum.section_id] = wanted.get(stratum.section_id, 0) + stratum.n
    lacking = {section: n - len(by_section[section]) for section, n in wanted.items()}
    shortages = {section: n for section, n in lacking.items() if n > 0}
    if shortages:
        raise BankTooSmall(shortages)


def _take(items: list[DrawableItem], n: int, random: Random) -> list[DrawableItem]:
    """Draw n without replacement and remove them, so two strata of a section never share an item."""
    taken = random.sample(items, n)
    names = {item.version_id for item in taken}
    items[:] = [item for item in items if item.version_id not in names]
    return taken


def _option_order(item: DrawableItem, random: Random) -> tuple[str, ...]:
    return tuple(random.sample(item.option_ids, len(item.option_ids))) if item.shuffle else item.option_ids

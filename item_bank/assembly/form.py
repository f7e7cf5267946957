"""How the chosen items lie in a form: order of slots, order of options."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from random import Random

from item_bank.assembly.choices import Choices, Unit
from item_bank.draw import FormSlot
from item_bank.option_order import option_order


@dataclass(frozen=True, slots=True)
class FormGroup:
    """The slots a stratum filled."""

    stratum_id: str
    slots: tuple[FormSlot, ...]


@dataclass(frozen=True, slots=True)
class FormPart:
    """The slots of a part, by stratum."""

    part_id: str
    groups: tuple[FormGroup, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it is stored: the order is kept, never computed again."""

    parts: tuple[FormPart, ...]

    @property
    def slots(self) -> tuple[FormSlot, ...]:
        """Give all slots, numbered from 0 across the parts."""
        return tuple(slot for part in self.parts for group in part.groups for slot in group.slots)

    @property
    def version_ids(self) -> tuple[str, ...]:
        """Give the item versions in the order of the slots."""
        return tuple(slot.version_id for slot in self.slots)


def arrange(choices: Choices, chosen: Sequence[Sequence[Unit]], random: Random) -> Form:
    """Lay out the units chosen for each stratum: units in random order, a testlet's items adjoining."""
    number = count()
    laid = iter(
        [
            FormGroup(place.stratum.id, _slots(units, number, random))
            for place, units in zip(choices.places, chosen, strict=True)
        ]
    )
    return Form(
        tuple(FormPart(part.id, tuple(next(laid) for _ in part.strata)) for part in choices.blueprint.parts)
    )


def _slots(units: Sequence[Unit], number: Iterator[int], random: Random) -> tuple[FormSlot, ...]:
    ordered = random.sample(sorted(units, key=lambda unit: unit.no), len(units))
    return tuple(
        FormSlot(next(number), item.section_id, item.version_id, option_order(item.option_groups, random))
        for unit in ordered
        for item in unit.items
    )

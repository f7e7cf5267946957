"""Where an item stands in an attempt's form."""

from dataclasses import dataclass

from item_bank.draw import UNSCORED, FormSlot


@dataclass(frozen=True, slots=True)
class PlacedSlot(FormSlot):
    """A place of a form, in the block it was drawn for; slots are numbered over the whole form."""

    block_no: int = 0

    @property
    def counts(self) -> bool:
        """Tell whether the item counts; one on trial does not."""
        return self.section_id != UNSCORED

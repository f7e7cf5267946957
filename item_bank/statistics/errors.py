"""Which facts the statistics refuse to go on with."""

from item_bank.errors import ItemBankError


class TooFewSittings(ItemBankError):
    """So few candidates sat the items that a figure would mislead; `n` sat, `least` are needed."""

    code = "too_few_sittings"

    def __init__(self, n: int, least: int) -> None:
        super().__init__(f"{n} sittings, {least} needed")
        self.n = n
        self.least = least


class BadSitting(ItemBankError):
    """A sitting names an unknown item, an item twice, or points outside the item's range."""

    code = "bad_sitting"

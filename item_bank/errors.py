"""Which facts the item bank refuses to go on with."""

from collections.abc import Mapping, Sequence
from typing import ClassVar


class ItemBankError(Exception):
    """A fact about items that stops the caller; `code` is stable and safe to show to programs."""

    code: ClassVar[str] = "item_bank_error"


class UnknownTextLanguage(ItemBankError):
    """A text was asked for in a language no text is kept in."""

    code = "unknown_text_language"


class BadText(ItemBankError):
    """A text lacks Kazakh or Russian, or is no text at all."""

    code = "bad_text"


class BadItem(ItemBankError):
    """An item document breaks a rule of the format; `item_code` says which, `reason` says why."""

    code = "bad_item"

    def __init__(self, item_code: str, reason: str) -> None:
        super().__init__(f"{item_code}: {reason}")
        self.item_code = item_code
        self.reason = reason


class BadBank(ItemBankError):
    """A bank file cannot be used; `errors` holds every fault found, in file order."""

    code = "bad_bank"

    def __init__(self, errors: Sequence[BadItem]) -> None:
        super().__init__("; ".join(str(error) for error in errors))
        self.errors = tuple(errors)


class BankTooSmall(ItemBankError):
    """A form cannot be drawn; `shortages` maps a section to how many items it lacks."""

    code = "bank_too_small"

    def __init__(self, shortages: Mapping[str, int]) -> None:
        super().__init__(", ".join(f"{section} lacks {n}" for section, n in shortages.items()))
        self.shortages = dict(shortages)

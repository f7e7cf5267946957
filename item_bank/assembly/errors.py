"""Which facts assembly refuses to go on with."""

from collections.abc import Mapping, Sequence

from item_bank.assembly.shortage import Shortage
from item_bank.errors import ItemBankError


class BadBlueprint(ItemBankError):
    """A blueprint contradicts itself or breaks the format; `reasons` holds every fault found."""

    code = "bad_blueprint"

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = tuple(reasons)
        self.params = {"reasons": list(reasons)}


class BlueprintUnfillable(ItemBankError):
    """The bank cannot fill the blueprint; `shortages` say which stratum lacks how many."""

    code = "blueprint_unfillable"

    def __init__(self, shortages: Sequence[Shortage]) -> None:
        super().__init__("; ".join(str(shortage) for shortage in shortages))
        self.shortages = tuple(shortages)


class BandsOutOfReach(ItemBankError):
    """No form of the blueprint keeps all bands; `misses` maps a band to how far off the nearest form is."""

    code = "bands_out_of_reach"

    def __init__(self, misses: Mapping[str, float]) -> None:
        super().__init__(", ".join(f"{band} missed by {miss:.3g}" for band, miss in misses.items()))
        self.misses = dict(misses)

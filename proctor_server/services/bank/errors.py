"""What the item bank's use cases can refuse, beyond the refusals of `item_bank`."""

from collections.abc import Sequence

from item_bank.assembly.shortage import Shortage
from proctor_server.kernel.errors import NotFound, SynaqError


class UnknownVersion(NotFound):
    """The item bank has no such version."""

    code = "unknown_version"


class UnknownStimulus(NotFound):
    """The item bank has no such stimulus."""

    code = "unknown_stimulus"


class UnknownBlueprint(NotFound):
    """There is no such blueprint."""

    code = "unknown_blueprint"


class UnknownImport(NotFound):
    """There is no such import."""

    code = "unknown_import"


class UnknownAsset(NotFound):
    """There is no such picture."""

    code = "unknown_asset"


class CodeTaken(SynaqError):
    """Another item or stimulus has this code."""

    code = "code_taken"


class CodeFixed(SynaqError):
    """The code of an item, once given, stays: write a new item instead."""

    code = "code_fixed"


class StaleVersion(SynaqError):
    """Somebody saved a newer version; read it before you write yours."""

    code = "stale_version"


class BadDraft(SynaqError):
    """What was written cannot be kept; `place` and `reason` say where and why."""

    code = "bad_draft"

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.params = {"place": place, "reason": reason}


class BankLacks(SynaqError):
    """The bank has too few items for a form; `lacking` names every stratum and how many it lacks."""

    code = "bank_too_small"

    def __init__(self, shortages: Sequence[Shortage]) -> None:
        told = [str(one) for one in shortages]
        super().__init__("; ".join(told))
        self.params = {"lacking": told}


class BlueprintDoesNotFit(SynaqError):
    """The blueprint does not give each section of the block as many items as the programme says."""

    code = "blueprint_does_not_fit"

    def __init__(self, sections: Sequence[str]) -> None:
        super().__init__(", ".join(sections))
        self.params = {"sections": list(sections)}


class ImportNotReady(SynaqError):
    """The import is not in a state for this."""

    code = "import_not_ready"


class ImportFailed(SynaqError):
    """The file could not be read."""

    code = "import_failed"


class NothingToCorrect(SynaqError):
    """The key is the one there is already."""

    code = "nothing_to_correct"


class NothingAmended(SynaqError):
    """No live item rests on this article in an older edition."""

    code = "nothing_amended"


class UnknownFormat(SynaqError):
    """Banks are not written in this format."""

    code = "unknown_format"

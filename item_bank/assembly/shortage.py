"""What a bank lacks to fill a blueprint, in items that would have to be written or freed."""

from dataclasses import dataclass
from enum import Enum


class Cause(Enum):
    """Why a stratum cannot be filled."""

    TOO_FEW = "too_few"
    WITHHELD = "withheld"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Shortage:
    """`lacking` more items would fill the stratum; of the kind `wanting` where only such would do.

    n_wanted: what the stratum, or the minimum on that kind, asks for; n_matching: how many there are;
    n_withheld: how many of those are kept back now, by the exposure cap or for want of a value that a
    band needs. The cause is a conflict where there are enough, and enemies, testlets, maxima or another
    stratum stand in the way.
    """

    part_id: str
    stratum_id: str
    lacking: int
    n_wanted: int
    n_matching: int
    n_withheld: int
    wanting: str | None = None

    @property
    def cause(self) -> Cause:
        """Tell what stands in the way."""
        if self.n_matching < self.n_wanted:
            return Cause.TOO_FEW
        return Cause.WITHHELD if self.n_matching - self.n_withheld < self.n_wanted else Cause.CONFLICT

    def __str__(self) -> str:
        kind = f" of {self.wanting}" if self.wanting else ""
        return f"{self.stratum_id} lacks {self.lacking}{kind}"

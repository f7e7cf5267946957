"""Which review comes next."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeVar


class Queued(Protocol):
    """What the order needs of a row."""

    @property
    def due_at(self) -> datetime:
        """Give the aware instant by which the review must be decided."""

    @property
    def severity(self) -> float:
        """Give `incident.severity` of the attempt's incidents."""


Row = TypeVar("Row", bound=Queued)


def order(rows: Iterable[Row]) -> list[Row]:
    """Sort by the earliest due instant, then by the highest severity; equal rows keep their order."""
    return sorted(rows, key=lambda row: (row.due_at, -row.severity))


def is_overdue(due_at: datetime, now: datetime) -> bool:
    """Tell whether the working day allowed for the review is over."""
    return now >= due_at

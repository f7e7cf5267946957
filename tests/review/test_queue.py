"""The queue: due first, then heavy first."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from proctor_server.review.queue import is_overdue, order

DUE = datetime(2026, 11, 24, 13, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    id: str
    due_at: datetime
    severity: float


def test_due_first_then_heavy_first_then_as_they_came() -> None:
    rows = [
        Row("later and heavy", DUE + timedelta(days=1), 99.0),
        Row("light", DUE, 0.0),
        Row("heavy", DUE, 8.0),
        Row("light too", DUE, 0.0),
    ]
    assert [row.id for row in order(rows)] == ["heavy", "light", "light too", "later and heavy"]


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 100))))
def test_order_keeps_every_row_and_never_inverts(drawn: list[tuple[int, float]]) -> None:
    rows = [Row(str(no), DUE + timedelta(days=day), weight) for no, (day, weight) in enumerate(drawn)]
    ordered = order(rows)
    assert sorted(ordered, key=lambda row: row.id) == sorted(rows, key=lambda row: row.id)
    for first, second in pairwise(ordered):
        assert (first.due_at, -first.severity) <= (second.due_at, -second.severity)


def test_overdue_from_the_due_instant_on() -> None:
    assert not is_overdue(DUE, DUE - timedelta(microseconds=1))
    assert is_overdue(DUE, DUE)

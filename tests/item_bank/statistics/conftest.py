"""The published data sets that the statistics are held against."""

import numpy as np
import pytest

from item_bank.statistics.table import AnswerTable, table_of_points

LSAT6_COUNTS = [3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15]
LSAT6_COUNTS += [10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298]
LSAT7_COUNTS = [12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28]
LSAT7_COUNTS += [7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7, 35, 18, 136, 32, 308]


def a_table_of_patterns(counts: list[int]) -> AnswerTable:
    """Lay out counts of the patterns 00000 to 11111, the first item the leading digit."""
    patterns = np.array([[int(digit) for digit in f"{no:05b}"] for no in range(32)])
    return table_of_points(np.repeat(patterns, counts, axis=0))


@pytest.fixture(scope="session")
def lsat6() -> AnswerTable:
    """Give section 6 of the Law School Admission Test (Bock and Lieberman 1970), 1000 candidates."""
    return a_table_of_patterns(LSAT6_COUNTS)


@pytest.fixture(scope="session")
def lsat7() -> AnswerTable:
    """Give section 7 of the same."""
    return a_table_of_patterns(LSAT7_COUNTS)

"""Which cells a CSV file holds: UTF-8, comma, semicolon or tab; and a table as such a file."""

import csv
from collections.abc import Sequence
from io import StringIO

from item_bank.formats.findings import Fact, Refused
from item_bank.formats.tabular import MAX_COLUMNS, MAX_ROWS

MAX_CELL_CHARS = 200_000
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "'")  # a spreadsheet would run them; OWASP, CSV injection


def read_csv(text: str) -> list[list[str]]:
    """Read the cells; the delimiter is the one the header has most of.

    Raises:
        Refused: too many rows or columns, or a quote that is never closed.
    """
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    csv.field_size_limit(MAX_CELL_CHARS)
    rows: list[list[str]] = []
    try:
        for cells in csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True):
            if len(cells) > MAX_COLUMNS or len(rows) > MAX_ROWS:
                raise Refused(Fact.TABLE_TOO_LARGE, f"row {len(rows) + 1}")
            rows.append([_unguarded(cell) for cell in cells])
    except csv.Error as error:
        raise Refused(Fact.SYNTAX, f"row {len(rows) + 1}", str(error)) from error
    return rows


def write_csv(table: Sequence[Sequence[str]]) -> bytes:
    """Write a table as UTF-8 with a byte order mark; an apostrophe keeps a cell from being a formula."""
    output = StringIO(newline="")
    csv.writer(output).writerows([_guarded(cell) for cell in row] for row in table)
    return output.getvalue().encode("utf-8-sig")


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA_STARTS) else cell

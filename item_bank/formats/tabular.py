"""Which items a table holds, a row each, with what is wrong row by row; and a bank as such a table."""

from collections.abc import Iterable, Sequence

from item_bank.bank_item import BankItem
from item_bank.formats.findings import Fact, Finding, Refused
from item_bank.formats.qti_package import Progress
from item_bank.formats.report import Reading, ReadItem
from item_bank.formats.row import FIXED_COLUMNS, LAST_COLUMNS, LETTERS, is_text_column, read_row, row_of
from item_bank.response_key import BankKey

MAX_ROWS = 50_000
MAX_COLUMNS = 200
_KNOWN = frozenset(FIXED_COLUMNS + LAST_COLUMNS)
_NEEDED = ("code", "type")


def read_table(rows: Sequence[Sequence[str]], progress: Progress) -> Reading:
    """Read a table whose first row names the columns; empty rows are passed over.

    Raises:
        Refused: a column is missing, or named twice.
    """
    if not rows:
        raise Refused(Fact.NOTHING_FOUND)
    names = [name.strip() for name in rows[0]]
    unknown = _unknown_columns(names)
    parts: list[ReadItem] = []
    codes: dict[str, str] = {}
    for no, cells in enumerate(rows[1:], start=2):
        row = {name: cell for name, cell in zip(names, cells, strict=False) if name}
        if any(cell.strip() for cell in cells):
            parts.append(_once(read_row(row, f"row {no}"), codes))
            progress(len(parts), len(rows) - 1)
    return Reading(tuple(parts), findings=tuple(unknown))


def table_of(entries: Iterable[tuple[BankItem, BankKey]]) -> list[list[str]]:
    """Write a bank as rows of text, the first naming the columns."""
    rows = [row_of(item, key) for item, key in entries]
    used = {name for row in rows for name in row if is_text_column(name)}
    columns = [*FIXED_COLUMNS, *sorted(used or template_texts(), key=_place), *LAST_COLUMNS]
    return [columns, *([row.get(name, "") for name in columns] for row in rows)]


def template_texts() -> list[str]:
    """Name the text columns of an empty table: a stem and four options in Kazakh and Russian."""
    return [
        f"{name}_{language}" for name in ("stem", "optA", "optB", "optC", "optD") for language in ("kk", "ru")
    ]


def _place(name: str) -> tuple[int, str]:
    column = name.partition("_")[0]
    group = ("stem", "opt", "match").index(column.rstrip(LETTERS))
    return group, name


def _unknown_columns(names: list[str]) -> list[Finding]:
    for name in _NEEDED:
        if name not in names:
            raise Refused(Fact.MISSING_VALUE, "row 1", f"column {name}")
    named = [name for name in names if name]
    if twice := next((name for name in named if named.count(name) > 1), None):
        raise Refused(Fact.BAD_VALUE, "row 1", f"column {twice} twice")
    unknown = [name for name in named if name not in _KNOWN and not is_text_column(name)]
    return [Finding(Fact.LEFT_OUT, "row 1", f"column {name[:40]}") for name in unknown]


def _once(part: ReadItem, codes: dict[str, str]) -> ReadItem:
    if part.item is None:
        return part
    if (first := codes.setdefault(part.item.code, part.where)) != part.where:
        finding = Finding(Fact.CODE_TWICE, "code", f"{part.item.code}, {first}")
        return ReadItem(part.where, None, (), (*part.findings, finding))
    return part

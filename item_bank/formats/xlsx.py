"""Which cells an XLSX workbook's first sheet holds, read cell by cell; and a table as a workbook.

Read by hand instead of by a library: formulas, entities and absurd dimensions are refused, and
nothing is allocated for cells that are not there.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]
from openpyxl.styles import Font  # type: ignore[import-untyped]

from item_bank.formats.findings import Fact, Finding, Refused
from item_bank.formats.packages import Package, safe_path
from item_bank.formats.report import Export
from item_bank.formats.tabular import MAX_COLUMNS, MAX_ROWS
from item_bank.formats.xml_tree import Node, parse_xml

WORKBOOK = "xl/workbook.xml"
DATE_COLUMN = "source_edition_date"
MAX_CELL_CHARS = 32_767  # a limit of Excel
_EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}  # Excel counts a 29 February 1900 that was not
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def is_workbook(package: Package) -> bool:
    """Say whether an archive is a workbook."""
    return WORKBOOK in package


def read_xlsx(package: Package) -> list[list[str]]:
    """Read the first sheet as text; dates of the source become `YYYY-MM-DD`.

    Raises:
        Refused: a formula, an error value, a cell far outside, a sheet that is not there.
    """
    workbook = parse_xml(package[WORKBOOK], WORKBOOK)
    strings = _shared_strings(package)
    sheet = parse_xml(_first_sheet(package, workbook), "sheet 1")
    data = sheet.first("sheetdata")
    cells: dict[tuple[int, int], str] = {}
    for row in data.all("row") if data is not None else []:
        for cell in row.all("c"):
            place = _place(cell.get("r"))
            cells[place] = _value(cell, strings)
    rows = _grid(cells)
    return _with_dates(rows, _EPOCHS[_is_1904(workbook)])


def write_xlsx(table: Sequence[Sequence[str]]) -> Export:
    """Write a table as a workbook of texts; a cell longer than Excel allows is told and left empty."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("items")
    sheet.freeze_panes = "B2"
    findings = []
    for no, row in enumerate(table):
        cells = []
        for name, text in zip(table[0], row, strict=True):
            if len(text) > MAX_CELL_CHARS:
                findings.append(Finding(Fact.CANNOT_HOLD, row[0], f"{name}: {len(text)} characters"))
            cells.append(_text_cell(sheet, text if len(text) <= MAX_CELL_CHARS else "", bold=no == 0))
        sheet.append(cells)
    output = BytesIO()
    book.save(output)
    return Export(output.getvalue(), tuple(findings))


def _text_cell(sheet: object, text: str, *, bold: bool) -> object:
    cell = WriteOnlyCell(sheet, _ESCAPED.sub(r"_x005F_x\1_", _CONTROL.sub("", text)))
    cell.data_type = "s"  # text that begins with "=" stays text
    if bold:
        cell.font = Font(bold=True)
    return cell


def _first_sheet(package: Package, workbook: Node) -> bytes:
    sheets = workbook.first("sheets")
    first = None if sheets is None else sheets.first("sheet")
    links = parse_xml(package.get("xl/_rels/workbook.xml.rels", b"<none/>"), "workbook.xml.rels")
    for link in links.all("relationship"):
        if first is not None and link.get("id") == first.get("id"):
            target = link.get("target")
            path = target.lstrip("/") if target.startswith("/") else safe_path(f"xl/{target}")
            if path is not None and path in package:
                return package[path]
    raise Refused(Fact.MISSING_FILE, WORKBOOK, "sheet 1")


def _shared_strings(package: Package) -> list[str]:
    if "xl/sharedStrings.xml" not in package:
        return []
    root = parse_xml(package["xl/sharedStrings.xml"], "sharedStrings.xml")
    return [_rich(one) for one in root.all("si")]


def _rich(node: Node) -> str:
    """Give the text of a string, without the reading aids (`rPh`) East Asian texts carry."""
    pieces = [
        one for child in node.children if child.name in ("t", "r") for one in child.walk() if one.name == "t"
    ]
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(one.text for one in pieces))


def _place(reference: str) -> tuple[int, int]:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise Refused(Fact.SYNTAX, "sheet 1", f"cell {reference[:20]!r}")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    if int(found[2]) > MAX_ROWS or column > MAX_COLUMNS:
        raise Refused(Fact.TABLE_TOO_LARGE, reference)
    return int(found[2]) - 1, column - 1


def _value(cell: Node, strings: list[str]) -> str:
    if cell.first("f") is not None:
        raise Refused(Fact.FORMULA, cell.get("r"))
    kind, value = cell.get("t", "n"), cell.first("v")
    if kind == "inlineStr":
        inline = cell.first("is")
        return "" if inline is None else _rich(inline)
    text = "" if value is None else value.raw_content()
    match kind:
        case "s":
            if not text.isdecimal() or int(text) >= len(strings):
                raise Refused(Fact.SYNTAX, cell.get("r"), "no such string")
            return strings[int(text)]
        case "e":
            raise Refused(Fact.BAD_VALUE, cell.get("r"), text[:20])
        case "n":
            return _number(text)
        case _:
            return text


def _number(text: str) -> str:
    try:
        number = float(text)
    except ValueError:
        return text
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _grid(cells: dict[tuple[int, int], str]) -> list[list[str]]:
    if not cells:
        return []
    width = max(column for _, column in cells) + 1
    used = max(row for row, _ in cells) + 1
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), text in cells.items():
        by_row.setdefault(row, {})[column] = text
    return [
        [by_row.get(row, {}).get(c, "") for c in range(width)] if row in by_row else [] for row in range(used)
    ]


def _is_1904(workbook: Node) -> bool:
    properties = workbook.first("workbookpr")
    return properties is not None and properties.get("date1904") in ("1", "true")


def _with_dates(rows: list[list[str]], epoch: date) -> list[list[str]]:
    if not rows or DATE_COLUMN not in rows[0]:
        return rows
    place = rows[0].index(DATE_COLUMN)
    for row in rows[1:]:
        if len(row) > place and row[place].isdecimal() and len(row[place]) == 5:
            row[place] = (epoch + timedelta(days=int(row[place]))).isoformat()
    return rows

"""Which items a file of any supported format holds, and how the file ends. Nothing is written anywhere."""

from item_bank.formats.aiken import is_aiken, read_aiken
from item_bank.formats.csv_table import read_csv
from item_bank.formats.findings import Fact, Refused
from item_bank.formats.gift import is_gift, read_gift
from item_bank.formats.moodle_xml import ROOT, read_moodle
from item_bank.formats.packages import Package
from item_bank.formats.pictures import Pictures
from item_bank.formats.qti_item import ITEM, is_other_qti, read_qti_item
from item_bank.formats.qti_package import Progress, read_package
from item_bank.formats.report import FileReport, Reading, file_report
from item_bank.formats.tabular import read_table
from item_bank.formats.xlsx import is_workbook, read_xlsx
from item_bank.formats.xml_tree import MAX_MARKS, Node, parse_xml
from item_bank.wording import UNKNOWN_LANGUAGE

MAX_INPUT_BYTES = 128 * 1024 * 1024
MAX_TEXT_BYTES = 16 * 1024 * 1024
_ZIP = b"PK"
_TEXT_SUFFIXES = ("csv", "tsv", "gift", "txt")
_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_file(
    name: str, data: bytes, *, language: str = UNKNOWN_LANGUAGE, progress: Progress | None = None
) -> FileReport:
    """Read a file's items: the preview of an import, and all of it before somebody commits it.

    `language` is taken for texts that do not say theirs. `progress(n_read, n_items)` is called after
    each item; what it raises ends the reading, which is how an import is cancelled.
    """
    try:
        reading = _reading(name, data, language, progress or _unobserved)
    except Refused as refused:
        reading = Reading(findings=(refused.finding,))
    return file_report(name, reading)


def _unobserved(_n_read: int, _n_items: int) -> None:
    return None


def _reading(name: str, data: bytes, language: str, progress: Progress) -> Reading:
    if len(data) > MAX_INPUT_BYTES:
        raise Refused(Fact.TOO_LARGE, "", f"{len(data)} bytes")
    suffix = name.lower().rpartition(".")[2]
    if data.startswith(_ZIP) or suffix in ("zip", "xlsx"):
        return _archive(data, language, progress)
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if suffix == "xml" or (suffix not in _TEXT_SUFFIXES and (start == b"<" or data.startswith(_MARKS))):
        return _xml(parse_xml(data), language, progress)
    return _text(suffix, _decoded(data), language, progress)


def _archive(data: bytes, language: str, progress: Progress) -> Reading:
    package = Package(data)
    if is_workbook(package):
        return read_table(read_xlsx(package), progress)
    return read_package(package, language, progress)


def _xml(root: Node, language: str, progress: Progress) -> Reading:
    if root.name == ITEM:
        pictures = Pictures(lambda _: None)
        part = read_qti_item(root, pictures, "", language)
        progress(1, 1)
        return Reading((part,), pictures.assets)
    if root.name == ROOT:
        return read_moodle(root, language, progress)
    raise Refused(Fact.NO_ITEM_FILE if is_other_qti(root) else Fact.UNKNOWN_FORMAT, "", f"<{root.tag}>")


def _text(suffix: str, text: str, language: str, progress: Progress) -> Reading:
    if suffix in ("csv", "tsv"):
        return read_table(read_csv(text), progress)
    if is_aiken(text):
        return read_aiken(text, language, progress)
    if suffix == "gift" or (suffix == "txt" and is_gift(text)):
        return read_gift(text, language, progress)
    raise Refused(Fact.UNKNOWN_FORMAT, "", suffix[:20])


def _decoded(data: bytes) -> str:
    if len(data) > MAX_TEXT_BYTES or data.count(b"<") + data.count(b"&") > MAX_MARKS:
        raise Refused(Fact.TOO_LARGE, "", f"{len(data)} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(Fact.NOT_UTF8, f"byte {error.start}") from error

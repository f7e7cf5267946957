"""How each file of an import ended, item by item: what a person and `--json` are shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from item_bank.bank_item import BankItem
from item_bank.formats.findings import ORDER, Fact, Finding, Status, worst
from item_bank.formats.messages import message
from item_bank.response_key import BankKey

MAX_REASON_CHARS = 4000


@dataclass(frozen=True, slots=True)
class ReadItem:
    """One part of a file (an item, a row, a question): what it became, and all that was found."""

    where: str
    item: BankItem | None
    key: BankKey
    findings: tuple[Finding, ...] = ()

    @property
    def status(self) -> Status:
        """Say how this part ended."""
        return worst(self.findings)


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file: its parts, the pictures they show (file name → bytes), and its own findings."""

    parts: tuple[ReadItem, ...] = ()
    assets: Mapping[str, bytes] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Export:
    """A written bank, and what of it the format could not hold (`where` is the item's code)."""

    data: bytes
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class FileReport:
    """How one file ended; `reading` holds the items that may be kept."""

    file: str
    status: Status
    reading: Reading

    @property
    def items(self) -> tuple[ReadItem, ...]:
        """Give the parts that became items, whether or not a person must look at them."""
        return tuple(part for part in self.reading.parts if part.item is not None)

    def reason(self, language: str = "en") -> str:
        """Name everything that was found, part by part; empty when all is well."""
        lines = [message(finding, language) for finding in self.reading.findings]
        for part in self.reading.parts:
            if part.findings:
                told = ", ".join(message(finding, language) for finding in part.findings)
                several = len(self.reading.parts) > 1 and part.where
                lines.append(f"{part.where}: {told}" if several else told)
        whole = "; ".join(lines)
        return whole if len(whole) <= MAX_REASON_CHARS else f"{whole[:MAX_REASON_CHARS]}… (see parts)"


def file_report(file: str, reading: Reading) -> FileReport:
    """Judge a file by its parts.

    All parts alike: that status. Some became items and some did not: the file needs review, and the
    reason names the ones that did not.
    """
    if not reading.parts and worst(reading.findings) is Status.IMPORTED:
        reading = Reading(findings=(*reading.findings, Finding(Fact.NOTHING_FOUND)))
    return FileReport(file, _status(reading), reading)


def report_to_json(reports: Iterable[FileReport], language: str = "en") -> dict[str, object]:
    """Write reports as `{"files": [{"file", "status", "items", "reason"?, "parts"?}]}`.

    `parts` stands where a file has several: `{"part", "status", "code"?, "reason"?}` each.
    """
    return {"files": [_file_json(report, language) for report in reports]}


def _status(reading: Reading) -> Status:
    own = worst(reading.findings)
    if own is not Status.IMPORTED or not reading.parts:
        return own
    found = {part.status for part in reading.parts}
    if len(found) == 1:
        return found.pop()
    if found & {Status.IMPORTED, Status.NEEDS_REVIEW}:
        return Status.NEEDS_REVIEW
    return max(found, key=ORDER.index)


def _file_json(report: FileReport, language: str) -> dict[str, object]:
    shown: dict[str, object] = {
        "file": report.file,
        "status": report.status.value,
        "items": len(report.items),
    }
    if reason := report.reason(language):
        shown["reason"] = reason
    if len(report.reading.parts) > 1:
        shown["parts"] = [_part_json(part, language) for part in report.reading.parts]
    return shown


def _part_json(part: ReadItem, language: str) -> dict[str, object]:
    shown: dict[str, object] = {"part": part.where, "status": part.status.value}
    if part.item is not None:
        shown["code"] = part.item.code
    if part.findings:
        shown["reason"] = "; ".join(message(finding, language) for finding in part.findings)
    return shown

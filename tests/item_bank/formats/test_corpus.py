"""Packages other projects wrote: every file ends in one of four states, none crashes, none is slow."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from item_bank.formats.findings import Fact, Refused, Status
from item_bank.formats.importing import read_file
from item_bank.formats.qti_body import READERS
from item_bank.formats.report import FileReport
from item_bank.formats.xml_tree import parse_xml

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "items"
HOSTILE = {
    "ZipSlip.zip": Fact.PATH_ESCAPE,
    "ExternalHref.zip": Fact.PATH_ESCAPE,
    "MissingFile.zip": Fact.MISSING_FILE,
    "BadMix.zip": Fact.MANIFEST_MISMATCH,
    "BadManifest.zip": Fact.NOT_XML,
    "NotContentPackage.zip": Fact.NO_MANIFEST,
    "WebDeveloperTest1-incomplete.zip": Fact.NOT_ZIP,
}
MAX_SECONDS = 5.0


@pytest.fixture(scope="module")
def reports() -> dict[Path, tuple[FileReport, float]]:
    if not CORPUS.is_dir():
        pytest.skip(f"the packages of other projects are not beside the project ({CORPUS.name})")
    return {path: _timed(path) for path in _files()}


def _files() -> Iterator[Path]:
    yield from sorted(
        path for path in CORPUS.rglob("*") if path.is_file() and path.suffix in (".xml", ".zip")
    )


def _timed(path: Path) -> tuple[FileReport, float]:
    began = time.process_time()
    return read_file(path.name, path.read_bytes()), time.process_time() - began


def test_every_file_ends_in_a_state_with_a_reason_unless_it_is_whole(
    reports: dict[Path, tuple[FileReport, float]],
) -> None:
    for path, (report, _) in reports.items():
        assert report.status in Status
        if report.status is not Status.IMPORTED:
            assert report.reason(), path.name
        if report.status in (Status.IMPORTED, Status.NEEDS_REVIEW):
            assert report.items, path.name


def test_no_file_takes_longer_than_five_seconds(reports: dict[Path, tuple[FileReport, float]]) -> None:
    slow = {path.name: seconds for path, (_, seconds) in reports.items() if seconds > MAX_SECONDS}
    assert not slow


@pytest.mark.parametrize(("name", "fact"), HOSTILE.items())
def test_a_hostile_or_broken_package_is_rejected_for_what_is_wrong(
    reports: dict[Path, tuple[FileReport, float]], name: str, fact: Fact
) -> None:
    found = [report for path, (report, _) in reports.items() if path.name == name]
    assert [report.status for report in found] == [Status.REJECTED]
    assert found[0].reading.findings[0].fact is fact
    assert not found[0].items


def test_well_formed_items_of_supported_interactions_come_in(
    reports: dict[Path, tuple[FileReport, float]],
) -> None:
    """Counted: single items with supported interactions only, not adaptive and without run-time values."""
    counted = [report for path, (report, _) in reports.items() if _supported(path)]
    lost = [report.file for report in counted if not report.items]
    assert len(counted) > 60
    assert len(lost) <= 0.02 * len(counted), lost


def _supported(path: Path) -> bool:
    if path.suffix != ".xml" or b"assessment" not in path.read_bytes():
        return False
    try:
        root = parse_xml(path.read_bytes())
    except Refused:
        return False
    asked = {node.name for node in root.walk() if node.name.endswith("interaction")}
    run_time = any(root.first(name) for name in ("templatedeclaration", "templateprocessing"))
    return (
        root.name == "assessmentitem"
        and bool(asked)
        and asked <= READERS.keys()
        and root.get("adaptive") != "true"
        and not run_time
    )

"""Commands on items: what would an import of these files bring?"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from item_bank.formats.importing import MAX_INPUT_BYTES, read_file
from item_bank.formats.report import FileReport, report_to_json
from item_bank.wording import language_of
from proctor_server.entrypoints.refusal import Refusal


def items(options: argparse.Namespace) -> None:
    """Read the files and say how each would end; a folder stands for the files in it."""
    if not options.dry_run:
        raise Refusal("items are saved by an administrator in the item bank; see what they hold: --dry-run")
    reports = [_report(path, options) for path in _files(options.files)]
    if options.json:
        print(json.dumps(report_to_json(reports, options.messages), ensure_ascii=False))
        return
    for report in reports:
        _show(report, options.messages)


def _files(given: list[Path]) -> Iterator[Path]:
    for path in given:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if one.is_file() and not one.is_symlink())
        elif path.is_file():
            yield path
        else:
            raise Refusal(f"there is no file {path}")


def _report(path: Path, options: argparse.Namespace) -> FileReport:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_INPUT_BYTES + 1)
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror}") from error
    return read_file(str(path), data, language=language_of(options.language))


def _show(report: FileReport, language: str) -> None:
    sys.stdout.write(f"{report.file}: {report.status.value}, {len(report.items)} items\n")
    if reason := report.reason(language):
        sys.stdout.write(f"  {reason}\n")

"""Commands on items: what would an import of these files bring, and importing them; how fast the table is."""

import argparse
import asyncio
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from item_bank.formats.importing import MAX_INPUT_BYTES, read_file
from item_bank.formats.report import FileReport, report_to_json
from item_bank.wording import language_of
from proctor_server.db.database import Database
from proctor_server.entrypoints.commands.options import require_migrated, settings_of
from proctor_server.entrypoints.refusal import Refusal
from proctor_server.entrypoints.settings import Settings
from proctor_server.entrypoints.simulation.bench_bank import bench
from proctor_server.kernel.clock import SystemClock
from proctor_server.media.blobs import BlobStore
from proctor_server.services.bank.importing import ImportService

Read = tuple[FileReport, int]
"""A file's report, and how many of its items were saved."""


def items(options: argparse.Namespace) -> None:
    """Read the files and say how each ends; a folder stands for the files in it. Items are saved as drafts."""
    if options.dry_run:
        read = [
            (read_file(str(path), _bytes(path), language=_language(options)), 0) for path in _all(options)
        ]
    else:
        settings = settings_of(options)
        require_migrated(settings)
        read = asyncio.run(_saved(settings, options))
    if options.json:
        print(json.dumps(_json(read, options), ensure_ascii=False))
        return
    for report, n_saved in read:
        _show(report, n_saved, options)


async def _saved(settings: Settings, options: argparse.Namespace) -> list[Read]:
    database = Database(settings.database)
    blobs = BlobStore.from_url(settings.blob_url or settings.recordings)
    importing, now = ImportService(database), SystemClock().now()
    try:
        return [
            await importing.save_file(
                str(path), _bytes(path), language=_language(options), blobs=blobs, now=now
            )
            for path in _all(options)
        ]
    finally:
        await database.aclose()


def bench_bank(options: argparse.Namespace) -> None:
    """How long the first page of the table takes with many items."""
    report = asdict(asyncio.run(bench(n_items=options.items, url=options.database)))
    print(json.dumps(report) if options.json else ", ".join(f"{k} {v}" for k, v in report.items()))


def _json(read: list[Read], options: argparse.Namespace) -> dict[str, object]:
    document = report_to_json([report for report, _ in read], options.messages)
    files = document["files"]
    if not options.dry_run and isinstance(files, list):
        for shown, (_, n_saved) in zip(files, read, strict=True):
            shown["saved"] = n_saved
    return document


def _all(options: argparse.Namespace) -> Iterator[Path]:
    for path in options.files:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if one.is_file() and not one.is_symlink())
        elif path.is_file():
            yield path
        else:
            raise Refusal(f"there is no file {path}")


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_INPUT_BYTES + 1)
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror}") from error


def _language(options: argparse.Namespace) -> str:
    return language_of(options.language)


def _show(report: FileReport, n_saved: int, options: argparse.Namespace) -> None:
    saved = "" if options.dry_run else f", {n_saved} saved"
    sys.stdout.write(f"{report.file}: {report.status.value}, {len(report.items)} items{saved}\n")
    if reason := report.reason(options.messages):
        sys.stdout.write(f"  {reason}\n")

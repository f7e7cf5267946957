"""The command that tells whether everything the audit vouches for is as it was."""

import argparse
import asyncio
import json
from dataclasses import asdict
from pathlib import Path

from proctor_server.db.database import Database
from proctor_server.entrypoints.commands.options import require_migrated, settings_of
from proctor_server.entrypoints.master_keys import master_keys_of
from proctor_server.entrypoints.refusal import Refusal
from proctor_server.entrypoints.settings import Settings
from proctor_server.media.blobs import BlobStore
from proctor_server.media.part_source import LocalParts
from proctor_server.review.audit_chain import Finding, Head, head_from_text, head_to_text
from proctor_server.services.audit import AuditReport, AuditService
from proctor_server.services.vault import Vault

BROKEN = 1


def audit(options: argparse.Namespace) -> int:
    """Verify, or print the head. Status 1 when anything is not as it was."""
    settings = settings_of(options)
    require_migrated(settings)
    if options.action == "head":
        head = asyncio.run(_head(settings))
        print("" if head is None else head_to_text(head))
        return 0
    heads = _published(options, settings)
    report = asyncio.run(_verified(settings, heads, with_bytes=not options.without_recordings))
    print(json.dumps(_document(report)) if options.json else _told(report))
    return 0 if report.is_good else BROKEN


async def _head(settings: Settings) -> Head | None:
    database = Database(settings.database)
    try:
        return await AuditService(database).head()
    finally:
        await database.aclose()


async def _verified(settings: Settings, heads: list[Head], *, with_bytes: bool) -> AuditReport:
    database = Database(settings.database)
    try:
        vault = _vault(settings, database) if with_bytes else None
        return await AuditService(database).verify(vault, heads)
    finally:
        await database.aclose()


def _vault(settings: Settings, database: Database) -> Vault:
    settings.recordings.mkdir(parents=True, exist_ok=True)
    return Vault(
        database,
        master_keys_of(settings),
        blobs=BlobStore.from_url(settings.blob_url or settings.recordings, settings.blob_options),
        local=LocalParts(settings.recordings),
    )


def _published(options: argparse.Namespace, settings: Settings) -> list[Head]:
    """The heads given, and those of the file that they are published in."""
    file: Path = options.heads or settings.audit_heads
    if options.heads and not file.is_file():
        raise Refusal(f"there is no file {file}")
    lines = file.read_text("ascii", errors="replace").splitlines() if file.is_file() else []
    try:
        return [head_from_text(line) for line in [*lines, *(options.head or [])]]
    except ValueError as error:
        raise Refusal(f"a published head cannot be read: {error}") from error


def _document(report: AuditReport) -> dict[str, object]:
    findings = [{**asdict(one), "fault": one.fault.value} for one in report.findings]
    return {**asdict(report), "findings": findings, "good": report.is_good}


def _told(report: AuditReport) -> str:
    counts = (
        f"{report.n_entries} entries, {report.n_decisions} decisions, {report.n_readings} readings, "
        f"{report.n_incidents} incidents of {report.n_sealed_attempts} attempts, "
        f"{report.n_segments} segments of recordings; head {report.head}"
    )
    if report.is_good:
        return f"audit: everything is as it was: {counts}"
    return "\n".join([*map(_line, report.findings), f"audit: {len(report.findings)} findings in {counts}"])


def _line(one: Finding) -> str:
    return f"audit: {one.place}: {one.fault.value.replace('_', ' ')}: {one.detail}"

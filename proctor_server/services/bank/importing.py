"""Imports: a file is read apart and shown part by part before anything is saved; then saved, or thrown away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from item_bank.bank_document import (
    bank_item_from_document,
    bank_item_to_document,
    bank_key_from_document,
    bank_key_to_document,
)
from item_bank.bank_item import BankItem
from item_bank.formats.findings import Fact, Finding, Status
from item_bank.formats.importing import read_file
from item_bank.formats.messages import message
from item_bank.formats.report import FileReport, ReadItem
from item_bank.response_key import BankKey
from item_bank.workflow import VersionStatus
from proctor_server.db.bank_imports import ImportAction, ImportJob, ImportPart, ImportState
from proctor_server.db.database import Database, Transaction
from proctor_server.db.items import NewVersion
from proctor_server.kernel.ids import new_id
from proctor_server.media.blobs import BlobStore
from proctor_server.services.bank.errors import ImportNotReady, UnknownImport
from proctor_server.services.bank.reading_process import Reader, ReadingBroken, ReadingStopped, read_apart
from proctor_server.services.bank.stimuli import asset_of
from proctor_server.services.bank.writing import stimulus_version_of

AT_ONCE = 100
"""How many parts are saved between two commits, so that an answer waits little."""
N_LISTED = 100
MAX_CODE = 60
CODE_TOO_LONG = Finding(Fact.BAD_VALUE, "code", f"more than {MAX_CODE} characters")


@dataclass(frozen=True, slots=True)
class ImportPicture:
    """A job with how its parts end, and what committing does or did with them."""

    job: ImportJob
    by_status: dict[str, int]
    by_action: dict[str, int]


class ImportService:
    def __init__(self, database: Database, *, read: Reader = read_apart) -> None:
        self._database = database
        self._read_file = read

    async def start(
        self,
        file_name: str,
        data: bytes,
        *,
        language: str,
        author_id: str,
        blobs: BlobStore,
        now: datetime,
    ) -> ImportPicture:
        """Take a file in; the background work reads it."""
        job_id = new_id()
        key = f"imports/{job_id}"
        await blobs.put(key, data)
        job = ImportJob(
            id=job_id,
            file_name=file_name,
            language=language,
            blob_key=key,
            state=ImportState.READING,
            n_read=0,
            n_parts=0,
            n_saved=0,
            with_needs_review=False,
            status=None,
            findings=(),
            author_id=author_id,
            author=None,
            created_at=now,
            ended_at=None,
        )
        async with self._database.write() as tx:
            await tx.imports.add(job)
            await tx.journal.record(action="import_begun", subject=job_id, actor_id=author_id, now=now)
        return await self.picture(job_id)

    async def latest(self) -> list[ImportPicture]:
        async with self._database.read() as tx:
            return [await _picture(tx, job) for job in await tx.imports.latest(N_LISTED)]

    async def picture(self, job_id: str) -> ImportPicture:
        """A job.

        Raises:
            UnknownImport: there is none.
        """
        async with self._database.read() as tx:
            return await _picture(tx, await _job(tx, job_id))

    async def parts(
        self, job_id: str, *, status: str, page: int, per_page: int
    ) -> tuple[list[ImportPart], int]:
        """A page of a job's report.

        Raises:
            UnknownImport: there is none.
        """
        async with self._database.read() as tx:
            await _job(tx, job_id)
            offset = (page - 1) * per_page
            return await tx.imports.parts(job_id, status=status, offset=offset, limit=per_page)

    async def commit(self, job_id: str, *, with_needs_review: bool, actor_id: str, now: datetime) -> None:
        """Let the background work save what was read.

        Raises:
            UnknownImport: there is no such job.
            ImportNotReady: it is not read yet, or was committed or cancelled.
        """
        async with self._database.write() as tx:
            await _job(tx, job_id)
            moved = await tx.imports.move(
                job_id,
                [ImportState.READY],
                ImportState.COMMITTING,
                with_needs_review=with_needs_review,
            )
            if not moved:
                raise ImportNotReady
            await tx.journal.record(action="import_committed", subject=job_id, actor_id=actor_id, now=now)

    async def cancel(self, job_id: str, *, actor_id: str, blobs: BlobStore, now: datetime) -> None:
        """End an import; what it saved before that stays, and is told.

        Raises:
            UnknownImport: there is no such job.
            ImportNotReady: it is over.
        """
        running = [ImportState.READING, ImportState.READY, ImportState.COMMITTING]
        async with self._database.write() as tx:
            job = await _job(tx, job_id)
            if not await tx.imports.move(job_id, running, ImportState.CANCELLED, ended_at=now):
                raise ImportNotReady
            await tx.journal.record(action="import_cancelled", subject=job_id, actor_id=actor_id, now=now)
        await blobs.delete(job.blob_key)

    async def work(self, *, blobs: BlobStore, now: datetime) -> bool:
        """Do the next piece of work there is: read a file or save one; tells whether there was any."""
        async with self._database.read() as tx:
            reading = await tx.imports.in_state(ImportState.READING)
            committing = await tx.imports.in_state(ImportState.COMMITTING)
        if committing:
            await self._save(committing[0], blobs, now)
        elif reading:
            await self._read(reading[0], blobs, now)
        return bool(committing or reading)

    async def _read(self, job: ImportJob, blobs: BlobStore, now: datetime) -> None:
        data = await blobs.get(job.blob_key)

        async def look(n_read: int, n_all: int) -> bool:
            async with self._database.write() as tx:
                return (
                    await tx.imports.progress(job.id, n_read=n_read, n_parts=n_all) is not ImportState.READING
                )

        try:
            report = await self._read_file(job.file_name, data, language=job.language, look=look)
        except ReadingStopped:
            return
        except ReadingBroken:
            broken = Finding(Fact.TOO_LARGE, "", job.file_name)
            async with self._database.write() as tx:
                await tx.imports.move(
                    job.id,
                    [ImportState.READING],
                    ImportState.FAILED,
                    status=Status.REJECTED.value,
                    findings=[finding_document(broken)],
                    ended_at=now,
                )
            return
        await self._keep(job, report, blobs, now)

    async def _keep(self, job: ImportJob, report: FileReport, blobs: BlobStore, now: datetime) -> None:
        """Keep what was read, with what committing would do; pictures too, for its previews."""
        for name, content in report.reading.assets.items():
            await blobs.put(name, content)
            async with self._database.write() as tx:
                await tx.stimuli.add_asset(asset_of(name, content), now)
        parts = list(enumerate(report.reading.parts))
        async with self._database.write() as tx:
            await tx.imports.drop_parts(job.id)
        for start in range(0, len(parts), AT_ONCE):
            async with self._database.write() as tx:
                some = parts[start : start + AT_ONCE]
                await tx.imports.add_parts(job.id, await _import_parts(tx, some))
        async with self._database.write() as tx:
            await tx.imports.move(
                job.id,
                [ImportState.READING],
                ImportState.READY,
                n_read=len(parts),
                n_parts=len(parts),
                status=report.status.value,
                findings=[finding_document(one) for one in report.reading.findings],
            )

    async def _save(self, job: ImportJob, blobs: BlobStore, now: datetime) -> None:
        statuses = [Status.IMPORTED.value]
        if job.with_needs_review:
            statuses.append(Status.NEEDS_REVIEW.value)
        last, n_saved = -1, 0
        while True:
            async with self._database.write() as tx:
                state = await tx.imports.progress(job.id, n_saved=n_saved)
                if state is not ImportState.COMMITTING:
                    return
                some = await tx.imports.to_save(job.id, statuses, after=last, limit=AT_ONCE)
                for part in some:
                    item_id = await save_part(tx, part, author_id=job.author_id, now=now)
                    await tx.imports.set_item(job.id, part.no, item_id)
                if not some:
                    ended = {"n_saved": n_saved, "ended_at": now}
                    await tx.imports.move(job.id, [ImportState.COMMITTING], ImportState.DONE, **ended)
                    break
            last, n_saved = some[-1].no, n_saved + len(some)
        await blobs.delete(job.blob_key)

    async def save_file(
        self, file_name: str, data: bytes, *, language: str, blobs: BlobStore, now: datetime
    ) -> tuple[FileReport, int]:
        """Read a file here and save what it holds at once, as drafts of nobody; for the command line."""
        report = read_file(file_name, data, language=language)
        for name, content in report.reading.assets.items():
            await blobs.put(name, content)
        n_saved = 0
        parts = list(enumerate(report.reading.parts))
        for start in range(0, len(parts), AT_ONCE):
            async with self._database.write() as tx:
                for name, content in report.reading.assets.items():
                    await tx.stimuli.add_asset(asset_of(name, content), now)
                for part in await _import_parts(tx, parts[start : start + AT_ONCE]):
                    if part.action in (ImportAction.NEW, ImportAction.CHANGE):
                        await save_part(tx, part, author_id=None, now=now)
                        n_saved += 1
        return report, n_saved


async def _import_parts(tx: Transaction, parts: Sequence[tuple[int, ReadItem]]) -> list[ImportPart]:
    codes = [part.item.code for _, part in parts if part.item is not None]
    known = await tx.items.ids_by_code(codes)
    newest = await tx.bank_listing.newest_versions(list(known.values()))
    contents = await tx.items.contents(list(newest.values()))
    keys = await tx.items.bank_keys(list(newest.values()))
    held = {code: (contents[newest[item_id]].item, keys[newest[item_id]]) for code, item_id in known.items()}
    return [_import_part(no, part, known, held) for no, part in parts]


def _import_part(
    no: int,
    part: ReadItem,
    known: dict[str, str],
    held: dict[str, tuple[BankItem, BankKey]],
) -> ImportPart:
    if part.item is not None and len(part.item.code) > MAX_CODE:
        part = ReadItem(part.where, None, (), (*part.findings, CODE_TOO_LONG))
    item = part.item
    action = ImportAction.NONE
    if item is not None:
        action = ImportAction.NEW if item.code not in known else ImportAction.CHANGE
        if held.get(item.code) == (item, part.key):
            action = ImportAction.SAME
    return ImportPart(
        no=no,
        place=part.where[:400],
        status=part.status.value,
        code="" if item is None else item.code,
        findings=tuple(finding_document(one) for one in part.findings),
        payload=None if item is None else bank_item_to_document(item),
        key=None if item is None else bank_key_to_document(part.key),
        action=action,
        item_id=None if item is None else known.get(item.code),
    )


async def save_part(tx: Transaction, part: ImportPart, *, author_id: str | None, now: datetime) -> str:
    """Save a part as a draft, with what was found as its note; gives the item's id. Saving again adds nothing."""
    assert part.payload is not None  # noqa: S101  only such parts have something to save
    item = bank_item_from_document(part.payload)
    key = bank_key_from_document(item.code, list(part.key or ()))
    note = "; ".join(message(finding_of(one)) for one in part.findings)[:2000]
    new = NewVersion(
        version_id=new_id(),
        item=item,
        key=key,
        status=VersionStatus.DRAFT,
        author_id=author_id,
        note=note,
        stimulus_version_id=await stimulus_version_of(tx, item),
    )
    known = (await tx.items.ids_by_code([item.code])).get(item.code)
    if known is None:
        item_id = new_id()
        await tx.items.add_item(item_id, new, now)
        return item_id
    versions = await tx.items.versions(known)
    newest = versions[0].id
    held = ((await tx.items.content(newest)).item, (await tx.items.bank_keys([newest]))[newest])
    if held == (item, key):
        return known
    await tx.items.add_version(known, versions[0].no + 1, new, now)
    return known


def finding_document(finding: Finding) -> dict[str, str]:
    """Write a finding as JSON, to be worded later in the reader's language."""
    return {"fact": finding.fact.value, "where": finding.where[:400], "detail": finding.detail[:400]}


def finding_of(document: object) -> Finding:
    """Read what `finding_document` wrote."""
    assert isinstance(document, dict)  # noqa: S101  as it was written
    return Finding(Fact(document["fact"]), document["where"], document["detail"])


async def _job(tx: Transaction, job_id: str) -> ImportJob:
    job = await tx.imports.get(job_id)
    if job is None:
        raise UnknownImport(job_id)
    return job


async def _picture(tx: Transaction, job: ImportJob) -> ImportPicture:
    return ImportPicture(job, *await tx.imports.counts(job.id))

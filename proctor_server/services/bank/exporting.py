"""Banks written out: QTI 3, Moodle XML or XLSX, all items or those a filter finds; and an empty table to fill in."""

import asyncio
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from item_bank.bank_item import BankItem, wordings
from item_bank.formats.moodle_export import export_moodle
from item_bank.formats.qti_export import export_package
from item_bank.formats.report import Export
from item_bank.formats.tabular import table_of
from item_bank.formats.xlsx import write_xlsx
from item_bank.response_key import BankKey
from proctor_server.db.bank_listing import ItemFilter
from proctor_server.db.database import Database
from proctor_server.db.items import CHUNK
from proctor_server.media.blobs import BlobStore
from proctor_server.media.errors import BlobNotFound
from proctor_server.services.bank.errors import UnknownFormat

_ASSET = re.compile(r"assets/[0-9a-f]{64}\.[a-z]+")
Entry = tuple[BankItem, BankKey]
Write = Callable[[Iterable[Entry], Mapping[str, bytes]], Export]


@dataclass(frozen=True, slots=True)
class Written:
    """A file to be downloaded, and what of the bank its format could not hold."""

    name: str
    media_type: str
    export: Export
    n_items: int


def _as_table(entries: Iterable[Entry], _assets: Mapping[str, bytes]) -> Export:
    return write_xlsx(table_of(entries))


_FORMATS: Mapping[str, tuple[str, str, Write]] = {
    "qti3": ("bank.zip", "application/zip", export_package),
    "moodle": ("bank.xml", "application/xml", export_moodle),
    "xlsx": (
        "bank.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _as_table,
    ),
}


class ExportService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def write(
        self, wanted: ItemFilter, form: str, *, blobs: BlobStore, actor_id: str, now: datetime
    ) -> Written:
        """Write the newest versions of the items that a filter finds, with their keys; that is audited.

        Raises:
            UnknownFormat: banks are not written in this format.
        """
        if form not in _FORMATS:
            raise UnknownFormat(form)
        name, media_type, write = _FORMATS[form]
        entries = await self._entries(wanted)
        pictures = await _pictures(entries, blobs)
        export = await asyncio.to_thread(write, entries, pictures)
        async with self._database.write() as tx:
            await tx.journal.record(
                action="bank_exported",
                subject="bank",
                actor_id=actor_id,
                now=now,
                details={"format": form, "n_items": len(entries)},
            )
        return Written(name, media_type, export, len(entries))

    async def _entries(self, wanted: ItemFilter) -> list[Entry]:
        found: list[Entry] = []
        after = ""
        while True:
            async with self._database.read() as tx:
                ids = await tx.bank_listing.matching(wanted, after=after, limit=CHUNK)
                if not ids:
                    return sorted(found, key=lambda entry: entry[0].code)
                newest = await tx.bank_listing.newest_versions(ids)
                contents = await tx.items.contents(list(newest.values()))
                keys = await tx.items.bank_keys(list(newest.values()))
            found += [(contents[one].item, keys[one]) for one in newest.values()]
            after = ids[-1]

    async def template(self) -> bytes:
        """An empty table with the columns' names, to fill in and import."""
        return await asyncio.to_thread(lambda: write_xlsx(table_of(())).data)


async def _pictures(entries: Iterable[Entry], blobs: BlobStore) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for name in sorted({name for item, _ in entries for name in _shown(item)}):
        try:
            found[name] = await blobs.get(name)
        except BlobNotFound:
            continue
    return found


def _shown(item: BankItem) -> Iterable[str]:
    for one in wordings(item):
        for _, text in one.texts:
            yield from _ASSET.findall(text)

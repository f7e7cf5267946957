"""Writing items: a draft becomes a version, with the pictures and the stimulus that it names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from item_bank.bank_item import BankItem
from item_bank.delivery import shown_item
from item_bank.draft import assets_in, item_of_draft
from item_bank.errors import BadItem
from item_bank.response_key import BankKey
from item_bank.shown import ShownItem
from item_bank.workflow import VersionStatus
from proctor_server.db.database import Database, Transaction
from proctor_server.db.items import NewVersion
from proctor_server.kernel.ids import new_id
from proctor_server.services.bank.errors import BadDraft, CodeFixed, CodeTaken, StaleVersion
from proctor_server.services.errors import UnknownItem

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    item: BankItem
    key: BankKey
    stimulus_version_id: str | None


class WritingService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, draft: Document, *, note: str, author_id: str, now: datetime) -> str:
        """Write a new item as a draft; returns its id.

        Raises:
            BadDraft: what was written cannot be kept.
            CodeTaken: another item has the code.
        """
        async with self._database.write() as tx:
            written = await written_of(tx, draft)
            if await tx.items.ids_by_code([written.item.code]):
                raise CodeTaken
            item_id = new_id()
            await tx.items.add_item(item_id, _draft_version(written, author_id, note), now)
            await tx.journal.record(
                action="item_written", subject=item_id, actor_id=author_id, now=now, details={"no": 1}
            )
        return item_id

    async def save(
        self,
        item_id: str,
        draft: Document,
        *,
        base_version_id: str,
        note: str,
        author_id: str,
        now: datetime,
    ) -> None:
        """Write the next version; one whose content and key are the same is not written again.

        Raises:
            UnknownItem: there is no such item.
            StaleVersion: `base_version_id` is not the newest any more.
            CodeFixed: the draft has another code.
            BadDraft: what was written cannot be kept.
        """
        async with self._database.write() as tx:
            versions = await tx.items.versions(item_id)
            if not versions:
                raise UnknownItem(item_id)
            if versions[0].id != base_version_id:
                raise StaleVersion
            written = await written_of(tx, draft)
            before = (await tx.items.content(base_version_id)).item
            if written.item.code != before.code:
                raise CodeFixed
            key_before = (await tx.items.bank_keys([base_version_id]))[base_version_id]
            same_stimulus = written.stimulus_version_id == versions[0].stimulus_version_id
            if (written.item, written.key) == (before, key_before) and same_stimulus:
                return
            no = versions[0].no + 1
            await tx.items.add_version(item_id, no, _draft_version(written, author_id, note), now)
            await tx.journal.record(
                action="item_written", subject=item_id, actor_id=author_id, now=now, details={"no": no}
            )

    async def preview(self, draft: Document, language: str) -> ShownItem:
        """What a candidate would see of a draft.

        Raises:
            BadDraft: it cannot be shown, in this language or at all.
        """
        async with self._database.read() as tx:
            written = await written_of(tx, draft)
            stimulus = None
            if written.item.stimulus_code:
                found = await tx.stimuli.newest([written.item.stimulus_code])
                stimulus = found[written.item.stimulus_code][1] if found else None
        try:
            return shown_item(written.item, language, (), stimulus)
        except BadItem as error:
            raise BadDraft(language, error.reason) from error


async def written_of(tx: Transaction, draft: Document) -> Written:
    """Read a draft, with the pictures and the stimulus there are.

    Raises:
        BadDraft: it cannot be kept.
    """
    there = await tx.stimuli.assets(sorted(assets_in(draft)))
    try:
        item, key = item_of_draft(draft, {digest: asset.name for digest, asset in there.items()})
    except BadItem as error:
        raise BadDraft(error.item_code, error.reason) from error
    return Written(item, key, await stimulus_version_of(tx, item))


async def stimulus_version_of(tx: Transaction, item: BankItem) -> str | None:
    """The newest version of the stimulus an item names, which the item's version is bound to."""
    if not item.stimulus_code:
        return None
    found = await tx.stimuli.newest([item.stimulus_code])
    return found[item.stimulus_code][0] if found else None


def _draft_version(written: Written, author_id: str, note: str) -> NewVersion:
    return NewVersion(
        version_id=new_id(),
        item=written.item,
        key=written.key,
        status=VersionStatus.DRAFT,
        author_id=author_id,
        note=note,
        stimulus_version_id=written.stimulus_version_id,
    )

"""What several items share, and the pictures that texts show: written in versions, kept by their content."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from item_bank.delivery import shown_stimulus
from item_bank.draft import assets_in, draft_of_stimulus, stimulus_of_draft
from item_bank.errors import BadItem
from item_bank.formats.findings import Refused
from item_bank.formats.messages import message
from item_bank.formats.pictures import asset_name
from item_bank.shown import ShownStimulus
from item_bank.stimulus import Stimulus
from proctor_server.db.bank_stimuli import Asset, StimulusLine, StimulusVersion
from proctor_server.db.database import Database, Transaction
from proctor_server.kernel.ids import new_id
from proctor_server.media.blobs import BlobStore
from proctor_server.media.errors import BlobNotFound
from proctor_server.services.bank.errors import (
    BadDraft,
    CodeFixed,
    CodeTaken,
    StaleVersion,
    UnknownAsset,
    UnknownStimulus,
)

MEDIA_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "webp": "image/webp",
    "svg": "image/svg+xml",
}
Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StimulusPicture:
    row: StimulusLine
    versions: tuple[StimulusVersion, ...]
    draft: Mapping[str, Any]
    item_codes: tuple[str, ...]


class StimulusService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(self, words: str, *, page: int, per_page: int) -> tuple[list[StimulusLine], int]:
        async with self._database.read() as tx:
            return await tx.stimuli.page(words, offset=(page - 1) * per_page, limit=per_page)

    async def picture(self, stimulus_id: str) -> StimulusPicture:
        """A stimulus with its newest content and the items that rest on it.

        Raises:
            UnknownStimulus: there is none.
        """
        async with self._database.read() as tx:
            row = await tx.stimuli.line(stimulus_id)
            if row is None:
                raise UnknownStimulus(stimulus_id)
            versions = await tx.stimuli.versions(stimulus_id)
            return StimulusPicture(
                row=row,
                versions=tuple(versions),
                draft=draft_of_stimulus(await tx.stimuli.content(versions[0].id)),
                item_codes=tuple(await tx.stimuli.item_codes(row.code)),
            )

    async def add(self, draft: Document, *, note: str, author_id: str, now: datetime) -> str:
        """Write a new stimulus; returns its id.

        Raises:
            BadDraft, CodeTaken
        """
        async with self._database.write() as tx:
            stimulus = await _read(tx, draft)
            if await tx.stimuli.id_of(stimulus.code) is not None:
                raise CodeTaken
            stimulus_id = new_id()
            await tx.stimuli.add(stimulus_id, new_id(), stimulus, author_id=author_id, note=note, now=now)
            await tx.journal.record(
                action="stimulus_written",
                subject=stimulus_id,
                actor_id=author_id,
                now=now,
                details={"no": 1},
            )
        return stimulus_id

    async def save(
        self,
        stimulus_id: str,
        draft: Document,
        *,
        base_version_id: str,
        note: str,
        author_id: str,
        now: datetime,
    ) -> None:
        """Write the next version. Items keep the version they were written with until they are saved anew.

        Raises:
            UnknownStimulus, StaleVersion, CodeFixed, BadDraft
        """
        async with self._database.write() as tx:
            versions = await tx.stimuli.versions(stimulus_id)
            if not versions:
                raise UnknownStimulus(stimulus_id)
            if versions[0].id != base_version_id:
                raise StaleVersion
            before = await tx.stimuli.content(base_version_id)
            stimulus = await _read(tx, draft)
            if stimulus.code != before.code:
                raise CodeFixed
            if stimulus == before:
                return
            no = versions[0].no + 1
            await tx.stimuli.add_version(
                stimulus_id, no, new_id(), stimulus, author_id=author_id, note=note, now=now
            )
            await tx.journal.record(
                action="stimulus_written",
                subject=stimulus_id,
                actor_id=author_id,
                now=now,
                details={"no": no},
            )

    async def preview(self, draft: Document, language: str) -> ShownStimulus:
        """What a candidate would see of a draft.

        Raises:
            BadDraft: it cannot be shown, in this language or at all.
        """
        async with self._database.read() as tx:
            stimulus = await _read(tx, draft)
        try:
            return shown_stimulus(stimulus, language)
        except BadItem as error:
            raise BadDraft(language, error.reason) from error

    async def keep_asset(self, content: bytes, *, blobs: BlobStore, now: datetime) -> Asset:
        """Keep a picture under the digest of its bytes.

        Raises:
            BadDraft: it is no picture, too large, or does more than draw.
        """
        try:
            name = asset_name(content, "")
        except Refused as refused:
            raise BadDraft("picture", message(refused.finding)) from refused
        asset = asset_of(name, content)
        await blobs.put(name, content)
        async with self._database.write() as tx:
            await tx.stimuli.add_asset(asset, now)
        return asset

    async def asset(self, digest: str, *, blobs: BlobStore) -> tuple[Asset, bytes]:
        """A picture with its bytes.

        Raises:
            UnknownAsset: there is none.
        """
        async with self._database.read() as tx:
            asset = (await tx.stimuli.assets([digest])).get(digest)
        if asset is None:
            raise UnknownAsset(digest)
        try:
            return asset, await blobs.get(asset.name)
        except BlobNotFound as error:
            raise UnknownAsset(digest) from error


def asset_of(name: str, content: bytes) -> Asset:
    """The picture that a name of `item_bank.formats.pictures` stands for."""
    digest, _, kind = name.removeprefix("assets/").partition(".")
    return Asset(digest, kind, len(content))


async def _read(tx: Transaction, draft: Document) -> Stimulus:
    there = await tx.stimuli.assets(sorted(assets_in(draft)))
    try:
        return stimulus_of_draft(draft, {digest: asset.name for digest, asset in there.items()})
    except BadItem as error:
        raise BadDraft(error.item_code, error.reason) from error

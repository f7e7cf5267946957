"""What a bank's people look at: the table, an item with its versions and key, what two versions differ in."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from item_bank.delivery import shown_item
from item_bank.difference import Difference, differences
from item_bank.draft import draft_of_item
from item_bank.errors import BadItem
from item_bank.shown import ShownItem
from item_bank.workflow import ReviewPolicy, VersionState, VersionStatus, next_statuses
from proctor_server.db.bank_changes import KeyCorrection
from proctor_server.db.bank_listing import ItemFilter, ItemLine, ItemOrder, ItemPage
from proctor_server.db.database import Database, Transaction
from proctor_server.db.items import ItemVersion, StoredReview, state_of
from proctor_server.services.bank.errors import BadDraft, UnknownVersion
from proctor_server.services.bank.reviewing import policy_of
from proctor_server.services.errors import UnknownItem


@dataclass(frozen=True, slots=True)
class VersionLine:
    version: ItemVersion
    state: VersionState
    author: str | None


@dataclass(frozen=True, slots=True)
class VersionPicture:
    """A version with its content, its key and its reviews. `next`: what one may make of it now."""

    line: VersionLine
    draft: Mapping[str, Any]
    reviews: tuple[StoredReview, ...]
    reviewers: Mapping[str, str]
    policy: ReviewPolicy
    next: tuple[VersionStatus, ...]
    stimulus_outdated: bool


@dataclass(frozen=True, slots=True)
class ItemPicture:
    row: ItemLine
    versions: tuple[VersionLine, ...]
    newest: VersionPicture
    corrections: tuple[KeyCorrection, ...]


class ReadingService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(
        self, wanted: ItemFilter, *, order: ItemOrder, descending: bool, page: int, per_page: int
    ) -> ItemPage:
        async with self._database.read() as tx:
            return await tx.bank_listing.page(
                wanted, order=order, descending=descending, offset=(page - 1) * per_page, limit=per_page
            )

    async def facets(self) -> Mapping[str, Counter[str]]:
        async with self._database.read() as tx:
            return await tx.bank_listing.facets()

    async def item(self, item_id: str, *, viewer_id: str, now: datetime) -> ItemPicture:
        """An item with its key; who read it is written to the audit.

        Raises:
            UnknownItem: there is none.
        """
        async with self._database.write() as tx:
            row = await tx.bank_listing.line(item_id)
            if row is None:
                raise UnknownItem(item_id)
            await tx.journal.record(action="item_key_read", subject=item_id, actor_id=viewer_id, now=now)
            versions = await _lines(tx, item_id)
            return ItemPicture(
                row=row,
                versions=tuple(versions),
                newest=await _picture(tx, versions[0]),
                corrections=tuple(await tx.bank_changes.corrections(item_id)),
            )

    async def version(self, version_id: str, *, viewer_id: str, now: datetime) -> VersionPicture:
        """A version with its key; who read it is written to the audit.

        Raises:
            UnknownVersion: there is none.
        """
        async with self._database.write() as tx:
            line = await _line(tx, version_id)
            item_id = line.version.item_id
            await tx.journal.record(action="item_key_read", subject=item_id, actor_id=viewer_id, now=now)
            return await _picture(tx, line)

    async def shown(self, version_id: str, language: str) -> ShownItem:
        """A version as a candidate sees it.

        Raises:
            UnknownVersion: there is none.
            BadDraft: it is not written in the language.
        """
        async with self._database.read() as tx:
            if await tx.items.get_version(version_id) is None:
                raise UnknownVersion(version_id)
            content = await tx.items.content(version_id)
        try:
            return shown_item(content.item, language, (), content.stimulus)
        except BadItem as error:
            raise BadDraft(language, error.reason) from error

    async def compare(self, one_id: str, other_id: str) -> tuple[int, int, tuple[Difference, ...]]:
        """What two versions of one item differ in: their numbers and every place.

        Raises:
            UnknownVersion: there is none such, or they are of two items.
        """
        async with self._database.read() as tx:
            one, other = await tx.items.get_version(one_id), await tx.items.get_version(other_id)
            if one is None or other is None or one.item_id != other.item_id:
                raise UnknownVersion(other_id)
            drafts = [await _draft(tx, version.id) for version in (one, other)]
        return one.no, other.no, differences(*drafts)


async def _lines(tx: Transaction, item_id: str) -> list[VersionLine]:
    versions = await tx.items.versions(item_id)
    reviews = await tx.items.reviews([one.id for one in versions])
    names = await tx.bank_listing.names([one.author_id for one in versions])
    return [
        VersionLine(
            one, state_of(one, reviews[one.id], is_newest=no == 0), names.get(one.author_id or "", None)
        )
        for no, one in enumerate(versions)
    ]


async def _line(tx: Transaction, version_id: str) -> VersionLine:
    version = await tx.items.get_version(version_id)
    if version is None:
        raise UnknownVersion(version_id)
    return next(one for one in await _lines(tx, version.item_id) if one.version.id == version_id)


async def _draft(tx: Transaction, version_id: str) -> dict[str, Any]:
    content = await tx.items.content(version_id)
    key = (await tx.items.bank_keys([version_id]))[version_id]
    return draft_of_item(content.item, key)


async def _picture(tx: Transaction, line: VersionLine) -> VersionPicture:
    version = line.version
    reviews = (await tx.items.reviews([version.id]))[version.id]
    policy = await policy_of(tx)
    draft = await _draft(tx, version.id)
    newest = await tx.stimuli.newest([draft["stimulus_code"]]) if draft["stimulus_code"] else {}
    current = newest.get(draft["stimulus_code"])
    return VersionPicture(
        line=line,
        draft=draft,
        reviews=tuple(reviews),
        reviewers=await tx.bank_listing.names([one.decision.reviewer_id for one in reviews]),
        policy=policy,
        next=next_statuses(line.state, policy),
        stimulus_outdated=current is not None and current[0] != version.stimulus_version_id,
    )

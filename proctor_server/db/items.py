"""The item bank at rest: items, their immutable versions, and the keys kept apart from them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from item_bank.bank_document import (
    bank_item_from_document,
    bank_item_to_document,
    bank_key_from_document,
    bank_key_to_document,
)
from item_bank.bank_item import BankItem
from item_bank.choice_items import bank_item_of
from item_bank.item import ChoiceItem, ItemKey
from item_bank.item_row import row_of_item, words_of_item
from item_bank.response_key import BankKey
from item_bank.stimulus import Stimulus, stimulus_from_document
from item_bank.workflow import LIVE, ReviewOutcome, Stage, StageDecision, VersionState, VersionStatus
from proctor_server.db.tables import (
    item_keys,
    item_reviews,
    item_versions,
    item_words,
    items,
    stimulus_versions,
)
from proctor_server.kernel.errors import ConcurrentChange

CHUNK = 500
"""How many ids a query names at most: SQLite bounds them."""


@dataclass(frozen=True, slots=True)
class ItemVersion:
    """A version without its content; `lock` is what a change must have seen."""

    id: str
    item_id: str
    no: int
    status: VersionStatus
    kept_approved: frozenset[str]
    author_id: str | None
    note: str
    stimulus_version_id: str | None
    created_at: datetime
    submitted_at: datetime | None
    checksum: str
    has_source: bool
    lock: int


@dataclass(frozen=True, slots=True)
class VersionContent:
    """What a candidate can be shown: the item and its stimulus; never the key."""

    version_id: str
    item: BankItem
    stimulus: Stimulus | None


@dataclass(frozen=True, slots=True)
class StoredReview:
    decision: StageDecision
    comment: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version to be stored. `approved`: languages that come approved, of items taken over."""

    version_id: str
    item: BankItem
    key: BankKey
    status: VersionStatus
    author_id: str | None
    note: str = ""
    approved: frozenset[str] = frozenset()
    stimulus_version_id: str | None = None


def checksum(document: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON of an item's document."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


MAX_SHOWN = 2_000
_SHOWN: dict[str, VersionContent] = {}
"""What was shown lately, by version: versions never change, and ids never come again."""

_VERSION = (
    item_versions.c.id,
    item_versions.c.item_id,
    item_versions.c.no,
    item_versions.c.status,
    item_versions.c.approved,
    item_versions.c.author_id,
    item_versions.c.note,
    item_versions.c.stimulus_version_id,
    item_versions.c.created_at,
    item_versions.c.submitted_at,
    item_versions.c.checksum,
    item_versions.c.payload["source"].label("source"),
    item_versions.c.lock,
)


class ItemStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._supposed: dict[str, BankKey] = {}

    def suppose_key(self, version_id: str, key: BankKey) -> None:
        """Let this transaction read another key of a version: what would be, if it were the key."""
        self._supposed[version_id] = key

    async def codes(self) -> frozenset[str]:
        rows = await self._connection.execute(sa.select(items.c.code))
        return frozenset(rows.scalars())

    async def ids_by_code(self, codes: Sequence[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for start in range(0, len(codes), CHUNK):
            rows = await self._connection.execute(
                sa.select(items.c.code, items.c.id).where(items.c.code.in_(codes[start : start + CHUNK]))
            )
            found |= {row[0]: row[1] for row in rows}
        return found

    async def add_item(self, item_id: str, new: NewVersion, now: datetime) -> None:
        """Add an item with its first version."""
        row = asdict(row_of_item(new.item))
        await self._connection.execute(
            items.insert().values(
                id=item_id,
                **row,
                status=new.status.value,
                author_id=new.author_id,
                live=_is_live(new.status),
                n_versions=1,
                updated_at=now,
            )
        )
        await self._insert_words(item_id, new.item)
        await self._insert_version(item_id, 1, new, now)

    async def add_version(self, item_id: str, no: int, new: NewVersion, now: datetime) -> None:
        """Add the next version; the item's line shows it from now on.

        Raises:
            ConcurrentChange: somebody added one in between.
        """
        done = await self._connection.execute(
            items.update()
            .where(items.c.id == item_id, items.c.n_versions == no - 1)
            .values(**asdict(row_of_item(new.item)), status=new.status.value, n_versions=no, updated_at=now)
        )
        if done.rowcount != 1:
            raise ConcurrentChange(item_id)
        await self._forget_words(item_id, no - 1)
        await self._insert_words(item_id, new.item)
        await self._insert_version(item_id, no, new, now)
        await self._tell_live(item_id)

    async def _insert_words(self, item_id: str, item: BankItem) -> None:
        rows = [{"word": word, "item_id": item_id} for word in words_of_item(item)]
        await self._connection.execute(item_words.insert(), rows)

    async def _forget_words(self, item_id: str, no: int) -> None:
        """Drop the words the version before was found by; they are known, so no index by item is needed."""
        payload = await self._connection.scalar(
            sa.select(item_versions.c.payload).where(
                item_versions.c.item_id == item_id, item_versions.c.no == no
            )
        )
        words = words_of_item(bank_item_from_document(payload or {}))
        await self._connection.execute(
            item_words.delete().where(item_words.c.word.in_(words), item_words.c.item_id == item_id)
        )

    async def _insert_version(self, item_id: str, no: int, new: NewVersion, now: datetime) -> None:
        document = bank_item_to_document(new.item)
        await self._connection.execute(
            item_versions.insert().values(
                id=new.version_id,
                item_id=item_id,
                no=no,
                payload=document,
                checksum=checksum(document),
                created_at=now,
                status=new.status.value,
                approved=",".join(sorted(new.approved)),
                lock=1,
                author_id=new.author_id,
                note=new.note,
                stimulus_version_id=new.stimulus_version_id,
            )
        )
        await self._connection.execute(
            item_keys.insert().values(version_id=new.version_id, key=bank_key_to_document(new.key))
        )

    async def get_version(self, version_id: str) -> ItemVersion | None:
        found = await self._versions(item_versions.c.id == version_id)
        return found[0] if found else None

    async def versions(self, item_id: str) -> list[ItemVersion]:
        """All versions of an item, the newest first."""
        return await self._versions(item_versions.c.item_id == item_id)

    async def _versions(self, condition: sa.ColumnElement[bool]) -> list[ItemVersion]:
        rows = await self._connection.execute(
            sa.select(*_VERSION).where(condition).order_by(item_versions.c.no.desc())
        )
        return [
            ItemVersion(
                id=row.id,
                item_id=row.item_id,
                no=row.no,
                status=VersionStatus(row.status),
                kept_approved=frozenset(one for one in row.approved.split(",") if one),
                author_id=row.author_id,
                note=row.note,
                stimulus_version_id=row.stimulus_version_id,
                created_at=row.created_at,
                submitted_at=row.submitted_at,
                checksum=row.checksum,
                has_source=bool(row.source),
                lock=row.lock,
            )
            for row in rows
        ]

    async def set_status(
        self, version: ItemVersion, status: VersionStatus, *, now: datetime, submitted: bool = False
    ) -> None:
        """Give a version its status if nobody changed it since it was read.

        Raises:
            ConcurrentChange: somebody did.
        """
        values: dict[str, Any] = {"status": status.value, "lock": version.lock + 1}
        if submitted:
            values["submitted_at"] = now
        done = await self._connection.execute(
            item_versions.update()
            .where(item_versions.c.id == version.id, item_versions.c.lock == version.lock)
            .values(**values)
        )
        if done.rowcount != 1:
            raise ConcurrentChange(version.id)
        await self._connection.execute(
            items.update()
            .where(items.c.id == version.item_id)
            .values(
                updated_at=now,
                status=sa.case((items.c.n_versions == version.no, status.value), else_=items.c.status),
            )
        )
        await self._tell_live(version.item_id)

    async def set_approved(self, version_id: str, languages: frozenset[str]) -> None:
        await self._connection.execute(
            item_versions.update()
            .where(item_versions.c.id == version_id)
            .values(approved=",".join(sorted(languages)))
        )

    async def _tell_live(self, item_id: str) -> None:
        live = sa.exists().where(
            item_versions.c.item_id == item_id, item_versions.c.status.in_([one.value for one in LIVE])
        )
        await self._connection.execute(items.update().where(items.c.id == item_id).values(live=live))

    async def reviews(self, version_ids: Sequence[str]) -> dict[str, list[StoredReview]]:
        """The decisions on versions, in the order they were taken."""
        found: dict[str, list[StoredReview]] = {one: [] for one in version_ids}
        rows = await self._connection.execute(
            sa.select(item_reviews)
            .where(item_reviews.c.version_id.in_(version_ids))
            .order_by(item_reviews.c.decided_at, item_reviews.c.id)
        )
        for row in rows.mappings():
            decision = StageDecision(Stage(row["stage"]), ReviewOutcome(row["outcome"]), row["reviewer_id"])
            found[row["version_id"]].append(StoredReview(decision, row["comment"], row["decided_at"]))
        return found

    async def add_review(
        self, review_id: str, version_id: str, decision: StageDecision, comment: str, now: datetime
    ) -> None:
        await self._connection.execute(
            item_reviews.insert().values(
                id=review_id,
                version_id=version_id,
                stage=decision.stage.value,
                outcome=decision.outcome.value,
                comment=comment,
                reviewer_id=decision.reviewer_id,
                decided_at=now,
            )
        )

    async def content(self, version_id: str) -> VersionContent:
        """What a version shows, with its stimulus as it was when the version was written."""
        if version_id not in _SHOWN:
            found = (await self.contents([version_id]))[version_id]
            if len(_SHOWN) >= MAX_SHOWN:
                _SHOWN.clear()
            _SHOWN[version_id] = found
        return _SHOWN[version_id]

    async def contents(self, version_ids: Sequence[str]) -> dict[str, VersionContent]:
        found: dict[str, VersionContent] = {}
        for start in range(0, len(version_ids), CHUNK):
            rows = await self._connection.execute(
                sa.select(item_versions.c.id, item_versions.c.payload, stimulus_versions.c.payload)
                .outerjoin(stimulus_versions, stimulus_versions.c.id == item_versions.c.stimulus_version_id)
                .where(item_versions.c.id.in_(version_ids[start : start + CHUNK]))
            )
            for version_id, payload, stimulus in rows:
                shared = None if stimulus is None else stimulus_from_document(stimulus)
                found[version_id] = VersionContent(version_id, bank_item_from_document(payload), shared)
        return found

    async def bank_keys(self, version_ids: Sequence[str]) -> dict[str, BankKey]:
        found: dict[str, BankKey] = {}
        for start in range(0, len(version_ids), CHUNK):
            rows = await self._connection.execute(
                sa.select(item_keys.c.version_id, item_keys.c.key).where(
                    item_keys.c.version_id.in_(version_ids[start : start + CHUNK])
                )
            )
            found |= {version_id: bank_key_from_document(version_id, key) for version_id, key in rows}
        return found | {one: key for one, key in self._supposed.items() if one in found}

    async def set_key(self, version_id: str, key: BankKey) -> None:
        """Correct the key of a version; what it was is kept with the decision."""
        await self._connection.execute(
            item_keys.update()
            .where(item_keys.c.version_id == version_id)
            .values(key=bank_key_to_document(key))
        )

    async def keys(self, version_ids: Sequence[str]) -> dict[str, frozenset[str]]:
        """The right choices of versions whose every answer is right or wrong."""
        found = await self.bank_keys(version_ids)
        return {name: frozenset(value for one in key for value in one.correct) for name, key in found.items()}

    async def add(
        self, item: ChoiceItem, key: ItemKey, *, item_id: str, version_id: str, now: datetime
    ) -> None:
        """Add a finished choice item, approved in both languages and ready to be drawn."""
        bank_item, bank_key = bank_item_of(item, key)
        approved = frozenset({"kk", "ru"})
        new = NewVersion(version_id, bank_item, bank_key, VersionStatus.ACTIVE, None, approved=approved)
        await self.add_item(item_id, new, now)

    async def counts_by_section(self) -> dict[str, int]:
        rows = await self._connection.execute(
            sa.select(items.c.section_id, sa.func.count())
            .where(items.c.live.is_(True))
            .group_by(items.c.section_id)
        )
        return {row[0]: row[1] for row in rows}


def state_of(
    version: ItemVersion,
    reviews: Sequence[StoredReview],
    *,
    is_newest: bool,
    lacks: tuple[str, ...] = (),
) -> VersionState:
    """What the workflow needs to know of a stored version."""
    return VersionState(
        status=version.status,
        author_id=version.author_id,
        is_newest=is_newest,
        has_source=version.has_source,
        lacks=lacks,
        decisions=tuple(one.decision for one in reviews),
        kept_approved=version.kept_approved,
    )


def _is_live(status: VersionStatus) -> bool:
    return status in LIVE

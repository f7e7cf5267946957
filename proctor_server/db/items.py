"""The item bank at rest: items, their immutable versions, and the keys kept apart from them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from item_bank.draw import DrawableItem
from item_bank.item import ChoiceItem, ItemKey, item_from_document, item_to_document
from proctor_server.db.tables import item_keys, item_versions, items


@dataclass(frozen=True, slots=True)
class StoredItem:
    item_id: str
    version_id: str
    item: ChoiceItem


def checksum(document: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON of an item's document."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


class ItemStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def codes(self) -> frozenset[str]:
        rows = await self._connection.execute(sa.select(items.c.code))
        return frozenset(rows.scalars())

    async def add(
        self, item: ChoiceItem, key: ItemKey, *, item_id: str, version_id: str, now: datetime
    ) -> None:
        """Add an item with its first version, ready to be drawn."""
        document = item_to_document(item)
        await self._connection.execute(
            items.insert().values(id=item_id, code=item.code, section_id=item.section_id, status="active")
        )
        await self._connection.execute(
            item_versions.insert().values(
                id=version_id,
                item_id=item_id,
                no=1,
                payload=document,
                checksum=checksum(document),
                created_at=now,
            )
        )
        await self._connection.execute(
            item_keys.insert().values(version_id=version_id, correct_ids=sorted(key.correct_ids))
        )

    async def drawable(self) -> list[DrawableItem]:
        """The newest version of every active item, as the draw needs it."""
        return [
            DrawableItem(
                version_id=stored.version_id,
                section_id=stored.item.section_id,
                option_ids=tuple(option.id for option in stored.item.options),
                shuffle=stored.item.shuffle,
            )
            for stored in await self.listing(section_id=None)
        ]

    async def listing(self, *, section_id: str | None) -> list[StoredItem]:
        newest = (
            sa.select(item_versions.c.item_id, sa.func.max(item_versions.c.no).label("no"))
            .group_by(item_versions.c.item_id)
            .subquery()
        )
        query = (
            sa.select(items.c.id, item_versions.c.id, item_versions.c.payload)
            .join(item_versions, item_versions.c.item_id == items.c.id)
            .join(newest, (newest.c.item_id == item_versions.c.item_id) & (newest.c.no == item_versions.c.no))
            .where(items.c.status == "active")
            .order_by(items.c.code)
        )
        if section_id is not None:
            query = query.where(items.c.section_id == section_id)
        rows = await self._connection.execute(query)
        return [StoredItem(row[0], row[1], item_from_document(row[2])) for row in rows]

    async def version(self, version_id: str) -> ChoiceItem:
        payload = (
            await self._connection.execute(
                sa.select(item_versions.c.payload).where(item_versions.c.id == version_id)
            )
        ).scalar_one()
        return item_from_document(payload)

    async def keys(self, version_ids: Sequence[str]) -> dict[str, frozenset[str]]:
        rows = await self._connection.execute(
            sa.select(item_keys.c.version_id, item_keys.c.correct_ids).where(
                item_keys.c.version_id.in_(version_ids)
            )
        )
        return {version_id: frozenset(correct_ids) for version_id, correct_ids in rows}

    async def counts_by_section(self) -> dict[str, int]:
        rows = await self._connection.execute(
            sa.select(items.c.section_id, sa.func.count())
            .where(items.c.status == "active")
            .group_by(items.c.section_id)
        )
        return {row[0]: row[1] for row in rows}

"""The item bank as tables on a screen: search, filters, Kazakh order, a page at a time, over 100 000 items."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from item_bank.item_row import words_of
from item_bank.workflow import VersionStatus
from proctor_server.db.tables import accounts, item_versions, item_words, items

MAX_WORDS = 8
FEW = 2000
MOST_COUNTED = 2001
"""What a search finds more often than this is not counted on: nobody turns so many pages."""
LAST = chr(0x10FFFF)


class ItemOrder(StrEnum):
    """What the table is sorted by."""

    CODE = "code"
    STEM_KK = "stem_kk"
    STEM_RU = "stem_ru"
    TOPIC = "topic"
    UPDATED = "updated"


_ORDER = {
    ItemOrder.CODE: items.c.sort_code,
    ItemOrder.STEM_KK: items.c.sort_kk,
    ItemOrder.STEM_RU: items.c.sort_ru,
    ItemOrder.TOPIC: items.c.sort_topic,
    ItemOrder.UPDATED: items.c.updated_at,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFilter:
    """Which items: empty means all. `words` are searched for in every text, the code and the source.

    `language`: written in it; `lacks`: not written in it.
    """

    words: str = ""
    status: str = ""
    section: str = ""
    topic: str = ""
    kind: str = ""
    act: str = ""
    article: str = ""
    stimulus: str = ""
    language: str = ""
    lacks: str = ""
    author_id: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One line of the table."""

    id: str
    code: str
    section_id: str
    topic: str
    kind: str
    status: str
    live: bool
    languages: str
    stem_kk: str
    stem_ru: str
    act: str
    article: str
    edition_date: str
    stimulus_code: str
    author: str | None
    n_versions: int
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class ItemPage:
    lines: tuple[ItemLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class WaitingVersion:
    """A version in review, with what its line shows."""

    item_id: str
    version_id: str
    code: str
    no: int
    section_id: str
    stem_kk: str
    stem_ru: str
    author_id: str | None
    author: str | None
    submitted_at: datetime


_LINE = (
    items.c.id,
    items.c.code,
    items.c.section_id,
    items.c.topic,
    items.c.kind,
    items.c.status,
    items.c.live,
    items.c.languages,
    items.c.stem_kk,
    items.c.stem_ru,
    items.c.act,
    items.c.article,
    items.c.edition_date,
    items.c.stimulus_code,
    accounts.c.display_name,
    items.c.n_versions,
    items.c.updated_at,
)
FACETS = ("section_id", "status", "kind", "topic", "act")  # in the order of their index


class BankListing:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def page(
        self, wanted: ItemFilter, *, order: ItemOrder, descending: bool, offset: int, limit: int
    ) -> ItemPage:
        """One page and how many match in all. The page's ids are found first, in the order's index."""
        found_by = await self._found(wanted.words)
        where = [*_conditions(wanted), *found_by.conditions]
        column: sa.ColumnElement[str] = _ORDER[order]
        if _is_narrow(wanted) and order is not ItemOrder.UPDATED:
            column = column + ""  # sort the few that match: SQLite would walk the order, and all rows in it
        by = (column.desc(), items.c.id.desc()) if descending else (column, items.c.id)
        ids = list(
            (
                await self._connection.execute(
                    sa.select(items.c.id).where(*where).order_by(*by).limit(limit).offset(offset)
                )
            ).scalars()
        )
        total: int | None = len(ids)
        if offset or total == limit:
            matching = sa.select(items.c.id).where(*where)
            if found_by.is_many:
                matching = matching.limit(MOST_COUNTED)
            total = await self._connection.scalar(sa.select(sa.func.count()).select_from(matching.subquery()))
        found = {line.id: line for line in await self._lines(items.c.id.in_(ids))}
        return ItemPage(tuple(found[one] for one in ids), total or 0)

    async def _found(self, text: str) -> "_FoundBy":
        """The conditions that an item has words beginning like those of a text.

        The items of a rare word are named one by one. Where every word has many, the order's index is gone
        through and each item looked up, so that a page is full soon; they are counted up to a bound.
        """
        words = words_of(text)[:MAX_WORDS]
        if not words:
            return _FoundBy([], is_many=False)
        for word in sorted(words, key=len, reverse=True):
            few = (await self._connection.execute(_beginning(word).limit(FEW + 1))).scalars().all()
            if len(few) <= FEW:
                others = [_has(other) for other in words if other != word]
                return _FoundBy([items.c.id.in_(few), *others], is_many=False)
        return _FoundBy([_has(word) for word in words], is_many=True)

    async def line(self, item_id: str) -> ItemLine | None:
        found = await self._lines(items.c.id == item_id)
        return found[0] if found else None

    async def lines(self, item_ids: Sequence[str]) -> dict[str, ItemLine]:
        return {line.id: line for line in await self._lines(items.c.id.in_(item_ids))}

    async def _lines(self, condition: sa.ColumnElement[bool]) -> list[ItemLine]:
        rows = await self._connection.execute(
            sa.select(*_LINE).outerjoin(accounts, accounts.c.id == items.c.author_id).where(condition)
        )
        return [ItemLine(*tuple(row)) for row in rows]

    async def matching(self, wanted: ItemFilter, *, after: str, limit: int) -> list[str]:
        """The ids of items that match, in the order of their ids, after one: for exports."""
        found = await self._found(wanted.words)
        rows = await self._connection.execute(
            sa.select(items.c.id)
            .where(items.c.id > after, *_conditions(wanted), *found.conditions)
            .order_by(items.c.id)
            .limit(limit)
        )
        return list(rows.scalars())

    async def newest_versions(self, item_ids: Sequence[str]) -> dict[str, str]:
        """The newest version of each item: item id → version id."""
        rows = await self._connection.execute(
            sa.select(item_versions.c.item_id, item_versions.c.id)
            .join(items, (items.c.id == item_versions.c.item_id) & (items.c.n_versions == item_versions.c.no))
            .where(items.c.id.in_(item_ids))
        )
        return {row[0]: row[1] for row in rows}

    async def facets(self) -> Mapping[str, Counter[str]]:
        """How many items have each value of what can be filtered by."""
        columns = [items.c[name] for name in FACETS]
        rows = await self._connection.execute(sa.select(*columns, sa.func.count()).group_by(*columns))
        found: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
        for *values, n in rows:
            for name, value in zip(FACETS, values, strict=True):
                if value:
                    found[name][value] += n
        return found

    async def waiting(self) -> list[WaitingVersion]:
        """The versions in review, those that wait longest first."""
        rows = await self._connection.execute(
            sa.select(
                items.c.id,
                item_versions.c.id,
                items.c.code,
                item_versions.c.no,
                items.c.section_id,
                items.c.stem_kk,
                items.c.stem_ru,
                item_versions.c.author_id,
                accounts.c.display_name,
                sa.func.coalesce(item_versions.c.submitted_at, item_versions.c.created_at),
            )
            .join(items, (items.c.id == item_versions.c.item_id) & (items.c.n_versions == item_versions.c.no))
            .outerjoin(accounts, accounts.c.id == item_versions.c.author_id)
            .where(item_versions.c.status == VersionStatus.REVIEW.value)
            .order_by(item_versions.c.submitted_at, item_versions.c.id)
        )
        return [WaitingVersion(*tuple(row)) for row in rows]

    async def resting_on(self, act: str) -> list[tuple[ItemLine, str]]:
        """The items of an act with a version that is live, and that version's id."""
        rows = (
            await self._connection.execute(
                sa.select(items.c.id, item_versions.c.id)
                .join(item_versions, item_versions.c.item_id == items.c.id)
                .where(items.c.act == act, items.c.live.is_(True))
                .where(item_versions.c.status.in_(("active", "pilot")))
                .order_by(items.c.sort_code)
            )
        ).all()
        lines = await self.lines(sorted({row[0] for row in rows}))
        return [(lines[item_id], version_id) for item_id, version_id in rows]

    async def names(self, account_ids: Sequence[str | None]) -> dict[str, str]:
        """What people are called."""
        wanted = sorted({one for one in account_ids if one is not None})
        rows = await self._connection.execute(
            sa.select(accounts.c.id, accounts.c.display_name).where(accounts.c.id.in_(wanted))
        )
        return {row[0]: row[1] for row in rows}


def _beginning(word: str) -> sa.Select[tuple[str]]:
    return sa.select(item_words.c.item_id).where(item_words.c.word >= word, item_words.c.word < word + LAST)


def _has(word: str) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        item_words.c.item_id == items.c.id, item_words.c.word >= word, item_words.c.word < word + LAST
    )


@dataclass(frozen=True, slots=True)
class _FoundBy:
    conditions: list[sa.ColumnElement[bool]]
    is_many: bool


def _is_narrow(wanted: ItemFilter) -> bool:
    return bool(wanted.section or wanted.topic or wanted.act or wanted.article or wanted.stimulus)


def _conditions(wanted: ItemFilter) -> list[sa.ColumnElement[bool]]:
    exact = {
        items.c.status: wanted.status,
        items.c.section_id: wanted.section,
        items.c.topic: wanted.topic,
        items.c.kind: wanted.kind,
        items.c.act: wanted.act,
        items.c.article: wanted.article,
        items.c.stimulus_code: wanted.stimulus,
        items.c.author_id: wanted.author_id,
    }
    found: list[sa.ColumnElement[bool]] = [column == value for column, value in exact.items() if value]
    if wanted.language:
        found.append(items.c.languages.contains(wanted.language, autoescape=True))
    if wanted.lacks:
        found.append(~items.c.languages.contains(wanted.lacks, autoescape=True))
    if wanted.codes:
        found.append(items.c.code.in_(wanted.codes))
    return found

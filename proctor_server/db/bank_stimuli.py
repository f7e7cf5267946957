"""Stimuli and pictures at rest: what items share, in versions; pictures by the SHA-256 of their bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from item_bank.kazakh_order import sort_key
from item_bank.stimulus import Stimulus, stimulus_from_document, stimulus_to_document
from proctor_server.db.items import CHUNK, checksum
from proctor_server.db.tables import accounts, assets, items, stimuli, stimulus_versions
from proctor_server.kernel.errors import ConcurrentChange


@dataclass(frozen=True, slots=True)
class StimulusLine:
    id: str
    code: str
    kind: str
    title_kk: str
    title_ru: str
    languages: str
    n_versions: int
    n_items: int
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class StimulusVersion:
    id: str
    no: int
    author: str | None
    note: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture: `kind` is its file's ending."""

    sha256: str
    kind: str
    n_bytes: int

    @property
    def name(self) -> str:
        """The name that texts show it by."""
        return f"assets/{self.sha256}.{self.kind}"


class StimulusStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(
        self,
        stimulus_id: str,
        version_id: str,
        stimulus: Stimulus,
        *,
        author_id: str | None,
        note: str,
        now: datetime,
    ) -> None:
        await self._connection.execute(
            stimuli.insert().values(
                id=stimulus_id, code=stimulus.code, n_versions=1, updated_at=now, **_shown(stimulus)
            )
        )
        await self._insert(stimulus_id, 1, version_id, stimulus, author_id, note, now)

    async def add_version(
        self,
        stimulus_id: str,
        no: int,
        version_id: str,
        stimulus: Stimulus,
        *,
        author_id: str | None,
        note: str,
        now: datetime,
    ) -> None:
        """Add the next version.

        Raises:
            ConcurrentChange: somebody added one in between.
        """
        done = await self._connection.execute(
            stimuli.update()
            .where(stimuli.c.id == stimulus_id, stimuli.c.n_versions == no - 1)
            .values(n_versions=no, updated_at=now, **_shown(stimulus))
        )
        if done.rowcount != 1:
            raise ConcurrentChange(stimulus_id)
        await self._insert(stimulus_id, no, version_id, stimulus, author_id, note, now)

    async def _insert(
        self,
        stimulus_id: str,
        no: int,
        version_id: str,
        stimulus: Stimulus,
        author_id: str | None,
        note: str,
        now: datetime,
    ) -> None:
        document = stimulus_to_document(stimulus)
        await self._connection.execute(
            stimulus_versions.insert().values(
                id=version_id,
                stimulus_id=stimulus_id,
                no=no,
                payload=document,
                checksum=checksum(document),
                author_id=author_id,
                note=note,
                created_at=now,
            )
        )

    async def page(self, words: str, *, offset: int, limit: int) -> tuple[list[StimulusLine], int]:
        where = [
            sa.or_(
                stimuli.c.sort_code.contains(sort_key(words), autoescape=True),
                *(
                    sa.func.lower(column).contains(words.lower(), autoescape=True)
                    for column in (stimuli.c.title_kk, stimuli.c.title_ru)
                ),
            )
        ]
        total = await self._connection.scalar(sa.select(sa.func.count()).select_from(stimuli).where(*where))
        found = await self._lines(*where, offset=offset, limit=limit)
        return found, total or 0

    async def line(self, stimulus_id: str) -> StimulusLine | None:
        found = await self._lines(stimuli.c.id == stimulus_id, offset=0, limit=1)
        return found[0] if found else None

    async def _lines(self, *where: sa.ColumnElement[bool], offset: int, limit: int) -> list[StimulusLine]:
        n_items = (
            sa.select(sa.func.count())
            .where(items.c.stimulus_code == stimuli.c.code)
            .correlate(stimuli)
            .scalar_subquery()
        )
        rows = await self._connection.execute(
            sa.select(
                stimuli.c.id,
                stimuli.c.code,
                stimuli.c.kind,
                stimuli.c.title_kk,
                stimuli.c.title_ru,
                stimuli.c.languages,
                stimuli.c.n_versions,
                n_items,
                stimuli.c.updated_at,
            )
            .where(*where)
            .order_by(stimuli.c.sort_code, stimuli.c.id)
            .offset(offset)
            .limit(limit)
        )
        return [StimulusLine(*row) for row in rows]

    async def versions(self, stimulus_id: str) -> list[StimulusVersion]:
        rows = await self._connection.execute(
            sa.select(
                stimulus_versions.c.id,
                stimulus_versions.c.no,
                accounts.c.display_name,
                stimulus_versions.c.note,
                stimulus_versions.c.created_at,
            )
            .outerjoin(accounts, accounts.c.id == stimulus_versions.c.author_id)
            .where(stimulus_versions.c.stimulus_id == stimulus_id)
            .order_by(stimulus_versions.c.no.desc())
        )
        return [StimulusVersion(*row) for row in rows]

    async def content(self, version_id: str) -> Stimulus:
        payload = await self._connection.scalar(
            sa.select(stimulus_versions.c.payload).where(stimulus_versions.c.id == version_id)
        )
        return stimulus_from_document(payload)

    async def newest(self, codes: Sequence[str]) -> dict[str, tuple[str, Stimulus]]:
        """The newest version of each stimulus that there is: code → version id and content."""
        found: dict[str, tuple[str, Stimulus]] = {}
        for start in range(0, len(codes), CHUNK):
            rows = await self._connection.execute(
                sa.select(stimuli.c.code, stimulus_versions.c.id, stimulus_versions.c.payload)
                .join(
                    stimulus_versions,
                    (stimulus_versions.c.stimulus_id == stimuli.c.id)
                    & (stimulus_versions.c.no == stimuli.c.n_versions),
                )
                .where(stimuli.c.code.in_(codes[start : start + CHUNK]))
            )
            found |= {code: (version_id, stimulus_from_document(one)) for code, version_id, one in rows}
        return found

    async def id_of(self, code: str) -> str | None:
        return await self._connection.scalar(sa.select(stimuli.c.id).where(stimuli.c.code == code))

    async def item_codes(self, code: str) -> list[str]:
        rows = await self._connection.execute(
            sa.select(items.c.code).where(items.c.stimulus_code == code).order_by(items.c.sort_code)
        )
        return list(rows.scalars())

    async def add_asset(self, asset: Asset, now: datetime) -> None:
        """Note a picture; one that is there already is left as it is."""
        if not await self.assets([asset.sha256]):
            await self._connection.execute(
                assets.insert().values(
                    sha256=asset.sha256, kind=asset.kind, n_bytes=asset.n_bytes, created_at=now
                )
            )

    async def assets(self, digests: Sequence[str]) -> dict[str, Asset]:
        found: dict[str, Asset] = {}
        for start in range(0, len(digests), CHUNK):
            rows = await self._connection.execute(
                sa.select(assets.c.sha256, assets.c.kind, assets.c.n_bytes).where(
                    assets.c.sha256.in_(digests[start : start + CHUNK])
                )
            )
            found |= {row[0]: Asset(*row) for row in rows}
        return found


def _shown(stimulus: Stimulus) -> dict[str, str]:
    return {
        "kind": stimulus.kind.value,
        "title_kk": stimulus.title.get("kk")[:300],
        "title_ru": stimulus.title.get("ru")[:300],
        "languages": ",".join(stimulus.languages),
        "sort_code": sort_key(stimulus.code),
    }

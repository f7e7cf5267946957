"""Forms at rest before anybody sits them: what may be drawn, forms made ahead, how often each version was shown.

A `pool` names what forms are interchangeable: a programme's block drawn by one set of wishes.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from item_bank.assembly.pool import Exposure, PoolItem, pool_item_of
from item_bank.bank_document import bank_item_from_document
from item_bank.draw import FormSlot
from item_bank.workflow import VersionStatus
from proctor_server.db.items import CHUNK
from proctor_server.db.tables import exposures, form_pools, item_versions, items, prepared_forms
from proctor_server.kernel.ids import new_id

MAX_KNOWN = 200_000
_KNOWN: dict[str, PoolItem] = {}
"""What assembly sees of versions, by id: versions never change, and ids never come again."""
APPROVED_IN_BOTH = "kk,ru"


OF_POOL: sa.BindParameter[str] = sa.bindparam("of_pool")
OLDEST = (
    sa.select(prepared_forms.c.id)
    .where(prepared_forms.c.pool == OF_POOL)
    .order_by(prepared_forms.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
    .scalar_subquery()
)
TAKE = prepared_forms.delete().where(prepared_forms.c.id == OLDEST).returning(prepared_forms.c.slots)
"""Made once, as thousands take at one moment."""


@dataclass(frozen=True, slots=True)
class FormPool:
    pool: str
    n_forms: int
    n_wanted: int
    n_ready: int


class FormStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def drawable(
        self, *, sections: Sequence[str] | None = None, with_pilot: bool = False
    ) -> list[PoolItem]:
        """The live versions approved in both languages; `sections` None: of the whole bank."""
        statuses = [VersionStatus.ACTIVE.value, *([VersionStatus.PILOT.value] if with_pilot else [])]
        query = (
            sa.select(item_versions.c.id, item_versions.c.status)
            .join(items, items.c.id == item_versions.c.item_id)
            .where(items.c.live.is_(True), item_versions.c.status.in_(statuses))
            .where(item_versions.c.approved == APPROVED_IN_BOTH)
        )
        if sections is not None:
            query = query.where(items.c.section_id.in_(sections))
        rows = (await self._connection.execute(query)).all()
        known = await self._known([row.id for row in rows])
        return [known[row.id] for row in rows]

    async def pilots(self, version_ids: Sequence[str]) -> frozenset[str]:
        """Those of the versions that are piloted: they do not count."""
        rows = await self._connection.execute(
            sa.select(item_versions.c.id).where(
                item_versions.c.id.in_(version_ids), item_versions.c.status == VersionStatus.PILOT.value
            )
        )
        return frozenset(rows.scalars())

    async def _known(self, version_ids: Sequence[str]) -> Mapping[str, PoolItem]:
        missing = [one for one in version_ids if one not in _KNOWN]
        if len(_KNOWN) + len(missing) > MAX_KNOWN:
            _KNOWN.clear()
            missing = list(version_ids)
        for start in range(0, len(missing), CHUNK):
            rows = await self._connection.execute(
                sa.select(item_versions.c.id, item_versions.c.payload).where(
                    item_versions.c.id.in_(missing[start : start + CHUNK])
                )
            )
            _KNOWN.update(await asyncio.to_thread(_read, [tuple(row) for row in rows]))
        return _KNOWN

    async def exposure(self, pool: str) -> Exposure:
        n_forms = await self._connection.scalar(
            sa.select(form_pools.c.n_forms).where(form_pools.c.pool == pool)
        )
        rows = await self._connection.execute(
            sa.select(exposures.c.version_id, exposures.c.n_forms).where(exposures.c.pool == pool)
        )
        return Exposure(n_forms or 0, {row[0]: row[1] for row in rows})

    async def count(self, pool: str, forms: Sequence[Sequence[str]]) -> None:
        """Count forms, given as their version ids, towards the pool's exposure."""
        shown: dict[str, int] = {}
        for version_id in (one for form in forms for one in form):
            shown[version_id] = shown.get(version_id, 0) + 1
        await self._pool(pool)
        await self._connection.execute(
            form_pools.update()
            .where(form_pools.c.pool == pool)
            .values(n_forms=form_pools.c.n_forms + len(forms))
        )
        known = (await self.exposure(pool)).counts
        more = [{"v": one, "n": n} for one, n in sorted(shown.items()) if one in known]
        new = [
            {"pool": pool, "version_id": one, "n_forms": n} for one, n in shown.items() if one not in known
        ]
        if more:
            grown = exposures.c.n_forms + sa.bindparam("n")
            where = (exposures.c.pool == pool, exposures.c.version_id == sa.bindparam("v"))
            await self._connection.execute(exposures.update().where(*where).values(n_forms=grown), more)
        if new:
            await self._connection.execute(exposures.insert(), new)

    async def _pool(self, pool: str) -> None:
        there = await self._connection.scalar(sa.select(form_pools.c.pool).where(form_pools.c.pool == pool))
        if there is None:
            await self._connection.execute(form_pools.insert().values(pool=pool, n_forms=0, n_wanted=0))

    async def add(self, pool: str, forms: Sequence[Sequence[FormSlot]], now: datetime) -> None:
        """Lay forms ready, counted as shown: they will be."""
        if not forms:
            return
        rows = [
            {"id": new_id(), "pool": pool, "slots": [_to_json(slot) for slot in form], "made_at": now}
            for form in forms
        ]
        await self._connection.execute(prepared_forms.insert(), rows)
        await self.count(pool, [[slot.version_id for slot in form] for form in forms])

    async def take(self, pool: str) -> tuple[FormSlot, ...] | None:
        """Take the oldest form that lies ready; two starts at one moment never get the same one."""
        slots = await self._connection.scalar(TAKE, {"of_pool": pool})
        return None if slots is None else tuple(_from_json(no, slot) for no, slot in enumerate(slots))

    async def want(self, pool: str, n: int) -> None:
        """Keep so many forms ready; the background work makes them."""
        await self._pool(pool)
        await self._connection.execute(
            form_pools.update().where(form_pools.c.pool == pool).values(n_wanted=n)
        )

    async def pools(self) -> list[FormPool]:
        ready = (
            sa.select(prepared_forms.c.pool, sa.func.count().label("n"))
            .group_by(prepared_forms.c.pool)
            .subquery()
        )
        rows = await self._connection.execute(
            sa.select(
                form_pools.c.pool,
                form_pools.c.n_forms,
                form_pools.c.n_wanted,
                sa.func.coalesce(ready.c.n, 0),
            )
            .outerjoin(ready, ready.c.pool == form_pools.c.pool)
            .order_by(form_pools.c.pool)
        )
        return [FormPool(*row) for row in rows]

    async def n_ready(self, pool: str) -> int:
        found = await self._connection.scalar(sa.select(sa.func.count()).where(prepared_forms.c.pool == pool))
        return found or 0

    async def drop_with(self, version_ids: Sequence[str]) -> int:
        """Throw away the forms made ahead that hold one of the versions; returns how many."""
        n_dropped = 0
        text = sa.cast(prepared_forms.c.slots, sa.Text)
        for start in range(0, len(version_ids), CHUNK // 10):
            some = version_ids[start : start + CHUNK // 10]
            holds = sa.or_(*(text.contains(one, autoescape=True) for one in some))
            n_dropped += (await self._connection.execute(prepared_forms.delete().where(holds))).rowcount
        return n_dropped

    async def drop_pool(self, pool: str) -> int:
        """Throw away all forms made ahead of a pool."""
        done = await self._connection.execute(prepared_forms.delete().where(prepared_forms.c.pool == pool))
        await self._connection.execute(
            form_pools.update().where(form_pools.c.pool == pool).values(n_wanted=0)
        )
        return int(done.rowcount)


def _read(rows: Sequence[tuple[str, Mapping[str, object]]]) -> dict[str, PoolItem]:
    return {one: pool_item_of(one, bank_item_from_document(payload)) for one, payload in rows}


def _to_json(slot: FormSlot) -> list[object]:
    return [slot.section_id, slot.version_id, list(slot.option_order)]


def _from_json(no: int, slot: Sequence[object]) -> FormSlot:
    section_id, version_id, order = slot
    assert isinstance(order, list)  # noqa: S101  as `_to_json` wrote it
    return FormSlot(no, str(section_id), str(version_id), tuple(map(str, order)))

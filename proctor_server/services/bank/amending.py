"""An article was amended: every item that rests on it is suspended in one step, with the list of them."""

from dataclasses import dataclass
from datetime import date, datetime

from item_bank.workflow import VersionStatus, rests_on
from proctor_server.db.bank_changes import Amendment
from proctor_server.db.bank_listing import ItemLine
from proctor_server.db.database import Database, Transaction
from proctor_server.kernel.ids import new_id
from proctor_server.services.bank.errors import NothingAmended


@dataclass(frozen=True, slots=True)
class Amended:
    """A live version that rests on the amended article."""

    row: ItemLine
    version_id: str


class AmendingService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def preview(self, act: str, article: str, edition_date: date) -> list[Amended]:
        """What declaring the amendment would suspend."""
        async with self._database.read() as tx:
            return await _met(tx, act, article, edition_date)

    async def declare(
        self,
        *,
        act: str,
        article: str,
        edition_date: date,
        note: str,
        actor_id: str,
        now: datetime,
    ) -> Amendment:
        """Suspend every item that rests on the article in an older edition; forms made ahead with them go.

        Raises:
            NothingAmended: there is none.
        """
        async with self._database.write() as tx:
            met = await _met(tx, act, article, edition_date)
            if not met:
                raise NothingAmended
            for one in met:
                version = await tx.items.get_version(one.version_id)
                assert version is not None  # noqa: S101  it has just been listed
                await tx.items.set_status(version, VersionStatus.SUSPENDED, now=now)
            await tx.forms.drop_with([one.version_id for one in met])
            amendment = Amendment(
                id=new_id(),
                act=act,
                article=article,
                edition_date=edition_date,
                note=note,
                declared_by="",
                declared_at=now,
                items=tuple(_listed(one) for one in met),
            )
            await tx.bank_changes.add_amendment(amendment, actor_id=actor_id)
            await tx.journal.record(
                action="amendment_declared",
                subject=amendment.id,
                actor_id=actor_id,
                now=now,
                details={"article": article, "n_items": len(met)},
            )
            return (await tx.bank_changes.amendments())[0]

    async def all(self) -> list[Amendment]:
        async with self._database.read() as tx:
            return await tx.bank_changes.amendments()


async def _met(tx: Transaction, act: str, article: str, edition_date: date) -> list[Amended]:
    return [
        Amended(row, version_id)
        for row, version_id in await tx.bank_listing.resting_on(act)
        if rests_on(row.article, article) and row.edition_date < edition_date.isoformat()
    ]


def _listed(one: Amended) -> dict[str, str]:
    row = one.row
    return {
        "item_id": row.id,
        "version_id": one.version_id,
        "code": row.code,
        "stem_kk": row.stem_kk,
        "stem_ru": row.stem_ru,
        "article": row.article,
        "edition_date": row.edition_date,
        "status": VersionStatus.SUSPENDED.value,
    }

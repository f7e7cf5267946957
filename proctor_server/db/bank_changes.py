"""What was decided about a bank: its policy, amendments declared, keys corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from item_bank.bank_document import bank_key_to_document
from item_bank.response_key import BankKey
from item_bank.workflow import ReviewPolicy, Stage
from proctor_server.db.tables import (
    accounts,
    amendments,
    attempts,
    bank_policies,
    form_slots,
    item_versions,
    key_corrections,
)
from proctor_server.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Amendment:
    """An article whose items were suspended; `items` is the list as it was then."""

    id: str
    act: str
    article: str
    edition_date: date
    note: str
    declared_by: str
    declared_at: datetime
    items: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class KeyCorrection:
    """A key corrected after use. `affected`: attempts whose total or pass state it touches."""

    id: str
    version_id: str
    version_no: int
    decision: str
    reason: str
    n_used: int
    affected: tuple[Mapping[str, Any], ...]
    decided_by: str
    decided_at: datetime


class BankChangeStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def policy(self) -> ReviewPolicy | None:
        """The newest policy; None: nobody has set one."""
        row = (
            await self._connection.execute(
                sa.select(bank_policies.c.stages, bank_policies.c.pilot_required)
                .order_by(bank_policies.c.id.desc())
                .limit(1)
            )
        ).first()
        return None if row is None else ReviewPolicy(frozenset(Stage(one) for one in row[0]), row[1])

    async def set_policy(self, policy: ReviewPolicy, *, actor_id: str, now: datetime) -> None:
        await self._connection.execute(
            bank_policies.insert().values(
                id=new_id(),
                stages=sorted(one.value for one in policy.stages),
                pilot_required=policy.pilot_required,
                set_by=actor_id,
                set_at=now,
            )
        )

    async def add_amendment(self, amendment: Amendment, *, actor_id: str) -> None:
        await self._connection.execute(
            amendments.insert().values(
                id=amendment.id,
                act=amendment.act,
                article=amendment.article,
                edition_date=amendment.edition_date.isoformat(),
                note=amendment.note,
                declared_by=actor_id,
                declared_at=amendment.declared_at,
                items=[dict(one) for one in amendment.items],
            )
        )

    async def amendments(self) -> list[Amendment]:
        """Every amendment declared, the latest first."""
        rows = await self._connection.execute(
            sa.select(amendments, accounts.c.display_name)
            .join(accounts, accounts.c.id == amendments.c.declared_by)
            .order_by(amendments.c.declared_at.desc(), amendments.c.id.desc())
        )
        return [
            Amendment(
                id=row["id"],
                act=row["act"],
                article=row["article"],
                edition_date=date.fromisoformat(row["edition_date"]),
                note=row["note"],
                declared_by=row["display_name"],
                declared_at=row["declared_at"],
                items=tuple(row["items"]),
            )
            for row in rows.mappings()
        ]

    async def add_correction(
        self,
        correction_id: str,
        version_id: str,
        *,
        before: BankKey,
        after: BankKey,
        decision: str,
        reason: str,
        n_used: int,
        affected: Sequence[Mapping[str, Any]],
        actor_id: str,
        now: datetime,
    ) -> None:
        await self._connection.execute(
            key_corrections.insert().values(
                id=correction_id,
                version_id=version_id,
                key_before=bank_key_to_document(before),
                key_after=bank_key_to_document(after),
                decision=decision,
                reason=reason,
                n_used=n_used,
                affected=[dict(one) for one in affected],
                decided_by=actor_id,
                decided_at=now,
            )
        )

    async def closed_with(self, version_id: str) -> list[str]:
        """The closed attempts whose form has a version."""
        rows = await self._connection.execute(
            sa.select(attempts.c.id)
            .join(form_slots, form_slots.c.attempt_id == attempts.c.id)
            .where(form_slots.c.version_id == version_id, attempts.c.closed_at.is_not(None))
            .order_by(attempts.c.id)
        )
        return list(rows.scalars())

    async def corrections(self, item_id: str) -> list[KeyCorrection]:
        """The corrections of an item's keys, the latest first."""
        rows = await self._connection.execute(
            sa.select(key_corrections, item_versions.c.no.label("version_no"), accounts.c.display_name)
            .join(item_versions, item_versions.c.id == key_corrections.c.version_id)
            .join(accounts, accounts.c.id == key_corrections.c.decided_by)
            .where(item_versions.c.item_id == item_id)
            .order_by(key_corrections.c.decided_at.desc(), key_corrections.c.id.desc())
        )
        return [
            KeyCorrection(
                id=row["id"],
                version_id=row["version_id"],
                version_no=row["version_no"],
                decision=row["decision"],
                reason=row["reason"],
                n_used=row["n_used"],
                affected=tuple(row["affected"]),
                decided_by=row["display_name"],
                decided_at=row["decided_at"],
            )
            for row in rows.mappings()
        ]

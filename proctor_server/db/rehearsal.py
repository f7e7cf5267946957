"""Rows for rehearsals under load: as many candidates as asked for, each with the same attempt as the one there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from proctor_server.db.tables import accounts, attempts, candidates, metadata, sign_ins
from proctor_server.kernel.ids import new_id

PEOPLE_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Double:
    """What is a candidate's own; all else is copied."""

    account_id: str
    attempt_id: str
    personal_number: str
    iin_digest: str
    token_digest: str
    csrf_token: str


class RehearsalStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add_doubles(self, attempt_id: str, doubles: Sequence[Double]) -> None:
        """Copy an attempt, its candidate, their sign-in, and whatever belongs to the attempt."""
        account_id = await self._connection.scalar(
            sa.select(attempts.c.candidate_id).where(attempts.c.id == attempt_id)
        )
        copied: list[tuple[sa.Table, sa.ColumnElement[bool]]] = [
            (accounts, accounts.c.id == account_id),
            (candidates, candidates.c.account_id == account_id),
            (sign_ins, sign_ins.c.account_id == account_id),
            (attempts, attempts.c.id == attempt_id),
            *((table, table.c.attempt_id == attempt_id) for table in _of_attempts()),
        ]
        for table, condition in copied:
            if "id" not in table.c and "attempt_id" in table.c:
                await self._copy_within(table, attempt_id, doubles)
                continue
            rows = (await self._connection.execute(sa.select(table).where(condition))).mappings().all()
            for first in range(0, len(doubles) if rows else 0, PEOPLE_AT_A_TIME):
                some = doubles[first : first + PEOPLE_AT_A_TIME]
                copies = [_copy(table, row, double) for double in some for row in rows]
                await self._connection.execute(table.insert(), copies)

    async def _copy_within(self, table: sa.Table, attempt_id: str, doubles: Sequence[Double]) -> None:
        """Copy the rows of an attempt that need no id of their own; the database does it, for there are many."""
        names = [column.name for column in table.c if column.name != "attempt_id"]
        for first in range(0, len(doubles), PEOPLE_AT_A_TIME):
            ids = [one.attempt_id for one in doubles[first : first + PEOPLE_AT_A_TIME]]
            rows = (
                sa.select(attempts.c.id, *(table.c[name] for name in names))
                .select_from(table.join(attempts, attempts.c.id.in_(ids)))
                .where(table.c.attempt_id == attempt_id)
            )
            await self._connection.execute(table.insert().from_select(["attempt_id", *names], rows))


def _of_attempts() -> list[sa.Table]:
    """The tables whose rows belong to an attempt."""
    return [
        table
        for table in metadata.sorted_tables
        if any(key.column.table is attempts and key.parent.name == "attempt_id" for key in table.foreign_keys)
    ]


def _copy(table: sa.Table, row: sa.RowMapping, double: Double) -> dict[str, Any]:
    own: dict[str, Any] = {
        "account_id": double.account_id,
        "candidate_id": double.account_id,
        "attempt_id": double.attempt_id,
        "personal_number": double.personal_number,
        "iin_digest": double.iin_digest,
        "token_digest": double.token_digest,
        "csrf_token": double.csrf_token,
        "login": double.account_id,
        "id": new_id(),
    }
    ids = {accounts: double.account_id, attempts: double.attempt_id}
    own["id"] = ids.get(table, own["id"])
    return {name: own.get(name, value) for name, value in row.items()}

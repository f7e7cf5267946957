"""Responses at rest: an append-only log, the current answer per slot, and marks for later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from exam_engine.answers import Answers
from exam_engine.response import StoredResponse
from proctor_server.db.tables import response_log, responses, slot_flags
from proctor_server.kernel.errors import ConcurrentChange

OF_ATTEMPT: sa.BindParameter[str] = sa.bindparam("of_attempt")
CURRENT = sa.select(responses.c.revision, responses.c.answers, responses.c.saved_at).where(
    responses.c.attempt_id == OF_ATTEMPT, responses.c.slot == sa.bindparam("of_slot")
)
FLAGS = sa.select(slot_flags.c.slot).where(slot_flags.c.attempt_id == OF_ATTEMPT)
"""Made once: every item that is shown asks for them."""


@dataclass(frozen=True, slots=True)
class LoggedResponse:
    """One line of the log: an accepted answer, or a stale one kept beside it."""

    id: str
    slot: int
    operation_id: str
    body_digest: str
    accepted: bool
    revision: int
    answers: Answers
    device_epoch: int
    client_at: datetime | None
    server_at: datetime
    dwell_ms: int


def _logged(row: sa.RowMapping) -> LoggedResponse:
    return LoggedResponse(
        id=row["id"],
        slot=row["slot"],
        operation_id=row["operation_id"],
        body_digest=row["body_digest"],
        accepted=row["status"] == "accepted",
        revision=row["revision"],
        answers=_answers(row["answers"]),
        device_epoch=row["device_epoch"],
        client_at=row["client_at"],
        server_at=row["server_at"],
        dwell_ms=row["dwell_ms"],
    )


def _answers(document: Mapping[str, Sequence[str]]) -> Answers:
    return {response_id: tuple(values) for response_id, values in document.items()}


class ResponseStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def logged(self, attempt_id: str, operation_id: str) -> LoggedResponse | None:
        row = (
            (
                await self._connection.execute(
                    sa.select(response_log).where(
                        response_log.c.attempt_id == attempt_id, response_log.c.operation_id == operation_id
                    )
                )
            )
            .mappings()
            .first()
        )
        return None if row is None else _logged(row)

    async def log_of(self, attempt_id: str) -> dict[str, LoggedResponse]:
        """The whole log of an attempt, by operation id."""
        rows = await self._connection.execute(
            sa.select(response_log).where(response_log.c.attempt_id == attempt_id)
        )
        return {row["operation_id"]: _logged(row) for row in rows.mappings()}

    async def append(self, attempt_id: str, line: LoggedResponse) -> None:
        await self._connection.execute(
            response_log.insert().values(
                id=line.id,
                attempt_id=attempt_id,
                slot=line.slot,
                operation_id=line.operation_id,
                body_digest=line.body_digest,
                status="accepted" if line.accepted else "stale",
                revision=line.revision,
                answers=dict(line.answers),
                device_epoch=line.device_epoch,
                client_at=line.client_at,
                server_at=line.server_at,
                dwell_ms=line.dwell_ms,
            )
        )

    async def current(self, attempt_id: str, slot: int) -> StoredResponse | None:
        row = (await self._connection.execute(CURRENT, {"of_attempt": attempt_id, "of_slot": slot})).first()
        return None if row is None else StoredResponse(slot, row[0], _answers(row[1]), row[2])

    async def all_current(self, attempt_id: str) -> dict[int, StoredResponse]:
        rows = await self._connection.execute(
            sa.select(
                responses.c.slot, responses.c.revision, responses.c.answers, responses.c.saved_at
            ).where(responses.c.attempt_id == attempt_id)
        )
        return {slot: StoredResponse(slot, rev, _answers(given), at) for slot, rev, given, at in rows}

    async def n_answered(self, attempt_ids: Sequence[str]) -> dict[str, int]:
        """How many slots of each attempt hold an answer."""
        rows = await self._connection.execute(
            sa.select(responses.c.attempt_id, sa.func.count())
            .where(responses.c.attempt_id.in_(attempt_ids))
            .where(sa.cast(responses.c.answers, sa.Text) != "{}")
            .group_by(responses.c.attempt_id)
        )
        return {row[0]: row[1] for row in rows}

    async def put(self, attempt_id: str, stored: StoredResponse) -> None:
        """Replace the slot's answer of revision `stored.revision - 1`.

        Raises:
            ConcurrentChange: the slot holds another revision by now.
        """
        values = {"answers": dict(stored.answers), "saved_at": stored.saved_at}
        if stored.revision == 1:
            await self._connection.execute(
                responses.insert().values(attempt_id=attempt_id, slot=stored.slot, revision=1, **values)
            )
            return
        done = await self._connection.execute(
            responses.update()
            .where(responses.c.attempt_id == attempt_id, responses.c.slot == stored.slot)
            .where(responses.c.revision == stored.revision - 1)
            .values(revision=stored.revision, **values)
        )
        if done.rowcount != 1:
            raise ConcurrentChange(attempt_id)

    async def flags(self, attempt_id: str) -> frozenset[int]:
        rows = await self._connection.execute(FLAGS, {"of_attempt": attempt_id})
        return frozenset(rows.scalars())

    async def set_flag(self, attempt_id: str, slot: int, *, flagged: bool) -> None:
        await self._connection.execute(
            slot_flags.delete().where(slot_flags.c.attempt_id == attempt_id, slot_flags.c.slot == slot)
        )
        if flagged:
            await self._connection.execute(slot_flags.insert().values(attempt_id=attempt_id, slot=slot))

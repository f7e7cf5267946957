"""Groups of answers on PostgreSQL: a handful of statements over asyncpg, however many answers the group has."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from exam_engine.answers import Answers, Asked
from exam_engine.response import StoredResponse
from proctor_server.db.answer_groups import AnswerKey, AskedSlot, Decide, GroupFacts, GroupWrites, asked_by
from proctor_server.db.attempts import ForwardPlace
from proctor_server.db.responses import LoggedResponse
from proctor_server.kernel.errors import ConcurrentChange

VERSIONS = "SELECT id, version FROM attempts WHERE id = ANY($1::text[]) ORDER BY id FOR NO KEY UPDATE"
REACHED = (
    "SELECT attempt_id, block_no, slot, reached_at FROM forward_places WHERE attempt_id = ANY($1::text[])"
)
PLACES = (
    "SELECT f.attempt_id, f.slot, f.block_no, f.version_id FROM form_slots f"
    " JOIN unnest($1::text[], $2::int[]) AS k (a, s) ON f.attempt_id = k.a AND f.slot = k.s"
)
PAYLOADS = "SELECT id, payload FROM item_versions WHERE id = ANY($1::text[])"
LOGGED = (
    "SELECT l.attempt_id, l.id, l.slot, l.operation_id, l.body_digest, l.status, l.revision, l.answers,"
    " l.device_epoch, l.client_at, l.server_at, l.dwell_ms FROM response_log l"
    " JOIN unnest($1::text[], $2::text[]) AS k (a, o) ON l.attempt_id = k.a AND l.operation_id = k.o"
)
CURRENT = (
    "SELECT r.attempt_id, r.slot, r.revision, r.answers, r.saved_at FROM responses r"
    " JOIN unnest($1::text[], $2::int[]) AS k (a, s) ON r.attempt_id = k.a AND r.slot = k.s"
)
APPEND = (
    "INSERT INTO response_log (attempt_id, id, slot, operation_id, body_digest, status, revision, answers,"
    " device_epoch, client_at, server_at, dwell_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
)
PUT = (
    "INSERT INTO responses (attempt_id, slot, revision, answers, saved_at)"
    " SELECT * FROM unnest($1::text[], $2::int[], $3::int[], $4::json[], $5::timestamptz[])"
    " ON CONFLICT (attempt_id, slot) DO UPDATE SET revision = excluded.revision, answers = excluded.answers,"
    " saved_at = excluded.saved_at WHERE responses.revision < excluded.revision RETURNING 1"
)


class Connection(Protocol):
    """What is used of `asyncpg.Connection`."""

    def transaction(self) -> Any: ...

    async def fetch(self, query: str, *args: Any) -> list[Any]: ...

    async def executemany(self, command: str, args: Sequence[Any]) -> None: ...


class PostgresGroups:
    """Writes groups; the attempts' rows stay locked, so that no other server decides on them meanwhile."""

    def __init__(self) -> None:
        self._asked: dict[str, dict[str, Asked]] = {}  # by item version: those never change

    async def write(self, connection: Connection, keys: Sequence[AnswerKey], decide: Decide) -> None:
        """Read the facts, decide, write and commit; whatever fails, nothing is written."""
        async with connection.transaction():
            await self._append(connection, decide(await self._facts(connection, keys)))

    async def _facts(self, connection: Connection, keys: Sequence[AnswerKey]) -> GroupFacts:
        attempt_ids = [key.attempt_id for key in keys]
        slots = [key.slot for key in keys]
        operations = [key.operation_id for key in keys]
        versions = await connection.fetch(VERSIONS, sorted(set(attempt_ids)))
        places = await connection.fetch(PLACES, attempt_ids, slots)
        await self._learn(connection, {row[3] for row in places})
        return GroupFacts(
            versions={row[0]: row[1] for row in versions},
            places={(row[0], row[1]): AskedSlot(row[2], self._asked[row[3]]) for row in places},
            reached={
                (row[0], row[1]): ForwardPlace(row[2], row[3])
                for row in await connection.fetch(REACHED, attempt_ids)
            },
            logged={
                (row[0], row[3]): _logged(row)
                for row in await connection.fetch(LOGGED, attempt_ids, operations)
            },
            current={
                (row[0], row[1]): StoredResponse(row[1], row[2], _answers(row[3]), row[4])
                for row in await connection.fetch(CURRENT, attempt_ids, slots)
            },
        )

    async def _learn(self, connection: Connection, version_ids: set[str]) -> None:
        unknown = version_ids - self._asked.keys()
        if unknown:
            for version_id, payload in await connection.fetch(PAYLOADS, sorted(unknown)):
                self._asked[version_id] = asked_by(payload)

    async def _append(self, connection: Connection, writes: GroupWrites) -> None:
        if writes.lines:
            await connection.executemany(
                APPEND, [(attempt_id, *_columns(line)) for attempt_id, line in writes.lines]
            )
        if writes.current:
            places, held = [*writes.current], [*writes.current.values()]
            put = await connection.fetch(
                PUT,
                [attempt_id for attempt_id, _ in places],
                [slot for _, slot in places],
                [one.revision for one in held],
                [_to_json(one.answers) for one in held],
                [one.saved_at for one in held],
            )
            if len(put) != len(held):
                raise ConcurrentChange("a slot moved on within its own transaction")


def _columns(line: LoggedResponse) -> tuple[object, ...]:
    return (
        line.id,
        line.slot,
        line.operation_id,
        line.body_digest,
        "accepted" if line.accepted else "stale",
        line.revision,
        _to_json(line.answers),
        line.device_epoch,
        line.client_at,
        line.server_at,
        line.dwell_ms,
    )


def _logged(row: Sequence[Any]) -> LoggedResponse:
    return LoggedResponse(
        id=row[1],
        slot=row[2],
        operation_id=row[3],
        body_digest=row[4],
        accepted=row[5] == "accepted",
        revision=row[6],
        answers=_answers(row[7]),
        device_epoch=row[8],
        client_at=row[9],
        server_at=row[10],
        dwell_ms=row[11],
    )


def _to_json(answers: Answers) -> str:
    return json.dumps(answers)


def _answers(held: Mapping[str, Sequence[str]]) -> Answers:
    """SQLAlchemy has its connections decode JSON; they take it as text."""
    return {response_id: tuple(values) for response_id, values in held.items()}

"""Groups of answers on SQLite: one transaction by hand on the one writing connection, its statements prepared.

SQLAlchemy's way through its asynchronous layer costs over a millisecond a statement; these cost microseconds.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from exam_engine.answers import Answers, Asked
from exam_engine.response import StoredResponse
from proctor_server.db.answer_groups import AnswerKey, AskedSlot, Decide, GroupFacts, GroupWrites, asked_by
from proctor_server.db.attempts import ForwardPlace
from proctor_server.db.responses import LoggedResponse
from proctor_server.kernel.errors import ConcurrentChange

VERSION = "SELECT version FROM attempts WHERE id = ?"
REACHED = "SELECT block_no, slot, reached_at FROM forward_places WHERE attempt_id = ?"
PLACE = "SELECT block_no, version_id FROM form_slots WHERE attempt_id = ? AND slot = ?"
PAYLOAD = "SELECT payload FROM item_versions WHERE id = ?"
LOGGED = (
    "SELECT id, slot, operation_id, body_digest, status, revision, answers, device_epoch, client_at, server_at,"
    " dwell_ms FROM response_log WHERE attempt_id = ? AND operation_id = ?"
)
CURRENT = "SELECT revision, answers, saved_at FROM responses WHERE attempt_id = ? AND slot = ?"
APPEND = (
    "INSERT INTO response_log (attempt_id, id, slot, operation_id, body_digest, status, revision, answers,"
    " device_epoch, client_at, server_at, dwell_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
PUT = (
    "INSERT INTO responses (attempt_id, slot, revision, answers, saved_at) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (attempt_id, slot) DO UPDATE SET revision = excluded.revision, answers = excluded.answers,"
    " saved_at = excluded.saved_at WHERE responses.revision < excluded.revision"
)


class Rows(Protocol):
    @property
    def rowcount(self) -> int: ...

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...


class Connection(Protocol):
    """What is used of `sqlite3.Connection`."""

    @property
    def in_transaction(self) -> bool: ...

    def execute(self, sql: str, parameters: Any = ..., /) -> Rows: ...

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Rows: ...


class SqliteGroups:
    """Writes groups on a connection that nobody else uses meanwhile."""

    def __init__(self) -> None:
        self._asked: dict[str, dict[str, Asked]] = {}  # by item version: those never change

    def write(self, connection: Connection, keys: Sequence[AnswerKey], decide: Decide) -> None:
        """Read the facts, decide, write and commit; whatever fails, nothing is written."""
        connection.execute("BEGIN IMMEDIATE")
        try:
            self._append(connection, decide(self._facts(connection, keys)))
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def _facts(self, connection: Connection, keys: Sequence[AnswerKey]) -> GroupFacts:
        facts = GroupFacts()
        for key in keys:
            place, operation = (key.attempt_id, key.slot), (key.attempt_id, key.operation_id)
            if key.attempt_id not in facts.versions:
                _read_attempt(connection, key.attempt_id, facts)
            line = connection.execute(LOGGED, operation).fetchone()
            if line is not None:
                facts.logged[operation] = _logged(line)
            if place in facts.places:
                continue
            slot = self._slot(connection, place)
            if slot is None:
                continue
            facts.places[place] = slot
            held = connection.execute(CURRENT, place).fetchone()
            if held is not None:
                facts.current[place] = StoredResponse(
                    key.slot, held[0], _from_json(held[1]), _instant(held[2])
                )
        return facts

    def _slot(self, connection: Connection, place: tuple[str, int]) -> AskedSlot | None:
        row = connection.execute(PLACE, place).fetchone()
        if row is None:
            return None
        block_no, version_id = row
        asked = self._asked.get(version_id)
        if asked is None:
            payload = connection.execute(PAYLOAD, (version_id,)).fetchone()[0]
            asked = self._asked[version_id] = asked_by(json.loads(payload))
        return AskedSlot(block_no, asked)

    def _append(self, connection: Connection, writes: GroupWrites) -> None:
        if writes.lines:
            connection.executemany(
                APPEND, [(attempt_id, *_columns(line)) for attempt_id, line in writes.lines]
            )
        if writes.current:
            rows = [
                (attempt_id, slot, one.revision, _to_json(one.answers), _text(one.saved_at))
                for (attempt_id, slot), one in writes.current.items()
            ]
            if connection.executemany(PUT, rows).rowcount != len(rows):
                raise ConcurrentChange("a slot moved on within its own transaction")


def _read_attempt(connection: Connection, attempt_id: str, facts: GroupFacts) -> None:
    version = connection.execute(VERSION, (attempt_id,)).fetchone()
    if version is None:
        return
    facts.versions[attempt_id] = version[0]
    for block_no, slot, reached_at in connection.execute(REACHED, (attempt_id,)).fetchall():
        facts.reached[attempt_id, block_no] = ForwardPlace(slot, _instant(reached_at))


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
        None if line.client_at is None else _text(line.client_at),
        _text(line.server_at),
        line.dwell_ms,
    )


def _logged(row: Sequence[Any]) -> LoggedResponse:
    return LoggedResponse(
        id=row[0],
        slot=row[1],
        operation_id=row[2],
        body_digest=row[3],
        accepted=row[4] == "accepted",
        revision=row[5],
        answers=_from_json(row[6]),
        device_epoch=row[7],
        client_at=None if row[8] is None else _instant(row[8]),
        server_at=_instant(row[9]),
        dwell_ms=row[10],
    )


def _to_json(answers: Answers) -> str:
    return json.dumps(answers, ensure_ascii=False)


def _from_json(text: str) -> Answers:
    return {response_id: tuple(values) for response_id, values in json.loads(text).items()}


def _text(instant: datetime) -> str:
    """As `UtcDateTime` keeps it here: UTC without a zone."""
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)

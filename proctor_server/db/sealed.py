"""Digests of the rows that the audit vouches for: decisions, readings, incidents, the index of recordings."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from proctor_server.db.tables import decisions, incidents, parts, reading_verdicts, readings, segments
from proctor_server.review.audit_chain import digest_of

Digests = dict[str, str]
"""What a row's digest is, by the row's id."""

_DECISION = ("id", "review_id", "attempt_id", "outcome", "rule_id", "reason", "decided_by", "decided_at")
_READING = ("id", "review_id", "round", "reader_id", "outcome", "rule_id", "reason", "decided_at")
_VERDICT = ("incident_id", "verdict", "reason", "note")
_INCIDENT = (
    "id",
    "attempt_id",
    "type",
    "rule_id",
    "t0_s",
    "t1_s",
    "direction",
    "sub",
    "confidence",
    "measure",
    "threshold",
    "curve",
)
_PART = ("id", "attempt_id", "started_at", "kind", "source", "sealed")
_SEGMENT = ("no", "begins_at", "t0_ms", "t1_ms", "byte_offset", "n_bytes", "header_bytes", "sha256")


class SealedStore:
    """Reads only; a digest is always taken of what stands in the database, when sealing as when checking."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def decisions(self, only: str | None = None) -> Digests:
        """Of every decision, or of the one with the id `only`."""
        rows = await self._rows(decisions, _DECISION, decisions.c.id == only if only else sa.true())
        return {row["id"]: digest_of(row) for row in rows}

    async def readings(self, only: str | None = None) -> Digests:
        """Of every signed reading with the verdicts it was signed over, or of the one with the id `only`."""
        rows = await self._rows(readings, _READING, readings.c.id == only if only else sa.true())
        of_reading = reading_verdicts.c.reading_id == only if only else sa.true()
        verdicts = await self._rows(reading_verdicts, ("reading_id", *_VERDICT), of_reading)
        by_reading = _grouped(verdicts, "reading_id")
        return {
            row["id"]: digest_of({**row, "verdicts": _sorted(by_reading.get(row["id"], ()), "incident_id")})
            for row in rows
        }

    async def incidents(self, attempt_id: str) -> Digests:
        """Of an attempt's incidents, as they were found: verdicts belong to readings."""
        rows = await self._rows(incidents, _INCIDENT, incidents.c.attempt_id == attempt_id)
        return {row["id"]: digest_of(row) for row in rows}

    async def parts(self, attempt_id: str) -> Digests:
        """Of an attempt's parts, each with its segments' places, times and hashes."""
        rows = await self._rows(parts, _PART, parts.c.attempt_id == attempt_id)
        indexed = await self._rows(segments, ("part_id", *_SEGMENT), segments.c.attempt_id == attempt_id)
        by_part = _grouped(indexed, "part_id")
        return {
            row["id"]: digest_of({**row, "segments": _sorted(by_part.get(row["id"], ()), "no")})
            for row in rows
        }

    async def _rows(
        self, table: sa.Table, names: Sequence[str], condition: sa.ColumnElement[bool]
    ) -> list[dict[str, Any]]:
        found = await self._connection.execute(sa.select(*[table.c[name] for name in names]).where(condition))
        return [{name: _plain(row[name]) for name in names} for row in found.mappings()]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _grouped(rows: Iterable[Mapping[str, Any]], key: str) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found


def _sorted(rows: Iterable[Mapping[str, Any]], key: str) -> list[Mapping[str, Any]]:
    return sorted(rows, key=lambda row: row[key])

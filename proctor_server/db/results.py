"""Results at rest: numbered versions, each with what it was computed from; the newest counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from exam_engine.score_document import score_document, score_from_document
from exam_engine.scoring import Score
from proctor_server.db.tables import results


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredResult:
    """`cause`: why this version was computed. `inputs_digest`: of answers, form, keys and rules."""

    no: int
    score: Score
    rules_version: int
    inputs_digest: str
    cause: str
    computed_at: datetime
    released_at: datetime | None


class ResultStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, attempt_id: str, result: StoredResult) -> None:
        """Add a version; its number refuses two computed at once."""
        await self._connection.execute(
            results.insert().values(
                attempt_id=attempt_id,
                no=result.no,
                score=score_document(result.score),
                rules_version=result.rules_version,
                inputs_digest=result.inputs_digest,
                cause=result.cause,
                computed_at=result.computed_at,
                released_at=result.released_at,
            )
        )

    async def release(self, attempt_id: str, now: datetime) -> None:
        """Release every version that is not yet: what was told once stays on record."""
        await self._connection.execute(
            results.update()
            .where(results.c.attempt_id == attempt_id, results.c.released_at.is_(None))
            .values(released_at=now)
        )

    async def newest(self, attempt_ids: Sequence[str]) -> dict[str, StoredResult]:
        """The result that counts of each attempt that has one."""
        rows = await self._connection.execute(
            sa.select(results).where(results.c.attempt_id.in_(attempt_ids)).order_by(results.c.no)
        )
        return {row["attempt_id"]: _result(row) for row in rows.mappings()}

    async def versions(self, attempt_id: str) -> list[StoredResult]:
        """Every version of an attempt's result, the first first."""
        rows = await self._connection.execute(
            sa.select(results).where(results.c.attempt_id == attempt_id).order_by(results.c.no)
        )
        return [_result(row) for row in rows.mappings()]


def _result(row: sa.RowMapping) -> StoredResult:
    return StoredResult(
        no=row["no"],
        score=score_from_document(row["score"]),
        rules_version=row["rules_version"],
        inputs_digest=row["inputs_digest"],
        cause=row["cause"],
        computed_at=row["computed_at"],
        released_at=row["released_at"],
    )

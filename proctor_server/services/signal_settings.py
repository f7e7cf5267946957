"""A programme's own thresholds: what they are, what others would change, and making them the ones that hold."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from exam_engine.attempt import Attempt
from exam_engine.programme import Programme
from exam_engine.programme_file import load_programme
from proctor_server.db.database import Database, Transaction
from proctor_server.db.signal_settings import StoredSettings
from proctor_server.services.programmes import programme_of
from proctor_server.services.watching import is_watched
from vision.signals import Signal, SignalRules
from vision.signals.settings import read_settings
from vision.what_if import Change, changes

Document = Mapping[str, Any]
Refold = Callable[[Document, Sequence[Any], Document | None], Awaitable[tuple[Signal, ...]]]
"""Folds an attempt's stored records under settings, somewhere that is not the event loop."""

MOST_ATTEMPTS = 500


@dataclass(frozen=True, slots=True)
class AttemptChange:
    """What would change in one attempt."""

    attempt_id: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Stored:
    """An attempt as it was recorded: its records in order, and the baseline of its device check."""

    attempt: Attempt
    programme: Programme
    records: Sequence[Any]
    baseline: Document | None


async def rules_of(tx: Transaction, programme_id: str) -> SignalRules:
    """The rules that hold in a programme."""
    return read_settings((await tx.signal_settings.get(programme_id)).document)


class SignalSettingsService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, programme_id: str) -> StoredSettings:
        """What a programme sets for itself.

        Raises:
            UnknownProgramme: there is no such programme.
        """
        load_programme(programme_id)
        async with self._database.read() as tx:
            return await tx.signal_settings.get(programme_id)

    async def put(self, settings: StoredSettings, *, by: str | None, now: datetime) -> StoredSettings:
        """Let these settings hold for all that is analysed from now on; what was found before stays.

        Raises:
            UnknownProgramme, ConcurrentChange
            BadSettings: they are not sound; every fault is named.
        """
        load_programme(settings.programme_id)
        read_settings(settings.document)
        async with self._database.write() as tx:
            await tx.signal_settings.put(settings, by=by, now=now)
            await tx.journal.record(
                action="signal_settings_changed",
                subject=settings.programme_id,
                actor_id=by,
                now=now,
                details=dict(settings.document),
            )
            return await tx.signal_settings.get(settings.programme_id)

    async def n_analysed(self, programme_id: str) -> int:
        """On how many attempts of a programme settings can be tried."""
        async with self._database.read() as tx:
            return min(await tx.signal_settings.n_analysed(programme_id), MOST_ATTEMPTS)

    async def what_if(
        self,
        programme_id: str,
        document: Document,
        *,
        refold: Refold,
        limit: int = MOST_ATTEMPTS,
        skip: int = 0,
    ) -> list[AttemptChange]:
        """What these settings would change in the attempts analysed last: `limit` at most, from `skip` on.

        Raises:
            UnknownProgramme: there is no such programme.
            BadSettings: they are not sound; every fault is named.
        """
        read_settings(document)
        now_holds = (await self.get(programme_id)).document
        async with self._database.read() as tx:
            attempt_ids = await tx.signal_settings.analysed_attempts(programme_id, limit, skip=skip)
        found: list[AttemptChange] = []
        for attempt_id in attempt_ids:
            stored = await self._stored(attempt_id)
            before, after = [
                [
                    one
                    for one in await refold(settings, stored.records, stored.baseline)
                    if is_watched(stored.programme, stored.attempt, one)
                ]
                for settings in (now_holds, document)
            ]
            found.append(AttemptChange(attempt_id, changes(before, after)))
        return found

    async def _stored(self, attempt_id: str) -> _Stored:
        async with self._database.read() as tx:
            attempt = await tx.attempts.get(attempt_id)
            assert attempt is not None  # noqa: S101  its fold refers to it
            segments = sorted(await tx.recordings.segments_of(attempt_id), key=lambda one: one.begins_at)
            documents = await tx.recordings.observations([one.id for one in segments])
            baseline = await tx.baselines.get(attempt_id)
            programme = await programme_of(tx, attempt)
        records = [record for one in segments for record in documents[one.id]]
        return _Stored(attempt, programme, records, None if baseline is None else baseline.document)

"""How long recordings are kept: the end of their time, holds against it, and what deleting means."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from proctor_server.db.database import Database
from proctor_server.db.storage import Hold
from proctor_server.kernel.ids import new_id
from proctor_server.media.blobs import BlobStore
from proctor_server.services.enrolment import enrolment_key
from proctor_server.services.errors import UnknownAttempt, UnknownHold
from proctor_server.services.programmes import programme_in
from proctor_server.services.seals import RECORDING_DELETED
from proctor_server.services.vault import Vault

BATCH = 20


@dataclass(frozen=True, slots=True)
class Traces:
    """What lies about of a recording whose key is gone: part files here, objects in the store."""

    files: tuple[str, ...]
    objects: tuple[str, ...]


class KeepingService:
    """Deletes by destroying the key: what is left can never be read again, in no copy and no backup."""

    def __init__(self, database: Database, vault: Vault, blobs: BlobStore, *, retention: timedelta) -> None:
        """`retention`: how long after an attempt's end its recording is kept, where its programme says nothing."""
        self._database = database
        self._vault = vault
        self._blobs = blobs
        self._retention = retention

    async def delete_expired(self, now: datetime) -> int:
        """Delete the recordings of released attempts whose time is over and that nothing holds.

        The time is that of the version the attempt was held under: what its candidate was told.
        """
        expired: list[tuple[str, timedelta]] = []
        async with self._database.read() as tx:
            for of in await tx.storage.kept_of():
                programme = await programme_in(tx, of.programme_id, of.version_id)
                kept = programme.recordings_kept or self._retention
                expired += [(one, kept) for one in await tx.storage.expired(of, now - kept, BATCH)]
        return sum([await self._delete(attempt_id, kept, now) for attempt_id, kept in expired])

    async def _delete(self, attempt_id: str, kept: timedelta, now: datetime) -> bool:
        async with self._database.write() as tx:
            if any(hold.released_at is None for hold in await tx.storage.holds(attempt_id)):
                return False
            if not await tx.storage.destroy_key(attempt_id, now):
                return False
            await tx.journal.record(
                action=RECORDING_DELETED,
                subject=attempt_id,
                actor_id=None,
                now=now,
                details={"retention_days": kept.days},
            )
        self._vault.forget(attempt_id)
        await self._clear_away(await self._traces(attempt_id))
        return True

    async def _traces(self, attempt_id: str) -> Traces:
        async with self._database.read() as tx:
            parts = await tx.recordings.parts_of(attempt_id)
            pieces = [one.blob_key for part in parts for one in await tx.storage.pieces(part.id)]
            stills = await tx.stills.keys_of_attempt(attempt_id)
        files = tuple(part.blob_key for part in parts)
        return Traces(files, (*pieces, *stills, f"live/{attempt_id}.jpg", enrolment_key(attempt_id)))

    async def _clear_away(self, traces: Traces) -> None:
        for key in traces.files:
            self._vault.local.remove(key)
        for key in traces.objects:
            await self._blobs.delete(key)

    async def hold(self, attempt_id: str, *, reason: str, by: str, now: datetime) -> Sequence[Hold]:
        """Keep an attempt's recording beyond its time, as for an appeal; returns all its holds.

        Raises:
            UnknownAttempt: there is none.
        """
        async with self._database.write() as tx:
            if await tx.attempts.get(attempt_id) is None:
                raise UnknownAttempt(attempt_id)
            await tx.storage.place_hold(Hold(new_id(), attempt_id, reason, by, now, None))
            await tx.journal.record(
                action="recording_held",
                subject=attempt_id,
                actor_id=by,
                now=now,
                details={"reason": reason},
            )
            return await tx.storage.holds(attempt_id)

    async def release(self, attempt_id: str, hold_id: str, *, by: str, now: datetime) -> Sequence[Hold]:
        """End a hold.

        Raises:
            UnknownHold: there is no such hold in force.
        """
        async with self._database.write() as tx:
            if not await tx.storage.release_hold(hold_id, attempt_id, now):
                raise UnknownHold(hold_id)
            await tx.journal.record(
                action="recording_hold_released", subject=attempt_id, actor_id=by, now=now
            )
            return await tx.storage.holds(attempt_id)

    async def holds(self, attempt_id: str) -> Sequence[Hold]:
        """All holds of an attempt, those released included."""
        async with self._database.read() as tx:
            return await tx.storage.holds(attempt_id)

"""Where recordings lie and how long: data keys, pieces in the object store, holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from exam_engine.attempt import AttemptState
from proctor_server.db.recordings import Part
from proctor_server.db.tables import attempts, part_pieces, parts, recording_holds, recording_keys


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """An attempt's data key, encrypted by a master key. `wrapped` is None once the key is destroyed."""

    attempt_id: str
    wrapped: str | None
    master_key_id: str
    created_at: datetime
    destroyed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Piece:
    """About a minute of a part as one object. `cuts`: where its clusters begin, in bytes of the part."""

    part_id: str
    no: int
    blob_key: str
    byte_offset: int
    n_bytes: int
    sha256: str
    cuts: tuple[int, ...]

    @property
    def end(self) -> int:
        """The first byte of the part after this piece."""
        return self.byte_offset + self.n_bytes


@dataclass(frozen=True, slots=True)
class Hold:
    """A reason to keep an attempt's recording beyond its time; released ones stay on record."""

    id: str
    attempt_id: str
    reason: str
    placed_by: str
    placed_at: datetime
    released_at: datetime | None


@dataclass(frozen=True, slots=True)
class KeptOf:
    """A version of a programme of which recordings are kept; None: as the product brought it."""

    programme_id: str
    version_id: str | None


_VERSION = attempts.c.programme_version_id
_KEY_COLUMNS = [recording_keys.c[name] for name in WrappedKey.__dataclass_fields__]
_PIECE_COLUMNS = [part_pieces.c[name] for name in Piece.__dataclass_fields__]
_HOLD_COLUMNS = [recording_holds.c[name] for name in Hold.__dataclass_fields__]


def _piece(row: Mapping[str, Any]) -> Piece:
    return Piece(**{**row, "cuts": tuple(row["cuts"])})


def _kept(*columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """Released attempts whose recordings still live and that nothing holds."""
    held = sa.select(recording_holds.c.attempt_id).where(recording_holds.c.released_at.is_(None))
    return (
        sa.select(*columns)
        .select_from(attempts)
        .join(recording_keys, recording_keys.c.attempt_id == attempts.c.id)
        .where(recording_keys.c.wrapped.is_not(None))
        .where(attempts.c.state == AttemptState.RELEASED.value)
        .where(attempts.c.id.not_in(held))
    )


class StorageStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def key(self, attempt_id: str) -> WrappedKey | None:
        found = await self._connection.execute(
            sa.select(*_KEY_COLUMNS).where(recording_keys.c.attempt_id == attempt_id)
        )
        row = found.mappings().first()
        return None if row is None else WrappedKey(**row)

    async def add_key(self, key: WrappedKey) -> None:
        values = {name: getattr(key, name) for name in WrappedKey.__dataclass_fields__}
        await self._connection.execute(recording_keys.insert().values(**values))

    async def keys_not_under(self, master_key_id: str, limit: int) -> list[WrappedKey]:
        """Living keys that another master key wraps."""
        found = await self._connection.execute(
            sa.select(*_KEY_COLUMNS)
            .where(recording_keys.c.wrapped.is_not(None), recording_keys.c.master_key_id != master_key_id)
            .order_by(recording_keys.c.attempt_id)
            .limit(limit)
        )
        return [WrappedKey(**row) for row in found.mappings()]

    async def rewrap(self, before: WrappedKey, *, wrapped: str, master_key_id: str) -> bool:
        """Put a key under another master key; False if it was changed or destroyed meanwhile."""
        done = await self._connection.execute(
            recording_keys.update()
            .where(recording_keys.c.attempt_id == before.attempt_id)
            .where(recording_keys.c.wrapped == before.wrapped)
            .values(wrapped=wrapped, master_key_id=master_key_id)
        )
        return done.rowcount == 1

    async def destroy_key(self, attempt_id: str, now: datetime) -> bool:
        """Forget a key for good; False if there is none that lives."""
        done = await self._connection.execute(
            recording_keys.update()
            .where(recording_keys.c.attempt_id == attempt_id, recording_keys.c.wrapped.is_not(None))
            .values(wrapped=None, destroyed_at=now)
        )
        return done.rowcount == 1

    async def kept_of(self) -> list[KeptOf]:
        """The versions of programmes of which recordings live that nothing holds, their attempts released."""
        found = await self._connection.execute(_kept(attempts.c.programme_id, _VERSION).distinct())
        return [KeptOf(*row) for row in found]

    async def expired(self, of: KeptOf, closed_before: datetime, limit: int) -> list[str]:
        """Of one version's attempts those that were closed before an instant, the oldest first."""
        found = await self._connection.execute(
            _kept(attempts.c.id)
            .where(attempts.c.programme_id == of.programme_id, _VERSION.is_not_distinct_from(of.version_id))
            .where(attempts.c.closed_at < closed_before)
            .order_by(attempts.c.closed_at)
            .limit(limit)
        )
        return list(found.scalars())

    async def pieces(self, part_id: str) -> list[Piece]:
        found = await self._connection.execute(
            sa.select(*_PIECE_COLUMNS).where(part_pieces.c.part_id == part_id).order_by(part_pieces.c.no)
        )
        return [_piece(dict(row)) for row in found.mappings()]

    async def add_piece(self, piece: Piece) -> None:
        values = {name: getattr(piece, name) for name in Piece.__dataclass_fields__}
        await self._connection.execute(part_pieces.insert().values(**{**values, "cuts": list(piece.cuts)}))

    async def remove_pieces(self, part_id: str) -> None:
        await self._connection.execute(part_pieces.delete().where(part_pieces.c.part_id == part_id))

    async def to_upload(self) -> list[Part]:
        """Parts of which the object store has not all yet, the oldest first."""
        found = await self._connection.execute(
            sa.select(*[parts.c[name] for name in Part.__dataclass_fields__])
            .where(parts.c.stored_at.is_(None))
            .order_by(parts.c.started_at)
        )
        return [Part(**row) for row in found.mappings()]

    async def set_stored(self, part_id: str, now: datetime) -> None:
        await self._connection.execute(parts.update().where(parts.c.id == part_id).values(stored_at=now))

    async def place_hold(self, hold: Hold) -> None:
        values = {name: getattr(hold, name) for name in Hold.__dataclass_fields__}
        await self._connection.execute(recording_holds.insert().values(**values))

    async def holds(self, attempt_id: str) -> list[Hold]:
        found = await self._connection.execute(
            sa.select(*_HOLD_COLUMNS)
            .where(recording_holds.c.attempt_id == attempt_id)
            .order_by(recording_holds.c.placed_at)
        )
        return [Hold(**row) for row in found.mappings()]

    async def release_hold(self, hold_id: str, attempt_id: str, now: datetime) -> bool:
        """End a hold; False if there is no such hold in force."""
        done = await self._connection.execute(
            recording_holds.update()
            .where(recording_holds.c.id == hold_id, recording_holds.c.attempt_id == attempt_id)
            .where(recording_holds.c.released_at.is_(None))
            .values(released_at=now)
        )
        return done.rowcount == 1

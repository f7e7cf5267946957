"""Windows, admissions and bookings at rest; a place is given by compare-and-swap on its window."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from exam_engine.booking import Booking, BookingState, Window
from proctor_server.db.standing import is_void
from proctor_server.db.tables import admissions, attempts, booking_windows, bookings
from proctor_server.kernel.errors import ConcurrentChange

LANGUAGE = sa.select(bookings.c.language).where(bookings.c.attempt_id == sa.bindparam("of_attempt"))
"""Made once: every look at an attempt asks for it."""


@dataclass(frozen=True, slots=True)
class HeldPlace:
    """A booking with the attempt it is for, whether that was started, and whether it was declared void."""

    booking: Booking
    attempt_id: str
    came: bool
    void: bool = False


@dataclass(frozen=True, slots=True)
class StoredWindow:
    """A window; `open_to_all`: whoever is registered may book it, not only who is admitted to the stage."""

    window: Window
    open_to_all: bool


def _window(row: Mapping[str, Any]) -> StoredWindow:
    window = Window(
        id=row["id"],
        stage_id=row["programme_id"],
        opens_at=row["opens_at"],
        closes_at=row["closes_at"],
        languages=frozenset(row["languages"]),
        capacity=row["capacity"],
        n_booked=row["n_booked"],
        version=row["version"],
    )
    return StoredWindow(window, row["open_to_all"])


def _place(row: Mapping[str, Any]) -> HeldPlace:
    booking = Booking(
        id=row["id"],
        person_id=row["candidate_id"],
        stage_id=row["programme_id"],
        window_id=row["window_id"],
        language=row["language"],
        state=BookingState(row["state"]),
        booked_at=row["booked_at"],
        n_moves=row["n_moves"],
        version=row["version"],
    )
    return HeldPlace(booking, row["attempt_id"], row["started_at"] is not None, bool(row["void"]))


def _changing(booking: Booking) -> dict[str, Any]:
    return {
        "window_id": booking.window_id,
        "language": booking.language,
        "state": booking.state.value,
        "booked_at": booking.booked_at,
        "n_moves": booking.n_moves,
    }


class BookingStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add_window(self, stored: StoredWindow) -> None:
        window = stored.window
        await self._connection.execute(
            booking_windows.insert().values(
                id=window.id,
                programme_id=window.stage_id,
                opens_at=window.opens_at,
                closes_at=window.closes_at,
                languages=sorted(window.languages),
                capacity=window.capacity,
                n_booked=window.n_booked,
                open_to_all=stored.open_to_all,
                version=window.version,
            )
        )

    async def windows(self, *, closing_after: datetime) -> list[StoredWindow]:
        """The windows that are not over, soonest first."""
        rows = await self._connection.execute(
            sa.select(booking_windows)
            .where(booking_windows.c.closes_at > closing_after)
            .order_by(booking_windows.c.opens_at, booking_windows.c.id)
        )
        return [_window(dict(row)) for row in rows.mappings()]

    async def window(self, window_id: str) -> StoredWindow | None:
        row = await self._one(sa.select(booking_windows).where(booking_windows.c.id == window_id))
        return None if row is None else _window(row)

    async def replace_window(self, before: Window, after: Window) -> None:
        """Store a window's count or capacity by compare-and-swap.

        Raises:
            ConcurrentChange: somebody took or left a place since `before` was read.
        """
        done = await self._connection.execute(
            booking_windows.update()
            .where(booking_windows.c.id == before.id, booking_windows.c.version == before.version)
            .values(n_booked=after.n_booked, capacity=after.capacity, version=after.version)
        )
        if done.rowcount != 1:
            raise ConcurrentChange(before.id)

    async def remove_window(self, window: Window) -> None:
        """Remove a window; only one that nobody ever booked can go."""
        done = await self._connection.execute(
            booking_windows.delete().where(
                booking_windows.c.id == window.id, booking_windows.c.version == window.version
            )
        )
        if done.rowcount != 1:
            raise ConcurrentChange(window.id)

    async def was_ever_booked(self, window_id: str) -> bool:
        query = sa.select(bookings.c.id).where(bookings.c.window_id == window_id).limit(1)
        return await self._one(query) is not None

    async def admit(
        self, candidate_ids: Iterable[str], programme_id: str, *, admitted_by: str | None, now: datetime
    ) -> int:
        """Admit those who are not admitted yet; returns how many were new."""
        wanted = set(candidate_ids)
        known = await self._connection.execute(
            sa.select(admissions.c.candidate_id).where(admissions.c.programme_id == programme_id)
        )
        new = sorted(wanted - set(known.scalars()))
        if new:
            await self._connection.execute(
                admissions.insert(),
                [
                    {
                        "candidate_id": one,
                        "programme_id": programme_id,
                        "admitted_at": now,
                        "admitted_by": admitted_by,
                    }
                    for one in new
                ],
            )
        return len(new)

    async def admitted_to(self, candidate_id: str) -> frozenset[str]:
        rows = await self._connection.execute(
            sa.select(admissions.c.programme_id).where(admissions.c.candidate_id == candidate_id)
        )
        return frozenset(rows.scalars())

    async def add(self, booking: Booking, attempt_id: str) -> None:
        await self._connection.execute(
            bookings.insert().values(
                id=booking.id,
                candidate_id=booking.person_id,
                programme_id=booking.stage_id,
                attempt_id=attempt_id,
                version=booking.version,
                **_changing(booking),
            )
        )

    async def replace(self, before: Booking, after: Booking) -> None:
        """Store a booking by compare-and-swap.

        Raises:
            ConcurrentChange: it was changed since `before` was read.
        """
        done = await self._connection.execute(
            bookings.update()
            .where(bookings.c.id == before.id, bookings.c.version == before.version)
            .values(version=after.version, **_changing(after))
        )
        if done.rowcount != 1:
            raise ConcurrentChange(before.id)

    async def replace_all(self, changes: Sequence[tuple[Booking, Booking]]) -> None:
        """Store several bookings, each as it was read before and as it is to be; one changed since is left."""
        values: dict[str, Any] = {
            name: sa.bindparam(f"new_{name}") for name in ("version", *_changing(changes[0][1]))
        }
        await self._connection.execute(
            bookings.update()
            .where(bookings.c.id == sa.bindparam("of_id"), bookings.c.version == sa.bindparam("of_version"))
            .values(**values),
            [
                {
                    "of_id": before.id,
                    "of_version": before.version,
                    "new_version": after.version,
                    **{f"new_{name}": value for name, value in _changing(after).items()},
                }
                for before, after in changes
            ],
        )

    async def get(self, booking_id: str) -> HeldPlace | None:
        found = await self._places(bookings.c.id == booking_id)
        return found[0] if found else None

    async def language_of_attempt(self, attempt_id: str) -> str | None:
        """The language an attempt was booked in; None: it was not booked."""
        found: str | None = await self._connection.scalar(LANGUAGE, {"of_attempt": attempt_id})
        return found

    async def of_attempt(self, attempt_id: str) -> HeldPlace | None:
        found = await self._places(bookings.c.attempt_id == attempt_id)
        return found[0] if found else None

    async def of_candidate(self, candidate_id: str) -> list[HeldPlace]:
        """A person's bookings, the oldest first."""
        return await self._places(bookings.c.candidate_id == candidate_id)

    async def held(self) -> list[HeldPlace]:
        """Every booking whose outcome is not settled."""
        return await self._places(bookings.c.state == BookingState.BOOKED.value)

    async def _places(self, condition: sa.ColumnElement[bool]) -> list[HeldPlace]:
        rows = await self._connection.execute(
            sa.select(bookings, attempts.c.started_at, is_void(attempts.c.id).label("void"))
            .join(attempts, attempts.c.id == bookings.c.attempt_id)
            .where(condition)
            .order_by(bookings.c.booked_at, bookings.c.id)
        )
        return [_place(dict(row)) for row in rows.mappings()]

    async def booked_by_language(self, window_ids: Sequence[str]) -> dict[str, dict[str, int]]:
        """How many places of each window are held in which language."""
        rows = await self._connection.execute(
            sa.select(bookings.c.window_id, bookings.c.language, sa.func.count())
            .where(bookings.c.window_id.in_(window_ids), bookings.c.state != BookingState.MISSED.value)
            .group_by(bookings.c.window_id, bookings.c.language)
        )
        found: dict[str, dict[str, int]] = {}
        for window_id, language, n in rows:
            found.setdefault(window_id, {})[language] = n
        return found

    async def _one(self, query: sa.Select[Any]) -> Mapping[str, Any] | None:
        row = (await self._connection.execute(query)).mappings().first()
        return None if row is None else dict(row)

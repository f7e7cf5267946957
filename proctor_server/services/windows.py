"""An administrator's windows of a stage: adding, widening, removing them, and admitting people to the stage."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from exam_engine.booking import Window
from exam_engine.programme import Programme
from exam_engine.programme_file import load_programme
from item_bank.text import TEST_LANGUAGES
from proctor_server.db.booking import StoredWindow
from proctor_server.db.database import Database
from proctor_server.kernel.ids import new_id
from proctor_server.services.errors import (
    BadWindow,
    CapacityBelowBooked,
    UnknownCandidate,
    UnknownWindow,
    WindowInUse,
)
from proctor_server.services.programmes import current_programme


@dataclass(frozen=True, slots=True)
class WindowListing:
    """A window with its stage and how many places are held in each language."""

    stored: StoredWindow
    programme: Programme
    booked_by_language: dict[str, int]


class WindowService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self,
        *,
        programme_id: str,
        opens_at: datetime,
        closes_at: datetime,
        languages: Sequence[str],
        capacity: int | None,
        open_to_all: bool,
        actor_id: str,
        now: datetime,
    ) -> WindowListing:
        """Offer a window; without a capacity everyone may come.

        Raises:
            BadWindow: it closes before it opens, has opened already, or is shorter than the test, so that
                nobody who starts at its end has the time.
            UnknownProgramme
        """
        async with self._database.read() as tx:
            programme = (await current_programme(tx, programme_id)).programme
        if not now < opens_at or closes_at - opens_at < programme.limit:
            raise BadWindow
        window = Window(
            id=new_id(),
            stage_id=programme_id,
            opens_at=opens_at,
            closes_at=closes_at,
            languages=frozenset(languages) & frozenset(TEST_LANGUAGES),
            capacity=capacity,
        )
        stored = StoredWindow(window, open_to_all)
        async with self._database.write() as tx:
            await tx.booking.add_window(stored)
            await tx.journal.record(action="window_added", subject=window.id, actor_id=actor_id, now=now)
        return WindowListing(stored, programme, {})

    async def coming(self, now: datetime) -> list[WindowListing]:
        """The windows that are not over, soonest first."""
        async with self._database.read() as tx:
            found = await tx.booking.windows(closing_after=now)
            booked = await tx.booking.booked_by_language([one.window.id for one in found])
            stages = {one.window.stage_id for one in found}
            programmes = {one: (await current_programme(tx, one)).programme for one in stages}
        return [
            WindowListing(one, programmes[one.window.stage_id], booked.get(one.window.id, {}))
            for one in found
        ]

    async def set_capacity(
        self, window_id: str, capacity: int | None, *, actor_id: str, now: datetime
    ) -> WindowListing:
        """Give a window more or fewer places; never fewer than are held.

        Raises:
            UnknownWindow, CapacityBelowBooked
        """
        async with self._database.write() as tx:
            stored = await tx.booking.window(window_id)
            if stored is None:
                raise UnknownWindow(window_id)
            window = stored.window
            if capacity is not None and capacity < window.n_booked:
                raise CapacityBelowBooked(window.n_booked)
            after = replace(window, capacity=capacity, version=window.version + 1)
            await tx.booking.replace_window(window, after)
            await tx.journal.record(
                action="window_capacity_set",
                subject=window_id,
                actor_id=actor_id,
                now=now,
                details={"capacity": capacity},
            )
            booked = await tx.booking.booked_by_language([window_id])
        return WindowListing(
            replace(stored, window=after), load_programme(after.stage_id), booked.get(window_id, {})
        )

    async def remove(self, window_id: str, *, actor_id: str, now: datetime) -> None:
        """Take a window back that nobody ever booked.

        Raises:
            UnknownWindow, WindowInUse
        """
        async with self._database.write() as tx:
            stored = await tx.booking.window(window_id)
            if stored is None:
                raise UnknownWindow(window_id)
            if await tx.booking.was_ever_booked(window_id):
                raise WindowInUse(window_id)
            await tx.booking.remove_window(stored.window)
            await tx.journal.record(action="window_removed", subject=window_id, actor_id=actor_id, now=now)

    async def admit(
        self, programme_id: str, candidate_ids: Sequence[str], *, actor_id: str, now: datetime
    ) -> int:
        """Admit people to a stage; returns how many were not admitted before.

        Raises:
            UnknownProgramme, UnknownCandidate
        """
        load_programme(programme_id)
        async with self._database.write() as tx:
            known = {one.id for one in await tx.accounts.candidates()}
            for one in candidate_ids:
                if one not in known:
                    raise UnknownCandidate(one)
            n = await tx.booking.admit(candidate_ids, programme_id, admitted_by=actor_id, now=now)
            await tx.journal.record(
                action="candidates_admitted",
                subject=programme_id,
                actor_id=actor_id,
                now=now,
                details={"n": n},
            )
        return n

"""Attempts at rest: their state by compare-and-swap, their frozen form, consents and device checks."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from exam_engine.attempt import Accommodations, Attempt, AttemptState, CloseCause
from exam_engine.blocks import NO_TIME, BlockRun, EndCause
from exam_engine.course import next_change_at
from exam_engine.form import PlacedSlot
from proctor_server.db.standing import is_void
from proctor_server.db.tables import (
    attempts,
    candidates,
    consents,
    device_checks,
    form_slots,
    forward_places,
    integrity_events,
)
from proctor_server.kernel.errors import ConcurrentChange

MEDIA_REFUSED = "media_refused"
"""The one kind of record that is the server's own word: it took no connection though it should have."""


@dataclass(frozen=True, slots=True)
class IntegrityRecord:
    """What the candidate's page reported of itself, e.g. `page_hidden`; a hint, never proof."""

    id: str
    kind: str
    client_at: datetime
    server_at: datetime
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class ForwardPlace:
    """How far a candidate has come in a block that leads forward only, and since when."""

    slot: int
    reached_at: datetime


NOT_COUNTED = -1
"""What a driver says that does not count the rows of several statements sent as one."""


OF_ID: sa.BindParameter[str] = sa.bindparam("of_id")
BY_ID = sa.select(attempts).where(attempts.c.id == OF_ID)
BY_ID_TO_CHANGE = BY_ID.with_for_update(key_share=True)
"""Statements every request needs are made once: making one costs as much as running it."""
NUMBER = (
    sa.select(candidates.c.personal_number)
    .join(attempts, candidates.c.account_id == attempts.c.candidate_id)
    .where(attempts.c.id == OF_ID)
)
CHANGED = [column for column in attempts.columns if column.name != "id"]
CHANGE = (
    attempts.update()
    .where(attempts.c.id == OF_ID, attempts.c.version == sa.bindparam("of_version"))
    .values({column: sa.bindparam(f"new_{column.name}") for column in CHANGED})
)
SLOTS = sa.select(
    form_slots.c.slot,
    form_slots.c.section_id,
    form_slots.c.version_id,
    form_slots.c.option_order,
    form_slots.c.block_no,
).order_by(form_slots.c.slot)
FORM = SLOTS.where(form_slots.c.attempt_id == OF_ID)
FORM_SLOT = FORM.where(form_slots.c.slot == sa.bindparam("of_slot"))
FROZEN = ("attempt_id", "slot", "section_id", "version_id", "option_order", "block_no")


@cache
def _freeze(dialect: sa.Dialect) -> str:
    """Thousands of rows a second go past SQLAlchemy's handling of each value, which costs more than the writing."""
    return str(form_slots.insert().compile(dialect=dialect, column_keys=FROZEN))


def _to_columns(attempt: Attempt) -> dict[str, Any]:
    return {
        "candidate_id": attempt.candidate_id,
        "programme_id": attempt.programme_id,
        "programme_version_id": attempt.programme_version_id,
        "direction": attempt.direction,
        "accommodations": asdict(attempt.accommodations),
        "state": attempt.state.value,
        "language": attempt.language,
        "window_opens_at": attempt.window_opens_at,
        "window_closes_at": attempt.window_closes_at,
        "consented_at": attempt.consented_at,
        "consent_version": attempt.consent_version,
        "checked_at": attempt.checked_at,
        "started_at": attempt.started_at,
        "blocks": [_block_document(run) for run in attempt.blocks],
        "due_at": next_change_at(attempt, NO_TIME),
        "paused_at": attempt.paused_at,
        "closed_at": attempt.closed_at,
        "close_cause": None if attempt.close_cause is None else attempt.close_cause.value,
        "device_epoch": attempt.device_epoch,
        "device_id": attempt.device_id,
        "device_seen_at": attempt.device_seen_at,
    }


def _change(before: Attempt, after: Attempt) -> dict[str, Any]:
    return {
        "of_id": before.id,
        "of_version": before.version,
        "new_version": before.version + 1,
        **{f"new_{name}": value for name, value in _to_columns(after).items()},
    }


def _from_row(row: Mapping[str, Any]) -> Attempt:
    return Attempt(
        id=row["id"],
        candidate_id=row["candidate_id"],
        programme_id=row["programme_id"],
        programme_version_id=row["programme_version_id"],
        direction=row["direction"],
        accommodations=Accommodations(**row["accommodations"]),
        state=AttemptState(row["state"]),
        language=row["language"],
        window_opens_at=row["window_opens_at"],
        window_closes_at=row["window_closes_at"],
        consented_at=row["consented_at"],
        consent_version=row["consent_version"],
        checked_at=row["checked_at"],
        blocks=tuple(_block(document) for document in row["blocks"]),
        paused_at=row["paused_at"],
        closed_at=row["closed_at"],
        close_cause=None if row["close_cause"] is None else CloseCause(row["close_cause"]),
        device_epoch=row["device_epoch"],
        device_id=row["device_id"],
        device_seen_at=row["device_seen_at"],
        version=row["version"],
    )


def _block_document(run: BlockRun) -> dict[str, Any]:
    def instant(value: datetime | None) -> str | None:
        return None if value is None else value.isoformat()

    return {
        "limit_s": run.limit.total_seconds(),
        "extra_s": run.extra.total_seconds(),
        "break_s": run.break_after.total_seconds(),
        "next_starts_itself": run.next_starts_itself,
        "started_at": instant(run.started_at),
        "ended_at": instant(run.ended_at),
        "end_cause": None if run.end_cause is None else run.end_cause.value,
        "credited_until": instant(run.credited_until),
    }


def _block(document: Mapping[str, Any]) -> BlockRun:
    def instant(name: str) -> datetime | None:
        return None if document[name] is None else datetime.fromisoformat(document[name])

    return BlockRun(
        limit=timedelta(seconds=document["limit_s"]),
        extra=timedelta(seconds=document["extra_s"]),
        break_after=timedelta(seconds=document["break_s"]),
        next_starts_itself=document["next_starts_itself"],
        started_at=instant("started_at"),
        ended_at=instant("ended_at"),
        end_cause=None if document["end_cause"] is None else EndCause(document["end_cause"]),
        credited_until=instant("credited_until"),
    )


def _placed(row: Sequence[Any]) -> PlacedSlot:
    no, section_id, version_id, order, block_no = row
    return PlacedSlot(no, section_id, version_id, tuple(order), block_no)


class AttemptStore:
    def __init__(self, connection: AsyncConnection, *, to_change: bool = False) -> None:
        """`to_change`: on PostgreSQL, whoever reads an attempt keeps its row until the transaction's end."""
        self._connection = connection
        self._by_id = BY_ID_TO_CHANGE if to_change else BY_ID

    async def add(self, attempt: Attempt) -> None:
        await self._connection.execute(
            attempts.insert().values(id=attempt.id, version=attempt.version, **_to_columns(attempt))
        )

    async def get(self, attempt_id: str) -> Attempt | None:
        row = (await self._connection.execute(self._by_id, {"of_id": attempt_id})).mappings().first()
        return None if row is None else _from_row(dict(row))

    async def replace(self, before: Attempt, after: Attempt) -> Attempt:
        """Store `after` if nobody changed the attempt since `before` was read.

        Raises:
            ConcurrentChange: somebody did.
        """
        if after == before:
            return before
        done = await self._connection.execute(CHANGE, _change(before, after))
        if done.rowcount != 1:
            raise ConcurrentChange(before.id)
        return replace(after, version=before.version + 1)

    async def replace_all(self, changed: Sequence[tuple[Attempt, Attempt]]) -> None:
        """Store what became of several attempts, each as it was read before and as it is to be.

        Raises:
            ConcurrentChange: somebody changed one of them since.
        """
        done = await self._connection.execute(CHANGE, [_change(before, after) for before, after in changed])
        if done.rowcount not in (len(changed), NOT_COUNTED):
            raise ConcurrentChange("one of several attempts")

    async def some(self, attempt_ids: Collection[str]) -> list[Attempt]:
        """Those of the ids that there are."""
        return await self._many(attempts.c.id.in_(attempt_ids))

    async def of_candidate(self, candidate_id: str) -> list[Attempt]:
        return await self._many(attempts.c.candidate_id == candidate_id)

    async def of_ids(self, attempt_ids: Sequence[str]) -> dict[str, Attempt]:
        """The attempts of so many ids, by id."""
        return {attempt.id: attempt for attempt in await self._many(attempts.c.id.in_(attempt_ids))}

    async def in_state(self, state: AttemptState) -> list[Attempt]:
        return await self._many(attempts.c.state == state.value)

    async def ids_in_state(self, state: AttemptState) -> frozenset[str]:
        found = await self._connection.execute(
            sa.select(attempts.c.id).where(attempts.c.state == state.value)
        )
        return frozenset(found.scalars())

    async def running_since(self) -> dict[str, datetime]:
        """When each running attempt began, read without the rest of it: asked every other second, of thousands."""
        found = await self._connection.execute(
            sa.select(attempts.c.id, attempts.c.started_at).where(
                attempts.c.state == AttemptState.RUNNING.value, attempts.c.started_at.is_not(None)
            )
        )
        return {row[0]: row[1] for row in found}

    async def has_sat(self, candidate_id: str, programme_id: str) -> bool:
        """Whether the candidate has ever started an attempt of this programme, in any version, that is not void."""
        found = await self._connection.execute(
            sa.select(attempts.c.id)
            .where(attempts.c.candidate_id == candidate_id, attempts.c.programme_id == programme_id)
            .where(attempts.c.started_at.is_not(None), sa.not_(is_void(attempts.c.id)))
            .limit(1)
        )
        return found.first() is not None

    async def due(self, now: datetime) -> list[Attempt]:
        """Those that time alone changes by `now`, grace not counted, the longest due first."""
        rows = await self._connection.execute(
            sa.select(attempts).where(attempts.c.due_at <= now).order_by(attempts.c.due_at, attempts.c.id)
        )
        return [_from_row(dict(row)) for row in rows.mappings()]

    async def all(self) -> list[Attempt]:
        return await self._many(sa.true())

    async def _many(self, condition: sa.ColumnElement[bool]) -> list[Attempt]:
        rows = await self._connection.execute(
            sa.select(attempts).where(condition).order_by(attempts.c.window_opens_at, attempts.c.id)
        )
        return [_from_row(dict(row)) for row in rows.mappings()]

    async def counts_by_state(self) -> dict[str, int]:
        rows = await self._connection.execute(
            sa.select(attempts.c.state, sa.func.count()).group_by(attempts.c.state)
        )
        return {row[0]: row[1] for row in rows}

    async def personal_number(self, attempt_id: str) -> str:
        """The personal number of an attempt's candidate."""
        return str((await self._connection.execute(NUMBER, {"of_id": attempt_id})).scalar_one())

    async def personal_numbers(self, attempt_ids: Sequence[str]) -> dict[str, str]:
        rows = await self._connection.execute(
            sa.select(attempts.c.id, candidates.c.personal_number)
            .join(candidates, candidates.c.account_id == attempts.c.candidate_id)
            .where(attempts.c.id.in_(attempt_ids))
        )
        return {row[0]: row[1] for row in rows}

    async def seen(self, attempt_id: str, device_epoch: int, now: datetime) -> None:
        """Note that the page holding `device_epoch` is alive; no version, since it decides nothing."""
        await self._connection.execute(
            attempts.update()
            .where(attempts.c.id == attempt_id, attempts.c.device_epoch == device_epoch)
            .values(device_seen_at=now)
        )

    async def record_consent(
        self, *, record_id: str, attempt_id: str, text_version: str, language: str, now: datetime
    ) -> None:
        await self._connection.execute(
            consents.insert().values(
                id=record_id,
                attempt_id=attempt_id,
                text_version=text_version,
                language=language,
                given_at=now,
            )
        )

    async def record_device_check(
        self, *, record_id: str, attempt_id: str, report: Mapping[str, Any], passed: bool, now: datetime
    ) -> None:
        await self._connection.execute(
            device_checks.insert().values(
                id=record_id, attempt_id=attempt_id, report=dict(report), passed=passed, checked_at=now
            )
        )

    async def freeze_form(self, attempt_id: str, slots: Sequence[PlacedSlot]) -> None:
        rows = [
            (
                attempt_id,
                slot.slot,
                slot.section_id,
                slot.version_id,
                json.dumps(slot.option_order),
                slot.block_no,
            )
            for slot in slots
        ]
        await self._connection.exec_driver_sql(_freeze(self._connection.dialect), rows)

    async def form(self, attempt_id: str) -> list[PlacedSlot]:
        return [_placed(row) for row in await self._connection.execute(FORM, {"of_id": attempt_id})]

    async def form_slot(self, attempt_id: str, slot: int) -> PlacedSlot | None:
        row = (await self._connection.execute(FORM_SLOT, {"of_id": attempt_id, "of_slot": slot})).first()
        return None if row is None else _placed(row)

    async def reached(self, attempt_id: str, block_no: int) -> ForwardPlace | None:
        """The furthest slot read in a block that leads forward only."""
        row = (
            await self._connection.execute(
                sa.select(forward_places.c.slot, forward_places.c.reached_at).where(
                    forward_places.c.attempt_id == attempt_id, forward_places.c.block_no == block_no
                )
            )
        ).first()
        return None if row is None else ForwardPlace(*row)

    async def reach(self, attempt_id: str, block_no: int, place: ForwardPlace) -> None:
        where = (forward_places.c.attempt_id == attempt_id, forward_places.c.block_no == block_no)
        values = {"slot": place.slot, "reached_at": place.reached_at}
        done = await self._connection.execute(forward_places.update().where(*where).values(**values))
        if done.rowcount == 0:
            await self._connection.execute(
                forward_places.insert().values(attempt_id=attempt_id, block_no=block_no, **values)
            )

    async def record_events(self, attempt_id: str, events: Sequence[IntegrityRecord]) -> None:
        """Append page events; one already recorded under its id is left as it is."""
        known = set(
            (
                await self._connection.execute(
                    sa.select(integrity_events.c.id).where(
                        integrity_events.c.id.in_([event.id for event in events])
                    )
                )
            ).scalars()
        )
        rows = [
            {
                "id": event.id,
                "attempt_id": attempt_id,
                "kind": event.kind,
                "detail": event.detail,
                "client_at": event.client_at,
                "server_at": event.server_at,
            }
            for event in events
            if event.id not in known
        ]
        if rows:
            await self._connection.execute(integrity_events.insert(), rows)

    async def events(self, attempt_id: str) -> list[IntegrityRecord]:
        """What the page reported, in the order it happened there: those of one batch share the server's instant."""
        rows = await self._connection.execute(
            sa.select(
                integrity_events.c.id,
                integrity_events.c.kind,
                integrity_events.c.client_at,
                integrity_events.c.server_at,
                integrity_events.c.detail,
            )
            .where(integrity_events.c.attempt_id == attempt_id)
            .order_by(integrity_events.c.client_at, integrity_events.c.server_at, integrity_events.c.id)
        )
        return [IntegrityRecord(*row) for row in rows]

"""What happened: the audit chain, the outbox of wake-ups, and the times this server was alive."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from proctor_server.db.tables import accounts, audit, outbox, server_lives
from proctor_server.kernel.ids import new_id
from proctor_server.review.audit_chain import GENESIS, ChainCheck, Entry, Head, link

HEAD = sa.select(audit.c.no, audit.c.digest).order_by(audit.c.no.desc()).limit(1)
APPEND = audit.insert()
LEAVE = outbox.insert()
ENTRIES_AT_ONCE = 5_000
AUDIT_LOCK = 0x53594E41
"""PostgreSQL's advisory lock under which entries are appended: two of them never follow the same one."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    at: datetime
    actor_login: str | None
    action: str
    subject: str


@dataclass(frozen=True, slots=True)
class WakeUp:
    """Something changed: `topic` says what kind of thing, `subject` which."""

    id: str
    topic: str
    subject: str


@dataclass(frozen=True, slots=True)
class Life:
    """A time span in which a server process was alive."""

    started_at: datetime
    seen_at: datetime


class JournalStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.has_woken = False

    async def record(
        self,
        *,
        action: str,
        subject: str,
        actor_id: str | None,
        now: datetime,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        """Append to the audit chain; the number's primary key refuses two entries after the same one."""
        await self.record_all([(subject, details or {})], action=action, actor_id=actor_id, now=now)

    async def record_all(
        self,
        entries: Sequence[tuple[str, Mapping[str, Any]]],
        *,
        action: str,
        actor_id: str | None,
        now: datetime,
    ) -> None:
        """Append one action on several subjects, each with its details, in their order."""
        if self._connection.dialect.name == "postgresql":
            await self._connection.execute(sa.select(sa.func.pg_advisory_xact_lock(AUDIT_LOCK)))
        head = await self.head()
        no, digest = (0, GENESIS) if head is None else (head.no, head.digest)
        rows = []
        for subject, details in entries:
            no, previous = no + 1, digest
            content = {
                "no": no,
                "at": now.isoformat(),
                "actor_id": actor_id,
                "action": action,
                "subject": subject,
                "details": dict(details),
            }
            digest = link(previous, content)
            rows.append({**content, "at": now, "previous": previous, "digest": digest})
        if rows:
            await self._connection.execute(APPEND, rows)

    async def has(self, *, action: str, subject: str, actor_id: str, since: datetime) -> bool:
        """Whether the chain holds such an entry since an instant."""
        found = await self._connection.execute(
            sa.select(audit.c.no)
            .where(audit.c.action == action, audit.c.subject == subject, audit.c.actor_id == actor_id)
            .where(audit.c.at >= since)
            .limit(1)
        )
        return found.first() is not None

    async def latest(self, limit: int) -> list[AuditLine]:
        rows = await self._connection.execute(
            sa.select(audit.c.at, accounts.c.login, audit.c.action, audit.c.subject)
            .outerjoin(accounts, accounts.c.id == audit.c.actor_id)
            .order_by(audit.c.no.desc())
            .limit(limit)
        )
        return [AuditLine(*row) for row in rows]

    async def head(self) -> Head | None:
        """The newest entry; None before the first."""
        row = (await self._connection.execute(HEAD)).first()
        return None if row is None else Head(row[0], row[1])

    async def entries(self) -> AsyncIterator[Entry]:
        """Every entry, in the order of their numbers."""
        after = -1
        while True:
            rows = await self._connection.execute(
                sa.select(audit).where(audit.c.no > after).order_by(audit.c.no).limit(ENTRIES_AT_ONCE)
            )
            found = [Entry(**row) for row in rows.mappings()]
            for entry in found:
                yield entry
            if len(found) < ENTRIES_AT_ONCE:
                return
            after = found[-1].no

    async def verify(self) -> int | None:
        """The number of the first entry that breaks the chain; None if every digest is right."""
        check = ChainCheck()
        async for entry in self.entries():
            check.add(entry)
            if check.findings:
                return entry.no
        return None

    async def wake(self, topic: str, subject: str, *, now: datetime) -> WakeUp:
        return (await self.wake_all(topic, [subject], now=now))[0]

    async def wake_all(self, topic: str, subjects: Sequence[str], *, now: datetime) -> list[WakeUp]:
        wake_ups = [WakeUp(new_id(), topic, subject) for subject in subjects]
        if wake_ups:
            self.has_woken = True
            await self._connection.execute(
                LEAVE,
                [
                    {"id": one.id, "topic": one.topic, "subject": one.subject, "created_at": now}
                    for one in wake_ups
                ],
            )
        return wake_ups

    async def sent(self, wake_ups: list[WakeUp]) -> None:
        await self._connection.execute(outbox.delete().where(outbox.c.id.in_([one.id for one in wake_ups])))

    async def unsent(self, limit: int) -> list[WakeUp]:
        rows = await self._connection.execute(
            sa.select(outbox.c.id, outbox.c.topic, outbox.c.subject).order_by(outbox.c.id).limit(limit)
        )
        return [WakeUp(*row) for row in rows]

    async def begin_life(self, life_id: str, now: datetime) -> None:
        await self._connection.execute(server_lives.insert().values(id=life_id, started_at=now, seen_at=now))

    async def still_alive(self, life_id: str, now: datetime) -> None:
        await self._connection.execute(
            server_lives.update().where(server_lives.c.id == life_id).values(seen_at=now)
        )

    async def lives(self, since: datetime, until: datetime) -> list[Life]:
        rows = await self._connection.execute(
            sa.select(server_lives.c.started_at, server_lives.c.seen_at)
            .where(server_lives.c.seen_at >= since, server_lives.c.started_at <= until)
            .order_by(server_lives.c.started_at)
        )
        return [Life(*row) for row in rows]

"""Notices at rest: what a person was told, whether they read it, and whether it went out by e-mail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from proctor_server.db.tables import accounts, notices
from proctor_server.kernel.ids import new_id

CHUNK = 500


class NoticeKind(StrEnum):
    """All that a person is ever told; each has its words in the page and in the e-mail."""

    BOOKING_MADE = "booking_made"
    BOOKING_MOVED = "booking_moved"
    BOOKING_REMINDER = "booking_reminder"
    BOOKING_MISSED = "booking_missed"
    RESULT_RELEASED = "result_released"
    VIOLATION_DECIDED = "violation_decided"
    ATTEMPT_VOID = "attempt_void"
    APPEAL_RECEIVED = "appeal_received"
    APPEAL_UPHELD = "appeal_upheld"
    APPEAL_REJECTED = "appeal_rejected"
    REVIEWS_WILL_BE_LATE = "reviews_will_be_late"
    REVIEWS_LATE_SOON = "reviews_late_soon"
    REVIEWS_OVERDUE = "reviews_overdue"


class Mail(StrEnum):
    """What becomes of a notice's e-mail; `none`: the person gave no address."""

    NONE = "none"
    DUE = "due"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Notice:
    """What a person is told; the page and the e-mail put `kind` and `params` into words of their language."""

    id: str
    account_id: str
    kind: NoticeKind
    params: Mapping[str, Any]
    created_at: datetime
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class MailDue:
    """A notice that is to go out by e-mail."""

    notice: Notice
    email: str
    language: str
    n_tries: int


_NOTICE = [notices.c[name] for name in ("id", "account_id", "kind", "params", "created_at", "read_at")]


class NoticeStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def post(
        self,
        *,
        account_id: str,
        kind: NoticeKind,
        params: Mapping[str, Any],
        occasion: str,
        now: datetime,
    ) -> bool:
        """Tell a person something; the same occasion is told once. Returns whether it is new."""
        known = await self._connection.execute(
            sa.select(notices.c.id).where(notices.c.account_id == account_id, notices.c.occasion == occasion)
        )
        if known.first() is not None:
            return False
        address = await self._connection.execute(
            sa.select(accounts.c.email).where(accounts.c.id == account_id)
        )
        mail = Mail.NONE if address.scalar_one() is None else Mail.DUE
        await self._connection.execute(
            notices.insert().values(
                id=new_id(),
                account_id=account_id,
                kind=kind.value,
                params=dict(params),
                occasion=occasion,
                created_at=now,
                mail=mail.value,
                n_tries=0,
            )
        )
        return True

    async def told(self, wanted: Sequence[tuple[str, str]]) -> frozenset[str]:
        """The occasions of `wanted` (account id, occasion) that have been told."""
        found: set[str] = set()
        for first in range(0, len(wanted), CHUNK):
            ids, occasions = zip(*wanted[first : first + CHUNK], strict=True)
            rows = await self._connection.execute(
                sa.select(notices.c.occasion)
                .where(notices.c.account_id.in_(ids))
                .where(notices.c.occasion.in_(occasions))
            )
            found.update(rows.scalars())
        return frozenset(found)

    async def of_account(self, account_id: str, *, limit: int) -> list[Notice]:
        """A person's notices, the newest first."""
        rows = await self._connection.execute(
            sa.select(*_NOTICE)
            .where(notices.c.account_id == account_id)
            .order_by(notices.c.created_at.desc(), notices.c.id.desc())
            .limit(limit)
        )
        return [_notice(row) for row in rows]

    async def read(self, account_id: str, *, until: datetime, now: datetime) -> None:
        """Note that a person has seen the notices they got until an instant."""
        await self._connection.execute(
            notices.update()
            .where(notices.c.account_id == account_id, notices.c.created_at <= until)
            .where(notices.c.read_at.is_(None))
            .values(read_at=now)
        )

    async def mail_due(self, *, limit: int) -> list[MailDue]:
        rows = await self._connection.execute(
            sa.select(*_NOTICE, accounts.c.email, accounts.c.language, notices.c.n_tries)
            .join(accounts, accounts.c.id == notices.c.account_id)
            .where(notices.c.mail == Mail.DUE.value, accounts.c.email.is_not(None))
            .order_by(notices.c.created_at)
            .limit(limit)
        )
        return [MailDue(_notice(row[:6]), row[6], row[7], row[8]) for row in rows]

    async def mailed(self, notice_id: str, mail: Mail, *, n_tries: int) -> None:
        await self._connection.execute(
            notices.update().where(notices.c.id == notice_id).values(mail=mail.value, n_tries=n_tries)
        )


def _notice(row: Sequence[Any]) -> Notice:
    notice_id, account_id, kind, params, created_at, read_at = row
    return Notice(notice_id, account_id, NoticeKind(kind), params, created_at, read_at)

"""Who may sign in: accounts, candidates behind them, and running sign-ins."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from proctor_server.db.tables import accounts, attempts, candidates, sign_ins
from proctor_server.kernel.errors import ConcurrentChange


@dataclass(frozen=True, slots=True)
class Account:
    """`first_password`: somebody else gave it, and it opens nothing but the page to change it."""

    id: str
    login: str
    role: str
    display_name: str
    language: str
    password_hash: str
    disabled_at: datetime | None
    is_senior: bool = False
    first_password: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who sits tests; the personal number stands for them wherever assessors look."""

    account_id: str
    personal_number: str


@dataclass(frozen=True, slots=True)
class CandidateListing:
    id: str
    login: str
    display_name: str
    personal_number: str
    n_attempts: int


@dataclass(frozen=True, slots=True)
class RunningSignIn:
    account: Account
    csrf_token: str
    expires_at: datetime


_ACCOUNT = [
    accounts.c[name]
    for name in (
        "id",
        "login",
        "role",
        "display_name",
        "language",
        "password_hash",
        "disabled_at",
        "is_senior",
        "first_password",
    )
]


class AccountStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def set_senior(self, account_id: str, *, is_senior: bool) -> None:
        """Make a proctor a senior, who settles what others decided differently; or no longer."""
        await self._connection.execute(
            accounts.update().where(accounts.c.id == account_id).values(is_senior=is_senior)
        )

    async def set_disabled(self, account_id: str, disabled_at: datetime | None) -> None:
        """Keep somebody from signing in from an instant on, sign-ins that run included; None lets them in again."""
        await self._connection.execute(
            accounts.update().where(accounts.c.id == account_id).values(disabled_at=disabled_at)
        )

    async def set_password(self, account: Account, password_hash: str) -> None:
        """Put a password that its owner chose in the place of the one they had.

        Raises:
            ConcurrentChange: it was changed in between.
        """
        changed = await self._connection.execute(
            accounts.update()
            .where(accounts.c.id == account.id, accounts.c.password_hash == account.password_hash)
            .values(password_hash=password_hash, first_password=False)
        )
        if changed.rowcount != 1:
            raise ConcurrentChange(account.id)

    async def overseers(self) -> list[str]:
        """Who is told how the reviews go: seniors and administrators who may sign in."""
        watching = sa.or_(
            sa.and_(accounts.c.role == "proctor", accounts.c.is_senior), accounts.c.role == "administrator"
        )
        rows = await self._connection.execute(
            sa.select(accounts.c.id).where(watching, accounts.c.disabled_at.is_(None)).order_by(accounts.c.id)
        )
        return list(rows.scalars())

    async def reach(self, account_id: str) -> tuple[str | None, str]:
        """The e-mail address a person gave, if any, and the language they are written to in."""
        row = await self._connection.execute(
            sa.select(accounts.c.email, accounts.c.language).where(accounts.c.id == account_id)
        )
        email, language = row.one()
        return email, language

    async def set_reach(self, account_id: str, *, email: str | None, language: str) -> None:
        await self._connection.execute(
            accounts.update().where(accounts.c.id == account_id).values(email=email, language=language)
        )

    async def add(self, account: Account, *, now: datetime) -> None:
        values = {column.name: getattr(account, column.name) for column in _ACCOUNT}
        await self._connection.execute(accounts.insert().values(**values, created_at=now))

    async def add_candidate(self, candidate: Candidate, *, iin_digest: str) -> None:
        await self._connection.execute(
            candidates.insert().values(
                account_id=candidate.account_id,
                personal_number=candidate.personal_number,
                iin_digest=iin_digest,
            )
        )

    async def get(self, account_id: str) -> Account | None:
        row = (
            await self._connection.execute(sa.select(*_ACCOUNT).where(accounts.c.id == account_id))
        ).first()
        return None if row is None else Account(*row)

    async def staff(self) -> list[Account]:
        """Everybody who is no candidate, by role and login."""
        rows = await self._connection.execute(
            sa.select(*_ACCOUNT)
            .where(accounts.c.role != "candidate")
            .order_by(accounts.c.role, accounts.c.login)
        )
        return [Account(*row) for row in rows]

    async def by_login(self, login: str) -> Account | None:
        row = (await self._connection.execute(sa.select(*_ACCOUNT).where(accounts.c.login == login))).first()
        return None if row is None else Account(*row)

    async def candidate(self, account_id: str) -> Candidate | None:
        row = (
            await self._connection.execute(
                sa.select(candidates.c.account_id, candidates.c.personal_number).where(
                    candidates.c.account_id == account_id
                )
            )
        ).first()
        return None if row is None else Candidate(*row)

    async def iin_taken(self, iin_digest: str) -> bool:
        found = await self._connection.execute(
            sa.select(candidates.c.account_id).where(candidates.c.iin_digest == iin_digest)
        )
        return found.first() is not None

    async def candidates(self) -> list[CandidateListing]:
        n_attempts = (
            sa.select(sa.func.count())
            .where(attempts.c.candidate_id == candidates.c.account_id)
            .scalar_subquery()
        )
        rows = await self._connection.execute(
            sa.select(
                accounts.c.id,
                accounts.c.login,
                accounts.c.display_name,
                candidates.c.personal_number,
                n_attempts,
            )
            .join(candidates, candidates.c.account_id == accounts.c.id)
            .order_by(accounts.c.login)
        )
        return [CandidateListing(*row) for row in rows]

    async def open_sign_in(
        self, *, token_digest: str, account_id: str, csrf_token: str, now: datetime, expires_at: datetime
    ) -> None:
        await self._connection.execute(sign_ins.delete().where(sign_ins.c.expires_at <= now))
        await self._connection.execute(
            sign_ins.insert().values(
                token_digest=token_digest,
                account_id=account_id,
                csrf_token=csrf_token,
                created_at=now,
                expires_at=expires_at,
            )
        )

    async def running_sign_in(self, token_digest: str, now: datetime) -> RunningSignIn | None:
        row = (
            await self._connection.execute(
                sa.select(*_ACCOUNT, sign_ins.c.csrf_token, sign_ins.c.expires_at)
                .join(sign_ins, sign_ins.c.account_id == accounts.c.id)
                .where(sign_ins.c.token_digest == token_digest, sign_ins.c.expires_at > now)
                .where(accounts.c.disabled_at.is_(None))
            )
        ).first()
        return None if row is None else RunningSignIn(Account(*row[:-2]), row[-2], row[-1])

    async def close_other_sign_ins(self, account_id: str, *, but: str) -> None:
        """End every sign-in of an account but one, given by its token's digest."""
        await self._connection.execute(
            sign_ins.delete().where(sign_ins.c.account_id == account_id, sign_ins.c.token_digest != but)
        )

    async def close_sign_in(self, token_digest: str) -> None:
        await self._connection.execute(sign_ins.delete().where(sign_ins.c.token_digest == token_digest))

"""Colleagues' accounts: an administrator adds them, makes proctors seniors, and keeps people out who have left."""

from dataclasses import dataclass
from datetime import UTC, datetime

from proctor_server.db.accounts import Account
from proctor_server.db.database import Database, Transaction
from proctor_server.kernel.ids import new_id
from proctor_server.services.administration import add_account
from proctor_server.services.errors import NotAProctor, OwnAccount, SecondPersonNeeded, UnknownAccount
from proctor_server.services.sign_in import Passwords

CANDIDATE, PROCTOR, ADMINISTRATOR = "candidate", "proctor", "administrator"
EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Colleague:
    """`needs_second`: whoever asked for the list may not let this account in; another administrator may."""

    account: Account
    needs_second: bool


class StaffService:
    def __init__(self, database: Database, passwords: Passwords) -> None:
        self._database = database
        self._passwords = passwords

    async def all(self, *, asked_by: str) -> list[Colleague]:
        async with self._database.read() as tx:
            return [await _colleague(tx, one, asked_by) for one in await tx.accounts.staff()]

    async def add(
        self,
        *,
        login: str,
        display_name: str,
        password: str,
        role: str,
        is_senior: bool,
        language: str,
        actor_id: str,
        now: datetime,
    ) -> Colleague:
        """Add a colleague, who chooses a password of their own at the first sign-in.

        An administrator's account stays shut until another administrator lets it in.

        Raises:
            LoginTaken: somebody has this login.
            NotAProctor: only proctors are seniors.
        """
        if is_senior and role != PROCTOR:
            raise NotAProctor(login)
        account = Account(
            id=new_id(),
            login=login,
            role=role,
            display_name=display_name,
            language=language,
            password_hash=await self._passwords.hash(password),
            disabled_at=now if role == ADMINISTRATOR else None,
            is_senior=is_senior,
            first_password=True,
        )
        async with self._database.write() as tx:
            await add_account(tx, account, actor_id=actor_id, now=now)
            if is_senior:
                await tx.journal.record(action="senior_made", subject=account.id, actor_id=actor_id, now=now)
            return await _colleague(tx, account, actor_id)

    async def shut(self, account_id: str, *, actor_id: str, now: datetime) -> Colleague:
        """Keep a colleague from signing in; sessions that are open end at once. Shutting again changes nothing.

        Raises:
            UnknownAccount
            OwnAccount: nobody shuts themselves out, so that one administrator is always left.
        """
        if account_id == actor_id:
            raise OwnAccount(account_id)
        async with self._database.write() as tx:
            account = await _staff_account(tx, account_id)
            if account.disabled_at is None:
                await tx.accounts.set_disabled(account_id, now)
                await tx.journal.record(action="account_shut", subject=account_id, actor_id=actor_id, now=now)
            return await _colleague(tx, await _staff_account(tx, account_id), actor_id)

    async def let_in(self, account_id: str, *, actor_id: str, now: datetime) -> Colleague:
        """Let a colleague sign in (again).

        Raises:
            UnknownAccount
            SecondPersonNeeded: it is an administrator's, and whoever added it cannot let it in.
        """
        async with self._database.write() as tx:
            account = await _staff_account(tx, account_id)
            if (await _colleague(tx, account, actor_id)).needs_second:
                raise SecondPersonNeeded(account_id)
            if account.disabled_at is not None:
                await tx.accounts.set_disabled(account_id, None)
                await tx.journal.record(
                    action="account_let_in", subject=account_id, actor_id=actor_id, now=now
                )
            return await _colleague(tx, await _staff_account(tx, account_id), actor_id)

    async def set_senior(
        self, account_id: str, *, is_senior: bool, actor_id: str, now: datetime
    ) -> Colleague:
        """Make a proctor a senior, who settles what others see differently; or no longer.

        Raises:
            UnknownAccount
            NotAProctor: only proctors are seniors.
        """
        async with self._database.write() as tx:
            account = await _staff_account(tx, account_id)
            if account.role != PROCTOR:
                raise NotAProctor(account_id)
            if account.is_senior != is_senior:
                await tx.accounts.set_senior(account_id, is_senior=is_senior)
                action = "senior_made" if is_senior else "senior_ended"
                await tx.journal.record(action=action, subject=account_id, actor_id=actor_id, now=now)
            return await _colleague(tx, await _staff_account(tx, account_id), actor_id)


async def _colleague(tx: Transaction, account: Account, asked_by: str) -> Colleague:
    shut = account.role == ADMINISTRATOR and account.disabled_at is not None
    return Colleague(account, shut and await _added(tx, account.id, asked_by))


async def _added(tx: Transaction, account_id: str, actor_id: str) -> bool:
    """Whether this administrator added the account, as the audit has it."""
    return await tx.journal.has(action="account_added", subject=account_id, actor_id=actor_id, since=EVER)


async def _staff_account(tx: Transaction, account_id: str) -> Account:
    account = await tx.accounts.get(account_id)
    if account is None or account.role == CANDIDATE:
        raise UnknownAccount(account_id)
    return account

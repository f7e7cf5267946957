"""Who is asking: sign-in by password, sessions kept on the server, sign-out, a password of one's own."""

import asyncio
import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from proctor_server.db.accounts import Account, RunningSignIn
from proctor_server.db.database import Database
from proctor_server.services.errors import OldPasswordWrong, SignInRefused, TooManyTries
from proctor_server.services.own_password import require_strong

SIGN_IN_LASTS = timedelta(hours=12)
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
TRIES = RateLimitItemPerMinute(10, 5)


class Passwords:
    """Argon2id with OWASP's parameters (19 MiB, two passes, one lane), off the event loop: 35 ms each."""

    def __init__(self) -> None:
        self._hasher = HASHER
        self._nobody = _hash_of_nobody()

    async def hash(self, password: str) -> str:
        return await asyncio.to_thread(self._hasher.hash, password)

    async def fits(self, password: str, password_hash: str | None) -> bool:
        """Whether the password is right; an unknown account takes as long as a known one."""
        return await asyncio.to_thread(self._fits, password, password_hash)

    def _fits(self, password: str, password_hash: str | None) -> bool:
        try:
            self._hasher.verify(password_hash or self._nobody, password)
        except (VerificationError, InvalidHashError):
            return False
        return password_hash is not None


@cache
def _hash_of_nobody() -> str:
    """What a login that nobody has is held against; made once in a process."""
    return HASHER.hash(secrets.token_urlsafe())


@dataclass(frozen=True, slots=True)
class OpenedSignIn:
    token: str
    running: RunningSignIn


def digest(token: str) -> str:
    """What the database keeps of a session token: a leaked table opens no session."""
    return hashlib.sha256(token.encode()).hexdigest()


class SignInService:
    def __init__(self, database: Database, passwords: Passwords) -> None:
        self._database = database
        self._passwords = passwords
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def sign_in(self, *, login: str, password: str, address: str, now: datetime) -> OpenedSignIn:
        """Open a session.

        Failures are counted by login and address together, so that a stranger cannot lock a candidate out.

        Raises:
            SignInRefused: the login and password do not go together.
            TooManyTries: ten failures within five minutes.
        """
        if not await self._limiter.test(TRIES, login, address):
            raise TooManyTries
        async with self._database.read() as tx:
            account = await tx.accounts.by_login(login)
        fits = await self._passwords.fits(password, account.password_hash if account else None)
        if account is None or not fits or account.disabled_at is not None:
            await self._limiter.hit(TRIES, login, address)
            raise SignInRefused
        return await self._open(account, now)

    async def _open(self, account: Account, now: datetime) -> OpenedSignIn:
        token, csrf_token = secrets.token_urlsafe(32), secrets.token_urlsafe(24)
        expires_at = now + SIGN_IN_LASTS
        async with self._database.write() as tx:
            await tx.accounts.open_sign_in(
                token_digest=digest(token),
                account_id=account.id,
                csrf_token=csrf_token,
                now=now,
                expires_at=expires_at,
            )
            await tx.journal.record(action="sign_in", subject=account.id, actor_id=account.id, now=now)
        return OpenedSignIn(token, RunningSignIn(account, csrf_token, expires_at))

    async def change_password(
        self, running: RunningSignIn, *, token: str, old: str, new: str, address: str, now: datetime
    ) -> RunningSignIn:
        """Choose a password of one's own; every other session of the account ends, this one goes on.

        A wrong old password counts as a failed sign-in does: a page left open is no way to try passwords.

        Raises:
            TooManyTries, OldPasswordWrong, WeakPassword
            ConcurrentChange: it was changed elsewhere at the same moment.
        """
        account = running.account
        if not await self._limiter.test(TRIES, account.login, address):
            raise TooManyTries
        if not await self._passwords.fits(old, account.password_hash):
            await self._limiter.hit(TRIES, account.login, address)
            raise OldPasswordWrong
        require_strong(new, login=account.login, former=old)
        hashed = await self._passwords.hash(new)
        async with self._database.write() as tx:
            await tx.accounts.set_password(account, hashed)
            await tx.accounts.close_other_sign_ins(account.id, but=digest(token))
            await tx.journal.record(
                action="password_changed", subject=account.id, actor_id=account.id, now=now
            )
        return replace(running, account=replace(account, password_hash=hashed, first_password=False))

    async def running(self, token: str, now: datetime) -> RunningSignIn | None:
        return await self._database.running_sign_in(digest(token), now)

    async def sign_out(self, token: str) -> None:
        async with self._database.write() as tx:
            await tx.accounts.close_sign_in(digest(token))

"""What a person is told by the house: the list in their page, and what is to go out by e-mail."""

from dataclasses import dataclass
from datetime import datetime

from proctor_server.db.database import Database
from proctor_server.db.notices import Mail, MailDue, Notice

N_SHOWN = 50
MOST_TRIES = 5
BATCH = 20


@dataclass(frozen=True, slots=True)
class Profile:
    """Where and in which language a person is told things."""

    email: str | None
    language: str


class NoticeService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def mine(self, account_id: str) -> list[Notice]:
        async with self._database.read() as tx:
            return await tx.notices.of_account(account_id, limit=N_SHOWN)

    async def read(self, account_id: str, *, until: datetime, now: datetime) -> None:
        async with self._database.write() as tx:
            await tx.notices.read(account_id, until=until, now=now)

    async def profile(self, account_id: str) -> Profile:
        async with self._database.read() as tx:
            return Profile(*await tx.accounts.reach(account_id))

    async def set_profile(self, account_id: str, profile: Profile, now: datetime) -> Profile:
        async with self._database.write() as tx:
            await tx.accounts.set_reach(account_id, email=profile.email, language=profile.language)
            await tx.journal.record(
                action="profile_changed", subject=account_id, actor_id=account_id, now=now
            )
        return profile

    async def mail_due(self) -> list[MailDue]:
        async with self._database.read() as tx:
            return await tx.notices.mail_due(limit=BATCH)

    async def mailed(self, due: MailDue, *, arrived: bool) -> None:
        """Note a try to send; after `MOST_TRIES` failures a notice stays in the page alone."""
        n_tries = due.n_tries + 1
        left = Mail.FAILED if n_tries >= MOST_TRIES else Mail.DUE
        async with self._database.write() as tx:
            await tx.notices.mailed(due.notice.id, Mail.SENT if arrived else left, n_tries=n_tries)

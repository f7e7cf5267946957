"""Makes simulated candidates: signed in, in the middle of a test, with the options of every item at hand."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from exam_engine.attempt import Attempt, AttemptState
from exam_engine.programme_file import load_programme
from item_bank.draw import FormSlot
from proctor_server.db.accounts import Account, Candidate
from proctor_server.db.database import Database
from proctor_server.db.rehearsal import Double
from proctor_server.kernel.ids import new_id
from proctor_server.services.attempts import AttemptService
from proctor_server.services.sign_in import digest

PROGRAMME = "legislation"
COOKIE = "synaq"
SIGNED_IN_FOR = timedelta(hours=12)
NO_PASSWORD = "!"  # noqa: S105  no Argon2 hash begins so: nobody signs in with it


@dataclass(frozen=True, slots=True)
class Person:
    """A candidate whose attempt runs. `token`, `csrf_token`: the session's; `form`: what they may answer."""

    attempt_id: str
    token: str
    csrf_token: str
    device_epoch: int
    form: tuple[FormSlot, ...]

    @property
    def headers(self) -> dict[str, str]:
        """What shows the server whose request it is."""
        return {"Cookie": f"{COOKIE}={self.token}", "X-CSRF-Token": self.csrf_token}


async def make_people(
    database: Database, attempts: AttemptService, n: int, *, now: datetime, started: bool = True
) -> Sequence[Person]:
    """Add `n` candidates with the same attempt each, running if `started`; the item bank must be loaded.

    The first goes the product's way; the others are copies of all its rows.
    """
    first = await _make_person(database, attempts, now, started=started)
    doubles = [_double() for _ in range(n - 1)]
    async with database.write() as tx:
        await tx.rehearsal.add_doubles(first.attempt_id, [double for _, double in doubles])
    others = [
        replace(first, attempt_id=one.attempt_id, token=token, csrf_token=one.csrf_token)
        for token, one in doubles
    ]
    return [first, *others]


def _double() -> tuple[str, Double]:
    account_id, token = new_id(), secrets.token_urlsafe(32)
    number = hashlib.sha256(account_id.encode()).hexdigest()
    return token, Double(
        account_id=account_id,
        attempt_id=new_id(),
        personal_number=number[:20],
        iin_digest=number,
        token_digest=digest(token),
        csrf_token=secrets.token_urlsafe(24),
    )


async def _make_person(
    database: Database, attempts: AttemptService, now: datetime, *, started: bool
) -> Person:
    account_id, attempt_id = new_id(), new_id()
    token, csrf_token = secrets.token_urlsafe(32), secrets.token_urlsafe(24)
    number = hashlib.sha256(account_id.encode()).hexdigest()
    async with database.write() as tx:
        await tx.accounts.add(
            Account(account_id, account_id, "candidate", "-", "kk", NO_PASSWORD, None), now=now
        )
        await tx.accounts.add_candidate(Candidate(account_id, number[:20]), iin_digest=number)
        await tx.accounts.open_sign_in(
            token_digest=digest(token),
            account_id=account_id,
            csrf_token=csrf_token,
            now=now,
            expires_at=now + SIGNED_IN_FOR,
        )
        await tx.attempts.add(_ready_attempt(attempt_id, account_id, now))
    epoch = await attempts.claim_device(account_id, attempt_id, device_id=new_id(), takeover=False, now=now)
    if started:
        await attempts.start(account_id, attempt_id, language="kk", now=now)
    async with database.read() as tx:
        form = tuple(await tx.attempts.form(attempt_id))
    return Person(attempt_id, token, csrf_token, epoch, form)


def _ready_attempt(attempt_id: str, account_id: str, now: datetime) -> Attempt:
    """An attempt that has passed consent and device check."""
    programme = load_programme(PROGRAMME)
    return Attempt(
        id=attempt_id,
        candidate_id=account_id,
        programme_id=PROGRAMME,
        state=AttemptState.CHECKED,
        window_opens_at=now - timedelta(minutes=1),
        window_closes_at=now + timedelta(days=1),
        consented_at=now,
        consent_version=programme.consent_version,
        checked_at=now,
        blocks=programme.runs(),
        version=1,
    )

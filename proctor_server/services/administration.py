"""A test administrator's work: who may sit what and when, what the bank holds, what happened."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from exam_engine.added_time import Addition, Ground, Percent, length_of
from exam_engine.attempt import Accommodations, Attempt
from exam_engine.blocks import BlockRun
from exam_engine.course_errors import NoRetake
from exam_engine.programme import Programme
from item_bank.item import ChoiceItem, ItemKey
from proctor_server.db.accounts import Account, Candidate, CandidateListing
from proctor_server.db.database import Database, Transaction
from proctor_server.db.journal import AuditLine
from proctor_server.db.results import StoredResult
from proctor_server.kernel.ids import new_id
from proctor_server.review.decision import Decision
from proctor_server.services.errors import (
    BadIin,
    BadWindow,
    IinTaken,
    LoginTaken,
    UnknownAttempt,
    UnknownCandidate,
)
from proctor_server.services.programmes import bound_programme, programme_of
from proctor_server.services.sign_in import Passwords

N_AUDIT_LINES = 200
NONE_NEEDED = Accommodations()


@dataclass(frozen=True, slots=True)
class Overview:
    attempts_by_state: dict[str, int]
    reviews_by_state: dict[str, int]
    reviews_overdue: int
    items_by_section: dict[str, int]
    analysis_pending: int
    recordings_bytes: int


@dataclass(frozen=True, slots=True)
class AttemptListing:
    attempt: Attempt
    programme: Programme
    personal_number: str
    candidate_login: str
    result: StoredResult | None
    decision: Decision | None


def iin_checksum_holds(iin: str) -> bool:
    """Whether the twelfth digit of an IIN is right.

    Weights 1…11 modulo 11; if that gives 10, weights 3…11, 1, 2; if 10 again, the number is unusable.
    """
    digits = [int(one) for one in iin]
    for weights in (range(1, 12), (*range(3, 12), 1, 2)):
        control = sum(w * d for w, d in zip(weights, digits, strict=False)) % 11
        if control != 10:
            return bool(control == digits[11])
    return False


class AdministrationService:
    def __init__(self, database: Database, passwords: Passwords, *, pepper: bytes) -> None:
        self._database = database
        self._passwords = passwords
        self._pepper = pepper

    def iin_digest(self, iin: str) -> str:
        """A keyed hash of the IIN: without the pepper the few possible numbers cannot be tried out."""
        return hmac.new(self._pepper, iin.encode(), hashlib.sha256).hexdigest()

    async def ping(self) -> None:
        """Ask the database for something small; raises what the database raises."""
        async with self._database.read() as tx:
            await tx.items.counts_by_section()

    async def overview(self, now: datetime) -> Overview:
        async with self._database.read() as tx:
            return Overview(
                attempts_by_state=await tx.attempts.counts_by_state(),
                reviews_by_state=await tx.reviews.counts_by_state(),
                reviews_overdue=await tx.reviews.n_overdue(now),
                items_by_section=await tx.items.counts_by_section(),
                analysis_pending=await tx.recordings.n_pending(),
                recordings_bytes=await tx.recordings.total_bytes(),
            )

    async def attempts(self) -> list[AttemptListing]:
        async with self._database.read() as tx:
            return await self._listings(tx, await tx.attempts.all())

    async def attempt(self, attempt_id: str) -> AttemptListing:
        """One attempt as administrators see it.

        Raises:
            UnknownAttempt
        """
        async with self._database.read() as tx:
            found = await tx.attempts.get(attempt_id)
            if found is None:
                raise UnknownAttempt(attempt_id)
            return (await self._listings(tx, [found]))[0]

    async def _listings(self, tx: Transaction, found: Sequence[Attempt]) -> list[AttemptListing]:
        ids = [attempt.id for attempt in found]
        numbers = await tx.attempts.personal_numbers(ids)
        logins = {one.id: one.login for one in await tx.accounts.candidates()}
        results = await tx.results.newest(ids)
        decisions = await tx.reviews.decisions(ids)
        return [
            AttemptListing(
                attempt=attempt,
                programme=await programme_of(tx, attempt),
                personal_number=numbers[attempt.id],
                candidate_login=logins[attempt.candidate_id],
                result=results.get(attempt.id),
                decision=decisions.get(attempt.id),
            )
            for attempt in found
        ]

    async def assign(
        self,
        *,
        candidate_id: str,
        programme_id: str,
        window_opens_at: datetime,
        window_closes_at: datetime,
        accommodations: Accommodations = NONE_NEEDED,
        direction: str | None = None,
        actor_id: str | None,
        now: datetime,
    ) -> AttemptListing:
        """Give a candidate an attempt within a window.

        Raises:
            BadWindow: it closes before it opens or is over already.
            NoRetake: they have sat the programme, and it is not repeated.
            UnknownCandidate, UnknownProgramme
        """
        if window_closes_at <= max(window_opens_at, now):
            raise BadWindow
        async with self._database.write() as tx:
            if await tx.accounts.candidate(candidate_id) is None:
                raise UnknownCandidate(candidate_id)
            attempt = await give_attempt(
                tx,
                candidate_id=candidate_id,
                programme_id=programme_id,
                window=(window_opens_at, window_closes_at),
                accommodations=accommodations,
                direction=direction,
                actor_id=actor_id,
                now=now,
            )
            return (await self._listings(tx, [attempt]))[0]

    async def candidates(self) -> list[CandidateListing]:
        async with self._database.read() as tx:
            return await tx.accounts.candidates()

    async def add_candidate(
        self,
        *,
        login: str,
        display_name: str,
        password: str,
        iin: str,
        language: str,
        actor_id: str | None,
        now: datetime,
    ) -> CandidateListing:
        """Register a candidate and give them a personal number.

        Raises:
            LoginTaken: somebody has this login.
            BadIin: the IIN's checksum is wrong.
            IinTaken: somebody is registered under it.
        """
        if not iin_checksum_holds(iin):
            raise BadIin
        account = await self.new_account(
            login=login, display_name=display_name, password=password, role="candidate", language=language
        )
        iin_digest = self.iin_digest(iin)
        async with self._database.write() as tx:
            if await tx.accounts.iin_taken(iin_digest):
                raise IinTaken
            await add_account(tx, account, actor_id=actor_id, now=now)
            candidate = Candidate(account.id, personal_number_of(iin_digest))
            await tx.accounts.add_candidate(candidate, iin_digest=iin_digest)
        return CandidateListing(account.id, login, display_name, candidate.personal_number, 0)

    async def new_account(
        self, *, login: str, display_name: str, password: str, role: str, language: str
    ) -> Account:
        return Account(
            id=new_id(),
            login=login,
            role=role,
            display_name=display_name,
            language=language,
            password_hash=await self._passwords.hash(password),
            disabled_at=None,
        )

    async def add_items(self, bank: Sequence[tuple[ChoiceItem, ItemKey]], now: datetime) -> int:
        """Add the items whose code the bank lacks; returns how many."""
        async with self._database.write() as tx:
            known = await tx.items.codes()
            new = [(item, key) for item, key in bank if item.code not in known]
            for item, key in new:
                await tx.items.add(item, key, item_id=new_id(), version_id=new_id(), now=now)
        return len(new)

    async def audit(self) -> list[AuditLine]:
        async with self._database.read() as tx:
            return await tx.journal.latest(N_AUDIT_LINES)


async def give_attempt(
    tx: Transaction,
    *,
    candidate_id: str,
    programme_id: str,
    window: tuple[datetime, datetime],
    accommodations: Accommodations = NONE_NEEDED,
    direction: str | None = None,
    actor_id: str | None,
    now: datetime,
) -> Attempt:
    """Give a candidate an attempt of the programme's newest version, to be started within `window`, half open.

    Raises:
        NoRetake: they have sat the programme, and it is not repeated.
        UnknownProgramme: there is no such programme.
    """
    current = await bound_programme(tx, programme_id, now)
    if not current.programme.retake and await tx.attempts.has_sat(candidate_id, programme_id):
        raise NoRetake(programme_id)
    attempt = Attempt(
        id=new_id(),
        candidate_id=candidate_id,
        programme_id=programme_id,
        programme_version_id=current.version_id,
        direction=direction,
        accommodations=accommodations,
        window_opens_at=window[0],
        window_closes_at=window[1],
        blocks=_with_more_time(current.programme.runs(), accommodations),
        version=1,
    )
    await tx.attempts.add(attempt)
    await tx.added_time.record(
        attempt.id,
        tuple(Addition(no, run.extra) for no, run in enumerate(attempt.blocks) if run.extra),
        ground=Ground.ACCOMMODATION,
        author_id=actor_id,
        reason=f"{accommodations.extra_percent} %",
        now=now,
    )
    await tx.journal.record(action="attempt_assigned", subject=attempt.id, actor_id=actor_id, now=now)
    return attempt


def _with_more_time(runs: tuple[BlockRun, ...], accommodations: Accommodations) -> tuple[BlockRun, ...]:
    if not accommodations.extra_percent:
        return runs
    more = Percent(accommodations.extra_percent)
    return tuple(replace(run, extra=length_of(more, run.limit)) for run in runs)


async def add_account(tx: Transaction, account: Account, *, actor_id: str | None, now: datetime) -> None:
    """Add an account.

    Raises:
        LoginTaken: somebody has this login.
    """
    if await tx.accounts.by_login(account.login) is not None:
        raise LoginTaken
    await tx.accounts.add(account, now=now)
    await tx.journal.record(action="account_added", subject=account.id, actor_id=actor_id, now=now)


def personal_number_of(iin_digest: str) -> str:
    """The number a person is known by at every stage: from the keyed hash, so the IIN cannot be read from it."""
    digits = f"{int(iin_digest, 16) % 10**12:012d}"
    return "-".join((digits[:4], digits[4:8], digits[8:]))

"""A candidate's appeal, from lodging it to its answer; an appeal that is upheld makes a new decision."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from exam_engine.attempt import Attempt
from exam_engine.programme import Programme
from exam_engine.working_days import WorkCalendar
from proctor_server.db.appeals import AppealFile
from proctor_server.db.database import Database, Transaction
from proctor_server.db.notices import NoticeKind
from proctor_server.kernel.ids import new_id
from proctor_server.review.appeal import Appeal, AppealOutcome, appeal_until, decide_answer, decide_lodge
from proctor_server.review.decision import Decision, Outcome
from proctor_server.review.errors import KnowsCandidate
from proctor_server.review.incident import Incident, IncidentVerdict
from proctor_server.review.moments import Moment
from proctor_server.services.attempts import own_attempt
from proctor_server.services.calendar import calendar_in
from proctor_server.services.concern import report_allowed
from proctor_server.services.errors import ResultNotReleased, UnknownAppeal, UnknownFile, WrongFile
from proctor_server.services.looks import note_look
from proctor_server.services.programmes import programme_of
from proctor_server.services.readings import tell
from proctor_server.services.seals import record_decision
from proctor_server.services.vault import Vault

MOST_FILES = 5
MOST_BYTES = 5_000_000
N_ANSWERED_SHOWN = 50
MEDIA_TYPES = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n", "application/pdf": b"%PDF-"}
"""What may be sent with an appeal, and how such a file begins."""
_TOLD = {
    AppealOutcome.UPHELD: NoticeKind.APPEAL_UPHELD,
    AppealOutcome.REJECTED: NoticeKind.APPEAL_REJECTED,
}


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class HeldAgainst:
    """What a candidate is told of a decision: its incidents, its rule, who by pseudonym, and the appeal.

    `stills`: the moments of which there is a picture, by incident.
    """

    attempt: Attempt
    programme: Programme
    decision: Decision
    reviewer: str
    incidents: tuple[Incident, ...]
    appeal_until: datetime
    appeal: Appeal | None
    files: tuple[AppealFile, ...]
    stills: Mapping[str, tuple[Moment, ...]]


@dataclass(frozen=True, slots=True)
class AppealCase:
    """What whoever answers an appeal is shown; the person by personal number.

    `decision` is the one appealed against. `mine_to_answer`: the appeal is open, and the reader neither took
    part in the decision nor knows the candidate. `report_allowed`: they may take the session's report.
    """

    appeal: Appeal
    review_id: str
    personal_number: str
    programme: Programme
    decision: Decision
    files: tuple[AppealFile, ...]
    took_part: frozenset[str]
    mine_to_answer: bool
    report_allowed: bool


def pseudonym(account_id: str) -> str:
    """What a reviewer is called towards candidates: the same at every decision, and no name."""
    return f"P-{hashlib.sha256(account_id.encode()).hexdigest()[:6].upper()}"


class AppealService:
    def __init__(self, database: Database, calendar: WorkCalendar) -> None:
        self._database = database
        self._calendar = calendar

    async def held_against(self, candidate_id: str, attempt_id: str) -> HeldAgainst:
        """What was decided about one's own attempt.

        Raises:
            UnknownAttempt: there is none, or it is not this candidate's.
            ResultNotReleased: nothing is decided yet.
        """
        async with self._database.read() as tx:
            attempt = await own_attempt(tx, candidate_id, attempt_id)
            return await self._held(tx, attempt)

    async def _held(self, tx: Transaction, attempt: Attempt) -> HeldAgainst:
        decision = await tx.reviews.decision(attempt.id)
        if decision is None:
            raise ResultNotReleased
        confirmed = [
            one
            for one in await tx.incidents.of_attempt(attempt.id)
            if one.verdict is IncidentVerdict.CONFIRMED
        ]
        held = tuple(confirmed) if decision.outcome is Outcome.VIOLATION else ()
        appeal = await tx.appeals.of_attempt(attempt.id)
        calendar = await calendar_in(tx, self._calendar)
        return HeldAgainst(
            attempt=attempt,
            programme=await programme_of(tx, attempt),
            decision=decision,
            reviewer=pseudonym(decision.decided_by),
            incidents=held,
            appeal_until=appeal_until(decision.decided_at, calendar),
            appeal=appeal,
            files=() if appeal is None else tuple(await tx.appeals.files(appeal.id)),
            stills=await tx.stills.of_incidents([one.id for one in held]),
        )

    async def lodge(
        self,
        candidate_id: str,
        attempt_id: str,
        *,
        text: str,
        attachments: Sequence[Attachment],
        vault: Vault,
        now: datetime,
    ) -> HeldAgainst:
        """Lodge an appeal with its files, all or nothing.

        Raises:
            UnknownAttempt, NothingToAppeal, AppealLodged, AppealTooLate, ReasonRequired
            WrongFile: a file is none of the kinds allowed, too large, or one too many.
        """
        files = _checked(attachments)
        async with self._database.read() as tx:
            await own_attempt(tx, candidate_id, attempt_id)
        appeal_id = new_id()
        rows = [_row(appeal_id, one) for one in files]
        for row, one in zip(rows, files, strict=True):
            await vault.put_picture(attempt_id, row.blob_key, one.content, now)
        async with self._database.write() as tx:
            attempt = await own_attempt(tx, candidate_id, attempt_id)
            decision = await tx.reviews.decision(attempt_id)
            appeal = decide_lodge(
                appeal_id=appeal_id,
                attempt_id=attempt_id,
                outcome=None if decision is None else decision.outcome,
                decided_at=None if decision is None else decision.decided_at,
                former=await tx.appeals.of_attempt(attempt_id),
                text=text,
                calendar=await calendar_in(tx, self._calendar),
                now=now,
            )
            await tx.appeals.add(appeal, rows)
            await tx.journal.record(
                action="appeal_lodged", subject=attempt_id, actor_id=candidate_id, now=now
            )
            await self._tell(tx, attempt, NoticeKind.APPEAL_RECEIVED, appeal, now)
            return await self._held(tx, attempt)

    async def all(self, *, proctor_id: str) -> list[AppealCase]:
        """The appeals that wait for an answer, the most urgent first, then those answered lately."""
        async with self._database.read() as tx:
            found = [*await tx.appeals.open(), *await tx.appeals.answered(limit=N_ANSWERED_SHOWN)]
            return [await self._case(tx, one, proctor_id) for one in found]

    async def case(self, appeal_id: str, *, proctor_id: str, now: datetime) -> AppealCase:
        """Read one appeal; that somebody looked is written to the audit.

        Raises:
            UnknownAppeal
        """
        async with self._database.write() as tx:
            appeal = await _appeal(tx, appeal_id)
            await note_look(
                tx, action="appeal_viewed", subject=appeal.attempt_id, actor_id=proctor_id, now=now
            )
            return await self._case(tx, appeal, proctor_id)

    async def _case(self, tx: Transaction, appeal: Appeal, proctor_id: str) -> AppealCase:
        attempt = await tx.attempts.get(appeal.attempt_id)
        decision = await tx.reviews.decision(appeal.attempt_id, until=appeal.lodged_at)
        review = await tx.reviews.of_attempt(appeal.attempt_id)
        assert attempt is not None and decision is not None and review is not None  # noqa: S101, PT018
        numbers = await tx.attempts.personal_numbers([attempt.id])
        readings = await tx.readings.of_review(review.id)
        reader = await tx.readings.reader(proctor_id)
        took_part = await tx.reviews.deciders(attempt.id) | {one.reader_id for one in readings}
        strange = attempt.candidate_id not in reader.known_candidate_ids
        return AppealCase(
            appeal=appeal,
            review_id=review.id,
            personal_number=numbers[attempt.id],
            programme=await programme_of(tx, attempt),
            decision=decision,
            files=tuple(await tx.appeals.files(appeal.id)),
            took_part=took_part,
            mine_to_answer=appeal.outcome is None and proctor_id not in took_part and strange,
            report_allowed=await report_allowed(tx, review, proctor_id),
        )

    async def answer(
        self, appeal_id: str, *, outcome: AppealOutcome, reason: str, answered_by: str, now: datetime
    ) -> AppealCase:
        """Answer an appeal; upheld, the violation falls and the result counts as it was reached.

        Raises:
            UnknownAppeal, AppealAnswered, TookPart, KnowsCandidate, ReasonRequired
        """
        async with self._database.write() as tx:
            case = await self._case(tx, await _appeal(tx, appeal_id), answered_by)
            answered = decide_answer(
                case.appeal,
                outcome=outcome,
                reason=reason,
                answered_by=answered_by,
                took_part=case.took_part,
                now=now,
            )
            await tx.appeals.replace(case.appeal, answered)
            attempt = await tx.attempts.get(answered.attempt_id)
            assert attempt is not None  # noqa: S101  a foreign key holds it
            if attempt.candidate_id in (await tx.readings.reader(answered_by)).known_candidate_ids:
                raise KnowsCandidate(appeal_id)
            if outcome is AppealOutcome.UPHELD:
                await self._decide_anew(tx, attempt, case, answered, now)
            await tx.journal.record(
                action="appeal_answered",
                subject=attempt.id,
                actor_id=answered_by,
                now=now,
                details={"outcome": outcome.value},
            )
            await self._tell(tx, attempt, _TOLD[outcome], answered, now)
            return await self._case(tx, answered, answered_by)

    async def _decide_anew(
        self, tx: Transaction, attempt: Attempt, case: AppealCase, answered: Appeal, now: datetime
    ) -> None:
        assert answered.answered_by is not None  # noqa: S101  it has just been answered
        decision = Decision(
            review_id=case.review_id,
            attempt_id=attempt.id,
            outcome=Outcome.NO_VIOLATION,
            rule_id=None,
            reason=answered.reason,
            decided_by=answered.answered_by,
            decided_at=now,
        )
        await record_decision(tx, decision, action="decision_on_appeal", now=now)
        await tell(tx, attempt, decision, now)

    async def _tell(
        self, tx: Transaction, attempt: Attempt, kind: NoticeKind, appeal: Appeal, now: datetime
    ) -> None:
        await tx.notices.post(
            account_id=attempt.candidate_id,
            kind=kind,
            params={
                "programme_id": attempt.programme_id,
                "attempt_id": attempt.id,
                "due_at": appeal.due_at.isoformat(),
            },
            occasion=f"{kind}:{appeal.id}",
            now=now,
        )

    async def file(self, file_id: str) -> tuple[str, AppealFile]:
        """Find a file that came with an appeal, with the attempt it is about.

        Raises:
            UnknownFile
        """
        async with self._database.read() as tx:
            found = await tx.appeals.file(file_id)
            appeal = None if found is None else await tx.appeals.get(found.appeal_id)
        if found is None or appeal is None:
            raise UnknownFile(file_id)
        return appeal.attempt_id, found


async def _appeal(tx: Transaction, appeal_id: str) -> Appeal:
    found = await tx.appeals.get(appeal_id)
    if found is None:
        raise UnknownAppeal(appeal_id)
    return found


def _checked(attachments: Sequence[Attachment]) -> Sequence[Attachment]:
    if len(attachments) > MOST_FILES:
        raise WrongFile("too_many")
    for one in attachments:
        if len(one.content) > MOST_BYTES:
            raise WrongFile("too_large")
        begins = MEDIA_TYPES.get(one.media_type)
        if begins is None or not one.content.startswith(begins):
            raise WrongFile("wrong_kind")
    return attachments


def _row(appeal_id: str, one: Attachment) -> AppealFile:
    file_id = new_id()
    return AppealFile(
        id=file_id,
        appeal_id=appeal_id,
        name=one.name[:200],
        media_type=one.media_type,
        n_bytes=len(one.content),
        blob_key=f"appeals/{appeal_id}/{file_id}",
        sha256=hashlib.sha256(one.content).hexdigest(),
    )

"""A proctor's work: the queue, a review with its evidence, verdicts, and the decision that releases a result."""

from datetime import datetime, timedelta

from proctor_server.bus.wakeups import Topic
from proctor_server.db.database import Database, Transaction
from proctor_server.db.readings import Note
from proctor_server.kernel.errors import ConcurrentChange
from proctor_server.kernel.ids import new_id
from proctor_server.review.decision import (
    Outcome,
    Review,
    ReviewState,
    decide_claim,
    decide_decision,
    decide_unclaim,
    decide_verdict,
)
from proctor_server.review.errors import SeniorNeeded
from proctor_server.review.incident import Incident, IncidentVerdict, VerdictReason
from proctor_server.review.overrule import decide_overrule
from proctor_server.review.probes import BlindPolicy
from proctor_server.review.queue import order
from proctor_server.review.rounds import Reader, ReadingPolicy, require_reader
from proctor_server.services import probes
from proctor_server.services.errors import AnalysisPending, UnknownIncident, UnknownReview
from proctor_server.services.looks import note_look
from proctor_server.services.probes import maybe_probe, next_probe
from proctor_server.services.programmes import programme_of
from proctor_server.services.readings import sign, tell, weigh
from proctor_server.services.review_pictures import Pictures, Queue, QueueRowPicture, ReviewPicture
from proctor_server.services.seals import record_decision

N_DECIDED_SHOWN = 50
N_WAITING_SHOWN = 100
MOST_RACES = 20
CLAIM_LEASE = timedelta(minutes=30)


class ReviewService:
    """`blind`: what reviewers do not see, and how often they meet a known answer among their reviews."""

    def __init__(
        self, database: Database, policy: ReadingPolicy | None = None, blind: BlindPolicy | None = None
    ) -> None:
        self._database = database
        self._policy = policy or ReadingPolicy()
        self._blind = blind or BlindPolicy()
        self._pictures = Pictures(labels_later=self._blind.labels_later)

    @property
    def labels_later(self) -> bool:
        """Whether an incident's label and score wait for the reader's first verdict."""
        return self._blind.labels_later

    async def queue(self, *, proctor_id: str) -> Queue:
        """What this proctor may read, the most urgent first, and what was decided lately."""
        async with self._database.read() as tx:
            reader = await tx.readings.reader(proctor_id)
            waiting = await self._pictures.rows(tx, await tx.reviews.readable(reader, limit=N_WAITING_SHOWN))
            decided = await self._pictures.rows(tx, await tx.reviews.decided(N_DECIDED_SHOWN))
            n_waiting = await tx.reviews.n_readable(reader)
            n_elsewhere = await tx.reviews.n_undecided() - n_waiting
            met = [await self._pictures.probe_row(tx, one) for one in await tx.probes.of_reader(proctor_id)]
        mine = [one for one in met if one.review.state is not ReviewState.DECIDED]
        signed = [one for one in met if one.outcome is not None]
        return Queue(
            tuple(order([*waiting, *mine])),
            tuple(sorted([*decided, *signed], key=_decided_at, reverse=True)[:N_DECIDED_SHOWN]),
            n_waiting + len(mine),
            n_elsewhere,
        )

    async def next_for(self, *, proctor_id: str, now: datetime) -> ReviewPicture | None:
        """Take the most urgent review this proctor may read and nobody holds; None: there is none.

        Whoever asks at the same instant as another, and comes second to a review, takes the one after it.
        """
        for _ in range(MOST_RACES):
            try:
                return await self._take_next(proctor_id, now)
            except ConcurrentChange:
                continue
        return None

    async def _take_next(self, proctor_id: str, now: datetime) -> ReviewPicture | None:
        async with self._database.write() as tx:
            reader = await tx.readings.reader(proctor_id)
            taken = await tx.reviews.first_free(reader, now)
            probe = await next_probe(tx, reader, None if taken is None else taken.due_at)
            if probe is not None:
                return await self._pictures.probe_picture(tx, await probes.claim(tx, probe, now))
            if taken is None:
                return None
            await self._claim(tx, taken, reader, now)
            return await self._pictures.picture(tx, await _review(tx, taken.id), proctor_id)

    async def picture(self, review_id: str, *, proctor_id: str, now: datetime) -> ReviewPicture:
        """Read a review; that a proctor looked is written to the audit."""
        async with self._database.write() as tx:
            if (probe := await tx.probes.get(review_id, proctor_id)) is not None:
                return await self._pictures.probe_picture(tx, probe)
            review = await _review(tx, review_id)
            await note_look(
                tx, action="review_viewed", subject=review.attempt_id, actor_id=proctor_id, now=now
            )
            return await self._pictures.picture(tx, review, proctor_id)

    async def claim(self, review_id: str, *, proctor_id: str, now: datetime) -> ReviewPicture:
        """Take a review, or renew the lease on it.

        Raises:
            KnowsCandidate, ReadBefore, SeniorNeeded: it is another person's to read.
            UnknownReview, AlreadyDecided, ClaimedByOther
        """
        async with self._database.write() as tx:
            if (probe := await tx.probes.get(review_id, proctor_id)) is not None:
                return await self._pictures.probe_picture(tx, await probes.claim(tx, probe, now))
            review = await _review(tx, review_id)
            await self._claim(tx, review, await tx.readings.reader(proctor_id), now)
            return await self._pictures.picture(tx, await _review(tx, review_id), proctor_id)

    async def _claim(self, tx: Transaction, review: Review, reader: Reader, now: datetime) -> None:
        claimed = decide_claim(review, proctor_id=reader.id, now=now, lease=CLAIM_LEASE)
        require_reader(
            reader,
            round_=review.round,
            readings=await tx.readings.of_review(review.id),
            candidate_id=await tx.reviews.candidate_of(review.id),
        )
        await self._move(tx, review, claimed, now)
        if review.claimed_by != reader.id:
            await maybe_probe(tx, review, reader, self._blind, now)
        await tx.journal.record(
            action="review_claimed", subject=review.attempt_id, actor_id=reader.id, now=now
        )

    async def declare_conflict(self, review_id: str, *, proctor_id: str, now: datetime) -> None:
        """Note that the proctor knows the candidate, and give the review back if they hold it."""
        async with self._database.write() as tx:
            if (probe := await tx.probes.get(review_id, proctor_id)) is not None:
                await probes.drop(tx, probe, now)
                return
            review = await _review(tx, review_id)
            await tx.readings.declare_conflict(proctor_id, await tx.reviews.candidate_of(review_id), now)
            if review.state is ReviewState.CLAIMED and review.claimed_by == proctor_id:
                await self._move(tx, review, decide_unclaim(review, proctor_id=proctor_id), now)
            await tx.journal.record(
                action="conflict_declared", subject=review.attempt_id, actor_id=proctor_id, now=now
            )

    async def give_back(self, review_id: str, *, proctor_id: str, now: datetime) -> None:
        async with self._database.write() as tx:
            if (probe := await tx.probes.get(review_id, proctor_id)) is not None:
                await probes.give_back(tx, probe)
                return
            review = await _review(tx, review_id)
            await self._move(tx, review, decide_unclaim(review, proctor_id=proctor_id), now)
            await tx.journal.record(
                action="review_released", subject=review.attempt_id, actor_id=proctor_id, now=now
            )

    async def judge(
        self,
        review_id: str,
        incident_id: str,
        *,
        verdict: IncidentVerdict | None,
        reason: VerdictReason | None = None,
        note: str = "",
        proctor_id: str,
        now: datetime,
    ) -> Incident:
        """Say what one makes of an incident; it may be changed, or taken back, until the reading is signed."""
        async with self._database.write() as tx:
            if (probe := await tx.probes.get(review_id, proctor_id)) is not None:
                return await probes.judge(
                    tx, probe, incident_id, verdict=verdict, reason=reason, note=note, now=now
                )
            review = await _review(tx, review_id)
            incident = await tx.incidents.get(incident_id)
            if incident is None or incident.attempt_id != review.attempt_id:
                raise UnknownIncident(incident_id)
            judged = decide_verdict(
                review,
                incident,
                verdict=verdict,
                reason=reason,
                note=note,
                proctor_id=proctor_id,
                now=now,
            )
            await tx.incidents.put_verdict(incident, judged)
            await tx.journal.record(
                action="incident_judged",
                subject=incident_id,
                actor_id=proctor_id,
                now=now,
                details={"verdict": None if verdict is None else verdict.value},
            )
            await weigh(tx, review.attempt_id)
            return judged

    async def decide(
        self,
        review_id: str,
        *,
        outcome: Outcome,
        rule_id: str | None,
        reason: str,
        proctor_id: str,
        now: datetime,
    ) -> ReviewPicture:
        """Sign one's reading, in one transaction: the review goes on to another person, or the result is released.

        Raises:
            AnalysisPending: the recording is not analysed to its end yet.
            And what `decide_decision` raises.
        """
        async with self._database.write() as tx:
            if (probe := await tx.probes.get(review_id, proctor_id)) is not None:
                seen = await self._pictures.probe_picture(tx, probe)
                rules = frozenset(rule.id for rule in seen.programme.rules)
                signed = await probes.decide(
                    tx, probe, outcome=outcome, rule_id=rule_id, rule_ids=rules, reason=reason, now=now
                )
                return await self._pictures.probe_picture(tx, signed)
            review = await _review(tx, review_id)
            attempt = await tx.attempts.get(review.attempt_id)
            assert attempt is not None  # noqa: S101  a foreign key holds it
            if review.state is not ReviewState.DECIDED and not await tx.incidents.finished([attempt.id]):
                raise AnalysisPending
            programme = await programme_of(tx, attempt)
            after, decision = decide_decision(
                review,
                await tx.incidents.of_attempt(attempt.id),
                outcome=outcome,
                rule_id=rule_id,
                rule_ids=frozenset(rule.id for rule in programme.rules),
                reason=reason,
                proctor_id=proctor_id,
                now=now,
            )
            await sign(tx, review, after, decision, attempt=attempt, policy=self._policy, now=now)
            return await self._pictures.picture(tx, await _review(tx, review_id), proctor_id)

    async def overrule(
        self,
        review_id: str,
        *,
        outcome: Outcome,
        rule_id: str | None,
        reason: str,
        senior_id: str,
        now: datetime,
    ) -> ReviewPicture:
        """Change what was decided, by a new decision of a senior with grounds; the former one stays on record.

        Raises:
            UnknownReview, NotDecided, SeniorNeeded, ReasonRequired, RuleRequired, UnknownRule
        """
        async with self._database.write() as tx:
            review = await _review(tx, review_id)
            attempt = await tx.attempts.get(review.attempt_id)
            assert attempt is not None  # noqa: S101  a foreign key holds it
            programme = await programme_of(tx, attempt)
            decision = decide_overrule(
                review,
                reader=await tx.readings.reader(senior_id),
                outcome=outcome,
                rule_id=rule_id,
                rule_ids=frozenset(rule.id for rule in programme.rules),
                reason=reason,
                now=now,
            )
            await record_decision(tx, decision, action="decision_overruled", now=now)
            await tell(tx, attempt, decision, now)
            await tx.journal.wake(Topic.ATTEMPT, attempt.id, now=now)
            return await self._pictures.picture(tx, review, senior_id)

    async def require_senior(self, proctor_id: str) -> None:
        """Let seniors alone pass.

        Raises:
            SeniorNeeded
        """
        async with self._database.read() as tx:
            if not (await tx.readings.reader(proctor_id)).is_senior:
                raise SeniorNeeded(proctor_id)

    async def add_note(
        self, review_id: str, *, at_s: float, text: str, proctor_id: str, now: datetime
    ) -> Note:
        """Write a note at a time; it is its author's alone."""
        note = Note(new_id(), review_id, proctor_id, at_s, text, now)
        async with self._database.write() as tx:
            if await tx.probes.get(review_id, proctor_id) is not None:
                await tx.probes.add_note(note)
                return note
            await _review(tx, review_id)
            await tx.readings.add_note(note)
        return note

    async def remove_note(self, note_id: str, *, proctor_id: str) -> None:
        async with self._database.write() as tx:
            await tx.readings.remove_note(note_id, author_id=proctor_id)
            await tx.probes.remove_note(note_id, author_id=proctor_id)

    async def _move(self, tx: Transaction, before: Review, after: Review, now: datetime) -> None:
        if after != before:
            await tx.reviews.replace(before, after)
            await tx.journal.wake(Topic.QUEUE, before.id, now=now)


def _decided_at(row: QueueRowPicture) -> datetime:
    return row.decided_at or row.review.due_at


async def _review(tx: Transaction, review_id: str) -> Review:
    review = await tx.reviews.get(review_id)
    if review is None:
        raise UnknownReview(review_id)
    return review

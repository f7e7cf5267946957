"""Known answers among the reviews: a probe is made, taken, judged and signed as a review is, and releases nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from random import Random

from proctor_server.db.database import Database, Transaction
from proctor_server.db.storage import Hold
from proctor_server.kernel.ids import new_id
from proctor_server.review.decision import (
    LEASE,
    Decision,
    Outcome,
    Review,
    ReviewState,
    decide_claim,
    decide_decision,
    decide_unclaim,
    decide_verdict,
)
from proctor_server.review.incident import Incident, IncidentVerdict, VerdictReason
from proctor_server.review.probes import (
    BlindPolicy,
    KnownAnswer,
    Probe,
    meets_probe,
    require_markable,
    seeming_number,
)
from proctor_server.review.rounds import Reader
from proctor_server.services.errors import UnknownIncident, UnknownReview

HELD_BECAUSE = "a known answer: the recording is shown to reviewers"


async def maybe_probe(
    tx: Transaction, taken: Review, reader: Reader, policy: BlindPolicy, now: datetime
) -> None:
    """Put a known answer into the queue of somebody who has just taken a review, if the draw says so."""
    if not meets_probe(taken.id, reader.id, policy):
        return
    unmet = await tx.probes.unmet(reader)
    if not unmet:
        return
    attempt_id = Random(f"{taken.id}/{reader.id}").choice(unmet)
    probe_id = new_id()
    probe = Probe(
        id=probe_id,
        attempt_id=attempt_id,
        reader_id=reader.id,
        number=seeming_number(probe_id),
        state=ReviewState.WAITING,
        made_at=now,
        due_at=taken.due_at,
    )
    await tx.probes.add(probe, await tx.probes.known(attempt_id))
    await tx.journal.record(action="probe_made", subject=probe_id, actor_id=None, now=now)


async def next_probe(tx: Transaction, reader: Reader, before: datetime | None) -> Probe | None:
    """The reader's open probe, if it is due no later than the review that would be handed out else."""
    for probe in await tx.probes.of_reader(reader.id):
        if probe.state is not ReviewState.DECIDED and (before is None or probe.due_at <= before):
            return probe
    return None


async def claim(tx: Transaction, probe: Probe, now: datetime) -> Probe:
    claimed = decide_claim(probe.review, proctor_id=probe.reader_id, now=now, lease=LEASE)
    return await _moved(tx, probe, claimed)


async def give_back(tx: Transaction, probe: Probe) -> Probe:
    return await _moved(tx, probe, decide_unclaim(probe.review, proctor_id=probe.reader_id))


async def judge(
    tx: Transaction,
    probe: Probe,
    incident_id: str,
    *,
    verdict: IncidentVerdict | None,
    reason: VerdictReason | None,
    note: str,
    now: datetime,
) -> Incident:
    asked = {one.id: one for one in await tx.probes.incidents(probe)}
    if incident_id not in asked:
        raise UnknownIncident(incident_id)
    judged = decide_verdict(
        probe.review,
        asked[incident_id],
        verdict=verdict,
        reason=reason,
        note=note,
        proctor_id=probe.reader_id,
        now=now,
    )
    await tx.probes.answer(probe, judged, now)
    return judged


async def decide(
    tx: Transaction,
    probe: Probe,
    *,
    outcome: Outcome,
    rule_id: str | None,
    rule_ids: frozenset[str],
    reason: str,
    now: datetime,
) -> Probe:
    """Sign it by the same rules as a review; nobody's result waits for it."""
    _, decision = decide_decision(
        probe.review,
        await tx.probes.incidents(probe),
        outcome=outcome,
        rule_id=rule_id,
        rule_ids=rule_ids,
        reason=reason,
        proctor_id=probe.reader_id,
        now=now,
    )
    signed = replace(
        probe,
        state=ReviewState.DECIDED,
        outcome=decision.outcome,
        rule_id=decision.rule_id,
        reason=decision.reason,
        decided_at=now,
        lease_until=None,
    )
    await tx.journal.record(action="probe_answered", subject=probe.id, actor_id=probe.reader_id, now=now)
    return await tx.probes.replace(probe, signed)


async def drop(tx: Transaction, probe: Probe, now: datetime) -> None:
    """Take a probe away whose reader knows the candidate; they say so of the candidate, not of the probe."""
    attempt = await tx.attempts.get(probe.attempt_id)
    assert attempt is not None  # noqa: S101  a foreign key holds it
    await tx.readings.declare_conflict(probe.reader_id, attempt.candidate_id, now)
    await tx.probes.replace(probe, replace(probe, state=ReviewState.DECIDED, lease_until=None))


def decision_of(probe: Probe) -> Decision | None:
    """What its reader signed."""
    if probe.outcome is None or probe.decided_at is None:
        return None
    return Decision(
        review_id=probe.id,
        attempt_id=probe.id,
        outcome=probe.outcome,
        rule_id=probe.rule_id,
        reason=probe.reason,
        decided_by=probe.reader_id,
        decided_at=probe.decided_at,
    )


async def _moved(tx: Transaction, probe: Probe, review: Review) -> Probe:
    return await tx.probes.replace(probe, replace(probe, state=review.state, lease_until=review.lease_until))


class ReferenceService:
    """The known answers themselves: seniors write them down of settled incidents."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> Sequence[KnownAnswer]:
        async with self._database.read() as tx:
            return await tx.probes.known()

    async def mark(
        self,
        review_id: str,
        incident_id: str,
        *,
        is_violation: bool,
        grounds: str,
        senior_id: str,
        now: datetime,
    ) -> KnownAnswer:
        """Write down the answer to a settled incident; its recording is kept from now on.

        Raises:
            UnknownReview, UnknownIncident, SeniorNeeded, NotDecided, ReasonRequired
        """
        async with self._database.write() as tx:
            review = await tx.reviews.get(review_id)
            if review is None:
                raise UnknownReview(review_id)
            why = require_markable(review, await tx.readings.reader(senior_id), grounds)
            incident = await tx.incidents.get(incident_id)
            if incident is None or incident.attempt_id != review.attempt_id:
                raise UnknownIncident(incident_id)
            known = KnownAnswer(
                incident_id=incident_id,
                attempt_id=review.attempt_id,
                is_violation=is_violation,
                grounds=why,
                marked_by=senior_id,
                marked_at=now,
            )
            await tx.probes.mark(known)
            held = await tx.storage.holds(review.attempt_id)
            if not any(one.released_at is None and one.reason == HELD_BECAUSE for one in held):
                await tx.storage.place_hold(
                    Hold(new_id(), review.attempt_id, HELD_BECAUSE, senior_id, now, None)
                )
            await tx.journal.record(
                action="known_answer_marked",
                subject=incident_id,
                actor_id=senior_id,
                now=now,
                details={"is_violation": is_violation},
            )
            return known

    async def withdraw(self, incident_id: str, *, senior_id: str, now: datetime) -> None:
        """Use an answer no more; what was said of it stays in the figures.

        Raises:
            UnknownIncident: no answer in use is about it.
        """
        async with self._database.write() as tx:
            known = {one.incident_id: one for one in await tx.probes.known()}
            if incident_id not in known or not await tx.probes.withdraw(incident_id, now):
                raise UnknownIncident(incident_id)
            attempt_id = known[incident_id].attempt_id
            if not await tx.probes.known(attempt_id):
                for one in await tx.storage.holds(attempt_id):
                    if one.reason == HELD_BECAUSE:
                        await tx.storage.release_hold(one.id, attempt_id, now)
            await tx.journal.record(
                action="known_answer_withdrawn", subject=incident_id, actor_id=senior_id, now=now
            )

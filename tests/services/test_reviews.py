"""A proctor's work: the queue's order, claims and their leases, verdicts, and what a decision needs."""

from datetime import UTC, datetime, timedelta

import pytest

from exam_engine.attempt import AttemptState
from proctor_server.db.database import Database
from proctor_server.review.decision import Outcome, ReviewState
from proctor_server.review.errors import (
    AlreadyDecided,
    ClaimedByOther,
    IncidentsUndecided,
    NotClaimed,
    ReasonRequired,
    RuleRequired,
    UnknownRule,
)
from proctor_server.review.incident import Incident, IncidentType, IncidentVerdict
from proctor_server.services.catalogue import Services
from proctor_server.services.errors import AnalysisPending, ResultNotReleased, UnknownIncident, UnknownReview
from proctor_server.services.readings import weigh
from proctor_server.services.review_pictures import ReviewPicture
from tests.support.cast import Cast
from tests.support.sitting import Sitting
from tests.support.stepped_clock import SteppedClock

GOOD_REASON = "A second person stood behind the candidate"


async def closed(sitting: Sitting, *, analysed: bool = True) -> str:
    """Submit the attempt; tell its review's id."""
    await sitting.start()
    await sitting.submit()
    if analysed:
        await sitting.services.analysis.finish_closed(sitting.clock.now())
    return await sitting.review_id()


async def put_incident(
    sitting: Sitting, id_: str, kind: IncidentType = IncidentType.ABSENT, *, seconds: float = 10.0
) -> Incident:
    incident = Incident(
        id=id_,
        attempt_id=sitting.attempt_id,
        type=kind,
        rule_id="left_seat",
        t0_s=5.0,
        t1_s=5.0 + seconds,
        confidence=0.9,
    )
    async with sitting.database.write() as tx:
        await tx.incidents.put(incident)
        await weigh(tx, sitting.attempt_id)
    return incident


class Proctor:
    """One proctor at their desk."""

    def __init__(self, services: Services, clock: SteppedClock, id_: str) -> None:
        self._reviews, self._clock, self._id = services.reviews, clock, id_

    async def claim(self, review_id: str) -> ReviewPicture:
        return await self._reviews.claim(review_id, proctor_id=self._id, now=self._clock.now())

    async def give_back(self, review_id: str) -> None:
        await self._reviews.give_back(review_id, proctor_id=self._id, now=self._clock.now())

    async def judge(self, review_id: str, incident_id: str, verdict: IncidentVerdict) -> Incident:
        return await self._reviews.judge(
            review_id,
            incident_id,
            verdict=verdict,
            proctor_id=self._id,
            now=self._clock.now(),
        )

    async def decide(
        self,
        review_id: str,
        outcome: Outcome = Outcome.NO_VIOLATION,
        *,
        rule_id: str | None = None,
        reason: str = "",
    ) -> ReviewPicture:
        return await self._reviews.decide(
            review_id,
            outcome=outcome,
            rule_id=rule_id,
            reason=reason,
            proctor_id=self._id,
            now=self._clock.now(),
        )


@pytest.fixture
def proctor(services: Services, clock: SteppedClock, cast: Cast) -> Proctor:
    return Proctor(services, clock, cast.proctor.id)


@pytest.fixture
def other(services: Services, clock: SteppedClock, cast: Cast) -> Proctor:
    return Proctor(services, clock, cast.other_proctor.id)


async def test_a_review_is_due_at_the_end_of_the_next_working_day(
    sitting: Sitting, services: Services, cast: Cast
) -> None:
    await closed(sitting)
    [row] = (await services.reviews.queue(proctor_id=cast.proctor.id)).waiting
    assert row.due_at == datetime(2026, 11, 24, 13, 30, tzinfo=UTC)  # Tuesday 18:30 in Astana
    overview = services.administration.overview
    assert (await overview(row.due_at - timedelta(microseconds=1))).reviews_overdue == 0
    assert (await overview(row.due_at)).reviews_overdue == 1


async def test_the_queue_shows_the_earliest_due_first_then_the_gravest(
    services: Services, database: Database, clock: SteppedClock, cast: Cast
) -> None:
    sittings = [Sitting(services, database, clock, one) for one in (cast.aru.id, cast.bek.id)]
    quiet, grave = [await closed(one) for one in sittings]
    await put_incident(sittings[1], "grave", seconds=25)
    clock.step(minutes=24 * 60)
    later = Sitting(services, database, clock, cast.aru.id)
    gravest_but_later = await closed(later)
    await put_incident(later, "gravest", IncidentType.IDENTITY_CHANGE, seconds=30)
    queue = await services.reviews.queue(proctor_id=cast.proctor.id)
    assert [row.review.id for row in queue.waiting] == [grave, quiet, gravest_but_later]
    assert queue.waiting[0].severity > queue.waiting[1].severity == 0
    assert (queue.decided, queue.n_waiting, queue.n_elsewhere) == ((), 3, 0)


async def test_a_claim_keeps_others_away_until_its_lease_runs_out(
    sitting: Sitting, clock: SteppedClock, proctor: Proctor, other: Proctor
) -> None:
    review_id = await closed(sitting)
    assert (await proctor.claim(review_id)).review.state is ReviewState.CLAIMED
    clock.step(minutes=30, seconds=-0.001)
    with pytest.raises(ClaimedByOther):
        await other.claim(review_id)
    with pytest.raises(NotClaimed):
        await other.give_back(review_id)
    clock.step(seconds=0.001)
    await other.claim(review_id)
    with pytest.raises(ClaimedByOther):
        await proctor.claim(review_id)
    with pytest.raises(NotClaimed):
        await proctor.decide(review_id)


async def test_a_review_given_back_is_anybodys(sitting: Sitting, proctor: Proctor, other: Proctor) -> None:
    review_id = await closed(sitting)
    await proctor.claim(review_id)
    await proctor.give_back(review_id)
    assert (await other.claim(review_id)).review.state is ReviewState.CLAIMED


async def test_a_decision_waits_for_the_analysis(sitting: Sitting, proctor: Proctor) -> None:
    review_id = await closed(sitting, analysed=False)
    assert (await proctor.claim(review_id)).analysis_pending
    with pytest.raises(AnalysisPending):
        await proctor.decide(review_id)
    await sitting.services.analysis.finish_closed(sitting.clock.now())
    assert (await proctor.decide(review_id)).review.state is ReviewState.DECIDED


async def test_a_decision_waits_for_every_verdict(sitting: Sitting, proctor: Proctor) -> None:
    review_id = await closed(sitting)
    await put_incident(sitting, "one")
    await put_incident(sitting, "two", IncidentType.TURNED)
    with pytest.raises(NotClaimed):
        await proctor.judge(review_id, "one", IncidentVerdict.CONFIRMED)
    await proctor.claim(review_id)
    await proctor.judge(review_id, "one", IncidentVerdict.CONFIRMED)
    with pytest.raises(IncidentsUndecided):
        await proctor.decide(review_id)
    await proctor.judge(review_id, "two", IncidentVerdict.CONFIRMED)
    changed = await proctor.judge(review_id, "two", IncidentVerdict.DISMISSED)
    assert changed.verdict is IncidentVerdict.DISMISSED
    picture = await proctor.decide(review_id, Outcome.VIOLATION, rule_id="left_seat", reason="Left")
    assert picture.decision is not None
    assert picture.decision.rule_id == "left_seat"


async def test_nothing_is_ever_decided_by_the_software(
    sitting: Sitting, proctor: Proctor, database: Database
) -> None:
    """The gravest incidents, a lease that runs out and a month of every job: the result waits for a person."""
    await sitting.start()
    for kind in IncidentType:
        await put_incident(sitting, f"incident-{kind}", kind, seconds=300)
    await sitting.submit()
    services, clock = sitting.services, sitting.clock
    await services.analysis.finish_closed(clock.now())
    await proctor.claim(await sitting.review_id())
    for _ in range(30):
        clock.step(minutes=24 * 60)
        await services.attempts.settle_all_due(clock.now())
        await services.analysis.finish_closed(clock.now())
        await services.booking.settle(clock.now())
        await services.pace_alarms.look(clock.now())
    async with database.read() as tx:
        assert await tx.reviews.decision(sitting.attempt_id) is None
        review = await tx.reviews.of_attempt(sitting.attempt_id)
    assert review is not None
    assert review.state is not ReviewState.DECIDED
    with pytest.raises(ResultNotReleased):
        await services.results.released(sitting.candidate_id, sitting.attempt_id)


async def test_a_violation_names_its_rule_and_reason(sitting: Sitting, proctor: Proctor) -> None:
    review_id = await closed(sitting)
    await proctor.claim(review_id)
    with pytest.raises(RuleRequired):
        await proctor.decide(review_id, Outcome.VIOLATION, reason=GOOD_REASON)
    with pytest.raises(UnknownRule):
        await proctor.decide(review_id, Outcome.VIOLATION, rule_id="being_tall", reason=GOOD_REASON)
    with pytest.raises(ReasonRequired):
        await proctor.decide(review_id, Outcome.VIOLATION, rule_id="third_person", reason="  ")
    assert (await sitting.attempt()).state is AttemptState.CLOSED


async def test_a_decision_stands(sitting: Sitting, cast: Cast, proctor: Proctor, other: Proctor) -> None:
    review_id = await closed(sitting)
    await put_incident(sitting, "one")
    await proctor.claim(review_id)
    await proctor.judge(review_id, "one", IncidentVerdict.DISMISSED)
    await proctor.decide(review_id)
    for step in (
        proctor.decide(review_id, Outcome.VIOLATION, rule_id="aids", reason=GOOD_REASON),
        proctor.judge(review_id, "one", IncidentVerdict.CONFIRMED),
        proctor.claim(review_id),
        other.claim(review_id),
        proctor.give_back(review_id),
    ):
        with pytest.raises(AlreadyDecided):
            await step
    queue = await sitting.services.reviews.queue(proctor_id=cast.proctor.id)
    assert (queue.waiting, [row.review.id for row in queue.decided]) == ((), [review_id])


async def test_an_incident_is_judged_in_its_own_review_only(
    services: Services, database: Database, clock: SteppedClock, cast: Cast, proctor: Proctor
) -> None:
    mine, another = (Sitting(services, database, clock, one) for one in (cast.aru.id, cast.bek.id))
    review_id = await closed(mine)
    await closed(another)
    await put_incident(another, "elsewhere")
    await proctor.claim(review_id)
    for incident_id in ("elsewhere", "nowhere"):
        with pytest.raises(UnknownIncident):
            await proctor.judge(review_id, incident_id, IncidentVerdict.CONFIRMED)
    with pytest.raises(UnknownReview):
        await proctor.claim("no such review")


async def test_a_review_shows_a_number_and_never_a_name(
    sitting: Sitting, proctor: Proctor, cast: Cast
) -> None:
    picture = await proctor.claim(await closed(sitting))
    assert picture.personal_number.count("-") == 2
    shown = repr(picture)
    for personal in (cast.aru.login, cast.aru.name, cast.aru.iin or "-"):
        assert personal not in shown


async def test_what_a_proctor_did_stands_in_the_audit(
    sitting: Sitting, proctor: Proctor, cast: Cast, database: Database
) -> None:
    review_id = await closed(sitting)
    await put_incident(sitting, "one")
    await proctor.claim(review_id)
    await sitting.services.reviews.picture(review_id, proctor_id=cast.proctor.id, now=sitting.clock.now())
    await proctor.give_back(review_id)
    await proctor.claim(review_id)
    await proctor.judge(review_id, "one", IncidentVerdict.DISMISSED)
    await proctor.decide(review_id)
    async with database.read() as tx:
        lines = [line for line in await tx.journal.latest(20) if line.actor_login == cast.proctor.login]
        assert await tx.journal.verify() is None
    assert [line.action for line in reversed(lines)] == [
        "review_claimed",
        "review_viewed",
        "review_released",
        "review_claimed",
        "incident_judged",
        "reading_signed",
        "decision_signed",
    ]

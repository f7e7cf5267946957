"""Several people at one review: blind to each other, never the same person, a senior where they differ."""

from dataclasses import replace

import pytest
import pytest_asyncio

from exam_engine.attempt import AttemptState
from proctor_server.db.database import Database
from proctor_server.review.decision import Outcome, ReviewState, Round
from proctor_server.review.errors import (
    ClaimedByOther,
    KnowsCandidate,
    NotDecided,
    ReadBefore,
    ReasonRequired,
    SeniorNeeded,
    UnknownReason,
)
from proctor_server.review.incident import IncidentVerdict, VerdictReason
from proctor_server.review.rounds import ReadingPolicy
from proctor_server.services.administration import AdministrationService, add_account
from proctor_server.services.catalogue import Services
from proctor_server.services.reviews import ReviewService
from proctor_server.services.sign_in import Passwords
from tests.services.test_reviews import GOOD_REASON, Proctor, closed, put_incident
from tests.support.cast import PASSWORD, PEPPER, Cast
from tests.support.sitting import Sitting
from tests.support.stepped_clock import SteppedClock

TWO_READERS = ReadingPolicy(second_per_mille=1000)


@pytest.fixture
def services(services: Services, database: Database) -> Services:
    return replace(services, reviews=ReviewService(database, TWO_READERS))


@pytest.fixture
def first(services: Services, clock: SteppedClock, cast: Cast) -> Proctor:
    return Proctor(services, clock, cast.proctor.id)


@pytest.fixture
def second(services: Services, clock: SteppedClock, cast: Cast) -> Proctor:
    return Proctor(services, clock, cast.other_proctor.id)


@pytest_asyncio.fixture
async def senior(services: Services, database: Database, clock: SteppedClock) -> Proctor:
    account = await AdministrationService(database, Passwords(), pepper=PEPPER).new_account(
        login="senior.login", display_name="Аға Қараушы", password=PASSWORD, role="proctor", language="kk"
    )
    async with database.write() as tx:
        await add_account(tx, account, actor_id=None, now=clock.now())
        await tx.accounts.set_senior(account.id, is_senior=True)
    return Proctor(services, clock, account.id)


async def read(proctor: Proctor, review_id: str, verdict: IncidentVerdict, outcome: Outcome) -> ReviewState:
    await proctor.claim(review_id)
    await proctor.judge(review_id, "one", verdict)
    rule_id = "left_seat" if outcome is Outcome.VIOLATION else None
    picture = await proctor.decide(review_id, outcome, rule_id=rule_id, reason=GOOD_REASON)
    return picture.review.state


async def begun(sitting: Sitting) -> str:
    review_id = await closed(sitting)
    await put_incident(sitting, "one")
    return review_id


CLEAN = (IncidentVerdict.DISMISSED, Outcome.NO_VIOLATION)
GUILTY = (IncidentVerdict.CONFIRMED, Outcome.VIOLATION)


async def test_the_second_reader_sees_nothing_of_the_first_and_agreement_releases(
    sitting: Sitting, first: Proctor, second: Proctor
) -> None:
    review_id = await begun(sitting)
    assert await read(first, review_id, *GUILTY) is ReviewState.WAITING
    assert (await sitting.attempt()).state is AttemptState.CLOSED
    picture = await second.claim(review_id)
    assert picture.review.round is Round.SECOND
    assert [(one.verdict, one.note, one.verdict_by) for one in picture.incidents] == [(None, "", None)]
    assert picture.decision is None
    assert await read(second, review_id, *GUILTY) is ReviewState.DECIDED
    assert (await sitting.attempt()).state is AttemptState.RELEASED


async def test_nobody_reads_twice_and_differing_goes_to_a_senior(
    sitting: Sitting, first: Proctor, second: Proctor, senior: Proctor
) -> None:
    review_id = await begun(sitting)
    await read(first, review_id, *CLEAN)
    with pytest.raises(ReadBefore):
        await first.claim(review_id)
    assert await read(second, review_id, *GUILTY) is ReviewState.WAITING
    with pytest.raises((ReadBefore, SeniorNeeded)):
        await second.claim(review_id)
    assert await read(senior, review_id, *CLEAN) is ReviewState.DECIDED
    async with sitting.database.read() as tx:
        decision = await tx.reviews.decision(sitting.attempt_id)
        readings = await tx.readings.of_review(review_id)
    assert decision is not None
    assert decision.outcome is Outcome.NO_VIOLATION
    assert [one.round for one in readings] == [Round.FIRST, Round.SECOND, Round.SENIOR]


async def test_the_queue_holds_what_one_may_read_and_counts_the_rest(
    sitting: Sitting, services: Services, cast: Cast, first: Proctor
) -> None:
    review_id = await begun(sitting)
    await read(first, review_id, *GUILTY)
    mine = await services.reviews.queue(proctor_id=cast.proctor.id)
    theirs = await services.reviews.queue(proctor_id=cast.other_proctor.id)
    assert (mine.waiting, mine.n_elsewhere) == ((), 1)
    assert [row.review.round for row in theirs.waiting] == [Round.SECOND]


async def test_who_knows_the_candidate_does_not_read(
    sitting: Sitting, services: Services, cast: Cast, clock: SteppedClock, first: Proctor
) -> None:
    review_id = await begun(sitting)
    await first.claim(review_id)
    await services.reviews.declare_conflict(review_id, proctor_id=cast.proctor.id, now=clock.now())
    assert (await services.reviews.queue(proctor_id=cast.proctor.id)).waiting == ()
    with pytest.raises(KnowsCandidate):
        await first.claim(review_id)
    [row] = (await services.reviews.queue(proctor_id=cast.other_proctor.id)).waiting
    assert row.review.claimed_by is None


async def test_taking_the_next_gives_each_their_own(
    sitting: Sitting, services: Services, cast: Cast, clock: SteppedClock
) -> None:
    review_id = await begun(sitting)
    taken = await services.reviews.next_for(proctor_id=cast.proctor.id, now=clock.now())
    assert taken is not None
    assert taken.review.id == review_id
    assert await services.reviews.next_for(proctor_id=cast.other_proctor.id, now=clock.now()) is None
    with pytest.raises(ClaimedByOther):
        await Proctor(services, clock, cast.other_proctor.id).claim(review_id)


async def test_a_lease_that_ran_out_is_back_in_the_queue(
    sitting: Sitting, services: Services, cast: Cast, clock: SteppedClock
) -> None:
    review_id = await begun(sitting)
    await services.reviews.next_for(proctor_id=cast.proctor.id, now=clock.now())
    clock.step(minutes=30)
    taken = await services.reviews.next_for(proctor_id=cast.other_proctor.id, now=clock.now())
    assert taken is not None
    assert (taken.review.id, taken.review.claimed_by) == (review_id, cast.other_proctor.id)


async def test_a_senior_overrules_with_grounds_and_the_former_decision_stays(
    sitting: Sitting, services: Services, cast: Cast, first: Proctor, second: Proctor, senior: Proctor
) -> None:
    review_id = await begun(sitting)
    overrule = services.reviews.overrule
    now = sitting.clock.now()
    void = {"outcome": Outcome.VOID, "rule_id": None, "now": now}
    senior_id = senior._id
    with pytest.raises(NotDecided):
        await overrule(review_id, reason=GOOD_REASON, senior_id=senior_id, **void)
    await read(first, review_id, *GUILTY)
    await read(second, review_id, *GUILTY)
    with pytest.raises(SeniorNeeded):
        await overrule(review_id, reason=GOOD_REASON, senior_id=cast.proctor.id, **void)
    with pytest.raises(ReasonRequired):
        await overrule(review_id, reason="too short", senior_id=senior_id, **void)
    picture = await overrule(review_id, reason=GOOD_REASON, senior_id=senior_id, **void)
    assert picture.decision is not None
    assert picture.decision.outcome is Outcome.VOID
    kinds = [one.kind for one in await services.notices.mine(cast.aru.id)]
    assert sorted(kinds) == ["attempt_void", "violation_decided"]
    with pytest.raises(SeniorNeeded):
        await services.reviews.require_senior(cast.proctor.id)
    await services.reviews.require_senior(senior_id)


async def test_a_verdict_can_be_taken_back_and_its_reason_is_of_the_list(
    sitting: Sitting, services: Services, cast: Cast, first: Proctor
) -> None:
    review_id = await begun(sitting)
    await first.claim(review_id)
    judge = services.reviews.judge
    common = {"proctor_id": cast.proctor.id, "now": sitting.clock.now()}
    with pytest.raises(UnknownReason):
        await judge(
            review_id,
            "one",
            verdict=IncidentVerdict.DISMISSED,
            reason=VerdictReason.CLEARLY_SEEN,
            **common,
        )
    given = await judge(
        review_id, "one", verdict=IncidentVerdict.UNCLEAR, reason=VerdictReason.BAD_PICTURE, **common
    )
    assert given.verdict_reason is VerdictReason.BAD_PICTURE
    taken = await judge(review_id, "one", verdict=None, **common)
    assert (taken.verdict, taken.verdict_reason, taken.verdict_by) == (None, None, None)


async def test_notes_are_their_authors_alone(
    sitting: Sitting, services: Services, cast: Cast, clock: SteppedClock, second: Proctor
) -> None:
    review_id = await begun(sitting)
    add = services.reviews.add_note
    late = await add(review_id, at_s=70.0, text="a voice", proctor_id=cast.proctor.id, now=clock.now())
    await add(review_id, at_s=5.0, text="a door", proctor_id=cast.proctor.id, now=clock.now())
    mine = await services.reviews.picture(review_id, proctor_id=cast.proctor.id, now=clock.now())
    assert [one.text for one in mine.notes] == ["a door", "a voice"]
    assert (await second.claim(review_id)).notes == ()
    await services.reviews.remove_note(late.id, proctor_id=cast.other_proctor.id)
    await services.reviews.remove_note(late.id, proctor_id=cast.proctor.id)
    mine = await services.reviews.picture(review_id, proctor_id=cast.proctor.id, now=clock.now())
    assert [one.text for one in mine.notes] == ["a door"]

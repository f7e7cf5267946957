"""Known answers in the queue: met unawares, like any review; what reviewers say of them is shown to seniors."""

from dataclasses import replace
from datetime import timedelta

import pytest
import pytest_asyncio

from proctor_server.api import views
from proctor_server.db.database import Database
from proctor_server.review.decision import Outcome, ReviewState
from proctor_server.review.errors import NotDecided, ReasonRequired, SeniorNeeded
from proctor_server.review.incident import IncidentType, IncidentVerdict
from proctor_server.review.probes import BlindPolicy, meets_probe
from proctor_server.services.catalogue import Services
from proctor_server.services.errors import UnknownIncident, UnknownReview
from proctor_server.services.reviews import ReviewService
from proctor_server.services.session_report.service import ReportForm
from proctor_server.services.session_report.tables import as_json
from proctor_server.services.session_report.words import Words
from tests.services.test_readings import senior  # noqa: F401  pytest finds the fixture by its name
from tests.services.test_reviews import GOOD_REASON, Proctor, closed, put_incident
from tests.support.cast import Cast
from tests.support.fixtures import ONE_READER
from tests.support.sitting import Sitting
from tests.support.stepped_clock import SteppedClock

ALWAYS = BlindPolicy(labels_later=True, known_per_mille=1000)
WEEKS = 60 * 24 * 21


@pytest.fixture
def services(services: Services, database: Database) -> Services:
    return replace(services, reviews=ReviewService(database, ONE_READER, ALWAYS))


@pytest_asyncio.fixture
async def settled(
    services: Services,
    database: Database,
    clock: SteppedClock,
    cast: Cast,
    senior: Proctor,  # noqa: F811
) -> Sitting:
    """An attempt of three weeks ago, decided by the first proctor, two incidents marked by a senior."""
    sitting = Sitting(services, database, clock, cast.aru.id)
    review_id = await closed(sitting)
    await put_incident(sitting, "guilty", seconds=25)
    await put_incident(sitting, "innocent", IncidentType.TURNED)
    first = Proctor(services, clock, cast.proctor.id)
    await first.claim(review_id)
    await first.judge(review_id, "guilty", IncidentVerdict.CONFIRMED)
    await first.judge(review_id, "innocent", IncidentVerdict.DISMISSED)
    await first.decide(review_id, Outcome.VIOLATION, rule_id="left_seat", reason=GOOD_REASON)
    for incident_id, truth in (("guilty", True), ("innocent", False)):
        await services.references.mark(
            review_id,
            incident_id,
            is_violation=truth,
            grounds="Seen by three people, all agree",
            senior_id=senior._id,
            now=clock.now(),
        )
    clock.step(minutes=WEEKS)
    return sitting


async def met(sitting: Sitting, cast: Cast) -> tuple[Proctor, str, str]:
    """The other proctor takes a review of today; tell it and the probe that then stands in their queue."""
    today = Sitting(sitting.services, sitting.database, sitting.clock, cast.bek.id)
    review_id = await closed(today)
    await put_incident(today, "todays")
    other = Proctor(sitting.services, sitting.clock, cast.other_proctor.id)
    assert (await other.claim(review_id)).review.id == review_id
    rows = (await sitting.services.reviews.queue(proctor_id=cast.other_proctor.id)).waiting
    [probe_id] = [row.review.id for row in rows if row.review.id != review_id]
    return other, review_id, probe_id


async def test_a_known_answer_looks_like_any_review(settled: Sitting, cast: Cast) -> None:
    other, review_id, probe_id = await met(settled, cast)
    queue = await settled.services.reviews.queue(proctor_id=cast.other_proctor.id)
    now = settled.clock.now()
    rows = {
        row.review.id: views.queue_row(row, proctor_id=cast.other_proctor.id, now=now)
        for row in queue.waiting
    }
    assert queue.n_waiting == len(rows) == 2
    probe, real = rows[probe_id], rows[review_id]
    assert (probe.due_at, probe.severity, probe.round) == (real.due_at, real.severity, real.round)
    assert now - probe.closed_at < real.due_at - now
    shown = views.review(await other.claim(probe_id), proctor_id=cast.other_proctor.id, now=now)
    async with settled.database.read() as tx:
        number = (await tx.attempts.personal_numbers([settled.attempt_id]))[settled.attempt_id]
        source = await tx.reviews.of_attempt(settled.attempt_id)
    assert source is not None
    said = shown.model_dump_json()
    assert not any(one in said for one in (settled.attempt_id, source.id, number, cast.aru.name))
    assert (shown.decision, shown.personal_number.count("-")) == (None, 2)
    assert {one.verdict for one in shown.incidents} == {None}
    beside = settled.services.playback
    assert await beside.items(probe_id) == await beside.items(source.id)
    assert (await beside.sound(probe_id)) == (await beside.sound(source.id))
    assert await settled.services.interventions.of_attempt(shown.attempt_id) == []


async def test_a_blind_reader_sees_neither_label_nor_score_before_the_first_verdict(
    settled: Sitting, cast: Cast
) -> None:
    other, review_id, probe_id = await met(settled, cast)
    for id_, incident_id in ((review_id, "todays"), (probe_id, "guilty")):
        picture = await other.claim(id_)
        view = views.review(picture, proctor_id=cast.other_proctor.id, now=settled.clock.now())
        [incident] = [one for one in view.incidents if one.id == incident_id]
        assert (view.blind, incident.type.value, incident.rule_id) == (True, "unlabelled", "")
        assert (incident.confidence, incident.measure, incident.curve) == (0.0, "", [])
        assert incident.t1_s > incident.t0_s
        await other.judge(id_, incident_id, IncidentVerdict.UNCLEAR)
        picture = await other.claim(id_)
        view = views.review(picture, proctor_id=cast.other_proctor.id, now=settled.clock.now())
        [incident] = [one for one in view.incidents if one.id == incident_id]
        assert (incident.type.value, incident.confidence) == ("absent", 0.9)


async def test_first_verdicts_become_sensitivity_and_specificity(settled: Sitting, cast: Cast) -> None:
    other, _, probe_id = await met(settled, cast)
    await other.claim(probe_id)
    await other.judge(probe_id, "guilty", IncidentVerdict.CONFIRMED)
    await other.judge(probe_id, "innocent", IncidentVerdict.CONFIRMED)
    await other.judge(probe_id, "innocent", IncidentVerdict.DISMISSED)  # once the label is seen
    with pytest.raises(UnknownIncident):
        await other.judge(probe_id, "todays", IncidentVerdict.CONFIRMED)
    picture = await other.decide(probe_id, Outcome.VIOLATION, rule_id="left_seat", reason=GOOD_REASON)
    assert picture.review.state is ReviewState.DECIDED
    agreement = {one.reader_id: one for one in await settled.services.pace.agreement(settled.clock.now())}
    known = agreement[cast.other_proctor.id].known
    assert (known.sensitivity.hits, known.sensitivity.n) == (1, 1)
    assert (known.specificity.hits, known.specificity.n) == (0, 1)
    assert agreement[cast.proctor.id].known.sensitivity.n == 0


async def test_a_probe_changes_nothing_of_the_settled_review(settled: Sitting, cast: Cast) -> None:
    async with settled.database.read() as tx:
        before = (await tx.incidents.of_attempt(settled.attempt_id), await tx.sealed.decisions())
    other, _, probe_id = await met(settled, cast)
    await other.claim(probe_id)
    await other.give_back(probe_id)
    await other.claim(probe_id)
    for incident_id in ("guilty", "innocent"):
        await other.judge(probe_id, incident_id, IncidentVerdict.DISMISSED)
    await other.decide(probe_id)
    async with settled.database.read() as tx:
        assert (await tx.incidents.of_attempt(settled.attempt_id), await tx.sealed.decisions()) == before
    queue = await settled.services.reviews.queue(proctor_id=cast.other_proctor.id)
    assert probe_id in [row.review.id for row in queue.decided]
    assert probe_id not in [row.review.id for row in queue.waiting]


async def test_a_probe_is_one_readers_and_comes_once(settled: Sitting, cast: Cast) -> None:
    other, review_id, probe_id = await met(settled, cast)
    reviews, now = settled.services.reviews, settled.clock.now()
    with pytest.raises(UnknownReview):
        await reviews.picture(probe_id, proctor_id=cast.proctor.id, now=now)
    await other.give_back(review_id)
    await other.claim(review_id)
    waiting = (await reviews.queue(proctor_id=cast.other_proctor.id)).waiting
    assert sorted(row.review.id for row in waiting) == sorted([review_id, probe_id])
    mine = (await reviews.queue(proctor_id=cast.proctor.id)).waiting
    assert [row.review.id for row in mine] == [review_id]


async def test_the_next_review_may_be_a_probe_and_notes_on_it_are_kept(settled: Sitting, cast: Cast) -> None:
    _, review_id, probe_id = await met(settled, cast)
    reviews, now, who = settled.services.reviews, settled.clock.now(), cast.other_proctor.id
    taken = await reviews.next_for(proctor_id=who, now=now)
    assert taken is not None
    assert taken.review.id in (probe_id, review_id)
    note = await reviews.add_note(probe_id, at_s=3.0, text="a door", proctor_id=who, now=now)
    assert [one.text for one in (await reviews.picture(probe_id, proctor_id=who, now=now)).notes] == [
        "a door"
    ]
    await reviews.remove_note(note.id, proctor_id=who)
    assert (await reviews.picture(probe_id, proctor_id=who, now=now)).notes == ()
    await reviews.declare_conflict(probe_id, proctor_id=who, now=now)
    assert probe_id not in [row.review.id for row in (await reviews.queue(proctor_id=who)).waiting]


async def test_only_seniors_mark_only_what_is_settled_and_with_grounds(
    settled: Sitting,
    cast: Cast,
    senior: Proctor,  # noqa: F811
) -> None:
    _, review_id, _ = await met(settled, cast)
    mark, now = settled.services.references.mark, settled.clock.now()
    async with settled.database.read() as tx:
        source = await tx.reviews.of_attempt(settled.attempt_id)
    assert source is not None
    good = {"is_violation": True, "grounds": GOOD_REASON, "now": now}
    with pytest.raises(SeniorNeeded):
        await mark(source.id, "guilty", senior_id=cast.proctor.id, **good)
    with pytest.raises(NotDecided):
        await mark(review_id, "todays", senior_id=senior._id, **good)
    with pytest.raises(ReasonRequired):
        await mark(source.id, "guilty", senior_id=senior._id, **{**good, "grounds": "because"})
    with pytest.raises(UnknownIncident):
        await mark(source.id, "todays", senior_id=senior._id, **good)
    references = settled.services.references
    assert {one.incident_id for one in await references.all()} == {"guilty", "innocent"}
    for incident_id in ("guilty", "innocent"):
        await references.withdraw(incident_id, senior_id=senior._id, now=now)
    assert await references.all() == []
    with pytest.raises(UnknownIncident):
        await references.withdraw("guilty", senior_id=senior._id, now=now)
    async with settled.database.read() as tx:
        assert all(one.released_at is not None for one in await tx.storage.holds(settled.attempt_id))


@pytest.mark.parametrize("per_mille", [0, 50, 1000])
def test_about_so_many_of_a_thousand_come(per_mille: int) -> None:
    n = sum(
        meets_probe(f"review {no}", "reader", BlindPolicy(known_per_mille=per_mille)) for no in range(4000)
    )
    assert abs(n - 4 * per_mille) <= 60


async def test_a_report_of_a_known_answer_says_what_its_reader_signed_and_looks_like_any(
    settled: Sitting, cast: Cast
) -> None:
    other, _, probe_id = await met(settled, cast)
    take = settled.services.reports.report
    asked = {"reader_id": cast.other_proctor.id, "form": ReportForm.JSON, "language": "ru"}
    await other.claim(probe_id)
    with pytest.raises(NotDecided):
        await take(probe_id, **asked, now=settled.clock.now())
    for incident_id in ("guilty", "innocent"):
        await other.judge(probe_id, incident_id, IncidentVerdict.DISMISSED)
    await other.decide(probe_id, Outcome.NO_VIOLATION, reason="")
    report, _ = await take(probe_id, **asked, now=settled.clock.now())
    assert [one.outcome for one in report.decisions] == [Outcome.NO_VIOLATION]
    assert {one.incident.verdict for one in report.incidents} == {IncidentVerdict.DISMISSED}
    assert settled.clock.now() - report.closed_at < timedelta(days=7)
    said = as_json(report, Words("ru")).decode()
    async with settled.database.read() as tx:
        number = (await tx.attempts.personal_numbers([settled.attempt_id]))[settled.attempt_id]
    assert not any(one in said for one in (settled.attempt_id, number, GOOD_REASON, "guilty"))

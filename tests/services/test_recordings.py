"""From segments to incidents and coverage: in any order, repeated, failing, with gaps and their causes."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import permutations

import pytest

from proctor_server.db.attempts import IntegrityRecord
from proctor_server.db.database import Database, Transaction
from proctor_server.db.recordings import Part, Segment, SegmentState
from proctor_server.ingest.events import PartClosed, PartStarted
from proctor_server.review.coverage import CoverageCause, CoverageSpan, CoverageState
from proctor_server.review.incident import Incident, IncidentType, IncidentVerdict
from proctor_server.services.analysis import AnalysisJob
from proctor_server.services.coverage import coverage_of
from proctor_server.services.recordings import RecordingIndex, index_segment
from tests.support.cast import Cast
from tests.support.observations import through_segment
from tests.support.sitting import Sitting, segment_row
from tests.support.stepped_clock import SteppedClock

AWAY = {2, 3, 4}
"""The segments of four seconds in which the chair is empty: from 8 s to 20 s."""
N_SEGMENTS = 7


async def segments_of(sitting: Sitting) -> list[Segment]:
    async with sitting.database.read() as tx:
        return await tx.recordings.segments_of(sitting.attempt_id)


async def incidents_of(sitting: Sitting) -> list[Incident]:
    async with sitting.database.read() as tx:
        return await tx.incidents.of_attempt(sitting.attempt_id)


async def claim_all(sitting: Sitting) -> list[AnalysisJob]:
    jobs = []
    while (job := await sitting.services.analysis.claim(sitting.clock.now())) is not None:
        jobs.append(job)
    return jobs


async def analyse(sitting: Sitting, jobs: Sequence[AnalysisJob]) -> None:
    for job in jobs:
        observations = through_segment(job.t0_s, away=round(job.t0_s / 4) in AWAY)
        await sitting.services.analysis.record(job.segment, observations, cpu_s=0.1, now=sitting.clock.now())


async def recorded(sitting: Sitting, *, n_segments: int = N_SEGMENTS) -> list[AnalysisJob]:
    """An attempt with a part of so many segments, closed, nothing analysed."""
    await sitting.start()
    await sitting.record_part("part", n_segments=n_segments)
    sitting.clock.step(seconds=n_segments * 4)
    await sitting.submit()
    return await claim_all(sitting)


def essence(incidents: Sequence[Incident]) -> list[tuple[object, ...]]:
    return [(one.id, one.type, one.t0_s, one.t1_s, one.open, round(one.confidence, 6)) for one in incidents]


async def test_an_empty_chair_becomes_one_incident_with_its_evidence(sitting: Sitting) -> None:
    jobs = await recorded(sitting)
    assert [job.t0_s for job in jobs] == [n * 4.0 for n in range(N_SEGMENTS)]
    await analyse(sitting, jobs)
    [incident] = await incidents_of(sitting)
    assert (incident.type, incident.rule_id, incident.open) == (IncidentType.ABSENT, "left_seat", False)
    assert (incident.t0_s, incident.t1_s) == (8.0, 19.5)
    assert incident.measure == "face_score"
    assert len(incident.curve) == 24
    assert 0 < incident.confidence <= 1


async def test_an_incident_is_open_while_it_lasts(sitting: Sitting) -> None:
    jobs = await recorded(sitting)
    await analyse(sitting, jobs[:4])
    [incident] = await incidents_of(sitting)
    assert incident.open
    await analyse(sitting, jobs[4:])
    [ended] = await incidents_of(sitting)
    assert (ended.id, ended.open) == (incident.id, False)


async def test_the_end_of_the_attempt_ends_what_is_open(sitting: Sitting) -> None:
    jobs = await recorded(sitting, n_segments=5)
    await analyse(sitting, jobs)
    [incident] = await incidents_of(sitting)
    assert not incident.open
    assert await finished(sitting)


async def finished(sitting: Sitting) -> bool:
    async with sitting.database.read() as tx:
        return sitting.attempt_id in await tx.incidents.finished([sitting.attempt_id])


ORDERS = [*list(permutations(range(4)))[1::5]]


@pytest.mark.parametrize("order", ORDERS)
async def test_whichever_segment_is_analysed_first_the_incidents_are_the_same(
    order: tuple[int, ...], sitting: Sitting
) -> None:
    jobs = await recorded(sitting)
    await analyse(sitting, [*(jobs[n] for n in order), *jobs[4:]])
    assert [(one.t0_s, one.t1_s, one.open) for one in await incidents_of(sitting)] == [(8.0, 19.5, False)]
    assert all(segment.folded for segment in await segments_of(sitting))


async def test_repeating_an_analysis_doubles_nothing(sitting: Sitting) -> None:
    jobs = await recorded(sitting)
    await analyse(sitting, jobs)
    before = essence(await incidents_of(sitting))
    await analyse(sitting, jobs)
    await analyse(sitting, list(reversed(jobs)))
    await sitting.services.analysis.finish_closed(sitting.clock.now())
    assert essence(await incidents_of(sitting)) == before


async def test_a_segment_found_late_gives_the_same_incidents_as_one_in_time(
    sitting: Sitting, database: Database
) -> None:
    """Recovery indexes segments that a crash left out; by then later ones are folded."""
    await sitting.start()
    part = await sitting.record_part("part", n_segments=0)
    async with database.write() as tx:
        for no in (0, 1, 2, 4, 5, 6):
            await index(tx, part, no)
    sitting.clock.step(seconds=28)
    await sitting.submit()
    await analyse(sitting, await claim_all(sitting))
    broken = await incidents_of(sitting)
    async with database.write() as tx:
        assert await index(tx, part, 3)
        assert not await index(tx, part, 3)
    await analyse(sitting, await claim_all(sitting))
    assert [(one.t0_s, one.t1_s, one.open) for one in broken] != [(8.0, 19.5, False)]
    assert [(one.t0_s, one.t1_s, one.open) for one in await incidents_of(sitting)] == [(8.0, 19.5, False)]
    assert await finished(sitting)


async def index(tx: Transaction, part: Part, no: int) -> bool:
    return await index_segment(tx, part, segment_row(part.id, no))


async def test_a_segment_after_a_finished_fold_leaves_nothing_open(
    sitting: Sitting, database: Database
) -> None:
    """Story: an incident raised by a segment that came after the end was never ended."""
    await sitting.start()
    part = await sitting.record_part("part", n_segments=2)
    sitting.clock.step(seconds=20)
    await sitting.submit()
    await analyse(sitting, await claim_all(sitting))
    assert await finished(sitting)
    async with database.write() as tx:
        for no in (2, 3):
            await index(tx, part, no)
    await analyse(sitting, await claim_all(sitting))
    [incident] = await incidents_of(sitting)
    assert not incident.open


async def test_a_verdict_survives_a_repeated_fold(sitting: Sitting, database: Database, cast: Cast) -> None:
    jobs = await recorded(sitting)
    await analyse(sitting, jobs)
    [incident] = await incidents_of(sitting)
    review_id, now = await sitting.review_id(), sitting.clock.now()
    reviews = sitting.services.reviews
    await reviews.claim(review_id, proctor_id=cast.proctor.id, now=now)
    await reviews.judge(
        review_id,
        incident.id,
        verdict=IncidentVerdict.DISMISSED,
        note="the candidate fetched water",
        proctor_id=cast.proctor.id,
        now=now,
    )
    async with database.write() as tx:
        await tx.recordings.unfold(sitting.attempt_id)
    await sitting.record_part("late", n_segments=1, at_s=-4.0)
    await analyse(sitting, await claim_all(sitting))
    kept = {one.id: one for one in await incidents_of(sitting)}[incident.id]
    assert (kept.verdict, kept.note) == (IncidentVerdict.DISMISSED, "the candidate fetched water")


async def test_a_lease_that_lapsed_gives_the_segment_to_another(sitting: Sitting) -> None:
    [job] = await recorded(sitting, n_segments=1)
    claim = sitting.services.analysis.claim
    assert await claim(sitting.clock.step(seconds=59.999)) is None
    again = await claim(sitting.clock.step(seconds=0.001))
    assert again is not None
    assert (again.segment.id, again.segment.n_tries) == (job.segment.id, 2)


async def test_a_segment_that_fails_thrice_counts_as_not_analysed_by_our_fault(sitting: Sitting) -> None:
    jobs = await recorded(sitting, n_segments=3)
    await analyse(sitting, [jobs[0], jobs[2]])
    job = jobs[1]
    for n_tries in (1, 2, 3):
        assert job.segment.n_tries == n_tries
        assert not await finished(sitting)
        await sitting.services.analysis.fail(job.segment, sitting.clock.now())
        [job] = await claim_all(sitting) or [job]
    assert [one.state for one in await segments_of(sitting)] == [
        SegmentState.ANALYSED,
        SegmentState.FAILED,
        SegmentState.ANALYSED,
    ]
    assert await finished(sitting)
    spans = await coverage(sitting)
    assert (4.0, 8.0, CoverageState.NOT_OBSERVED, CoverageCause.ANALYSIS) in spans


# --- coverage -------------------------------------------------------------------------------------------


async def coverage(sitting: Sitting) -> list[tuple[float, float, CoverageState, CoverageCause | None]]:
    attempt = await sitting.attempt()
    until = attempt.closed_at or sitting.clock.now()
    async with sitting.database.read() as tx:
        spans: Sequence[CoverageSpan] = await coverage_of(tx, attempt, until)
    return [(one.t0_s, one.t1_s, one.state, one.cause) for one in spans]


async def with_events(sitting: Sitting, *events: tuple[float, str]) -> None:
    started_at = (await sitting.attempt()).started_at
    assert started_at is not None
    records = [
        IntegrityRecord(f"{at_s} {kind}", kind, at := started_at + timedelta(seconds=at_s), at)
        for at_s, kind in events
    ]
    await sitting.services.attempts.record_events(sitting.candidate_id, sitting.attempt_id, records)


async def alive(sitting: Sitting, *, after_s: float = 0.0, for_s: float) -> None:
    """A server was alive from `after_s` for so long, in seconds after now."""
    now = sitting.clock.now() + timedelta(seconds=after_s)
    life = await sitting.services.recordings.begin_life(now)
    await sitting.services.recordings.still_alive(life, now + timedelta(seconds=for_s))


OBSERVED = (CoverageState.OBSERVED, None)
MISSED = CoverageState.NOT_OBSERVED


async def test_recorded_time_is_pending_until_it_is_analysed(sitting: Sitting) -> None:
    await sitting.start()
    await alive(sitting, for_s=8)
    await sitting.record_part("part", n_segments=2)
    sitting.clock.step(seconds=8)
    await sitting.submit()
    assert await coverage(sitting) == [(0.0, 8.0, CoverageState.PENDING, None)]
    await analyse(sitting, await claim_all(sitting))
    assert await coverage(sitting) == [(0.0, 8.0, *OBSERVED)]


@pytest.mark.parametrize(
    ("begins", "ends", "cause"),
    [
        ("offline", "online", CoverageCause.NETWORK),
        ("media_disconnected", "media_connected", CoverageCause.NETWORK),
        ("camera_ended", "camera_opened", CoverageCause.CAMERA_ENDED),
        ("camera_muted", "camera_unmuted", CoverageCause.CAMERA_MUTED),
        ("page_hidden", "page_shown", CoverageCause.NOT_CONNECTED),
    ],
)
async def test_a_gap_is_explained_by_what_the_page_said(
    begins: str, ends: str, cause: CoverageCause, sitting: Sitting
) -> None:
    await sitting.start()
    await alive(sitting, for_s=20)
    await sitting.record_part("one", n_segments=2)
    await sitting.record_part("two", n_segments=2, at_s=12)
    await with_events(sitting, (8.0, begins), (12.0, ends))
    sitting.clock.step(seconds=20)
    await sitting.submit()
    await analyse(sitting, await claim_all(sitting))
    assert await coverage(sitting) == [
        (0.0, 8.0, *OBSERVED),
        (8.0, 12.0, MISSED, cause),
        (12.0, 20.0, *OBSERVED),
    ]


async def test_what_the_page_said_never_unmakes_what_was_recorded(sitting: Sitting) -> None:
    await sitting.start()
    await alive(sitting, for_s=8)
    await sitting.record_part("part", n_segments=2)
    await with_events(sitting, (1.0, "offline"), (2.0, "camera_ended"))
    sitting.clock.step(seconds=8)
    await sitting.submit()
    await analyse(sitting, await claim_all(sitting))
    assert await coverage(sitting) == [
        (0.0, 2.0, *OBSERVED),
        (2.0, 8.0, CoverageState.OBSERVED, CoverageCause.CAMERA_ENDED),
    ]


async def test_a_time_without_a_server_is_our_fault_and_never_the_candidates(sitting: Sitting) -> None:
    """The page reports that it was offline; the server knows that it was not there."""
    await sitting.start()
    await alive(sitting, for_s=8)
    await alive(sitting, after_s=20, for_s=8)
    await sitting.record_part("one", n_segments=2)
    await sitting.record_part("two", n_segments=2, at_s=20)
    await with_events(sitting, (8.0, "offline"), (20.0, "online"))
    sitting.clock.step(seconds=28)
    await sitting.submit()
    await analyse(sitting, await claim_all(sitting))
    assert await coverage(sitting) == [
        (0.0, 8.0, *OBSERVED),
        (8.0, 20.0, MISSED, CoverageCause.SERVER),
        (20.0, 28.0, *OBSERVED),
    ]


@pytest.mark.parametrize("cause", ["server_stop", "storage_failed", "peer_failed"])
async def test_a_part_that_ended_by_our_doing_makes_the_gap_after_it_ours(
    cause: str, sitting: Sitting
) -> None:
    """The page says that its line broke; it was the node that died."""
    await sitting.start()
    await alive(sitting, for_s=60)
    await sitting.record_part("one", n_segments=2, cause=cause)
    await sitting.record_part("two", n_segments=2, at_s=14)
    await with_events(sitting, (9.0, "media_disconnected"), (14.0, "media_connected"))
    sitting.clock.step(seconds=22)
    await sitting.submit()
    await analyse(sitting, await claim_all(sitting))
    assert await coverage(sitting) == [
        (0.0, 8.0, *OBSERVED),
        (8.0, 14.0, MISSED, CoverageCause.SERVER),
        (14.0, 22.0, *OBSERVED),
    ]


async def test_a_page_that_stays_away_after_our_failure_has_fifteen_seconds_of_ours(sitting: Sitting) -> None:
    await sitting.start()
    await alive(sitting, for_s=60)
    await sitting.record_part("one", n_segments=2, cause="server_stop")
    sitting.clock.step(seconds=40)
    await sitting.submit()
    await analyse(sitting, await claim_all(sitting))
    assert await coverage(sitting) == [
        (0.0, 8.0, *OBSERVED),
        (8.0, 23.0, MISSED, CoverageCause.SERVER),
        (23.0, 40.0, MISSED, CoverageCause.NOT_CONNECTED),
    ]


async def test_a_page_that_we_refused_lacks_nothing_of_its_own(sitting: Sitting) -> None:
    """No node lived: each try to connect, at most eight seconds apart, says that the time until the next is ours."""
    await sitting.start()
    await alive(sitting, for_s=60)
    await sitting.record_part("one", n_segments=2, cause="server_stop")
    for at_s in (12, 19, 26):
        at = sitting.clock.now() + timedelta(seconds=at_s)
        await sitting.services.recordings.media_refused(sitting.attempt_id, at)
    await sitting.record_part("two", n_segments=2, at_s=32)
    sitting.clock.step(seconds=40)
    await sitting.submit()
    await analyse(sitting, await claim_all(sitting))
    assert await coverage(sitting) == [
        (0.0, 8.0, *OBSERVED),
        (8.0, 32.0, MISSED, CoverageCause.SERVER),
        (32.0, 40.0, *OBSERVED),
    ]


async def test_a_candidate_who_never_connected_was_not_observed(sitting: Sitting) -> None:
    await sitting.start()
    await alive(sitting, for_s=60)
    sitting.clock.step(seconds=60)
    await sitting.submit()
    assert await coverage(sitting) == [(0.0, 60.0, MISSED, CoverageCause.NOT_CONNECTED)]


# --- the index ------------------------------------------------------------------------------------------


async def test_the_index_writes_down_a_recording_as_the_ingest_tells_it(
    sitting: Sitting, database: Database, clock: SteppedClock
) -> None:
    await sitting.start()
    sink = RecordingIndex(database, clock)
    key = f"{sitting.attempt_id}/p1.webm"
    await sink.part_started(PartStarted("p1", sitting.attempt_id, clock.now(), key, 640, 480))
    for _ in range(2):
        await sink.segment_closed(segment_row("p1", 0))
    await sink.segment_closed(segment_row("p1", 1))
    await sink.segment_closed(segment_row("no such part", 0))
    await sink.part_closed(PartClosed("p1", "peer_closed", 8000, 12_345))
    await sink.part_closed(PartClosed("p1", "server_stop", 1, 1))
    await sink.part_closed(PartClosed("no such part", "no_media", 0, 0))
    async with database.read() as tx:
        [part] = await tx.recordings.parts_of(sitting.attempt_id)
        assert await tx.recordings.total_bytes() == 12_345
    assert (part.ended_cause, part.duration_ms, part.width) == ("peer_closed", 8000, 640)
    assert [(one.no, one.begins_at - clock.now()) for one in await segments_of(sitting)] == [
        (0, timedelta(0)),
        (1, timedelta(seconds=4)),
    ]


async def test_page_events_are_kept_once(sitting: Sitting) -> None:
    await sitting.start()
    await with_events(sitting, (1.0, "page_hidden"), (2.0, "page_shown"))
    await with_events(sitting, (1.0, "page_hidden"), (3.0, "offline"))
    async with sitting.database.read() as tx:
        kinds = [one.kind for one in await tx.attempts.events(sitting.attempt_id)]
    assert kinds == ["page_hidden", "page_shown", "offline"]


async def test_page_events_are_told_in_the_order_they_happened(sitting: Sitting) -> None:
    """Story: a page that was offline sends both events in one batch; read in the order of their random ids,
    "online" came first and the line seemed gone for the rest of the attempt.
    """
    await sitting.start()
    now = sitting.clock.now()
    off, on = now + timedelta(seconds=8), now + timedelta(seconds=12)
    batch = [
        IntegrityRecord("z", "offline", off, now + timedelta(seconds=13)),
        IntegrityRecord("a", "online", on, now + timedelta(seconds=13)),
    ]
    await sitting.services.attempts.record_events(sitting.candidate_id, sitting.attempt_id, batch)
    await alive(sitting, for_s=30)
    await sitting.record_part("one", n_segments=2)
    sitting.clock.step(seconds=30)
    await sitting.submit()
    await analyse(sitting, await claim_all(sitting))
    assert await coverage(sitting) == [
        (0.0, 8.0, *OBSERVED),
        (8.0, 12.0, MISSED, CoverageCause.NETWORK),
        (12.0, 30.0, MISSED, CoverageCause.NOT_CONNECTED),
    ]

"""The job that ends what is over: attempts, and the folds of attempts that are closed."""

from pathlib import Path

import pytest

from exam_engine.attempt import AttemptState, CloseCause
from proctor_server.db.database import Database
from proctor_server.ingest.ingest import Ingest
from proctor_server.services.catalogue import Services
from proctor_server.services.recordings import RecordingIndex
from proctor_server.workers.deadlines import DeadlineWorker
from tests.support.cast import Cast
from tests.support.sitting import Sitting
from tests.support.stepped_clock import SteppedClock


@pytest.fixture
def deadlines(services: Services, database: Database, clock: SteppedClock, folder: Path) -> DeadlineWorker:
    ingest = Ingest(folder=folder, sink=RecordingIndex(database, clock), clock=clock)
    return DeadlineWorker(services.attempts, services.analysis, ingest=ingest, clock=clock)


async def test_an_attempt_is_closed_when_its_grace_is_over_and_not_before(
    sitting: Sitting, deadlines: DeadlineWorker, clock: SteppedClock
) -> None:
    await sitting.start()
    clock.step(minutes=55, seconds=29.9)
    await deadlines.step()
    assert (await sitting.attempt()).state is AttemptState.RUNNING
    clock.step(seconds=0.1)
    for _ in range(2):
        await deadlines.step()
        assert (await sitting.attempt()).close_cause is CloseCause.TIME_UP


async def test_a_closed_attempt_without_a_recording_can_be_decided_at_once(
    sitting: Sitting, deadlines: DeadlineWorker, cast: Cast
) -> None:
    """A camera with no frames makes no part; its review must not wait for an analysis for ever."""
    await sitting.start()
    await sitting.submit()
    await deadlines.step()
    [row] = (await sitting.services.reviews.queue(proctor_id=cast.proctor.id)).waiting
    assert not row.analysis_pending


async def test_a_recording_that_goes_on_keeps_the_decision_waiting(
    sitting: Sitting, deadlines: DeadlineWorker, cast: Cast
) -> None:
    await sitting.start()
    await sitting.record_part("part", n_segments=1, ended=False)
    await sitting.submit()
    await deadlines.step()
    [row] = (await sitting.services.reviews.queue(proctor_id=cast.proctor.id)).waiting
    assert row.analysis_pending

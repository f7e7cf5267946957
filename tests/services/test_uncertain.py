"""A picture too poor to judge: no incident, and the reviewer's page says where it was, from observation to page."""

from collections.abc import Callable
from dataclasses import replace

from proctor_server.api import views
from proctor_server.services.analysis import AnalysisJob
from tests.support.observations import at_desk, empty_chair, through_segment
from tests.support.sitting import Sitting
from vision.observation import Observation

N_SEGMENTS = 6


def dim(at_s: float) -> Observation:
    """The same desk by a screen's light: not dark enough to be told of, too dark to tell anything by."""
    return replace(at_desk(at_s), light=replace(at_desk(at_s).light, luma=50.0))


def dim_and_turned(at_s: float) -> Observation:
    face = at_desk(at_s).face
    assert face is not None
    return replace(dim(at_s), face=replace(face, yaw_deg=60.0))


async def line_of(
    sitting: Sitting, look_of: dict[int, Callable[[float], Observation]]
) -> tuple[list[tuple[float, float, str]], list[str]]:
    """The reviewer's coverage line and kinds of incidents after an attempt that looked like that."""
    await sitting.start()
    await sitting.record_part("part", n_segments=N_SEGMENTS)
    sitting.clock.step(seconds=N_SEGMENTS * 4)
    await sitting.submit()
    jobs: list[AnalysisJob] = []
    while (job := await sitting.services.analysis.claim(sitting.clock.now())) is not None:
        jobs.append(job)
    for n in (1, 0, *range(2, N_SEGMENTS)):  # the second segment is ready first
        look = look_of.get(n, at_desk)
        seen = [look(one.at_s) for one in through_segment(jobs[n].t0_s, away=False)]
        await sitting.services.analysis.record(jobs[n].segment, seen, cpu_s=0.1, now=sitting.clock.now())
    picture = await sitting.services.reviews.picture(
        await sitting.review_id(), proctor_id="nobody", now=sitting.clock.now()
    )
    page = views.review(picture, proctor_id="nobody", now=sitting.clock.now())
    spans = [(round(one.t0_s), round(one.t1_s), one.state) for one in page.coverage]
    return spans, [one.type.value for one in page.incidents]


async def test_nothing_is_told_of_the_person_and_the_line_says_where(sitting: Sitting) -> None:
    spans, kinds = await line_of(sitting, {1: dim_and_turned, 2: dim_and_turned, 3: dim})
    assert spans == [(0, 4, "observed"), (4, 16, "uncertain"), (16, 24, "observed")]
    assert kinds == []


async def test_the_same_in_a_good_picture_is_told(sitting: Sitting) -> None:
    spans, kinds = await line_of(sitting, {1: empty_chair, 2: empty_chair})
    assert spans == [(0, 24, "observed")]
    assert kinds == ["absent"]

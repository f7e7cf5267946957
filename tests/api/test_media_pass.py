"""Passes to recordings: they come with the review, are one reader's for one attempt, and run out."""

from datetime import timedelta

import pytest_asyncio

from proctor_server.api.house import House
from proctor_server.api.media_pass import HOLDS_FOR
from proctor_server.db.database import Database
from proctor_server.review.moments import Moment
from tests.services.test_reviews import put_incident
from tests.support.cast import Cast
from tests.support.page import Page
from tests.support.running_app import OpenPage
from tests.support.sitting import Sitting

NEEDED = (403, "media_pass_needed")
THERE = (404, "blob_not_found")
"""What a reader with a pass is told here: nothing was written where the picture should be."""


@pytest_asyncio.fixture(loop_scope="module")
async def still_url(seat: Sitting, database: Database) -> str:
    """A picture of an incident in a review that waits."""
    await seat.start()
    await seat.submit()
    await seat.services.analysis.finish_closed(seat.clock.now())
    incident = await put_incident(seat, f"incident-{seat.attempt_id}")
    async with database.write() as tx:
        await tx.stills.put(incident.id, Moment.START, "stills/none")
    return f"/api/media/stills/{incident.id}/start"


async def told(page: Page, url: str) -> tuple[int, str]:
    answer = await page.http.get(url)
    return answer.status_code, str(answer.json()["code"])


async def test_a_pass_comes_with_the_review(
    still_url: str, seat: Sitting, cast: Cast, open_page: OpenPage
) -> None:
    page = await open_page(cast.proctor)
    assert await told(page, still_url) == NEEDED
    review = await page.http.get(f"/api/proctor/reviews/{await seat.review_id()}")
    flags = review.headers["set-cookie"]
    assert all(word in flags for word in ("HttpOnly", "Path=/api/media", "SameSite=strict", "Max-Age=600"))
    assert seat.attempt_id not in flags
    assert await told(page, still_url) == THERE


async def test_a_pass_is_one_readers_for_one_attempt(
    still_url: str, seat: Sitting, house: House, cast: Cast, open_page: OpenPage
) -> None:
    page = await open_page(cast.proctor)
    page.let_read(house, "another-attempt", cast.proctor)
    assert await told(page, still_url) == NEEDED
    page.let_read(house, seat.attempt_id, cast.other_proctor)
    assert await told(page, still_url) == NEEDED
    page.let_read(house, seat.attempt_id, cast.proctor)
    assert await told(page, still_url) == THERE


async def test_a_pass_runs_out_and_cannot_be_lengthened(
    still_url: str, seat: Sitting, house: House, cast: Cast, open_page: OpenPage
) -> None:
    page = await open_page(cast.proctor)
    page.let_read(house, seat.attempt_id, cast.proctor)
    seat.clock.step(seconds=HOLDS_FOR.total_seconds() - 1)
    assert await told(page, still_url) == THERE
    seat.clock.step(seconds=2)
    assert await told(page, still_url) == NEEDED
    ended = seat.clock.now() - HOLDS_FOR - timedelta(seconds=1)
    until, _, signature = house.passes.value(seat.attempt_id, cast.proctor.id, ended).partition(".")
    for forged in (f"{int(until) + 3600}.{signature}", f"{until}.{signature}", f".{signature}", until, "."):
        page.http.cookies.set(
            house.passes.name(seat.attempt_id), forged, domain="synaq.test", path="/api/media"
        )
        assert await told(page, still_url) == NEEDED, forged

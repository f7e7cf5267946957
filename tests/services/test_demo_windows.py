"""The demo's windows: a newcomer can book the day it was loaded, and loading it again adds nothing."""

from datetime import timedelta

from exam_engine.working_days import WorkCalendar
from proctor_server.db.database import Database
from proctor_server.services.catalogue import Services
from proctor_server.services.demo_windows import add_windows
from tests.support.cast import Cast
from tests.support.stepped_clock import SteppedClock


async def test_a_newcomer_can_book_tomorrow_and_any_time_of_the_day_after(
    services: Services, cast: Cast, database: Database, clock: SteppedClock
) -> None:
    now = clock.now()
    assert await add_windows(database, actor_id=cast.administrator.id, now=now) > 0
    assert await add_windows(database, actor_id=cast.administrator.id, now=now) == 0
    offers = {one.programme.id: one for one in await services.booking.offers(cast.aru.id, now)}
    morning, whole_day = (one.window for one in offers["legislation"].windows)
    assert [one.refusal for one in offers["legislation"].windows] == [None, None]
    assert morning.opens_on - now.astimezone(WorkCalendar().zone).date() == timedelta(days=1)
    assert whole_day.closes_at - whole_day.opens_at == timedelta(days=1)
    place = await services.booking.book(cast.aru.id, morning.id, "kk", now)
    assert place.booking.window_id == morning.id

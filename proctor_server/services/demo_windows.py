"""Windows of the demo, so that a newcomer can book: a morning of tomorrow, and the day after at any time."""

from datetime import datetime, time, timedelta

from exam_engine.working_days import WorkCalendar
from item_bank.text import TEST_LANGUAGES
from proctor_server.db.database import Database
from proctor_server.services.demo import fillable
from proctor_server.services.windows import WindowService

MORNING, NOON = time(9), time(13)
PLACES = 30


async def add_windows(database: Database, *, actor_id: str, now: datetime) -> int:
    """Offer both windows of every programme that has none to come; returns how many are new."""
    windows, zone = WindowService(database), WorkCalendar().zone
    offered = {
        one.stored.window.stage_id for one in await windows.coming(now) if one.stored.window.opens_at > now
    }
    tomorrow = (now.astimezone(zone) + timedelta(days=1)).date()

    def at(days: int, hour: time) -> datetime:
        return datetime.combine(tomorrow + timedelta(days=days), hour, zone)

    spans = ((at(0, MORNING), at(0, NOON), PLACES), (at(1, time(0)), at(2, time(0)), None))
    n_new = 0
    for programme_id in await fillable(database):
        for opens_at, closes_at, capacity in () if programme_id in offered else spans:
            await windows.add(
                programme_id=programme_id,
                opens_at=opens_at,
                closes_at=closes_at,
                languages=sorted(TEST_LANGUAGES),
                capacity=capacity,
                open_to_all=True,
                actor_id=actor_id,
                now=now,
            )
            n_new += 1
    return n_new

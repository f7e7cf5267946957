"""Tells seniors and administrators before reviews are late: in the page and by e-mail, each level once a day."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from exam_engine.working_days import WorkCalendar
from proctor_server.db.database import Database
from proctor_server.db.notices import NoticeKind
from proctor_server.review.alarm import AlarmLevel, alarm_level
from proctor_server.review.forecast import Forecast
from proctor_server.services.calendar import calendar_in
from proctor_server.services.pace import PaceService

KIND_OF = {
    AlarmLevel.AHEAD: NoticeKind.REVIEWS_WILL_BE_LATE,
    AlarmLevel.SOON: NoticeKind.REVIEWS_LATE_SOON,
    AlarmLevel.OVERDUE: NoticeKind.REVIEWS_OVERDUE,
}


class PaceAlarmService:
    def __init__(self, database: Database, pace: PaceService, calendar: WorkCalendar) -> None:
        self._database = database
        self._pace = pace
        self._calendar = calendar

    async def look(self, now: datetime) -> AlarmLevel | None:
        """Look ahead and tell whoever is to know; returns the level that was told anew, None where nothing was."""
        looked = (await self._pace.now(now)).forecast
        async with self._database.write() as tx:
            calendar = await calendar_in(tx, self._calendar)
            level = alarm_level(looked, calendar=calendar, now=now)
            if level is None:
                return None
            occasion = f"pace:{level.value}:{now.astimezone(calendar.zone).date()}"
            told = [
                await tx.notices.post(
                    account_id=account_id,
                    kind=KIND_OF[level],
                    params=_params(looked),
                    occasion=occasion,
                    now=now,
                )
                for account_id in await tx.accounts.overseers()
            ]
            if not any(told):
                return None
            await tx.journal.record(
                action="pace_alarm",
                subject=level.value,
                actor_id=None,
                now=now,
                details=dict(_params(looked)),
            )
            return level


def _params(looked: Forecast) -> Mapping[str, Any]:
    """`n_needed` None: no number of proctors would be enough."""
    assert looked.first_late_at is not None  # noqa: S101  there is a level
    return {
        "n_late": looked.n_late,
        "n_waiting": looked.n_waiting,
        "n_proctors": looked.n_proctors,
        "n_needed": looked.n_needed,
        "due_at": looked.first_late_at.isoformat(),
    }

"""Looks every few minutes whether reviews will be late, and has it told before they are."""

import structlog

from proctor_server.kernel.clock import Clock
from proctor_server.services.pace_alarms import PaceAlarmService

log = structlog.get_logger()


class PaceAlarmWorker:
    def __init__(self, alarms: PaceAlarmService, clock: Clock) -> None:
        self._alarms = alarms
        self._clock = clock

    async def step(self) -> None:
        level = await self._alarms.look(self._clock.now())
        if level is not None:
            log.warning("reviews_late_told", level=level.value)

"""Keeps bookings true as time goes by: who came, who missed their window, whom to remind."""

import structlog

from proctor_server.kernel.clock import Clock
from proctor_server.services.booking import BookingService

log = structlog.get_logger()


class BookingWorker:
    def __init__(self, booking: BookingService, clock: Clock) -> None:
        self._booking = booking
        self._clock = clock

    async def step(self) -> None:
        now = self._clock.now()
        n_settled = await self._booking.settle(now)
        n_reminded = await self._booking.remind(now)
        if n_settled or n_reminded:
            log.info("bookings_kept", settled=n_settled, reminded=n_reminded)

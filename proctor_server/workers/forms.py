"""Keeps forms ready for those who have booked, so that thousands can start in the same minute."""

from datetime import timedelta

import structlog

from item_bank.errors import ItemBankError
from proctor_server.kernel.clock import Clock
from proctor_server.kernel.errors import SynaqError
from proctor_server.services.bank.errors import BankLacks
from proctor_server.services.bank.forms import FormService
from proctor_server.services.booking import BookingService

log = structlog.get_logger()
AHEAD = timedelta(hours=24)
"""How long before a window opens its forms are made."""


class FormWorker:
    def __init__(self, forms: FormService, booking: BookingService, clock: Clock) -> None:
        self._forms = forms
        self._booking = booking
        self._clock = clock
        self._wanted: dict[str, int] = {}

    async def step(self) -> None:
        """Ask for as many forms as people are expected, where that is more than before; make what lacks."""
        now = self._clock.now()
        for programme_id, n in (await self._booking.expected(now, AHEAD)).items():
            if n > self._wanted.get(programme_id, 0):
                self._wanted[programme_id] = n
                await self._want(programme_id, n)
        await self._make()

    async def _make(self) -> None:
        """Make up what starts have taken."""
        try:
            n_made = await self._forms.refill(self._clock.now())
        except BankLacks as lacking:
            log.warning("forms_cannot_be_made", lacking=lacking.params["lacking"])
            return
        if n_made:
            log.info("forms_made", n=n_made)

    async def _want(self, programme_id: str, n: int) -> None:
        """A bank that cannot fill a form is told now, a day before anybody sits in front of it."""
        try:
            block_no = 0
            while await self._forms.want(programme_id, block_no, n, actor_id=None, now=self._clock.now()):
                block_no += 1
        except (SynaqError, ItemBankError) as lacking:
            log.error("forms_cannot_be_made", programme=programme_id, code=lacking.code)

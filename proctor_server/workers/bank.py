"""The item bank's background work: files that were uploaded are read and saved, forms are kept ready."""

import structlog

from proctor_server.kernel.clock import Clock
from proctor_server.media.blobs import BlobStore
from proctor_server.services.bank.catalogue import BankServices
from proctor_server.services.bank.errors import BankLacks

log = structlog.get_logger()


class BankWorker:
    def __init__(self, bank: BankServices, *, blobs: BlobStore, clock: Clock) -> None:
        self._bank = bank
        self._blobs = blobs
        self._clock = clock

    async def imports(self) -> None:
        """Do all imports there are to be done, one after another."""
        while await self._bank.importing.work(blobs=self._blobs, now=self._clock.now()):
            pass

    async def forms(self) -> None:
        """Make up the forms that starts have taken."""
        try:
            n_made = await self._bank.forms.refill(self._clock.now())
        except BankLacks as lacking:
            log.warning("forms_cannot_be_made", lacking=lacking.params["lacking"])
            return
        if n_made:
            log.info("forms_made", n=n_made)

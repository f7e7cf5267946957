"""The item bank's background work: files that were uploaded are read and saved."""

from proctor_server.kernel.clock import Clock
from proctor_server.media.blobs import BlobStore
from proctor_server.services.bank.catalogue import BankServices


class BankWorker:
    def __init__(self, bank: BankServices, *, blobs: BlobStore, clock: Clock) -> None:
        self._bank = bank
        self._blobs = blobs
        self._clock = clock

    async def imports(self) -> None:
        """Do all imports there are to be done, one after another."""
        while await self._bank.importing.work(blobs=self._blobs, now=self._clock.now()):
            pass

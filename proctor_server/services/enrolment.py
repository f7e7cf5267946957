"""What an attempt is measured against: the last good picture of its device check, and what it showed."""

from datetime import datetime

from proctor_server.db.baselines import StoredBaseline
from proctor_server.db.database import Database, Transaction
from proctor_server.services.vault import Vault
from vision.results import FrameCheck
from vision.signals import Baseline, baseline_from_json, baseline_to_json


class EnrolmentService:
    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def keep(self, attempt_id: str, jpeg: bytes, checked: FrameCheck, now: datetime) -> bool:
        """Keep a picture of the check before the start, if it will do; True when it was kept."""
        if checked.baseline is None:
            return False
        async with self._database.read() as tx:
            attempt = await tx.attempts.get(attempt_id)
        if attempt is None or attempt.started_at is not None:
            return False
        key = enrolment_key(attempt_id)
        await self._vault.put_picture(attempt_id, key, jpeg, now)
        async with self._database.write() as tx:
            document = baseline_to_json(checked.baseline)
            await tx.baselines.put(StoredBaseline(attempt_id, document, key, now))
        return True


async def baseline_of(tx: Transaction, attempt_id: str) -> Baseline | None:
    """What the device check saw of this candidate; None: nothing that will do."""
    stored = await tx.baselines.get(attempt_id)
    return None if stored is None else baseline_from_json(stored.document)


def enrolment_key(attempt_id: str) -> str:
    return f"enrolment/{attempt_id}.jpg"

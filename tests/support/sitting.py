"""One candidate's attempt, taken forward step by step through the services as their page would."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from exam_engine.attempt import Attempt
from exam_engine.programme_file import load_programme
from exam_engine.response import RecordResponse
from item_bank.choice_items import RESPONSE
from item_bank.shown import ShownChoices
from proctor_server.db.database import Database
from proctor_server.db.recordings import Part
from proctor_server.media.segment import SegmentClosed
from proctor_server.services.catalogue import Services
from proctor_server.services.recordings import index_segment
from proctor_server.services.responses import SavedResponse
from tests.support.stepped_clock import SteppedClock

PROGRAMME = load_programme("legislation")
GOOD_CHECK = {
    "camera_label": "camera",
    "microphone_label": "microphone",
    "microphone_level_db": -30.0,
    "luma": 120.0,
    "n_faces": 1,
    "upload_kbps": 9000.0,
    "failed_steps": [],
}
SEGMENT_S = 4.0


@dataclass(frozen=True, slots=True)
class Begun:
    """An attempt that runs already in the database that a test was given."""

    attempt_id: str
    epoch: int
    device_id: str


@dataclass
class Sitting:
    """`epoch` is the device's; `attempt_id` is there after `assign`. `begun`: what `start` need not do again."""

    services: Services
    database: Database
    clock: SteppedClock
    candidate_id: str
    attempt_id: str = ""
    epoch: int = 0
    device_id: str = field(default_factory=lambda: str(uuid4()))
    begun: Begun | None = None

    async def assign(self, *, window: timedelta = timedelta(days=1)) -> "Sitting":
        now = self.clock.now()
        listing = await self.services.administration.assign(
            candidate_id=self.candidate_id,
            programme_id="legislation",
            window_opens_at=now,
            window_closes_at=now + window,
            actor_id=None,
            now=now,
        )
        self.attempt_id = listing.attempt.id
        return self

    async def prepare(self) -> "Sitting":
        """Consent, pass the device check, take the attempt to this device."""
        attempts, now = self.services.attempts, self.clock.now()
        await attempts.consent(
            self.candidate_id,
            self.attempt_id,
            text_version=PROGRAMME.consent_version,
            language="kk",
            now=now,
        )
        await attempts.device_check(self.candidate_id, self.attempt_id, report=GOOD_CHECK, now=now)
        return await self.prepare_device()

    async def prepare_device(self) -> "Sitting":
        """Take the attempt to this device."""
        self.epoch = await self.services.attempts.claim_device(
            self.candidate_id, self.attempt_id, device_id=self.device_id, takeover=False, now=self.clock.now()
        )
        return self

    async def start(self) -> "Sitting":
        """Assign, prepare and start."""
        if not self.attempt_id and self.begun is not None:
            self.attempt_id, self.epoch = self.begun.attempt_id, self.begun.epoch
            self.device_id = self.begun.device_id
            return self
        if not self.attempt_id:
            await self.assign()
        await self.prepare()
        await self.services.attempts.start(
            self.candidate_id, self.attempt_id, language="kk", now=self.clock.now()
        )
        return self

    def write(
        self,
        slot: int,
        choice_ids: Sequence[str],
        *,
        base_revision: int = 0,
        operation_id: str | None = None,
        epoch: int | None = None,
    ) -> RecordResponse:
        """The command that saves an answer."""
        return RecordResponse(
            operation_id=operation_id or str(uuid4()),
            slot=slot,
            epoch=self.epoch if epoch is None else epoch,
            base_revision=base_revision,
            answers={RESPONSE: tuple(choice_ids)} if choice_ids else {},
            client_at=None,
            dwell=timedelta(seconds=3),
        )

    async def save(self, command: RecordResponse) -> SavedResponse:
        return await self.services.responses.save(
            self.candidate_id, self.attempt_id, command, self.clock.now()
        )

    async def options(self, slot: int) -> list[str]:
        content = await self.services.slots.read(self.candidate_id, self.attempt_id, slot, self.clock.now())
        asked = content.item.interactions[0]
        assert isinstance(asked, ShownChoices)
        return [choice.id for choice in asked.choices]

    async def keys(self) -> dict[int, frozenset[str]]:
        """The right answers by slot, read behind the services' back."""
        async with self.database.read() as tx:
            form = await tx.attempts.form(self.attempt_id)
            keys = await tx.items.keys([slot.version_id for slot in form])
            return {slot.slot: keys[slot.version_id] for slot in form}

    async def answer_all(self, *, wrong: frozenset[int] = frozenset()) -> None:
        """Answer every slot rightly, but those of `wrong`."""
        for slot, key in (await self.keys()).items():
            given = sorted(key)
            if slot in wrong:
                given = [one for one in await self.options(slot) if one not in key][:1]
            await self.save(self.write(slot, given))

    async def submit(self) -> "Sitting":
        await self.services.attempts.submit(
            self.candidate_id, self.attempt_id, device_epoch=self.epoch, now=self.clock.now()
        )
        return self

    async def attempt(self) -> Attempt:
        async with self.database.read() as tx:
            found = await tx.attempts.get(self.attempt_id)
        assert found is not None
        return found

    async def review_id(self) -> str:
        async with self.database.read() as tx:
            review = await tx.reviews.of_attempt(self.attempt_id)
        assert review is not None
        return review.id

    async def record_part(
        self,
        part_id: str,
        *,
        n_segments: int,
        at_s: float = 0.0,
        ended: bool = True,
        cause: str = "peer_closed",
    ) -> Part:
        """Put a part with so many segments of four seconds into the index, without a file."""
        attempt = await self.attempt()
        assert attempt.started_at is not None
        part = part_row(self.attempt_id, part_id, attempt.started_at + timedelta(seconds=at_s))
        async with self.database.write() as tx:
            await tx.recordings.add_part(part)
            for no in range(n_segments):
                await index_segment(tx, part, segment_row(part_id, no))
            if ended:
                duration_ms = round(n_segments * SEGMENT_S * 1000)
                await tx.recordings.end_part(part_id, cause=cause, duration_ms=duration_ms, n_bytes=1000)
        return part


def part_row(attempt_id: str, part_id: str, started_at: datetime) -> Part:
    return Part(
        id=part_id,
        attempt_id=attempt_id,
        blob_key=f"{attempt_id}/{part_id}.webm",
        started_at=started_at,
        width=320,
        height=240,
        ended_cause=None,
        duration_ms=None,
        n_bytes=None,
    )


def segment_row(part_id: str, no: int) -> SegmentClosed:
    step_ms = round(SEGMENT_S * 1000)
    return SegmentClosed(
        part_id=part_id,
        no=no,
        offset=1000 + no * 1000,
        size=1000,
        t0_ms=no * step_ms,
        t1_ms=(no + 1) * step_ms,
        sha256="0" * 64,
        header_size=500,
    )

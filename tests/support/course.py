"""One candidate's attempt of any programme, taken through its blocks."""

from datetime import timedelta

from item_bank.demo_tasks import read_demo_tasks
from proctor_server.db.database import Database
from proctor_server.review.decision import Outcome
from tests.support.sitting import GOOD_CHECK, Sitting

TASKS = read_demo_tasks()


DIRECTION = "ecology"


class Course:
    """One candidate's attempt of any programme, taken through its blocks."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.services, self.clock = sitting.services, sitting.clock
        self.candidate_id, self.attempt_id = sitting.candidate_id, sitting.attempt_id

    async def begin(
        self,
        programme_id: str,
        *,
        window: timedelta = timedelta(days=1),
        claimed: bool = True,
        **given: object,
    ) -> "Course":
        """Assign and start. Not `claimed`: the first device that opens the attempt has it."""
        now = self.clock.now()
        listing = await self.services.administration.assign(
            candidate_id=self.candidate_id,
            programme_id=programme_id,
            window_opens_at=now,
            window_closes_at=now + window,
            direction=DIRECTION,
            actor_id=None,
            now=now,
            **given,  # type: ignore[arg-type]
        )
        self.attempt_id = self.sitting.attempt_id = listing.attempt.id
        attempts, version = self.services.attempts, listing.programme.consent_version
        await attempts.consent(
            self.candidate_id, self.attempt_id, text_version=version, language="kk", now=now
        )
        await attempts.device_check(self.candidate_id, self.attempt_id, report=GOOD_CHECK, now=now)
        if claimed:
            await self.sitting.prepare_device()
        await attempts.start(self.candidate_id, self.attempt_id, language="kk", now=now)
        return self

    async def step(self, name: str, no: int) -> None:
        await getattr(self.services.attempts, f"{name}_block")(
            self.candidate_id, self.attempt_id, no, device_epoch=self.sitting.epoch, now=self.clock.now()
        )

    async def answer(self, slot: int, given: list[str], base_revision: int = 0) -> None:
        await self.sitting.save(self.sitting.write(slot, given, base_revision=base_revision))

    async def read(self, slot: int) -> object:
        return await self.services.slots.read(self.candidate_id, self.attempt_id, slot, self.clock.now())

    async def decide(self, proctor_id: str, outcome: Outcome = Outcome.NO_VIOLATION) -> None:
        now = self.clock.now()
        await self.services.analysis.finish_closed(now)
        review_id = await self.sitting.review_id()
        await self.services.reviews.claim(review_id, proctor_id=proctor_id, now=now)
        await self.services.reviews.decide(
            review_id,
            outcome=outcome,
            rule_id="devices" if outcome is Outcome.VIOLATION else None,
            reason="Проктор жазбадан бұзушылық көрген жоқ",
            proctor_id=proctor_id,
            now=now,
        )


async def form_of(database: Database, course: Course) -> list[tuple[int, int, str]]:
    async with database.read() as tx:
        return [(one.slot, one.block_no, one.section_id) for one in await tx.attempts.form(course.attempt_id)]


async def right_of(database: Database, course: Course, slot: int) -> list[str]:
    async with database.read() as tx:
        place = await tx.attempts.form_slot(course.attempt_id, slot)
        assert place is not None
        [key] = (await tx.items.bank_keys([place.version_id]))[place.version_id]
        return list(key.correct) or [max(key.credits, key=lambda one: one.points).value]

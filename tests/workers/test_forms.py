"""Forms lie ready before those who booked come, as many as they are."""

from datetime import timedelta

from proctor_server.db.database import Database
from proctor_server.services.catalogue import Services
from proctor_server.workers.forms import FormWorker
from tests.support.cast import Cast
from tests.support.stepped_clock import SteppedClock


async def book(services: Services, cast: Cast, clock: SteppedClock, *, in_days: int) -> None:
    opens_at = clock.now() + timedelta(days=in_days)
    window = await services.windows.add(
        programme_id="legislation",
        opens_at=opens_at,
        closes_at=opens_at + timedelta(hours=4),
        languages=["kk", "ru"],
        capacity=None,
        open_to_all=True,
        actor_id=cast.administrator.id,
        now=clock.now(),
    )
    await services.booking.book(cast.bek.id, window.stored.window.id, "kk", clock.now())


async def test_forms_are_made_the_day_before_and_once(
    services: Services, database: Database, cast: Cast, clock: SteppedClock
) -> None:
    async with database.read() as tx:
        n_drawn = len(await tx.attempts.all())
    await book(services, cast, clock, in_days=3)
    worker = FormWorker(services.bank.forms, services.booking, clock)
    await worker.step()
    assert await services.bank.forms.prepared() == []
    clock.step(minutes=2 * 24 * 60 + 1)
    for _ in range(2):
        await worker.step()
        [prepared] = await services.bank.forms.prepared()
        assert (prepared.n_wanted, prepared.n_ready, prepared.n_made) == (1, 1, n_drawn + 1)

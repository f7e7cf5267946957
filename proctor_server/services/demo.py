"""The demo: an item bank, accounts for every role and an attempt to sit, so that a newcomer can try it all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from exam_engine.programme_file import load_programme, programme_ids
from item_bank.choice_items import bank_item_of
from item_bank.demo_tasks import DemoTasks
from item_bank.item import ChoiceItem, ItemKey
from proctor_server.db.database import Database
from proctor_server.services.administration import AdministrationService, add_account
from proctor_server.services.bank.taking_over import take_over
from proctor_server.services.forms import can_fill

WINDOW = timedelta(days=30)
FIRST = "legislation"
DIRECTION = "digitalisation"
"""The demo candidate's, by which the essay's task is drawn."""
DEMO_ADMINISTRATOR = "administrator"
NO_TASKS = DemoTasks((), (), ())


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A login that is printed at the start. `iin`: only candidates have one; these belong to nobody."""

    login: str
    password: str
    role: str
    display_name: str
    iin: str | None = None
    is_senior: bool = False


DEMO_ACCOUNTS = (
    DemoAccount("candidate", "demo-candidate-1", "candidate", "Демо кандидат", "000101500001"),
    DemoAccount("senior", "demo-senior-1", "proctor", "Демо аға проктор", is_senior=True),
    DemoAccount("second.proctor", "demo-proctor-2", "proctor", "Демо екінші проктор"),
    DemoAccount("proctor", "demo-proctor-1", "proctor", "Демо проктор"),
    DemoAccount("reviewer", "demo-reviewer-1", "administrator", "Демо сарапшы"),
    DemoAccount("marker", "demo-marker-1", "marker", "Демо бағалаушы"),
    DemoAccount(DEMO_ADMINISTRATOR, "demo-administrator-1", "administrator", "Демо әкімші"),
)


async def load_demo(
    database: Database,
    administration: AdministrationService,
    *,
    bank: Sequence[tuple[ChoiceItem, ItemKey]],
    tasks: DemoTasks = NO_TASKS,
    now: datetime,
) -> int:
    """Load what is missing of the demo; loading twice changes nothing. Returns how many items were new."""
    acts = [bank_item_of(item, key) for item, key in bank]
    n_items = await take_over(database, [*acts, *tasks.items], stimuli=tasks.stimuli, now=now)
    for account in DEMO_ACCOUNTS:
        async with database.read() as tx:
            known = await tx.accounts.by_login(account.login)
        if known is None:
            await _add(database, administration, account, now)
    return n_items


async def _add(
    database: Database, administration: AdministrationService, demo: DemoAccount, now: datetime
) -> None:
    if demo.iin is None:
        account = await administration.new_account(
            login=demo.login,
            display_name=demo.display_name,
            password=demo.password,
            role=demo.role,
            language="ru",
        )
        async with database.write() as tx:
            await add_account(tx, account, actor_id=None, now=now)
            await tx.accounts.set_senior(account.id, is_senior=demo.is_senior)
        return
    listing = await administration.add_candidate(
        login=demo.login,
        display_name=demo.display_name,
        password=demo.password,
        iin=demo.iin,
        language="kk",
        actor_id=None,
        now=now,
    )
    for programme_id in await fillable(database):
        await administration.assign(
            candidate_id=listing.id,
            programme_id=programme_id,
            window_opens_at=now,
            window_closes_at=now + WINDOW,
            direction=DIRECTION,
            actor_id=None,
            now=now,
        )


async def fillable(database: Database) -> list[str]:
    """The programmes that the bank has enough items for, the legislation test first."""
    ids = sorted(programme_ids(), key=lambda one: (one != FIRST, one))
    async with database.read() as tx:
        return [one for one in ids if await can_fill(tx, load_programme(one), DIRECTION)]

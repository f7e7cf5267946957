"""Commands on the data: new tables, the demo."""

import argparse
import asyncio

from item_bank.bank_file import read_demo_bank
from item_bank.demo_tasks import read_demo_tasks
from proctor_server.db.database import Database
from proctor_server.db.migrate import migrate as bring_up
from proctor_server.entrypoints.commands.options import require_migrated, settings_of
from proctor_server.entrypoints.settings import Settings
from proctor_server.kernel.clock import SystemClock
from proctor_server.services.administration import AdministrationService
from proctor_server.services.demo import DEMO_ACCOUNTS, DEMO_ADMINISTRATOR, load_demo
from proctor_server.services.demo_windows import add_windows
from proctor_server.services.sign_in import Passwords


def migrate(options: argparse.Namespace) -> None:
    asyncio.run(bring_up(settings_of(options).database))


def demo(options: argparse.Namespace) -> None:
    settings = settings_of(options)
    require_migrated(settings)
    asyncio.run(load(settings))


async def load(settings: Settings) -> None:
    """Load the demo and print who can sign in."""
    database, now = Database(settings.database), SystemClock().now()
    try:
        administration = AdministrationService(database, Passwords(), pepper=settings.pepper())
        n_new = await load_demo(
            database,
            administration,
            bank=read_demo_bank(),
            tasks=read_demo_tasks(),
            now=now,
        )
        async with database.read() as tx:
            host = await tx.accounts.by_login(DEMO_ADMINISTRATOR)
        if host is not None:
            await add_windows(database, actor_id=host.id, now=now)
    finally:
        await database.aclose()
    print(f"demo: {n_new} new items; sign in as", flush=True)
    for account in DEMO_ACCOUNTS:
        place = "/" if account.role == "candidate" else "/staff"
        print(f"  {account.role:<14} {account.login:<14} {account.password:<22} at {place}", flush=True)

"""The people and the item bank of the tests, in a database made once and copied for each test."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from item_bank.bank_file import read_demo_bank
from proctor_server.db.database import Database
from proctor_server.db.engine import sqlite_url
from proctor_server.db.migrate import migrate
from proctor_server.services.administration import AdministrationService, add_account
from proctor_server.services.sign_in import Passwords
from tests.support.stepped_clock import MONDAY_MORNING

PEPPER = b"the tests' pepper"
PASSWORD = "correct horse battery"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in with `PASSWORD`. `iin`: of candidates, and of nobody alive."""

    id: str
    login: str
    name: str
    role: str
    iin: str | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """Two candidates, two proctors, two administrators, three who mark essays; `file` is the database they stand in."""

    file: Path
    aru: Person
    bek: Person
    proctor: Person
    other_proctor: Person
    administrator: Person
    reviewer: Person
    markers: tuple[Person, Person, Person]

    @property
    def people(self) -> tuple[Person, ...]:
        return (
            self.aru,
            self.bek,
            self.proctor,
            self.other_proctor,
            self.administrator,
            self.reviewer,
            *self.markers,
        )


def make_cast(file: Path) -> Cast:
    """Migrate, load the demo bank and add the people."""
    return asyncio.run(_make(file))


async def _make(file: Path) -> Cast:
    await migrate(sqlite_url(file))
    database = Database(sqlite_url(file))
    passwords = Passwords()
    administration = AdministrationService(database, passwords, pepper=PEPPER)
    try:
        await administration.add_items(read_demo_bank(), MONDAY_MORNING)
        return Cast(
            file,
            aru=await _candidate(administration, "aru.login", "Айару Сынақова", iin_of("00010150000")),
            bek=await _candidate(administration, "bek.login", "Бекзат Үлгілі", iin_of("99123130001")),
            proctor=await _staff(database, administration, "nazar.login", "Назар Бақылау", "proctor"),
            other_proctor=await _staff(database, administration, "zere.login", "Зере Қарау", "proctor"),
            administrator=await _staff(database, administration, "admin.login", "Әкім Жүйе", "administrator"),
            reviewer=await _staff(database, administration, "review.login", "Сарапшы Банк", "administrator"),
            markers=(
                await _staff(database, administration, "first.marker", "Бағалау Бір", "marker"),
                await _staff(database, administration, "second.marker", "Бағалау Екі", "marker"),
                await _staff(database, administration, "third.marker", "Бағалау Үш", "marker"),
            ),
        )
    finally:
        await database.aclose()


async def _candidate(administration: AdministrationService, login: str, name: str, iin: str) -> Person:
    listing = await administration.add_candidate(
        login=login,
        display_name=name,
        password=PASSWORD,
        iin=iin,
        language="kk",
        actor_id=None,
        now=MONDAY_MORNING,
    )
    return Person(listing.id, login, name, "candidate", iin)


async def _staff(
    database: Database, administration: AdministrationService, login: str, name: str, role: str
) -> Person:
    account = await administration.new_account(
        login=login, display_name=name, password=PASSWORD, role=role, language="ru"
    )
    async with database.write() as tx:
        await add_account(tx, account, actor_id=None, now=MONDAY_MORNING)
    return Person(account.id, login, name, role)


def iin_of(first_eleven: str) -> str:
    """The eleven digits with their control digit: weights 1…11, else 3…11, 1, 2."""
    digits = [int(one) for one in first_eleven]
    for weights in (range(1, 12), (*range(3, 12), 1, 2)):
        control = sum(w * d for w, d in zip(weights, digits, strict=True)) % 11
        if control != 10:
            return f"{first_eleven}{control}"
    raise ValueError("no IIN begins like this")

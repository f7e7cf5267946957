"""One transaction per use case: opens it, hands out the stores inside it, commits or rolls back."""

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from proctor_server.db.accounts import AccountStore, RunningSignIn
from proctor_server.db.added_time import AddedTimeStore
from proctor_server.db.alarms import AlarmStore
from proctor_server.db.answer_groups import AnswerKey, Decide
from proctor_server.db.appeals import AppealStore
from proctor_server.db.attempts import AttemptStore
from proctor_server.db.bank_blueprints import BlueprintStore
from proctor_server.db.bank_changes import BankChangeStore
from proctor_server.db.bank_forms import FormStore
from proctor_server.db.bank_imports import ImportStore
from proctor_server.db.bank_listing import BankListing
from proctor_server.db.bank_statistics import StatisticsStore
from proctor_server.db.bank_stimuli import StimulusStore
from proctor_server.db.baselines import BaselineStore
from proctor_server.db.booking import BookingStore
from proctor_server.db.days import DayStore
from proctor_server.db.engine import is_sqlite, open_reader, open_writer, sqlite_file
from proctor_server.db.essays import EssayStore
from proctor_server.db.incidents import IncidentStore
from proctor_server.db.interventions import InterventionStore
from proctor_server.db.items import ItemStore
from proctor_server.db.joint_writes import JointWrites
from proctor_server.db.journal import JournalStore, WakeUp
from proctor_server.db.nodes import NodeStore
from proctor_server.db.notices import NoticeStore
from proctor_server.db.postgres_groups import PostgresGroups
from proctor_server.db.probes import ProbeStore
from proctor_server.db.programmes import ProgrammeStore
from proctor_server.db.readings import ReadingStore
from proctor_server.db.recordings import RecordingStore
from proctor_server.db.rehearsal import RehearsalStore
from proctor_server.db.responses import ResponseStore
from proctor_server.db.results import ResultStore
from proctor_server.db.reviews import ReviewStore
from proctor_server.db.sealed import SealedStore
from proctor_server.db.signal_settings import SignalSettingsStore
from proctor_server.db.sqlite_groups import SqliteGroups
from proctor_server.db.sqlite_lookups import SqliteLookups
from proctor_server.db.sqlite_short_way import ShortWay
from proctor_server.db.stills import StillStore
from proctor_server.db.storage import StorageStore
from proctor_server.kernel.turns import Turns

Result = TypeVar("Result")


class Transaction:
    """The stores of one transaction; none of them commits. `writes`: what it reads of an attempt it may change."""

    def __init__(self, connection: AsyncConnection, *, writes: bool = False) -> None:
        self.connection = connection
        self.accounts = AccountStore(connection)
        self.added_time = AddedTimeStore(connection)
        self.alarms = AlarmStore(connection)
        self.appeals = AppealStore(connection)
        self.attempts = AttemptStore(connection, to_change=writes)
        self.baselines = BaselineStore(connection)
        self.bank_changes = BankChangeStore(connection)
        self.bank_listing = BankListing(connection)
        self.blueprints = BlueprintStore(connection)
        self.booking = BookingStore(connection)
        self.forms = FormStore(connection)
        self.essays = EssayStore(connection)
        self.imports = ImportStore(connection)
        self.days = DayStore(connection)
        self.incidents = IncidentStore(connection)
        self.interventions = InterventionStore(connection)
        self.items = ItemStore(connection)
        self.journal = JournalStore(connection)
        self.probes = ProbeStore(connection)
        self.programmes = ProgrammeStore(connection)
        self.nodes = NodeStore(connection)
        self.notices = NoticeStore(connection)
        self.readings = ReadingStore(connection)
        self.recordings = RecordingStore(connection)
        self.rehearsal = RehearsalStore(connection)
        self.responses = ResponseStore(connection)
        self.results = ResultStore(connection)
        self.reviews = ReviewStore(connection)
        self.sealed = SealedStore(connection)
        self.statistics = StatisticsStore(connection)
        self.stimuli = StimulusStore(connection)
        self.signal_settings = SignalSettingsStore(connection)
        self.stills = StillStore(connection)
        self.storage = StorageStore(connection)


class Database:
    """The database of one process. `on_commit` is called after commits that left wake-ups in the outbox.

    On SQLite all writing goes over one connection in turns, and answers go first.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._is_sqlite = is_sqlite(url)
        self.writer: AsyncEngine = open_writer(url, self._opened)
        self._reader: AsyncEngine = open_reader(url, self.writer)
        self._turns = Turns()
        self._joint = JointWrites(partial(self.write, brief=True))
        self._raw: sqlite3.Connection | None = None
        self._thread = ThreadPoolExecutor(1, "answers")
        self._sqlite_groups, self._postgres_groups = SqliteGroups(), PostgresGroups()
        self._lookups = SqliteLookups(sqlite_file(url)) if self._is_sqlite else None
        self._short = ShortWay(url, self.writer, self._thread) if self._is_sqlite else None
        self.on_commit: Callable[[], None] = lambda: None

    @asynccontextmanager
    async def write(self, *, brief: bool = False) -> AsyncIterator[Transaction]:
        """`brief`: every statement finds its rows by key, see `sqlite_short_way`."""
        async with self._turn(), self._writing(brief=brief) as connection:
            tx = Transaction(connection, writes=True)
            yield tx
        if tx.journal.has_woken:
            self.on_commit()

    @asynccontextmanager
    async def read(self, *, brief: bool = False) -> AsyncIterator[Transaction]:
        short = self._short if brief else None
        async with self._reader.begin() if short is None else short.read() as connection:
            yield Transaction(connection)

    @asynccontextmanager
    async def _writing(self, *, brief: bool) -> AsyncIterator[AsyncConnection]:
        short = self._short if brief else None
        async with self.writer.begin() if short is None else short.write(await self._raw_writer()) as one:
            yield one

    async def write_jointly(self, name: Hashable, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        """Do a work that finds its rows by key; on SQLite it shares its commit with others that wait.

        Works of one `name` are the same work: it may be done once for all who ask meanwhile.
        """
        if self._is_sqlite:
            return await self._joint.do(name, work)
        async with self.write() as tx:
            return await work(tx)

    async def running_sign_in(self, token_digest: str, now: datetime) -> RunningSignIn | None:
        """Whose sign-in this is; asked by every request."""
        if self._lookups is not None:
            return self._lookups.running_sign_in(token_digest, now)
        async with self.read() as tx:
            return await tx.accounts.running_sign_in(token_digest, now)

    async def in_group(self, keys: Sequence[AnswerKey], decide: Decide) -> None:
        """Write a group of answers in one transaction; returns when it is committed."""
        if self._short is None:
            async with self.writer.connect() as connection:
                driver = (await connection.get_raw_connection()).driver_connection
                assert driver is not None  # noqa: S101  asyncpg's, just checked out
                await self._postgres_groups.write(driver, keys, decide)
            return
        async with self._turn(urgent=True):
            raw = await self._raw_writer()
            await self._short.in_thread(self._sqlite_groups.write, raw, keys, decide)

    async def drain_outbox(self, limit: int = 100) -> list[WakeUp]:
        """Take the wake-ups that commits left behind; they are hints, so taking them is delivering them."""
        async with self.read(brief=True) as tx:
            found = await tx.journal.unsent(limit)
        if found:
            async with self.write(brief=True) as tx:
                await tx.journal.sent(found)
        return found

    async def aclose(self) -> None:
        self._thread.shutdown()  # at once: it works only while somebody awaits a group
        if self._lookups is not None:
            self._lookups.close()
        if self._short is not None:
            self._short.close()
        await self._reader.dispose()
        await self.writer.dispose()

    @asynccontextmanager
    async def _turn(self, *, urgent: bool = False) -> AsyncIterator[None]:
        if not self._is_sqlite:
            yield
            return
        async with self._turns.take(urgent=urgent):
            yield

    def _opened(self, raw: sqlite3.Connection) -> None:
        self._raw = raw

    async def _raw_writer(self) -> sqlite3.Connection:
        """The connection under the writing engine's own; the pool keeps it open."""
        if self._raw is None:
            async with self.writer.connect():
                pass
        assert self._raw is not None  # noqa: S101  just opened
        return self._raw

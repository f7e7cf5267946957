"""One transaction per use case: opens it, hands out the stores inside it, commits or rolls back."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from proctor_server.db.accounts import AccountStore
from proctor_server.db.added_time import AddedTimeStore
from proctor_server.db.alarms import AlarmStore
from proctor_server.db.attempts import AttemptStore
from proctor_server.db.bank_blueprints import BlueprintStore
from proctor_server.db.bank_changes import BankChangeStore
from proctor_server.db.bank_forms import FormStore
from proctor_server.db.bank_imports import ImportStore
from proctor_server.db.bank_listing import BankListing
from proctor_server.db.bank_statistics import StatisticsStore
from proctor_server.db.bank_stimuli import StimulusStore
from proctor_server.db.booking import BookingStore
from proctor_server.db.engine import open_reader, open_writer
from proctor_server.db.essays import EssayStore
from proctor_server.db.incidents import IncidentStore
from proctor_server.db.items import ItemStore
from proctor_server.db.journal import JournalStore, WakeUp
from proctor_server.db.notices import NoticeStore
from proctor_server.db.programmes import ProgrammeStore
from proctor_server.db.recordings import RecordingStore
from proctor_server.db.responses import ResponseStore
from proctor_server.db.results import ResultStore
from proctor_server.db.reviews import ReviewStore
from proctor_server.db.storage import StorageStore


class Transaction:
    """The stores of one transaction; none of them commits."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.accounts = AccountStore(connection)
        self.added_time = AddedTimeStore(connection)
        self.alarms = AlarmStore(connection)
        self.attempts = AttemptStore(connection)
        self.bank_changes = BankChangeStore(connection)
        self.bank_listing = BankListing(connection)
        self.blueprints = BlueprintStore(connection)
        self.booking = BookingStore(connection)
        self.forms = FormStore(connection)
        self.essays = EssayStore(connection)
        self.imports = ImportStore(connection)
        self.incidents = IncidentStore(connection)
        self.items = ItemStore(connection)
        self.journal = JournalStore(connection)
        self.programmes = ProgrammeStore(connection)
        self.notices = NoticeStore(connection)
        self.recordings = RecordingStore(connection)
        self.responses = ResponseStore(connection)
        self.results = ResultStore(connection)
        self.reviews = ReviewStore(connection)
        self.statistics = StatisticsStore(connection)
        self.stimuli = StimulusStore(connection)
        self.storage = StorageStore(connection)


class Database:
    """The database of one process. `on_commit` is called after commits that left wake-ups in the outbox."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.writer: AsyncEngine = open_writer(url)
        self._reader: AsyncEngine = open_reader(url, self.writer)
        self.on_commit: Callable[[], None] = lambda: None

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Transaction]:
        async with self.writer.begin() as connection:
            tx = Transaction(connection)
            yield tx
        if tx.journal.has_woken:
            self.on_commit()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        async with self._reader.begin() as connection:
            yield Transaction(connection)

    async def drain_outbox(self, limit: int = 100) -> list[WakeUp]:
        """Take the wake-ups that commits left behind; they are hints, so taking them is delivering them."""
        async with self.read() as tx:
            found = await tx.journal.unsent(limit)
        if found:
            async with self.writer.begin() as connection:
                await Transaction(connection).journal.sent(found)
        return found

    async def aclose(self) -> None:
        await self._reader.dispose()
        await self.writer.dispose()

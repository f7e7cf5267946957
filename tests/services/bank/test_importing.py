"""Imports: read apart, shown part by part, then saved; cancelled at any time; nothing dropped silently."""

import pytest

from item_bank.formats.importing import read_file
from item_bank.formats.report import FileReport
from proctor_server.db.bank_imports import ImportState
from proctor_server.db.bank_listing import ItemFilter
from proctor_server.db.database import Database
from proctor_server.media.blobs import BlobStore
from proctor_server.services.bank.errors import ImportNotReady
from proctor_server.services.bank.importing import ImportPicture, ImportService, save_part
from proctor_server.services.bank.reading_process import Look, ReadingStopped, read_apart
from proctor_server.services.catalogue import Services
from tests.support.cast import Cast
from tests.support.stepped_clock import SteppedClock

TABLE = """code,type,stem_kk,stem_ru,optA_kk,optA_ru,optB_kk,optB_ru,key
IMP-1,single,Бірінші сұрақ,Первый вопрос,иә,да,жоқ,нет,A
IMP-2,single,Екінші сұрақ,Второй вопрос,иә,да,жоқ,нет,C
IMP-3,slider,Үшінші,Третий,иә,да,жоқ,нет,A
IMP-1,single,Қайталау,Повтор,иә,да,жоқ,нет,A
IMP-4,text,Астана қайда?,Где столица?,,,,,Астана
"""


async def read_here(name: str, data: bytes, *, language: str, look: Look) -> FileReport:
    """Read as the product does, without waiting for a process to begin."""
    report = read_file(name, data, language=language)
    await look(len(report.reading.parts), len(report.reading.parts))
    return report


class Desk:
    """One person's imports, worked off here instead of by the background work."""

    def __init__(self, database: Database, blobs: BlobStore, cast: Cast, clock: SteppedClock) -> None:
        self.importing = ImportService(database, read=read_here)
        self.blobs, self.clock, self.actor_id = blobs, clock, cast.administrator.id

    async def start(self, name: str, data: bytes) -> str:
        started = await self.importing.start(
            name,
            data,
            language="und",
            author_id=self.actor_id,
            blobs=self.blobs,
            now=self.clock.now(),
        )
        return started.job.id

    async def read(self, name: str, data: bytes) -> ImportPicture:
        job_id = await self.start(name, data)
        await self.work()
        return await self.importing.picture(job_id)

    async def work(self) -> bool:
        return await self.importing.work(blobs=self.blobs, now=self.clock.now())

    async def commit(self, job_id: str, *, with_needs_review: bool = False) -> ImportPicture:
        await self.importing.commit(
            job_id, with_needs_review=with_needs_review, actor_id=self.actor_id, now=self.clock.now()
        )
        await self.work()
        return await self.importing.picture(job_id)

    async def cancel(self, job_id: str) -> None:
        await self.importing.cancel(job_id, actor_id=self.actor_id, blobs=self.blobs, now=self.clock.now())


@pytest.fixture
def desk(database: Database, blobs: BlobStore, cast: Cast, clock: SteppedClock) -> Desk:
    return Desk(database, blobs, cast, clock)


async def test_a_file_is_shown_row_by_row_before_anything_is_saved(desk: Desk, database: Database) -> None:
    found = await desk.read("bank.csv", TABLE.encode())
    assert found.job.state is ImportState.READY
    assert (found.job.n_read, found.job.n_parts, found.job.status) == (5, 5, "needs_review")
    assert found.by_status == {"imported": 2, "rejected": 2, "unsupported": 1}
    assert found.by_action == {"new": 2, "none": 3}
    parts, total = await desk.importing.parts(found.job.id, status="rejected", page=1, per_page=10)
    assert (total, [part.place for part in parts]) == (2, ["row 3", "row 5"])
    assert [part.findings[0]["fact"] for part in parts] == ["bad_value", "code_twice"]
    async with database.read() as tx:
        assert await tx.items.ids_by_code(["IMP-1", "IMP-4"]) == {}


async def test_committing_saves_drafts_and_again_saves_nothing(desk: Desk, database: Database) -> None:
    found = await desk.read("bank.csv", TABLE.encode())
    done = await desk.commit(found.job.id)
    assert (done.job.state, done.job.n_saved) == (ImportState.DONE, 2)
    async with database.read() as tx:
        ids = await tx.items.ids_by_code(["IMP-1", "IMP-4"])
        version = (await tx.items.versions(ids["IMP-4"]))[0]
        key = (await tx.items.bank_keys([version.id]))[version.id]
    assert (version.status.value, version.author_id) == ("draft", desk.actor_id)
    assert key[0].correct == ("Астана",)
    again = await desk.read("bank.csv", TABLE.encode())
    assert again.by_action == {"same": 2, "none": 3}
    with pytest.raises(ImportNotReady):
        await desk.commit(found.job.id)


async def test_a_part_that_a_crash_let_save_twice_is_there_once(
    desk: Desk, database: Database, clock: SteppedClock
) -> None:
    found = await desk.read("bank.csv", TABLE.encode())
    async with database.write() as tx:
        [part, *_] = await tx.imports.to_save(found.job.id, ["imported"], after=-1, limit=1)
        item_id = await save_part(tx, part, author_id=None, now=clock.now())
    await desk.commit(found.job.id)
    async with database.read() as tx:
        assert [one.no for one in await tx.items.versions(item_id)] == [1]


async def test_a_changed_row_becomes_the_next_version(desk: Desk, database: Database) -> None:
    await desk.commit((await desk.read("bank.csv", TABLE.encode())).job.id)
    changed = await desk.read("bank.csv", TABLE.replace("Бірінші сұрақ", "Алғашқы сұрақ").encode())
    assert changed.by_action == {"change": 1, "same": 1, "none": 3}
    await desk.commit(changed.job.id)
    async with database.read() as tx:
        item_id = (await tx.items.ids_by_code(["IMP-1"]))["IMP-1"]
        assert [one.no for one in await tx.items.versions(item_id)] == [2, 1]


async def test_a_bank_exported_and_imported_again_is_the_same_bank(
    desk: Desk, services: Services, blobs: BlobStore
) -> None:
    for form in ("qti3", "moodle", "xlsx"):
        written = await services.bank.exporting.write(
            ItemFilter(section="ethics"),
            form,
            blobs=blobs,
            actor_id=desk.actor_id,
            now=desk.clock.now(),
        )
        assert (written.n_items, written.export.findings) == (34, ())
        found = await desk.read(written.name, written.export.data)
        assert (form, found.by_action) == (form, {"same": 34})


async def test_an_import_that_is_cancelled_saves_nothing(desk: Desk, database: Database) -> None:
    job_id = await desk.start("bank.csv", TABLE.encode())
    await desk.cancel(job_id)
    assert not await desk.work()
    ready = await desk.read("bank.csv", TABLE.encode())
    await desk.cancel(ready.job.id)
    with pytest.raises(ImportNotReady):
        await desk.commit(ready.job.id)
    with pytest.raises(ImportNotReady):
        await desk.cancel(ready.job.id)
    async with database.read() as tx:
        assert await tx.items.ids_by_code(["IMP-1"]) == {}


async def test_a_hostile_file_is_rejected_with_its_reason(desk: Desk) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><assessmentItem/>'
    found = await desk.read("item.xml", bomb)
    assert (found.job.state, found.job.status) == (ImportState.READY, "rejected")
    assert found.job.findings[0]["fact"] == "doctype"


async def test_reading_apart_gives_what_reading_here_gives() -> None:
    async def look(_n_read: int, _n_all: int) -> bool:
        return False

    apart = await read_apart("bank.csv", TABLE.encode(), language="und", look=look)
    assert apart == read_file("bank.csv", TABLE.encode(), language="und")


async def test_reading_tells_how_far_it_is_and_ends_when_asked() -> None:
    rows = "\n".join(f"R-{no},text,<p>сұрақ <b>{no}</b></p>,x" for no in range(20_000))
    seen: list[int] = []

    async def look(n_read: int, _n_all: int) -> bool:
        seen.append(n_read)
        return n_read > 0

    with pytest.raises(ReadingStopped):
        await read_apart("long.csv", f"code,type,stem_kk,key\n{rows}".encode(), language="und", look=look)
    assert 0 < max(seen) < 20_000


async def test_the_template_reads_as_a_table_without_items(services: Services, desk: Desk) -> None:
    template = await services.bank.exporting.template()
    found = await desk.read("template.xlsx", template)
    assert (found.job.status, found.job.findings[0]["fact"]) == ("rejected", "nothing_found")

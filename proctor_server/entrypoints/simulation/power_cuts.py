"""Cuts the power while groups of answers are being written, and holds what was acknowledged against what is left.

The writing is the product's own, statement by statement; the disk is one that loses what was not synced. What is
left is opened by the SQLite that the product runs on.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import apsw

from exam_engine.response import RecordResponse
from item_bank.choice_items import RESPONSE
from proctor_server.db.database import Database
from proctor_server.db.engine import sqlite_file
from proctor_server.db.sqlite_groups import Rows, SqliteGroups
from proctor_server.entrypoints.settings import Settings
from proctor_server.entrypoints.simulation.crash import populate
from proctor_server.entrypoints.simulation.disk import Disk, DiskVfs, PowerCut
from proctor_server.entrypoints.simulation.people import Person
from proctor_server.kernel.clock import SystemClock
from proctor_server.services.answer_group import Ask, GroupDecision, Known, SavedResponse
from proctor_server.services.programmes import programme_of

NAME = "synaq.sqlite"
N_PEOPLE = 8
MOST_IN_GROUP = 6
MOST_CHANGES = 1000
CHECKPOINT_PAGES = 40
"""Checkpoints come far more often than in the product, so that many cuts fall into one."""
FULL, NORMAL = "FULL", "NORMAL"
LOG = "SELECT operation_id, status, revision, answers FROM response_log"
HELD = "SELECT attempt_id, slot, revision FROM responses"


@dataclass
class PowerReport:
    """`lost`: acknowledged answers that are gone; `wrong`: there otherwise than acknowledged.

    `torn`: groups of which a part was left; `corrupt`: databases that do not pass SQLite's own check.
    """

    cuts: int = 0
    commits: int = 0
    acknowledged: int = 0
    lost: int = 0
    wrong: int = 0
    torn: int = 0
    corrupt: int = 0

    @property
    def is_bad(self) -> bool:
        return self.lost + self.wrong + self.torn + self.corrupt > 0


@dataclass(frozen=True, slots=True)
class Stage:
    """A database with attempts that run, as bytes, and all that is needed to answer in them."""

    content: bytes
    people: Sequence[Person]
    known: dict[str, Known]
    now: datetime


@dataclass(frozen=True, slots=True)
class Group:
    """One commit. `acknowledged`: it returned before the cut."""

    asks: Sequence[Ask]
    decision: GroupDecision
    acknowledged: bool

    @property
    def saved(self) -> list[tuple[Ask, SavedResponse]]:
        pairs = zip(self.asks, self.decision.outcomes, strict=False)  # no outcomes if it got no further
        return [(ask, one) for ask, one in pairs if isinstance(one, SavedResponse)]


async def cut_power(folder: Path, *, n_cuts: int, synchronous: str = FULL, seed: int = 1) -> PowerReport:
    """Cut the power `n_cuts` times, each time over a fresh copy of one database."""
    stage = await _set_up(folder)
    report, random = PowerReport(), Random(seed)
    for _ in range(n_cuts):
        disk = Disk()
        disk.put(NAME, stage.content)
        groups, left = _write_until_cut(stage, disk, random, synchronous)
        _compare(_restored(folder, left), groups, report)
    return report


async def _set_up(folder: Path) -> Stage:
    settings = Settings(data=folder)
    people = await populate(settings, N_PEOPLE)
    database = Database(settings.database)
    try:
        async with database.read() as tx:
            found = await tx.attempts.some([person.attempt_id for person in people])
            known = {one.id: Known(one, await programme_of(tx, one)) for one in found}
    finally:
        await database.aclose()
    file = Path(sqlite_file(settings.database))
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Stage(file.read_bytes(), people, known, SystemClock().now())


def _write_until_cut(
    stage: Stage, disk: Disk, random: Random, synchronous: str
) -> tuple[list[Group], dict[str, bytes]]:
    """Write groups until the power goes; returns them and what the platters hold."""
    name = f"disk-{id(disk)}"
    vfs = DiskVfs(name, disk)
    connection = apsw.Connection(NAME, vfs=name)
    try:
        return _groups_until_cut(stage, disk, random, _prepared(connection, synchronous)), (
            disk.after_cut(random)
        )
    finally:
        disk.changes_left = None  # the machine is off: whatever closing still does is of no consequence
        connection.close(True)
        vfs.unregister()


def _groups_until_cut(stage: Stage, disk: Disk, random: Random, connection: "AsSqlite3") -> list[Group]:
    writer, groups = SqliteGroups(), list[Group]()
    revisions: dict[tuple[str, int], int] = {}
    disk.changes_left = random.randrange(MOST_CHANGES)
    while True:
        asks = [_ask(stage, random, revisions) for _ in range(random.randint(1, MOST_IN_GROUP))]
        decision = GroupDecision(asks, stage.known)
        try:
            writer.write(connection, [ask.key for ask in asks], decision)
        except (PowerCut, apsw.Error):
            groups.append(Group(asks, decision, acknowledged=False))
            return groups
        groups.append(Group(asks, decision, acknowledged=True))
        revisions |= {(ask.attempt_id, one.slot): one.revision for ask, one in groups[-1].saved}


def _ask(stage: Stage, random: Random, revisions: dict[tuple[str, int], int]) -> Ask:
    person = random.choice(stage.people)
    place = random.choice(person.form)
    command = RecordResponse(
        operation_id=str(UUID(int=random.getrandbits(128), version=4)),
        slot=place.slot,
        epoch=person.device_epoch,
        base_revision=revisions.get((person.attempt_id, place.slot), 0),
        answers={RESPONSE: (random.choice(place.option_order),)},
        client_at=stage.now,
        dwell=timedelta(seconds=random.randint(1, 60)),
    )
    return Ask(stage.known[person.attempt_id].attempt.candidate_id, person.attempt_id, command, stage.now)


class AsSqlite3:
    """A connection of apsw's with what `SqliteGroups` uses of `sqlite3.Connection`."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    @property
    def in_transaction(self) -> bool:
        return bool(self._connection.in_transaction)

    def execute(self, sql: str, parameters: Any = (), /) -> Rows:
        return _Rows(self._connection.execute(sql, parameters), 0)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Rows:
        before = self._connection.total_changes()
        rows = self._connection.executemany(sql, parameters)
        return _Rows(rows, self._connection.total_changes() - before)


@dataclass(frozen=True, slots=True)
class _Rows:
    cursor: apsw.Cursor
    rowcount: int

    def fetchone(self) -> Any:
        return self.cursor.fetchone()

    def fetchall(self) -> list[Any]:
        return list(self.cursor.fetchall())


def _prepared(connection: apsw.Connection, synchronous: str) -> AsSqlite3:
    for pragma in (
        "locking_mode=EXCLUSIVE",
        "journal_mode=WAL",
        f"synchronous={synchronous}",
        "foreign_keys=ON",
        f"wal_autocheckpoint={CHECKPOINT_PAGES}",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return AsSqlite3(connection)


def _restored(folder: Path, left: dict[str, bytes]) -> Path:
    place = folder / "after"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for name, content in left.items():
        (place / name).write_bytes(content)
    return place / NAME


def _compare(file: Path, groups: Sequence[Group], report: PowerReport) -> None:
    report.cuts += 1
    report.commits += sum(group.acknowledged for group in groups)
    report.acknowledged += sum(len(group.saved) for group in groups if group.acknowledged)
    try:
        with closing(sqlite3.connect(file)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                report.corrupt += 1
                return
            log = {row[0]: row[1:] for row in connection.execute(LOG)}
            held = {row[:2]: row[2] for row in connection.execute(HELD)}
    except sqlite3.DatabaseError:
        report.corrupt += 1
        return
    for group in groups:
        _compare_group(group, log, held, report)


def _compare_group(
    group: Group,
    log: dict[str, tuple[str, int, str]],
    held: dict[tuple[str, int], int],
    report: PowerReport,
) -> None:
    n_there = 0
    for ask, saved in group.saved:
        line = log.get(ask.command.operation_id)
        n_there += line is not None
        if line is not None:
            as_told = (line[0], line[1], json.loads(line[2])) == (
                "accepted",
                saved.revision,
                {key: list(values) for key, values in saved.answers.items()},
            )
            report.wrong += not as_told or held.get((ask.attempt_id, saved.slot), 0) < saved.revision
        report.lost += group.acknowledged and line is None
    report.torn += 0 < n_there < len(group.saved)

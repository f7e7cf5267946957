"""Which programme an attempt is bound to, and how administrators change programmes: by new versions alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from exam_engine.attempt import Attempt
from exam_engine.errors import BadProgramme
from exam_engine.programme import Programme
from exam_engine.programme_faults import ProgrammeFault, Wrong
from exam_engine.programme_file import load_programme, programme_document, programme_ids, read_programme
from proctor_server.db.database import Database, Transaction
from proctor_server.db.programmes import ProgrammeVersion
from proctor_server.kernel.ids import new_id

_READ: dict[str, Programme] = {}
"""Programmes by the id of their version: versions never change, and ids never come again."""


@dataclass(frozen=True, slots=True)
class CurrentProgramme:
    """`version_id` None: nobody has used the programme yet, it is as it came with the product."""

    programme: Programme
    version_id: str | None
    no: int


async def programme_of(tx: Transaction, attempt: Attempt) -> Programme:
    """The programme in the version that the attempt is bound to."""
    return await programme_in(tx, attempt.programme_id, attempt.programme_version_id)


async def programme_in(tx: Transaction, programme_id: str, version_id: str | None) -> Programme:
    """A programme in one of its versions; None is the one it came with."""
    if version_id is None:
        return load_programme(programme_id)
    if version_id not in _READ:
        _READ[version_id] = read_programme(await tx.programmes.document(version_id))
    return _READ[version_id]


async def current_programme(tx: Transaction, programme_id: str) -> CurrentProgramme:
    """The newest version of a programme.

    Raises:
        UnknownProgramme: there is no such programme.
    """
    newest = await tx.programmes.newest(programme_id)
    if newest is None:
        return CurrentProgramme(load_programme(programme_id), None, 1)
    return CurrentProgramme(read_programme(newest.document), newest.id, newest.no)


async def bound_programme(tx: Transaction, programme_id: str, now: datetime) -> CurrentProgramme:
    """The newest version, as a row that an attempt can be bound to: version 1 becomes one when it is first used.

    Raises:
        UnknownProgramme: there is no such programme.
    """
    current = await current_programme(tx, programme_id)
    if current.version_id is not None:
        return current
    version_id = await _add(tx, programme_document(programme_id), no=1, author_id=None, now=now)
    return CurrentProgramme(current.programme, version_id, 1)


async def _add(
    tx: Transaction, document: Mapping[str, Any], *, no: int, author_id: str | None, now: datetime
) -> str:
    version_id = new_id()
    await tx.programmes.add(version_id=version_id, no=no, document=document, author_id=author_id, now=now)
    return version_id


class ProgrammeService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> list[CurrentProgramme]:
        """Every programme in its newest version."""
        async with self._database.read() as tx:
            return [await current_programme(tx, one) for one in programme_ids()]

    async def versions(self, programme_id: str, now: datetime) -> list[ProgrammeVersion]:
        """All versions of a programme, the newest first.

        Raises:
            UnknownProgramme
        """
        async with self._database.write() as tx:
            await bound_programme(tx, programme_id, now)
            return await tx.programmes.versions(programme_id)

    async def add_version(
        self, programme_id: str, document: Mapping[str, Any], *, author_id: str, now: datetime
    ) -> ProgrammeVersion:
        """Make a document the programme's newest version; attempts given before keep theirs.

        Raises:
            UnknownProgramme: there is no such programme.
            BadProgramme: the document is not sound; every fault is named.
        """
        if read_programme(document).id != programme_id:
            raise BadProgramme(programme_id, [ProgrammeFault("id", Wrong.OTHER_PROGRAMME)])
        async with self._database.write() as tx:
            await bound_programme(tx, programme_id, now)
            newest = await tx.programmes.newest(programme_id)
            no = 1 if newest is None else newest.no + 1
            await _add(tx, document, no=no, author_id=author_id, now=now)
            await tx.journal.record(
                action="programme_version_added",
                subject=programme_id,
                actor_id=author_id,
                now=now,
                details={"no": no},
            )
            return (await tx.programmes.versions(programme_id))[0]

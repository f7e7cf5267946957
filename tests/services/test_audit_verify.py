"""Who touches what the audit vouches for is found: entries, decisions, readings, incidents, recorded bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import sqlalchemy as sa

from proctor_server.db.recordings import Part
from proctor_server.db.tables import audit, decisions, incidents, parts, reading_verdicts, readings, segments
from proctor_server.media.blobs import BlobStore
from proctor_server.media.master_keys import FileKeys
from proctor_server.media.part_source import LocalParts
from proctor_server.media.webm import Block
from proctor_server.review.audit_chain import Fault, Finding, Head, link
from proctor_server.review.decision import Outcome
from proctor_server.review.incident import IncidentVerdict
from proctor_server.services.audit import AuditReport, AuditService
from proctor_server.services.recordings import index_segment
from proctor_server.services.vault import Vault
from proctor_server.workers.audit_heads import AuditHeadWorker
from tests.services.test_reviews import GOOD_REASON, Proctor
from tests.support.cast import Cast
from tests.support.observations import through_segment
from tests.support.recordings import black, encoded, write_part
from tests.support.sitting import Sitting, part_row
from tests.support.stepped_clock import MONDAY_MORNING


@pytest.fixture(scope="module")
def blocks() -> list[Block]:
    return encoded(black, 16)


@dataclass(frozen=True, slots=True)
class Kept:
    """A decided attempt with a real recording: what a successful review leaves behind."""

    sitting: Sitting
    vault: Vault
    part: Part

    @property
    def file(self) -> Path:
        return self.vault.local.path(self.part.blob_key)

    async def verify(self, heads: Sequence[Head] = ()) -> AuditReport:
        return await AuditService(self.sitting.database).verify(self.vault, heads)

    async def faults(self) -> list[Fault]:
        return [one.fault for one in (await self.verify()).findings]

    async def tamper(self, statement: Any) -> None:
        async with self.sitting.database.writer.begin() as connection:
            await connection.execute(statement)


@pytest_asyncio.fixture
async def kept(sitting: Sitting, data_folder: Path, blocks: list[Block], cast: Cast) -> Kept:
    folder = data_folder / "recordings"
    folder.mkdir()
    local = LocalParts(folder)
    vault = Vault(sitting.database, FileKeys((bytes(32),)), blobs=BlobStore.from_url(folder), local=local)
    await sitting.start()
    part = await _record(sitting, vault, blocks)
    sitting.clock.step(seconds=16)
    await sitting.submit()
    analysis = sitting.services.analysis
    while (job := await analysis.claim(sitting.clock.now())) is not None:
        seen = through_segment(job.t0_s, away=4 <= job.t0_s < 12)
        await analysis.record(job.segment, seen, cpu_s=0.1, now=sitting.clock.now())
    await _decide(sitting, cast)
    return Kept(sitting, vault, part)


async def _record(sitting: Sitting, vault: Vault, blocks: list[Block]) -> Part:
    attempt, now = await sitting.attempt(), sitting.clock.now()
    assert attempt.started_at is not None
    seal = await vault.seal_for(sitting.attempt_id, "part", now)
    row = part_row(sitting.attempt_id, "part", attempt.started_at)
    part = Part(**{name: getattr(row, name) for name in Part.__dataclass_fields__} | {"sealed": True})
    written = write_part(vault.local.path(part.blob_key), blocks, seal=seal)
    async with sitting.database.write() as tx:
        await tx.recordings.add_part(part)
        for segment in written.segments:
            await index_segment(tx, part, segment)
        await tx.recordings.end_part(
            part.id, cause="peer_closed", duration_ms=written.duration_ms, n_bytes=written.size
        )
    return part


async def _decide(sitting: Sitting, cast: Cast) -> None:
    review_id = await sitting.review_id()
    proctor = Proctor(sitting.services, sitting.clock, cast.proctor.id)
    [incident] = (await proctor.claim(review_id)).incidents
    await proctor.judge(review_id, incident.id, IncidentVerdict.CONFIRMED)
    await proctor.decide(review_id, Outcome.VIOLATION, rule_id="left_seat", reason=GOOD_REASON)


async def test_what_nobody_touched_is_as_it_was(kept: Kept) -> None:
    report = await kept.verify()
    assert report.findings == ()
    assert (report.n_decisions, report.n_readings, report.n_incidents, report.n_segments) == (1, 1, 1, 4)
    assert report.head.startswith(f"{report.n_entries}:")


ROWS = {
    "a decision's outcome": (decisions.update().values(outcome="no_violation"), Fault.ALTERED, "decision "),
    "a decision's reason": (decisions.update().values(reason="another"), Fault.ALTERED, "decision "),
    "who decided": (decisions.update().values(decided_by=None), Fault.ALTERED, "decision "),
    "a decision removed": (decisions.delete(), Fault.REMOVED, "decision "),
    "a reading's outcome": (readings.update().values(outcome="void"), Fault.ALTERED, "reading "),
    "a verdict": (reading_verdicts.update().values(verdict="dismissed"), Fault.ALTERED, "reading "),
    "a verdict removed": (reading_verdicts.delete(), Fault.ALTERED, "reading "),
    "an incident's end": (incidents.update().values(t1_s=incidents.c.t1_s + 0.5), Fault.ALTERED, "incident "),
    "an incident's beginning": (incidents.update().values(t0_s=0.0), Fault.ALTERED, "incident "),
    "what an incident is": (incidents.update().values(type="turned"), Fault.ALTERED, "incident "),
    "a segment's hash": (segments.update().values(sha256="0" * 64), Fault.ALTERED, "index of recording "),
    "when a part began": (
        parts.update().values(started_at=MONDAY_MORNING - timedelta(days=1)),
        Fault.ALTERED,
        "index of recording ",
    ),
}


@pytest.mark.parametrize("what", ROWS)
async def test_a_row_that_was_touched_is_found(kept: Kept, what: str) -> None:
    statement, fault, place = ROWS[what]
    if what == "who decided":
        statement = decisions.update().values(decided_by=kept.sitting.candidate_id)
    await kept.tamper(statement)
    findings = (await kept.verify()).findings
    assert any(one.fault is fault and one.place.startswith(place) for one in findings), findings


async def test_rows_that_nobody_signed_are_found(kept: Kept) -> None:
    async with kept.sitting.database.read() as tx:
        [incident] = await tx.incidents.of_attempt(kept.sitting.attempt_id)
        decision = await tx.reviews.decision(kept.sitting.attempt_id)
    async with kept.sitting.database.writer.begin() as connection:
        copied = (await connection.execute(sa.select(incidents))).mappings().one()
        await connection.execute(incidents.insert().values({**copied, "id": "slipped in", "t0_s": 1.0}))
    assert decision is not None
    async with kept.sitting.database.write() as tx:
        await tx.reviews.add_decision(decision)
    assert incident.id != "slipped in"
    assert await kept.faults() == [Fault.UNSIGNED, Fault.UNSIGNED]


async def test_one_byte_of_a_recording_is_found_with_its_place(kept: Kept) -> None:
    async with kept.sitting.database.read() as tx:
        third = (await tx.recordings.segments_in(kept.part.id))[2]
    content = bytearray(kept.file.read_bytes())
    content[third.byte_offset + 100] ^= 1
    kept.file.write_bytes(content)
    place = (
        f"recording part of attempt {kept.sitting.attempt_id}, segment 2, "
        f"bytes {third.byte_offset} to {third.byte_offset + third.n_bytes}"
    )
    said = "the bytes are not those the index was made of"
    assert (await kept.verify()).findings == (Finding(Fault.ALTERED, place, said),)


async def test_a_recording_cut_short_or_gone_is_found(kept: Kept) -> None:
    content = kept.file.read_bytes()
    kept.file.write_bytes(content[:-10])
    assert await kept.faults() == [Fault.ALTERED]
    kept.file.unlink()
    assert await kept.faults() == [Fault.UNREADABLE] * 4


async def test_a_recording_changed_together_with_its_index_is_found(kept: Kept, blocks: list[Block]) -> None:
    """Somebody writes another recording and another index, and both fit each other."""
    await kept.tamper(segments.delete())
    written = write_part(kept.file.with_name("other.webm"), blocks[:80])
    kept.file.with_name("other.webm").replace(kept.file)
    async with kept.sitting.database.write() as tx:
        for segment in written.segments:
            await index_segment(tx, kept.part, segment)
    [finding] = (await kept.verify()).findings
    assert (finding.fault, finding.place.startswith("index of recording part ")) == (Fault.ALTERED, True)


async def test_the_ends_entries_cut_off_are_told_by_a_published_head(kept: Kept, tmp_path: Path) -> None:
    file = tmp_path / "heads"
    worker = AuditHeadWorker(AuditService(kept.sitting.database), file)
    await worker.step()
    await worker.step()
    [line] = file.read_text().splitlines()
    number, _, digest = line.partition(":")
    head = Head(int(number), digest)
    await kept.tamper(audit.delete().where(audit.c.no > head.no - 2))
    cut = [one for one in (await kept.verify([head])).findings if one.fault is Fault.CUT_OFF]
    said = "a published head tells that they were there"
    assert cut == [Finding(Fault.CUT_OFF, f"entries {head.no - 1} to {head.no}", said)]


async def test_a_chain_written_anew_is_told_by_a_published_head(kept: Kept) -> None:
    """Whoever owns the database can compute every digest again; a head kept elsewhere cannot be."""
    before = await AuditService(kept.sitting.database).head()
    assert before is not None
    async with kept.sitting.database.read() as tx:
        entries = [entry async for entry in tx.journal.entries()]
    previous = entries[0].previous
    for entry in entries:
        action = "nothing" if entry.no == 2 else entry.action
        digest = link(previous, {**entry.content, "action": action})
        await kept.tamper(
            audit.update()
            .where(audit.c.no == entry.no)
            .values(action=action, previous=previous, digest=digest)
        )
        previous = digest
    assert (await kept.verify()).is_good
    [finding] = (await kept.verify([before])).findings
    assert (finding.fault, finding.place) == (Fault.REWRITTEN, f"entry {before.no}")


async def test_entries_that_changed_places_are_found(kept: Kept) -> None:
    async with kept.sitting.database.writer.begin() as connection:
        for was, becomes in ((2, -2), (3, 2), (-2, 3)):
            await connection.execute(audit.update().where(audit.c.no == was).values(no=becomes))
    findings = (await kept.verify()).findings
    assert {(one.fault, one.place) for one in findings} >= {
        (Fault.OUT_OF_PLACE, "entry 2"),
        (Fault.ALTERED, "entry 2"),
        (Fault.ALTERED, "entry 3"),
    }


async def test_an_entry_removed_is_named(kept: Kept) -> None:
    await kept.tamper(audit.delete().where(audit.c.no == 3))
    findings = (await kept.verify()).findings
    assert [(one.fault, one.place) for one in findings][:1] == [(Fault.REMOVED, "entry 3")]

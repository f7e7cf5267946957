"""Whether everything the audit vouches for is as it was: its own chain, decisions, incidents, recordings."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from proctor_server.db.database import Database, Transaction
from proctor_server.db.recordings import Part, Segment
from proctor_server.media.errors import MediaError
from proctor_server.review.audit_chain import ChainCheck, Entry, Fault, Finding, Head, head_to_text
from proctor_server.services.errors import UnknownRecording
from proctor_server.services.seals import EVIDENCE_SEALED, RECORDING_DELETED
from proctor_server.services.vault import Vault


@dataclass(frozen=True, slots=True)
class Vouched:
    """A digest that an entry of the audit gives for a row."""

    digest: str
    entry_no: int


@dataclass(slots=True)
class Vouchers:
    """What the chain vouches for: by the row's id; of an attempt's evidence the newest seal."""

    decisions: dict[str, Vouched] = field(default_factory=dict)
    readings: dict[str, Vouched] = field(default_factory=dict)
    evidence: dict[str, Entry] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)

    def take(self, entry: Entry) -> None:
        """Note what an entry vouches for."""
        details = entry.details
        if "decision_id" in details:
            self.decisions[details["decision_id"]] = Vouched(details["digest"], entry.no)
        elif "reading_id" in details:
            self.readings[details["reading_id"]] = Vouched(details["digest"], entry.no)
        elif entry.action == EVIDENCE_SEALED:
            self.evidence[entry.subject] = entry
        elif entry.action == RECORDING_DELETED:
            self.deleted.add(entry.subject)


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What was found, and how much was looked at. `head` is what to publish: `number:digest`."""

    findings: tuple[Finding, ...]
    head: str
    n_entries: int
    n_decisions: int
    n_readings: int
    n_sealed_attempts: int
    n_incidents: int
    n_segments: int

    @property
    def is_good(self) -> bool:
        return not self.findings


class AuditService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def head(self) -> Head | None:
        """The newest entry, to be published outside the database."""
        async with self._database.read() as tx:
            return await tx.journal.head()

    async def verify(self, vault: Vault | None, heads: Sequence[Head] = ()) -> AuditReport:
        """Look at everything. `vault` None: recorded bytes are left out, their index is not."""
        check, vouchers = ChainCheck(heads), Vouchers()
        async with self._database.read() as tx:
            async for entry in tx.journal.entries():
                check.add(entry)
                vouchers.take(entry)
            findings = check.end()
            decisions, readings = await tx.sealed.decisions(), await tx.sealed.readings()
            findings += _compared("decision", decisions, vouchers.decisions)
            findings += _compared("reading", readings, vouchers.readings)
            n_incidents = 0
            for entry in vouchers.evidence.values():
                n_incidents += len(entry.details["incidents"])
                findings += await _evidence(tx, entry)
            recorded = [] if vault is None else await _recorded(tx, vouchers.deleted)
        for part, segments in recorded:
            assert vault is not None  # noqa: S101  nothing is recorded without one
            findings += await _bytes(vault, part, segments)
        return AuditReport(
            findings=tuple(findings),
            head=head_to_text(check.last),
            n_entries=check.last.no,
            n_decisions=len(decisions),
            n_readings=len(readings),
            n_sealed_attempts=len(vouchers.evidence),
            n_incidents=n_incidents,
            n_segments=sum(len(segments) for _, segments in recorded),
        )


def _compared(
    kind: str, there: Mapping[str, str], vouched: Mapping[str, Vouched], of: str = ""
) -> Iterator[Finding]:
    for id_, one in vouched.items():
        if id_ not in there:
            yield Finding(
                Fault.REMOVED, f"{kind} {id_}{of}", f"entry {one.entry_no} vouches for it; it is gone"
            )
        elif there[id_] != one.digest:
            yield Finding(
                Fault.ALTERED, f"{kind} {id_}{of}", f"it is not what entry {one.entry_no} vouches for"
            )
    for id_ in sorted(there.keys() - vouched.keys()):
        yield Finding(Fault.UNSIGNED, f"{kind} {id_}{of}", "no entry of the audit vouches for it")


async def _evidence(tx: Transaction, seal: Entry) -> list[Finding]:
    """Compare a finished attempt's incidents and the index of its recording with their seal.

    While a segment that turned up late is analysed, incidents come and go; they are sealed anew at its end.
    """
    if not await tx.incidents.finished([seal.subject]):
        return []
    of = f" of attempt {seal.subject}"

    def vouched(kind: str) -> dict[str, Vouched]:
        return {id_: Vouched(digest, seal.no) for id_, digest in seal.details[kind].items()}

    incidents = _compared("incident", await tx.sealed.incidents(seal.subject), vouched("incidents"), of)
    indexed = await tx.sealed.parts(seal.subject)
    sealed = {id_: digest for id_, digest in indexed.items() if id_ in seal.details["parts"]}
    return [*incidents, *_compared("index of recording", sealed, vouched("parts"), of)]


async def _recorded(tx: Transaction, deleted: set[str]) -> list[tuple[Part, list[Segment]]]:
    """The parts that should be there, with their segments; those deleted by the rules are not."""
    parts = [part for part in await tx.recordings.all_parts() if part.attempt_id not in deleted]
    return [(part, await tx.recordings.segments_in(part.id)) for part in parts]


async def _bytes(vault: Vault, part: Part, segments: Sequence[Segment]) -> list[Finding]:
    found = []
    for segment in segments:
        place = (
            f"recording {part.id} of attempt {part.attempt_id}, segment {segment.no}, "
            f"bytes {segment.byte_offset} to {segment.byte_offset + segment.n_bytes}"
        )
        try:
            stored = await vault.stored(part, segment.byte_offset, segment.byte_offset + segment.n_bytes)
        except (MediaError, UnknownRecording) as error:
            found.append(Finding(Fault.UNREADABLE, place, f"{type(error).__name__}: {error}"))
            continue
        if hashlib.sha256(stored).hexdigest() != segment.sha256:
            found.append(Finding(Fault.ALTERED, place, "the bytes are not those the index was made of"))
    return found

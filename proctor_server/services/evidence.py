"""What a candidate may see of the evidence: confirmed incidents of a decision against them, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from exam_engine.attempt import Attempt
from proctor_server.db.database import Database, Transaction
from proctor_server.db.recordings import Part, Segment
from proctor_server.review.decision import Outcome
from proctor_server.review.incident import Incident, IncidentVerdict
from proctor_server.services.attempts import own_attempt
from proctor_server.services.errors import UnknownIncident, UnknownRecording
from proctor_server.services.looks import note_look
from proctor_server.services.vault import Vault

AROUND = timedelta(seconds=3)
LONGEST = timedelta(seconds=90)
"""A clip shows the incident and a little around it; of a very long one, its first minute and a half."""


@dataclass(frozen=True, slots=True)
class Clip:
    """Segments of one part that follow each other: they play as one little file."""

    part: Part
    segments: tuple[Segment, ...]


class EvidenceService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def require_shown(self, candidate_id: str, attempt_id: str, incident_id: str) -> None:
        """Let a candidate see an incident that is held against them.

        Raises:
            UnknownAttempt: there is none, or it is not this candidate's.
            UnknownIncident: it is not among what was held against them.
        """
        async with self._database.read() as tx:
            await _shown(tx, await own_attempt(tx, candidate_id, attempt_id), incident_id)

    async def clip(self, candidate_id: str, attempt_id: str, incident_id: str, *, now: datetime) -> Clip:
        """Find the recording of an incident that is held against a candidate; that it is played is noted.

        Raises:
            UnknownAttempt, UnknownIncident
            UnknownRecording: nothing was recorded then.
        """
        async with self._database.write() as tx:
            attempt = await own_attempt(tx, candidate_id, attempt_id)
            incident = await _shown(tx, attempt, incident_id)
            await note_look(tx, action="evidence_played", subject=incident_id, actor_id=candidate_id, now=now)
            return await _clip(tx, attempt, incident)


async def clip_bytes(vault: Vault, clip: Clip) -> bytes:
    """The clip as a WebM: one header, and the clusters of its segments."""
    first, *others = clip.segments
    pieces = [await vault.segment(clip.part, first)]
    for segment in others:
        pieces.append((await vault.segment(clip.part, segment))[segment.header_bytes :])
    return b"".join(pieces)


async def _shown(tx: Transaction, attempt: Attempt, incident_id: str) -> Incident:
    decision = await tx.reviews.decision(attempt.id)
    incident = await tx.incidents.get(incident_id)
    held = decision is not None and decision.outcome is Outcome.VIOLATION
    if not held or incident is None or incident.attempt_id != attempt.id:
        raise UnknownIncident(incident_id)
    if incident.verdict is not IncidentVerdict.CONFIRMED:
        raise UnknownIncident(incident_id)
    return incident


async def _clip(tx: Transaction, attempt: Attempt, incident: Incident) -> Clip:
    assert attempt.started_at is not None  # noqa: S101  it has incidents
    begin = attempt.started_at + timedelta(seconds=incident.t0_s) - AROUND
    end = min(attempt.started_at + timedelta(seconds=incident.t1_s) + AROUND, begin + LONGEST)
    parts = {part.id: part for part in await tx.recordings.parts_of(attempt.id)}
    found = [
        one
        for one in sorted(await tx.recordings.segments_of(attempt.id), key=lambda one: one.begins_at)
        if one.begins_at < end and one.ends_at > begin
    ]
    if not found:
        raise UnknownRecording(incident.id)
    return Clip(parts[found[0].part_id], tuple(_following(found)))


def _following(segments: Sequence[Segment]) -> list[Segment]:
    """The first segment and those after it without a hole, of its part."""
    run = [segments[0]]
    for segment in segments[1:]:
        if segment.part_id == run[-1].part_id and segment.no == run[-1].no + 1:
            run.append(segment)
    return run

"""From observations to incidents: settles analysed segments, folds them in time order, keeps the evidence."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from exam_engine.attempt import Attempt, AttemptState
from proctor_server.bus.wakeups import Topic
from proctor_server.db.database import Database, Transaction
from proctor_server.db.incidents import FoldCheckpoint
from proctor_server.db.recordings import SETTLED, Part, Segment, SegmentState
from proctor_server.review.incident import RULE_OF, Incident, IncidentType
from proctor_server.services.enrolment import baseline_of
from proctor_server.services.programmes import programme_of
from proctor_server.services.readings import weigh
from proctor_server.services.seals import seal_evidence
from proctor_server.services.signal_settings import rules_of
from proctor_server.services.watching import is_watched
from vision.hearing import Record, record_from_json, record_to_json
from vision.observation import Observation
from vision.signals import (
    FoldState,
    Signal,
    SignalRules,
    finish,
    fold_segment,
    initial_state,
    state_from_json,
    state_to_json,
)

LEASE = timedelta(seconds=60)
MAX_TRIES = 3
NAMESPACE = uuid.UUID("6f0c8d0e-5a52-4b53-9f0b-6f1d0b1f7a11")


@dataclass(frozen=True, slots=True)
class AnalysisJob:
    """A segment to analyse. `t0_s`: where it begins, in seconds after the attempt's start."""

    segment: Segment
    part: Part
    t0_s: float


class AnalysisService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, now: datetime) -> AnalysisJob | None:
        """Take the oldest waiting segment under a lease."""
        async with self._database.write() as tx:
            segment = await tx.recordings.claim(now, LEASE)
            if segment is None:
                return None
            part = await tx.recordings.part(segment.part_id)
            attempt = await tx.attempts.get(segment.attempt_id)
            assert part is not None  # noqa: S101  a foreign key holds it
            assert attempt is not None  # noqa: S101  a foreign key holds it
        start = attempt.started_at or part.started_at
        return AnalysisJob(segment, part, (segment.begins_at - start).total_seconds())

    async def record(
        self, segment: Segment, records: Sequence[Record], *, cpu_s: float, now: datetime
    ) -> None:
        """Settle a segment with what was seen and heard in it, and fold what is now in order.

        Repeating it changes nothing.
        """
        documents = [record_to_json(one) for one in records]
        seen = not records or any(isinstance(one, Observation) for one in records)
        state = SegmentState.ANALYSED if seen else SegmentState.SOUND_ONLY
        async with self._database.write() as tx:
            if await tx.recordings.settle(segment.id, state, observations=documents, cpu_s=cpu_s):
                await self._advance(tx, segment.attempt_id, now)

    async def fail(self, segment: Segment, now: datetime) -> None:
        """Give the segment back; after the third try it counts as not analysed, by our fault."""
        async with self._database.write() as tx:
            if segment.n_tries < MAX_TRIES:
                await tx.recordings.release(segment.id)
                return
            await tx.recordings.settle(segment.id, SegmentState.FAILED, observations=[], cpu_s=0.0)
            await self._advance(tx, segment.attempt_id, now)

    async def finish_closed(self, now: datetime) -> int:
        """Finish the folds of closed attempts whose recordings are complete; returns how many."""
        async with self._database.read() as tx:
            waiting = await tx.incidents.unfinished()
        return sum([await self._finish_one(attempt_id, now) for attempt_id in waiting])

    async def _finish_one(self, attempt_id: str, now: datetime) -> bool:
        async with self._database.write() as tx:
            return await self._advance(tx, attempt_id, now)

    async def _advance(self, tx: Transaction, attempt_id: str, now: datetime) -> bool:
        """Fold the settled segments that follow in order; True when the attempt's fold is finished by it."""
        attempt = await tx.attempts.get(attempt_id)
        assert attempt is not None  # noqa: S101  callers hold a row that refers to it
        segments = await tx.recordings.segments_of(attempt_id)
        checkpoint = await tx.incidents.checkpoint(attempt_id) or _empty(attempt_id)
        if _out_of_order(segments, checkpoint):
            await tx.recordings.unfold(attempt_id)
            segments = [replace(one, folded=False) for one in segments]
            checkpoint = replace(_empty(attempt_id), version=checkpoint.version)
            await tx.incidents.remove_unjudged(attempt_id, keep=[])
        ready = _ready(segments)
        rules = await rules_of(tx, attempt.programme_id)
        state, signals, uncertain = await self._fold(tx, checkpoint, ready, rules)
        done = await self._is_complete(tx, attempt, segments)
        if done:
            state, closing = finish(rules, state)
            signals = [*signals, *closing]
        if not ready and done == checkpoint.finished:
            return False
        await self._keep(tx, attempt_id, signals, now)
        await tx.recordings.mark_folded([one.id for one in ready], uncertain=uncertain)
        folded_to = ready[-1].begins_at if ready else checkpoint.folded_to
        await tx.incidents.save_checkpoint(
            replace(checkpoint, state=state_to_json(state), folded_to=folded_to, finished=done)
        )
        if done:
            await seal_evidence(tx, attempt_id, now)
            await tx.journal.wake(Topic.QUEUE, attempt_id, now=now)
        return done

    async def _fold(
        self, tx: Transaction, checkpoint: FoldCheckpoint, ready: Sequence[Segment], rules: SignalRules
    ) -> tuple[FoldState, list[Signal], list[str]]:
        """Fold these segments: the state after them, their signals, and the ids of those that showed too little."""
        if checkpoint.state is None:
            state = initial_state(rules, await baseline_of(tx, checkpoint.attempt_id))
        else:
            state = state_from_json(checkpoint.state)
        found = await tx.recordings.observations([one.id for one in ready])
        signals: list[Signal] = []
        uncertain: list[str] = []
        for segment in ready:
            records = [record_from_json(document) for document in found[segment.id]]
            state, emitted, too_little = fold_segment(rules, state, records)
            signals.extend(emitted)
            uncertain += [segment.id] if too_little else []
        return state, signals, uncertain

    async def _is_complete(self, tx: Transaction, attempt: Attempt, segments: Sequence[Segment]) -> bool:
        if attempt.state not in (AttemptState.CLOSED, AttemptState.RELEASED):
            return False
        parts = await tx.recordings.parts_of(attempt.id)
        recorded = all(part.ended_cause is not None for part in parts)
        return recorded and all(one.state.value in SETTLED for one in segments)

    async def _keep(self, tx: Transaction, attempt_id: str, signals: Sequence[Signal], now: datetime) -> None:
        attempt = await tx.attempts.get(attempt_id)
        assert attempt is not None  # noqa: S101  callers hold a row that refers to it
        programme = await programme_of(tx, attempt)
        newest = {
            (signal.type, signal.t0_s): signal for signal in signals if is_watched(programme, attempt, signal)
        }  # raised and ended in one go: keep the end
        for signal in newest.values():
            await tx.incidents.put(incident_of(attempt_id, signal))
        if newest:
            await weigh(tx, attempt_id)
            await tx.journal.wake(Topic.INCIDENT, attempt_id, now=now)


def incident_of(attempt_id: str, signal: Signal) -> Incident:
    """The incident a signal makes; its id follows from attempt, type and beginning, so repeats meet it again."""
    kind = IncidentType(signal.type.value)
    name = f"{attempt_id}/{kind.value}/{signal.t0_s:.3f}"
    return Incident(
        id=str(uuid.uuid5(NAMESPACE, name)),
        attempt_id=attempt_id,
        type=kind,
        rule_id=RULE_OF[kind],
        t0_s=signal.t0_s,
        t1_s=signal.t1_s,
        direction=signal.direction,
        sub=signal.sub,
        confidence=signal.confidence,
        curve=signal.curve,
        measure=signal.measure,
        threshold=signal.threshold,
        open=signal.open,
    )


def _empty(attempt_id: str) -> FoldCheckpoint:
    return FoldCheckpoint(attempt_id, None, None, finished=False, version=0)


def _out_of_order(segments: Sequence[Segment], checkpoint: FoldCheckpoint) -> bool:
    """Whether a segment turned up that begins before what is folded already (found by recovery)."""
    to = checkpoint.folded_to
    return to is not None and any(not one.folded and one.begins_at < to for one in segments)


def _ready(segments: Sequence[Segment]) -> list[Segment]:
    """The unfolded segments up to the first that is not settled."""
    ready: list[Segment] = []
    for segment in segments:
        if segment.state.value not in SETTLED:
            break
        if not segment.folded:
            ready.append(segment)
    return ready

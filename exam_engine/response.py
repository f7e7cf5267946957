"""Whether a response is taken, and what it becomes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from exam_engine.answers import Answers, Asked, require_fitting
from exam_engine.attempt import Attempt, Phase, block_phase_at, require_device
from exam_engine.course_errors import AttemptPaused
from exam_engine.errors import AttemptNotRunning, BlockClosed, OperationReused


@dataclass(frozen=True, slots=True)
class StoredResponse:
    """The response a slot holds; `revision` counts its accepted writes from 1."""

    slot: int
    revision: int
    answers: Answers
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class RecordResponse:
    """A wish to store a response; no answer at all takes it back.

    `base_revision` is the revision the candidate saw (0: none); `client_at` and `dwell` are what the
    browser measured and decide nothing.
    """

    operation_id: str
    slot: int
    epoch: int
    base_revision: int
    answers: Answers
    client_at: datetime | None
    dwell: timedelta


@dataclass(frozen=True, slots=True)
class Accepted:
    """The response is to be stored; `late` when it came in the grace."""

    stored: StoredResponse
    late: bool


@dataclass(frozen=True, slots=True)
class Stale:
    """The slot has moved on since the candidate saw it; nothing changes (revision 0: nothing stored)."""

    current: StoredResponse


Verdict = Accepted | Stale


def decide_response(
    attempt: Attempt,
    command: RecordResponse,
    *,
    current: StoredResponse | None,
    asked: Mapping[str, Asked],
    grace: timedelta,
    now: datetime,
    block_no: int = 0,
) -> Verdict:
    """Decide a response at `now`.

    Raises:
        AttemptNotRunning: the attempt has not been started.
        BlockClosed: its time with grace is over, or it was submitted.
        DeviceSuperseded: another device holds the attempt.
        UnknownResponse, UnknownChoice, TooManyChoices, AnswerTooLong: it does not fit the item.
    """
    phase = _answerable_phase(attempt, block_no, grace, now)
    require_device(attempt, command.epoch)
    require_fitting(command.answers, asked)
    held = current or StoredResponse(command.slot, 0, {}, attempt.started_at or now)
    if command.base_revision != held.revision:
        return Stale(held)
    stored = StoredResponse(command.slot, held.revision + 1, command.answers, now)
    return Accepted(stored, late=phase is Phase.GRACE)


def body_digest(command: RecordResponse) -> str:
    """Digest what a write says: slot, base revision, answers; as 64 hexadecimal digits.

    A repeat may come from a later epoch and with other measurements and is still the same write.
    """
    answers = {response_id: command.answers[response_id] for response_id in sorted(command.answers)}
    body = [command.slot, command.base_revision, answers]
    return sha256(json.dumps(body, separators=(",", ":")).encode()).hexdigest()


def require_same_body(command: RecordResponse, stored_digest: str) -> None:
    """Let a repeated operation id pass only with the same body.

    Raises:
        OperationReused: the operation id was used for another answer.
    """
    if body_digest(command) != stored_digest:
        raise OperationReused(command.operation_id)


def _answerable_phase(attempt: Attempt, block_no: int, grace: timedelta, now: datetime) -> Phase:
    phase = block_phase_at(attempt, block_no, grace, now)
    match phase:
        case Phase.NOT_STARTED:
            raise AttemptNotRunning(attempt.state.value)
        case Phase.PAUSED:
            raise AttemptPaused(attempt.id)
        case Phase.OVER:
            raise BlockClosed(attempt.id)
        case Phase.OPEN | Phase.GRACE:
            return phase

"""What becomes of each answer of a group: decided one after the other, as if each had come alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from exam_engine.answers import Answers
from exam_engine.attempt import Attempt
from exam_engine.errors import AttemptNotRunning
from exam_engine.programme import Programme
from exam_engine.response import (
    Accepted,
    RecordResponse,
    StoredResponse,
    body_digest,
    decide_response,
    require_same_body,
)
from proctor_server.db.answer_groups import AnswerKey, GroupFacts, GroupWrites
from proctor_server.db.responses import LoggedResponse
from proctor_server.kernel.ids import new_id
from proctor_server.services.errors import StaleResponse, UnknownAttempt, UnknownSlot
from proctor_server.services.slots import require_not_behind


@dataclass(frozen=True, slots=True)
class SavedResponse:
    slot: int
    revision: int
    answers: Answers
    saved_at: datetime
    replayed: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """One candidate's wish, and the instant it came at: it is decided as of then."""

    candidate_id: str
    attempt_id: str
    command: RecordResponse
    now: datetime

    @property
    def key(self) -> AnswerKey:
        return AnswerKey(self.attempt_id, self.command.slot, self.command.operation_id)


@dataclass(frozen=True, slots=True)
class Known:
    """An attempt as it was read before; it holds while the attempt's version is still this one."""

    attempt: Attempt
    programme: Programme


class Outdated(Exception):
    """The attempt has changed since it was read; read it and ask again."""


Outcome = SavedResponse | Exception


class GroupDecision:
    """Decides a group on its facts, which it brings up to date answer by answer."""

    def __init__(self, asks: Sequence[Ask], known: Mapping[str, Known]) -> None:
        self._asks = asks
        self._known = known
        self.outcomes: list[Outcome] = []

    def __call__(self, facts: GroupFacts) -> GroupWrites:
        self.outcomes = []
        writes = GroupWrites()
        for ask in self._asks:
            try:
                self.outcomes.append(self._decide(ask, facts, writes))
            except (
                Exception
            ) as refusal:  # one answer's failure, also an unforeseen one, is not its neighbours'
                self.outcomes.append(refusal)
        return writes

    def _decide(self, ask: Ask, facts: GroupFacts, writes: GroupWrites) -> SavedResponse:
        command, place = ask.command, (ask.attempt_id, ask.command.slot)
        known = self._known_attempt(ask, facts)
        before = facts.logged.get((ask.attempt_id, command.operation_id))
        if before is not None:
            return _replay(before, command, facts.current.get((ask.attempt_id, before.slot)))
        if known.attempt.started_at is None:
            raise AttemptNotRunning(known.attempt.state.value)
        slot = facts.places.get(place)
        if slot is None:
            raise UnknownSlot(str(command.slot))
        block_no = slot.block_no
        reached = facts.reached.get((ask.attempt_id, block_no))
        require_not_behind(known.programme, block_no, command.slot, reached=reached, now=ask.now)
        verdict = decide_response(
            known.attempt,
            command,
            current=facts.current.get(place),
            asked=slot.asked,
            block_no=block_no,
            grace=known.programme.grace,
            now=ask.now,
        )
        accepted = isinstance(verdict, Accepted)
        kept = verdict.stored if isinstance(verdict, Accepted) else verdict.current
        line = _log_line(command, accepted=accepted, revision=kept.revision, now=ask.now)
        facts.logged[ask.attempt_id, command.operation_id] = line
        writes.lines.append((ask.attempt_id, line))
        if not accepted:
            raise StaleResponse(kept.revision, kept.answers)
        facts.current[place] = writes.current[place] = kept
        return SavedResponse(kept.slot, kept.revision, kept.answers, kept.saved_at, replayed=False)

    def _known_attempt(self, ask: Ask, facts: GroupFacts) -> Known:
        version, known = facts.versions.get(ask.attempt_id), self._known.get(ask.attempt_id)
        if version is None:
            raise UnknownAttempt(ask.attempt_id)
        if known is None or known.attempt.version != version:
            raise Outdated(ask.attempt_id)
        if known.attempt.candidate_id != ask.candidate_id:
            raise UnknownAttempt(ask.attempt_id)
        return known


def _replay(before: LoggedResponse, command: RecordResponse, current: StoredResponse | None) -> SavedResponse:
    require_same_body(command, before.body_digest)
    if not before.accepted:
        raise StaleResponse(*((0, {}) if current is None else (current.revision, current.answers)))
    return SavedResponse(before.slot, before.revision, before.answers, before.server_at, replayed=True)


def _log_line(command: RecordResponse, *, accepted: bool, revision: int, now: datetime) -> LoggedResponse:
    return LoggedResponse(
        id=new_id(),
        slot=command.slot,
        operation_id=command.operation_id,
        body_digest=body_digest(command),
        accepted=accepted,
        revision=revision,
        answers=command.answers,
        device_epoch=command.epoch,
        client_at=command.client_at,
        server_at=now,
        dwell_ms=round(command.dwell.total_seconds() * 1000),
    )

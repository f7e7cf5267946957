"""Computing a result: from the answers that count, the form, its keys and the programme, and from nothing else."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from exam_engine.attempt import Attempt
from exam_engine.programme import Programme
from exam_engine.response import StoredResponse
from exam_engine.scoring import RULES_VERSION, score
from item_bank.choice_items import RESPONSE
from item_bank.draw import FormSlot
from proctor_server.db.database import Transaction
from proctor_server.db.results import StoredResult

CLOSED = "closed"
"""The cause of an attempt's first result."""


async def compute(
    tx: Transaction, attempt: Attempt, programme: Programme, *, no: int, cause: str, now: datetime
) -> StoredResult:
    """Compute version `no` of an attempt's result; the same inputs give the same score and digest."""
    form = await tx.attempts.form(attempt.id)
    given = await tx.responses.all_current(attempt.id)
    keys = await tx.items.keys([slot.version_id for slot in form])
    marked = [(slot.section_id, _given(given, slot) == keys[slot.version_id]) for slot in form]
    return StoredResult(
        no=no,
        score=score(programme, marked),
        rules_version=RULES_VERSION,
        inputs_digest=_digest(attempt, form, given, keys),
        cause=cause,
        computed_at=now,
        released_at=None,
    )


def _given(given: Mapping[int, StoredResponse], slot: FormSlot) -> frozenset[str]:
    return frozenset(given[slot.slot].answers.get(RESPONSE, ())) if slot.slot in given else frozenset()


def _digest(
    attempt: Attempt,
    form: Sequence[FormSlot],
    given: Mapping[int, StoredResponse],
    keys: Mapping[str, frozenset[str]],
) -> str:
    inputs = {
        "programme": [attempt.programme_id, attempt.programme_version_id],
        "slots": [
            [slot.slot, slot.version_id, sorted(keys[slot.version_id]), _answers(given.get(slot.slot))]
            for slot in form
        ],
    }
    text = json.dumps(inputs, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _answers(response: StoredResponse | None) -> dict[str, list[str]]:
    return {} if response is None else {name: list(values) for name, values in response.answers.items()}

"""Computing a result: from the answers that count, the form, its keys, the marks and the programme alone."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from exam_engine.attempt import Attempt
from exam_engine.essay_marking import Marking, result_of
from exam_engine.form import PlacedSlot
from exam_engine.programme import Block, BlockKind, Programme
from exam_engine.questionnaire import QuestionnaireScore
from exam_engine.questionnaire_items import AskedTask, score_tasks
from exam_engine.scoring import RULES_VERSION, EssayScore, score
from exam_engine.word_count import count_words
from item_bank.bank_document import bank_key_to_document
from item_bank.bank_item import BankItem
from item_bank.marking import mark
from item_bank.response_key import BankKey
from proctor_server.db.database import Transaction
from proctor_server.db.results import StoredResult

CLOSED = "closed"
"""The cause of an attempt's first result."""


@dataclass(frozen=True, slots=True)
class ScoredSlot:
    """A place of the form with all that its points depend on."""

    place: PlacedSlot
    item: BankItem
    key: BankKey
    answers: dict[str, list[str]]
    dwell_ms: int


async def compute(
    tx: Transaction, attempt: Attempt, programme: Programme, *, no: int, cause: str, now: datetime
) -> StoredResult:
    """Compute version `no` of an attempt's result; the same inputs give the same score and digest."""
    timed = any(block.kind is BlockKind.QUESTIONNAIRE for block in programme.blocks)
    slots = await scored_slots(tx, attempt, timed=timed)
    markings = [essay.marking for essay in await tx.essays.of_attempt(attempt.id)]
    items = {no for no, block in enumerate(programme.blocks) if block.kind is BlockKind.ITEMS}
    marked = [
        (one.place.section_id, mark(one.item, one.key, one.answers).is_right is True)
        for one in slots
        if one.place.counts and one.place.block_no in items
    ]
    return StoredResult(
        no=no,
        score=score(programme, marked, _questionnaire(programme, slots), _essay(programme, slots, markings)),
        rules_version=RULES_VERSION,
        inputs_digest=_digest(attempt, slots, markings),
        cause=cause,
        computed_at=now,
        released_at=None,
    )


async def scored_slots(tx: Transaction, attempt: Attempt, *, timed: bool = False) -> list[ScoredSlot]:
    """The form with answers and keys; `timed`: with the time spent on each item, which only a questionnaire needs."""
    form = await tx.attempts.form(attempt.id)
    given = await tx.responses.all_current(attempt.id)
    dwell = await _dwell(tx, attempt) if timed else {}
    ids = [place.version_id for place in form]
    contents, keys = await tx.items.contents(ids), await tx.items.bank_keys(ids)
    return [
        ScoredSlot(
            place,
            contents[place.version_id].item,
            keys[place.version_id],
            {name: list(values) for name, values in given[place.slot].answers.items()}
            if place.slot in given
            else {},
            dwell.get(place.slot, 0),
        )
        for place in form
    ]


async def _dwell(tx: Transaction, attempt: Attempt) -> dict[int, int]:
    """How long each slot was looked at before its last answer, in ms: the page counts on from write to write."""
    spent: dict[int, int] = {}
    for line in (await tx.responses.log_of(attempt.id)).values():
        spent[line.slot] = max(spent.get(line.slot, 0), line.dwell_ms)
    return spent


def _of_kind(
    programme: Programme, slots: Sequence[ScoredSlot], kind: BlockKind
) -> tuple[Block, list[ScoredSlot]] | None:
    """The programme's block of a kind, with its slots; a programme has one questionnaire or essay at most."""
    for no, block in enumerate(programme.blocks):
        if block.kind is kind:
            return block, [one for one in slots if one.place.block_no == no and one.place.counts]
    return None


def _questionnaire(programme: Programme, slots: Sequence[ScoredSlot]) -> QuestionnaireScore | None:
    found = _of_kind(programme, slots, BlockKind.QUESTIONNAIRE)
    if found is None or found[0].questionnaire is None:
        return None
    asked = [
        AskedTask(one.item, one.key, one.answers, timedelta(milliseconds=one.dwell_ms)) for one in found[1]
    ]
    return score_tasks(found[0].questionnaire, asked)


def _essay(
    programme: Programme, slots: Sequence[ScoredSlot], markings: Sequence[Marking]
) -> EssayScore | None:
    found = _of_kind(programme, slots, BlockKind.ESSAY)
    if found is None or found[0].essay is None:
        return None
    n_words = sum(count_words(text) for one in found[1] for text in written(one))
    marked = result_of(found[0].essay.marking, markings[0]) if markings else None
    return EssayScore(n_words, found[0].essay.max_words, marked)


def written(slot: ScoredSlot) -> list[str]:
    """The texts of an essay's slot."""
    return [text for values in slot.answers.values() for text in values]


def _digest(attempt: Attempt, slots: Sequence[ScoredSlot], markings: Sequence[Marking]) -> str:
    inputs: dict[str, Any] = {
        "programme": [attempt.programme_id, attempt.programme_version_id],
        "slots": [
            [
                one.place.slot,
                one.place.section_id,
                one.place.version_id,
                bank_key_to_document(one.key),
                one.answers,
                one.dwell_ms,
            ]
            for one in slots
        ],
        "marks": [[mark.marker_id, mark.value] for marking in markings for mark in marking.marks],
    }
    text = json.dumps(inputs, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()

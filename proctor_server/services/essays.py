"""Marking essays: those who mark take them by code, see no name and nobody else's mark until the end."""

from dataclasses import dataclass
from datetime import datetime

from exam_engine.attempt import Attempt
from exam_engine.essay_marking import (
    Mark,
    Marking,
    MarkingRules,
    Need,
    decide_mark,
    decide_marker,
    marks_shown,
    need_of,
)
from exam_engine.programme import EssayRules, Programme
from exam_engine.stage_errors import NotTheMarker
from exam_engine.word_count import count_words
from item_bank.shown import ShownItem
from proctor_server.db.database import Database, Transaction
from proctor_server.db.essays import StoredEssay
from proctor_server.kernel.errors import NotFound
from proctor_server.services.forms import shown_slot
from proctor_server.services.programmes import programme_of
from proctor_server.services.results import rescore

MARKED = "essay_marked"


class UnknownEssay(NotFound):
    """There is no such essay, or it is not to be marked."""

    code = "unknown_essay"


@dataclass(frozen=True, slots=True)
class EssayLine:
    """An essay in a marker's list; `mine`: assigned to this marker."""

    code: str
    rules: MarkingRules
    mine: bool
    value: int | None
    done: bool


@dataclass(frozen=True, slots=True)
class EssayPicture:
    """What a marker reads: the task, the text, its length, the marks that may be seen."""

    code: str
    task: ShownItem
    text: str
    n_words: int
    rules: EssayRules
    marker_id: str
    marks: tuple[Mark, ...]
    done: bool


class EssayService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def to_mark(self, marker_id: str) -> list[EssayLine]:
        """The essays this marker has, and those that wait for one; only of attempts without violation."""
        async with self._database.read() as tx:
            found = []
            for essay in await tx.essays.to_mark():
                rules = (await _rules(tx, essay))[1].marking
                mine = marker_id in essay.marking.marker_ids
                if mine or need_of(rules, essay.marking) in (Need.MARKERS, Need.ANOTHER_MARKER):
                    found.append(_line(essay.marking, rules, marker_id))
            return found

    async def take(self, code: str, *, marker_id: str, now: datetime) -> None:
        """Take an essay to mark it.

        Raises:
            UnknownEssay, MarkerNotNeeded, MarkerRepeated
        """
        async with self._database.write() as tx:
            essay = await _essay(tx, code)
            rules = (await _rules(tx, essay))[1].marking
            after = decide_marker(rules, essay.marking, marker_id=marker_id)
            await tx.essays.replace(essay.marking, after, now)
            await tx.journal.record(action="essay_taken", subject=code, actor_id=marker_id, now=now)

    async def read(self, code: str, *, marker_id: str) -> EssayPicture:
        """Read an essay that one has taken.

        Raises:
            UnknownEssay, NotTheMarker
        """
        async with self._database.read() as tx:
            return await _picture(tx, await _essay(tx, code), marker_id)

    async def mark(self, code: str, *, value: int, marker_id: str, now: datetime) -> EssayPicture:
        """Give a mark for good; the last one that was awaited makes the result's next version.

        Raises:
            UnknownEssay, NotTheMarker, MarkOffScale, AlreadyMarked
        """
        async with self._database.write() as tx:
            essay = await _essay(tx, code)
            attempt, rules = await _rules(tx, essay)
            after = decide_mark(rules.marking, essay.marking, marker_id=marker_id, value=value)
            if after is not essay.marking:
                await tx.essays.replace(essay.marking, after, now)
                await tx.journal.record(action="essay_marked", subject=code, actor_id=marker_id, now=now)
                if need_of(rules.marking, after) is Need.NOTHING:
                    await rescore(tx, attempt, cause=MARKED, now=now)
            return await _picture(tx, await _essay(tx, code), marker_id)


async def _essay(tx: Transaction, code: str) -> StoredEssay:
    """An essay that may be marked: a proctor has found no violation in its attempt."""
    essay = await tx.essays.get(code)
    if essay is None or code not in {one.marking.code for one in await tx.essays.to_mark()}:
        raise UnknownEssay(code)
    return essay


async def _rules(tx: Transaction, essay: StoredEssay) -> tuple[Attempt, EssayRules]:
    attempt = await tx.attempts.get(essay.attempt_id)
    assert attempt is not None  # noqa: S101  a foreign key holds it
    programme = await programme_of(tx, attempt)
    place = await tx.attempts.form_slot(attempt.id, essay.slot)
    assert place is not None  # noqa: S101  it was written there
    return attempt, _essay_rules(programme, place.block_no)


def _essay_rules(programme: Programme, block_no: int) -> EssayRules:
    rules = programme.blocks[block_no].essay
    assert rules is not None  # noqa: S101  only essay blocks hand in essays
    return rules


async def _picture(tx: Transaction, essay: StoredEssay, marker_id: str) -> EssayPicture:
    attempt, rules = await _rules(tx, essay)
    if marker_id not in essay.marking.marker_ids:
        raise NotTheMarker(essay.marking.code)
    programme = await programme_of(tx, attempt)
    place = await tx.attempts.form_slot(attempt.id, essay.slot)
    response = await tx.responses.current(attempt.id, essay.slot)
    assert place is not None  # noqa: S101  it was written there
    assert response is not None  # noqa: S101  an essay without an answer has no code
    assert attempt.language is not None  # noqa: S101  the attempt ran
    text = "\n".join(one for values in response.answers.values() for one in values)
    return EssayPicture(
        code=essay.marking.code,
        task=await shown_slot(tx, place, programme.blocks[place.block_no], attempt.language),
        text=text,
        n_words=count_words(text),
        rules=rules,
        marker_id=marker_id,
        marks=marks_shown(rules.marking, essay.marking, marker_id=marker_id),
        done=need_of(rules.marking, essay.marking) is Need.NOTHING,
    )


def _line(marking: Marking, rules: MarkingRules, marker_id: str) -> EssayLine:
    given = {mark.marker_id: mark.value for mark in marking.marks}
    return EssayLine(
        code=marking.code,
        rules=rules,
        mine=marker_id in given,
        value=given.get(marker_id),
        done=need_of(rules, marking) is Need.NOTHING,
    )

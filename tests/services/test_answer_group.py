"""Answers decided in groups: the same outcomes as one at a time, and none of them harms its neighbours."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from exam_engine.answers import Asked
from exam_engine.attempt import Attempt, AttemptState
from exam_engine.programme_file import load_programme
from exam_engine.response import RecordResponse
from item_bank.choice_items import RESPONSE
from proctor_server.db.answer_groups import AskedSlot, GroupFacts
from proctor_server.services.answer_group import Ask, GroupDecision, Known, SavedResponse
from proctor_server.services.errors import StaleResponse
from tests.support.sitting import Sitting

START = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
PROGRAMME = load_programme("legislation")
CHOICES = ("a", "b", "not one of the item's")


def an_attempt(attempt_id: str) -> Known:
    first, *others = PROGRAMME.runs()
    return Known(
        Attempt(
            id=attempt_id,
            candidate_id=f"candidate of {attempt_id}",
            programme_id="legislation",
            state=AttemptState.RUNNING,
            window_opens_at=START,
            window_closes_at=START + timedelta(hours=3),
            blocks=(replace(first, started_at=START), *others),
            device_epoch=1,
            version=4,
        ),
        PROGRAMME,
    )


KNOWN = {attempt_id: an_attempt(attempt_id) for attempt_id in ("one", "two")}


def fresh_facts() -> GroupFacts:
    asked = AskedSlot(0, {RESPONSE: Asked(frozenset("ab"))})
    places = {(attempt_id, slot): asked for attempt_id in KNOWN for slot in (0, 1)}
    return GroupFacts(versions=dict.fromkeys(KNOWN, 4), places=places)


@st.composite
def asks(draw: st.DrawFn) -> Ask:
    attempt_id = draw(st.sampled_from(sorted(KNOWN)))
    choice = draw(st.sampled_from((*CHOICES, None)))
    command = RecordResponse(
        operation_id=draw(st.sampled_from("pqrstu")),
        slot=draw(st.integers(0, 2)),
        epoch=draw(st.sampled_from((1, 1, 1, 2))),
        base_revision=draw(st.integers(0, 3)),
        answers={} if choice is None else {RESPONSE: (choice,)},
        client_at=None,
        dwell=timedelta(seconds=1),
    )
    minutes = draw(st.sampled_from((1, 2, 54, 56)))
    whose = draw(st.sampled_from((attempt_id, attempt_id, attempt_id, "somebody else")))
    return Ask(f"candidate of {whose}", attempt_id, command, START + timedelta(minutes=minutes))


def told(asks: Sequence[Ask], sizes: Sequence[int]) -> tuple[list[object], GroupFacts]:
    """Decide in groups of these sizes over one store, which keeps what each group leaves."""
    facts, outcomes, first = fresh_facts(), list[object](), 0
    for size in sizes:
        group = asks[first : first + size]
        first += size
        decision = GroupDecision(group, KNOWN)
        writes = decision(facts)
        stored = fresh_facts()  # as the next transaction will read it
        stored.logged.update(facts.logged)
        stored.current.update(facts.current)
        assert all(facts.current[place] == held for place, held in writes.current.items())
        facts = stored
        outcomes += [one if isinstance(one, SavedResponse) else repr(one) for one in decision.outcomes]
    return outcomes, facts


@given(st.lists(asks(), max_size=24), st.lists(st.integers(1, 6)))
@settings(max_examples=200, deadline=None)
def test_a_group_decides_as_if_each_answer_had_come_alone(wanted: list[Ask], sizes: list[int]) -> None:
    apart, left_apart = told(wanted, [1] * len(wanted))
    rest = len(wanted) - sum(sizes)
    together, left = told(wanted, [*sizes, max(rest, 0)])
    assert together == apart
    assert left.current == left_apart.current
    assert {key: replace(line, id="") for key, line in left.logged.items()} == {
        key: replace(line, id="") for key, line in left_apart.logged.items()
    }


async def test_answers_that_come_at_once_are_decided_in_their_order(sitting: Sitting) -> None:
    """One slot written twice, one operation sent twice, one answer that does not fit: all in one group."""
    await sitting.start()
    first, second = (await sitting.options(0))[:2]
    repeated = sitting.write(1, (await sitting.options(1))[:1])
    done = await asyncio.gather(
        sitting.save(sitting.write(0, [first])),
        sitting.save(sitting.write(0, ["no such option"])),
        sitting.save(sitting.write(0, [second], base_revision=1)),
        sitting.save(sitting.write(0, [first], base_revision=1)),
        sitting.save(repeated),
        sitting.save(repeated),
        return_exceptions=True,
    )
    assert [getattr(one, "revision", type(one).__name__) for one in done] == [
        1,
        "UnknownChoice",
        2,
        "StaleResponse",
        1,
        1,
    ]
    assert [one.replayed for one in done[4:] if isinstance(one, SavedResponse)] == [False, True]
    assert isinstance(done[3], StaleResponse)
    assert done[3].params["answers"] == {RESPONSE: (second,)}


async def test_an_attempt_that_closes_in_between_takes_no_more(sitting: Sitting) -> None:
    await sitting.start()
    options = await sitting.options(0)
    revisions = count()
    before = sitting.save(sitting.write(0, options[:1], base_revision=next(revisions)))
    assert (await before).revision == 1
    done = await asyncio.gather(
        sitting.submit(),
        *(sitting.save(sitting.write(0, options[:1], base_revision=1)) for _ in range(3)),
        return_exceptions=True,
    )
    saved = [one for one in done[1:] if isinstance(one, SavedResponse)]
    async with sitting.database.read() as tx:
        held = (await tx.responses.all_current(sitting.attempt_id))[0]
    assert held.revision == 1 + len(saved), "acknowledged is stored, and nothing else is"

"""How an attempt's blocks and what is added to their time become response bodies."""

from collections.abc import Iterable
from datetime import timedelta

from exam_engine.attempt import Attempt
from exam_engine.programme import Block, Programme, Section
from item_bank.text import LocalText
from proctor_server.api import schemas as s
from proctor_server.db.added_time import RecordedAddition


def text(value: LocalText) -> s.LocalTextView:
    return s.LocalTextView(kk=value.kk, ru=value.ru, en=value.en)


def seconds(length: timedelta) -> int:
    return round(length.total_seconds())


def sections(found: Iterable[Section]) -> list[s.SectionView]:
    return [
        s.SectionView(id=x.id, title=text(x.title), n_items=x.n_items, minimum_correct=x.minimum_correct)
        for x in found
    ]


def blocks(attempt: Attempt, programme: Programme) -> list[s.BlockView]:
    return [_block(attempt, no, block) for no, block in enumerate(programme.blocks)]


def _block(attempt: Attempt, no: int, block: Block) -> s.BlockView:
    run = attempt.blocks[no]
    return s.BlockView(
        no=no,
        id=block.id,
        title=text(block.title),
        kind=s.BlockKindName(block.kind.value),
        limit_s=seconds(run.limit),
        extra_s=seconds(run.extra),
        n_items=block.n_items,
        sections=sections(block.sections),
        navigation=block.navigation.value,
        aids=[aid.value for aid in block.aids],
        break_after_s=seconds(run.break_after),
        next_starts_itself=run.next_starts_itself,
        max_words=None if block.essay is None else block.essay.max_words,
        state=s.BlockStateName(attempt.block_state(no).value),
        started_at=run.started_at,
        deadline_at=attempt.block_deadline(no),
        ended_at=run.ended_at,
        end_cause=None if run.end_cause is None else run.end_cause.value,
    )


def review_blocks(attempt: Attempt, programme: Programme) -> list[s.ReviewBlockView]:
    """The blocks that were begun, in seconds from the attempt's start."""
    return [
        s.ReviewBlockView(
            no=no,
            title=text(block.title),
            t0_s=(run.started_at - attempt.started_at).total_seconds(),
            t1_s=(run.ended_at - attempt.started_at).total_seconds(),
            aids=[aid.value for aid in block.aids],
        )
        for no, (run, block) in enumerate(zip(attempt.blocks, programme.blocks, strict=True))
        if attempt.started_at is not None and run.started_at is not None and run.ended_at is not None
    ]


def programme_block(block: Block) -> s.ProgrammeBlockView:
    run = block.run()
    return s.ProgrammeBlockView(
        id=block.id,
        title=text(block.title),
        kind=s.BlockKindName(block.kind.value),
        limit_s=seconds(block.limit),
        n_items=block.n_items,
        sections=sections(block.sections),
        navigation=block.navigation.value,
        aids=[aid.value for aid in block.aids],
        break_after_s=seconds(run.break_after),
        next_starts_itself=run.next_starts_itself,
    )


def accommodations(attempt: Attempt) -> s.AccommodationsView:
    return s.AccommodationsView.model_validate(attempt.accommodations)


def time_addition(one: RecordedAddition) -> s.TimeAdditionView:
    return s.TimeAdditionView(
        block_no=one.addition.block_no,
        seconds=one.addition.length.total_seconds(),
        ground=one.ground.value,
        author_login=one.author_login,
        reason=one.reason,
        added_at=one.added_at,
    )

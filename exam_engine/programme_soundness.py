"""What contradicts itself in a programme whose fields could all be read."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from exam_engine.blocks import NO_TIME
from exam_engine.programme import SCALES_OF_RELIABILITY, Block, BlockKind, Programme
from exam_engine.programme_faults import ProgrammeFault, Wrong

LONGEST_BLOCK = timedelta(hours=8)
LONGEST_BREAK = timedelta(hours=24)
SHORTEST_KEEPING, LONGEST_KEEPING = timedelta(days=1), timedelta(days=3650)


def faults(programme: Programme) -> list[ProgrammeFault]:
    """Tell what contradicts itself, each with the place it stands at; nothing in a sound programme."""
    found = [fault for no, block in enumerate(programme.blocks) for fault in _of_block(f"blocks.{no}", block)]
    return [*found, *_of_whole(programme)]


def _of_whole(programme: Programme) -> Iterator[ProgrammeFault]:
    if not programme.blocks:
        yield ProgrammeFault("blocks", Wrong.NO_BLOCK)
    yield from _repeated("blocks", Wrong.BLOCK_ID_REPEATS, (block.id for block in programme.blocks))
    yield from _repeated("blocks", Wrong.SECTION_ID_REPEATS, (section.id for section in programme.sections))
    yield from _repeated("rules", Wrong.RULE_ID_REPEATS, (rule.id for rule in programme.rules))
    n_marked = sum(block.n_items for block in programme.blocks if block.kind is BlockKind.ITEMS)
    if programme.pass_total is not None and programme.pass_total > n_marked:
        yield ProgrammeFault("pass_total", Wrong.TOTAL_OUT_OF_REACH, str(programme.pass_total))
    kept = programme.recordings_kept
    if kept is not None and not SHORTEST_KEEPING <= kept <= LONGEST_KEEPING:
        yield ProgrammeFault("recordings_kept_days", Wrong.DAYS_KEPT, str(kept.days))
    if programme.blocks and programme.blocks[-1].break_after is not None:
        last = len(programme.blocks) - 1
        yield ProgrammeFault(f"blocks.{last}.break_after", Wrong.BREAK_AFTER_THE_LAST)


def _of_block(path: str, block: Block) -> Iterator[ProgrammeFault]:
    if not NO_TIME < block.limit <= LONGEST_BLOCK:
        yield ProgrammeFault(f"{path}.limit_s", Wrong.BLOCK_TIME, f"{block.limit.total_seconds():g}")
    if block.break_after is not None and block.break_after.length > LONGEST_BREAK:
        yield ProgrammeFault(f"{path}.break_after", Wrong.BREAK_TOO_LONG)
    if not block.sections:
        yield ProgrammeFault(f"{path}.sections", Wrong.NO_SECTION)
    for no, section in enumerate(block.sections):
        if not 0 < section.n_items <= 500:
            yield ProgrammeFault(f"{path}.sections.{no}.n_items", Wrong.NUMBER_OF_ITEMS, str(section.n_items))
        if section.minimum_correct > section.n_items:
            place = f"{path}.sections.{no}.minimum_correct"
            yield ProgrammeFault(place, Wrong.MINIMUM_OUT_OF_REACH, str(section.minimum_correct))
    yield from _of_kind(path, block)


def _of_kind(path: str, block: Block) -> Iterator[ProgrammeFault]:
    match block.kind:
        case BlockKind.ITEMS:
            pass
        case BlockKind.QUESTIONNAIRE:
            scales = {} if block.questionnaire is None else block.questionnaire.scales
            if not scales.keys() <= SCALES_OF_RELIABILITY or 0 in scales.values():
                yield ProgrammeFault(f"{path}.scales", Wrong.NO_SCALE_OF_RELIABILITY)
        case BlockKind.ESSAY:
            if block.n_items != 1:
                yield ProgrammeFault(f"{path}.sections", Wrong.ESSAY_HAS_ONE_TASK)
            if block.essay is not None and not 0 < block.essay.max_words <= 2000:
                yield ProgrammeFault(
                    f"{path}.essay.max_words", Wrong.WORDS_OF_AN_ESSAY, str(block.essay.max_words)
                )


def _repeated(place: str, wrong: Wrong, ids: Iterable[str]) -> Iterator[ProgrammeFault]:
    listed = list(ids)
    if len(set(listed)) < len(listed):
        yield ProgrammeFault(place, wrong)

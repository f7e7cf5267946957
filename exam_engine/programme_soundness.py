"""What contradicts itself in a programme whose fields could all be read."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from exam_engine.blocks import NO_TIME
from exam_engine.programme import SCALES_OF_RELIABILITY, Block, BlockKind, Programme

LONGEST_BLOCK = timedelta(hours=8)
LONGEST_BREAK = timedelta(hours=24)


def faults(programme: Programme) -> list[str]:
    """Tell what contradicts itself, each with the place it stands at; nothing in a sound programme."""
    found = [fault for no, block in enumerate(programme.blocks) for fault in _of_block(f"blocks.{no}", block)]
    return [*found, *_of_whole(programme)]


def _of_whole(programme: Programme) -> Iterator[str]:
    if not programme.blocks:
        yield "blocks: no block"
    yield from _repeated("blocks: a block id", (block.id for block in programme.blocks))
    yield from _repeated("blocks: a section id", (section.id for section in programme.sections))
    yield from _repeated("rules: a rule id", (rule.id for rule in programme.rules))
    n_marked = sum(block.n_items for block in programme.blocks if block.kind is BlockKind.ITEMS)
    if programme.pass_total is not None and programme.pass_total > n_marked:
        yield "pass_total: the pass mark is out of reach"
    if programme.blocks and programme.blocks[-1].break_after is not None:
        yield f"blocks.{len(programme.blocks) - 1}.break_after: a break after the last block"


def _of_block(path: str, block: Block) -> Iterator[str]:
    if not NO_TIME < block.limit <= LONGEST_BLOCK:
        yield f"{path}.limit_s: no time, or more than {LONGEST_BLOCK}"
    if block.break_after is not None and block.break_after.length > LONGEST_BREAK:
        yield f"{path}.break_after: longer than {LONGEST_BREAK}"
    if not block.sections:
        yield f"{path}.sections: no section"
    for no, section in enumerate(block.sections):
        if not 0 < section.n_items <= 500:
            yield f"{path}.sections.{no}.n_items: no item, or more than 500"
        if section.minimum_correct > section.n_items:
            yield f"{path}.sections.{no}.minimum_correct: a minimum is out of reach"
    yield from _of_kind(path, block)


def _of_kind(path: str, block: Block) -> Iterator[str]:
    match block.kind:
        case BlockKind.ITEMS:
            pass
        case BlockKind.QUESTIONNAIRE:
            scales = {} if block.questionnaire is None else block.questionnaire.scales
            if not scales.keys() <= SCALES_OF_RELIABILITY or 0 in scales.values():
                yield f"{path}.scales: a scale that is none of reliability, or has no task"
        case BlockKind.ESSAY:
            if block.n_items != 1:
                yield f"{path}.sections: an essay block has one task"
            if block.essay is not None and not 0 < block.essay.max_words <= 2000:
                yield f"{path}.essay.max_words: no word, or more than 2000"


def _repeated(what: str, ids: Iterable[str]) -> Iterator[str]:
    listed = list(ids)
    if len(set(listed)) < len(listed):
        yield f"{what} repeats"

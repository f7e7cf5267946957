"""What stands beside a recording: how loud each moment was, and which item was worked on."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SILENCE_DB = -90.0
"""Below every microphone's own noise; where nothing was heard the curve stands here."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """`levels_db[n]`: the loudest half second in `[n, n + 1) · step_s` of the attempt; None: nothing is known."""

    step_s: float
    levels_db: tuple[float | None, ...]


def loudness(heard: Iterable[tuple[float, float]], *, duration_s: float, most_steps: int) -> Loudness:
    """Gather `(at_s, level_db)` into at most `most_steps` steps of whole half seconds."""
    step_s = max(math.ceil(duration_s / most_steps * 2) / 2, 0.5)
    levels: list[float | None] = [None] * math.ceil(duration_s / step_s)
    for at_s, level_db in heard:
        n = math.floor(at_s / step_s)
        if 0 <= n < len(levels):
            before = levels[n]
            level = max(level_db, SILENCE_DB)
            levels[n] = level if before is None else max(before, level)
    return Loudness(step_s, tuple(levels))


@dataclass(frozen=True, slots=True)
class ItemSpan:
    """An item was worked on in `[t0_s, t1_s)` of the attempt."""

    slot: int
    t0_s: float
    t1_s: float


def item_spans(answers: Sequence[tuple[int, float, float]]) -> tuple[ItemSpan, ...]:
    """Tell when each item was on the screen, from `(slot, answered_s, dwell_s)` of its answers.

    An answer says how long its item had been on the screen. A page shows one item at a time, so a span ends
    where a later one of another item begins. Nothing is said of items that were looked at and not answered.
    """
    spans: list[ItemSpan] = []
    for slot, answered_s, dwell_s in sorted(answers, key=lambda one: one[1]):
        t0_s = max(answered_s - dwell_s, 0.0)
        if spans and spans[-1].slot == slot and t0_s <= spans[-1].t1_s:
            t0_s = min(t0_s, spans.pop().t0_s)
        if spans:
            t0_s = max(t0_s, spans[-1].t1_s)
        if answered_s > t0_s:
            spans.append(ItemSpan(slot, t0_s, answered_s))
    return tuple(spans)

"""Whether the picture is a recording played over and over: a stretch with movement in it that was there before.

A person moves and a real camera's noise is new each time, so no ten seconds with movement in them are like ten
others: measured, the nearest earlier stretch differs by .3 to 2 times the movement, that of a loop by less than .25
even where it was compressed anew and sampled at other moments. Somebody who does not move at all says nothing.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import sub

from vision.observation import LAYOUT_HEIGHT, LAYOUT_WIDTH, Observation
from vision.signals.hold import Evidence
from vision.signals.rules import SignalRules
from vision.signals.signal import SignalType
from vision.signals.view import View

N_PRINT = LAYOUT_WIDTH // 2 * (LAYOUT_HEIGHT // 2)
NEAR_S = (-0.25, -0.125, 0.0, 0.125, 0.25)  # the true period lies between the moments that were sampled
N_CANDIDATES = 8
FARTHEST = 1.5  # times the threshold: how much farther something is need not be known
N_TRIED = 4  # samples that tell whether the rest of a stretch is worth comparing
WIDEST_STEP_S = 1.0  # between samples farther apart nothing is known


@dataclass(frozen=True, slots=True)
class LoopMemory:
    """The last samples' moments and fingerprints (8x6 grey means, a byte each), and what was found last.

    `share` is the difference of the last stretch from the nearest earlier one over its own movement, at most 1.5 times
    the threshold, `looked_at_s` when that was found; None: it could not be judged.
    """

    times_s: tuple[float, ...] = ()
    prints: tuple[bytes, ...] = ()
    share: float | None = None
    looked_at_s: float | None = None


def remember_loop(rules: SignalRules, memory: LoopMemory, view: View, observation: Observation) -> LoopMemory:
    """Take one observation; what was covered or dark begins anew. Compared every `loop_every_s`."""
    if view is not View.CLEAR:
        return LoopMemory()
    at_s = observation.at_s
    first = next((n for n, one in enumerate(memory.times_s) if one >= at_s - rules.loop_span_s), 0)
    memory = replace(
        memory,
        times_s=(*memory.times_s[first:], at_s),
        prints=(*memory.prints[first:], fingerprint(observation.light.layout)),
    )
    last = memory.looked_at_s
    if observation.face is None or (last is not None and at_s - last < rules.loop_every_s):
        return replace(memory, share=None)
    return replace(memory, share=_share(rules, memory), looked_at_s=at_s)


def loop_evidence(rules: SignalRules, memory: LoopMemory, observation: Observation) -> tuple[Evidence, ...]:
    """What an observation says; nothing where nothing could be judged. `memory` has already learnt from it."""
    if memory.share is None:
        return ()
    return (
        Evidence(
            SignalType.LOOPING,
            memory.share < rules.loop_share,
            "loop_share",
            memory.share,
            rules.loop_share,
            max(0.5, 0.95 - memory.share),
            since_s=observation.at_s - rules.loop_window_s,
        ),
    )


def fingerprint(layout: tuple[int, ...]) -> bytes:
    """Mean grey of each 2x2 cells of a layout: 48 bytes."""
    rows = [layout[at : at + LAYOUT_WIDTH] for at in range(0, len(layout), LAYOUT_WIDTH)]
    return bytes(
        (upper[x] + upper[x + 1] + lower[x] + lower[x + 1] + 2) // 4
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
        for x in range(0, LAYOUT_WIDTH, 2)
    )


def _share(rules: SignalRules, memory: LoopMemory) -> float | None:
    times_s, prints = memory.times_s, memory.prints
    at_s = times_s[-1]
    if at_s - times_s[0] < rules.loop_window_s + rules.loop_least_s:
        return None
    first = bisect_left(times_s, at_s - rules.loop_window_s)
    movement = _movement(prints[first:])
    if movement < rules.loop_movement:
        return None
    begin = bisect_left(times_s, times_s[0] + rules.loop_window_s)
    end = bisect_left(times_s, at_s - rules.loop_least_s + 1e-6)
    nearest = sorted(range(begin, end), key=lambda n: _apart(prints[n], prints[-1]))[:N_CANDIDATES]
    least = FARTHEST * rules.loop_share * movement
    for period_s in (at_s - times_s[n] + near_s for n in nearest for near_s in NEAR_S):
        if period_s >= rules.loop_least_s:
            least = _difference(memory, first, period_s, least)
    return round(least / movement, 3)


def _movement(prints: Sequence[bytes]) -> float:
    """Mean absolute difference of the prints from their mean, in grey levels."""
    cells: list[tuple[int, ...]] = list(zip(*prints, strict=True))
    means = [sum(cell) / len(cell) for cell in cells]
    away: float = sum(abs(one - mean) for cell, mean in zip(cells, means, strict=True) for one in cell)
    return away / (N_PRINT * len(prints))


def _apart(one: bytes, other: bytes) -> int:
    total: int = sum(map(abs, map(sub, one, other)))
    return total


def _difference(memory: LoopMemory, first: int, period_s: float, least: float) -> float:
    """The mean difference of all prints from `first` on from what was shown a period earlier, if less than `least`."""
    times_s, n = memory.times_s, len(memory.times_s) - first
    most = least * N_PRINT * n
    total = 0.0
    for now in range(first, len(times_s)):
        wanted_s = times_s[now] - period_s
        after = max(1, bisect_left(times_s, wanted_s))
        step_s = times_s[after] - times_s[after - 1]
        if wanted_s < times_s[0] or step_s > WIDEST_STEP_S:
            return least
        share = (wanted_s - times_s[after - 1]) / step_s
        shown = zip(memory.prints[now], memory.prints[after - 1], memory.prints[after], strict=True)
        total += sum([abs(one - before - share * (later - before)) for one, before, later in shown])
        n_compared = now - first + 1
        if total >= most or (n_compared == N_TRIED and total >= FARTHEST * least * N_PRINT * N_TRIED):
            return least
    return total / (N_PRINT * n)

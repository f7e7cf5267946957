"""Where one cluster ends and the next begins: a second of blocks each, a segment at each keyframe asked for.

Pure: blocks and instants in, clusters out. A cut waits until both tracks have passed it, because a
microphone's packet is sent when it is full and so arrives after the picture of its time.
"""

from __future__ import annotations

from dataclasses import dataclass

from .webm import Block, Cluster, Track

CLUSTER_MS = 1_000
SEGMENT_MS = 4_000  # a keyframe is asked for this long after the segment began
SEGMENT_MIN_MS = 3_000  # a keyframe earlier than this does not begin a segment
SEGMENT_MAX_MS = 8_000  # without a keyframe the segment ends here all the same
GAP_MS = 1_000  # nothing at all for this long ends the segment: its span must not cover the gap
KEYFRAME_AGAIN_S = 1.0
OPENING_MS = 1_000  # sound may come this much earlier than the first picture of its segment
CUT_WAIT_S = 0.3
NEVER_MS = 1 << 40


@dataclass(frozen=True, slots=True)
class _Cut:
    at_ms: int
    seen_at: float
    new_segment: bool


class ClusterCutter:
    """Sorts blocks into clusters, and clusters into segments."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._cut: _Cut | None = None
        self._newest_ms: int | None = None
        self._last_ms: dict[Track, int] = {}
        self._segment_ms: int | None = None
        self._keyed: bool | None = None  # whether the segment's first picture is a keyframe
        self._n_segments = 0
        self._opens_segment = True
        self._asked_at: float | None = None
        self._plain_to_ms = 0  # before this nothing is cut, but for a gap or a keyframe

    def keyframe_due(self, now: float) -> bool:
        """Tell whether to ask the sender for a keyframe now; asks again each second until one comes."""
        if self._segment_ms is None or self._newest_ms is None:
            return False
        if self._keyed and self._newest_ms - self._segment_ms < SEGMENT_MS:
            return False
        if self._asked_at is not None and now - self._asked_at < KEYFRAME_AGAIN_S:
            return False
        self._asked_at = now
        return True

    def push(self, block: Block, now: float) -> tuple[Cluster, ...]:
        """Take a block; return the clusters that are complete now."""
        at_ms, track, keyframe, _ = block
        self._last_ms[track] = at_ms
        if self._cut is None and self._is_plain(at_ms) and not (keyframe and track is Track.VIDEO):
            self._blocks.append(block)
            if at_ms > (self._newest_ms or 0):
                self._newest_ms = at_ms
            return ()
        self._note(block, now)
        return self.poll(now)

    def _is_plain(self, at_ms: int) -> bool:
        """Tell whether a block, as most are, lies in the midst of a cluster."""
        return at_ms < self._plain_to_ms and at_ms - (self._newest_ms or 0) < GAP_MS

    def poll(self, now: float) -> tuple[Cluster, ...]:
        """Return the clusters that are complete now."""
        done: list[Cluster] = []
        while self._cut is not None and self._passed(self._cut, now):
            done += self._take(self._cut)
        return tuple(done)

    def flush(self) -> tuple[Cluster, ...]:
        """Return everything that is left."""
        done: list[Cluster] = []
        while self._cut is not None:
            done += self._take(self._cut)
        if self._blocks:
            done.append(self._cluster(self._blocks, ends_at_ms=NEVER_MS))
            self._blocks = []
        return tuple(done)

    def _note(self, block: Block, now: float) -> None:
        if self._segment_ms is None:
            self._segment_ms = block.at_ms
        age = block.at_ms - self._segment_ms
        if cut := self._cut_before(block, age, now):
            earlier = self._cut is None or (not self._cut.new_segment and cut.at_ms <= self._cut.at_ms)
            self._cut = cut if earlier else self._cut
        elif block.track is Track.VIDEO and self._keyed is None:
            self._keyed = block.keyframe
        self._blocks.append(block)
        self._newest_ms = max(block.at_ms, self._newest_ms or 0)
        if self._keyed is not None:
            self._plain_to_ms = min(self._blocks[0].at_ms + CLUSTER_MS, self._segment_ms + SEGMENT_MAX_MS)

    def _cut_before(self, block: Block, age: int, now: float) -> _Cut | None:
        if self._begins_segment(block, age):
            return _Cut(block.at_ms, now, new_segment=True)
        if self._cut is None and self._blocks and block.at_ms - self._blocks[0].at_ms >= CLUSTER_MS:
            return _Cut(block.at_ms, now, new_segment=False)
        return None

    def _begins_segment(self, block: Block, age: int) -> bool:
        if self._newest_ms is not None and block.at_ms - self._newest_ms >= GAP_MS:
            return True
        if block.track is Track.VIDEO and block.keyframe:
            if self._keyed is None:
                return age >= OPENING_MS
            return age >= SEGMENT_MIN_MS or (not self._keyed and age > 0)
        return age >= SEGMENT_MAX_MS

    def _passed(self, cut: _Cut, now: float) -> bool:
        both = len(self._last_ms) == len(Track) and min(self._last_ms.values()) >= cut.at_ms
        return both or now - cut.seen_at >= CUT_WAIT_S

    def _take(self, cut: _Cut) -> list[Cluster]:
        """Make a cluster of what lies before the cut, and look at the rest again."""
        before = [block for block in self._blocks if block.at_ms < cut.at_ms]
        after = [block for block in self._blocks if block.at_ms >= cut.at_ms]
        ends_at_ms = cut.at_ms if cut.new_segment else None
        clusters = [self._cluster(before, ends_at_ms)] if before else []
        if cut.new_segment:
            self._opens_segment = True
            self._segment_ms, self._keyed, self._asked_at = cut.at_ms, None, None
        self._blocks, self._cut, self._newest_ms, self._plain_to_ms = [], None, None, 0
        for block in sorted(after, key=_in_time):
            self._note(block, cut.seen_at)
        return clusters

    def _cluster(self, blocks: list[Block], ends_at_ms: int | None) -> Cluster:
        number = self._n_segments if self._opens_segment else None
        self._n_segments += self._opens_segment
        self._opens_segment = False
        return Cluster(tuple(sorted(blocks, key=_in_time)), number, ends_at_ms)


def _in_time(block: Block) -> tuple[int, int]:
    return block.at_ms, block.track

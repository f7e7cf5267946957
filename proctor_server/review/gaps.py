"""Which spans of an attempt were not recorded, so that the page can send what it kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from proctor_server.review.coverage import BRIDGED_S


@dataclass(frozen=True, slots=True)
class Gap:
    """A span without a recording, in seconds since the attempt started."""

    t0_s: float
    t1_s: float


def gaps_between(spans: Iterable[tuple[float, float]], *, until_s: float) -> tuple[Gap, ...]:
    """Tell what of [0, until) no span covers; a seam shorter than `BRIDGED_S` is no gap."""
    gaps: list[Gap] = []
    covered_s = 0.0
    for t0_s, t1_s in sorted(spans):
        if min(t0_s, until_s) - covered_s >= BRIDGED_S:
            gaps.append(Gap(covered_s, min(t0_s, until_s)))
        covered_s = max(covered_s, t1_s)
    if until_s - covered_s >= BRIDGED_S:
        gaps.append(Gap(covered_s, until_s))
    return tuple(gaps)


def common(gaps: Sequence[Gap], span: Gap) -> Gap | None:
    """The longest stretch of a span that lies in one gap; None where nothing lacks."""
    shared = [Gap(max(gap.t0_s, span.t0_s), min(gap.t1_s, span.t1_s)) for gap in gaps]
    found = max(shared, key=lambda gap: gap.t1_s - gap.t0_s, default=None)
    return found if found is not None and found.t1_s > found.t0_s else None

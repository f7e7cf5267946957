"""How evidence becomes a signal: it must hold for a time, and small gaps in it are forgiven."""

from collections import Counter
from dataclasses import dataclass, replace

from vision.signals.rules import SignalRules
from vision.signals.signal import Curve, Signal, SignalType

OPPOSITE = {"left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one observation says of one signal type: does it hold now, by which measure and how surely.

    `since_s` tells that it held before this observation (a frozen picture began with its first copy).
    """

    type: SignalType
    holds: bool
    measure: str
    value: float
    threshold: float
    confidence: float
    direction: str | None = None
    sub: str | None = None
    since_s: float | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """A signal in the making, or raised and still open."""

    type: SignalType
    t0_s: float
    t1_s: float
    raised: bool
    n: int
    confidence: float
    measure: str
    threshold: float
    directions: tuple[str, ...]
    subs: tuple[str, ...]
    curve: Curve

    @property
    def direction(self) -> str | None:
        """The direction seen most often so far."""
        return _most_common(self.directions)

    def signal(self, *, is_open: bool) -> Signal:
        """The signal as it stands."""
        return Signal(
            type=self.type,
            t0_s=self.t0_s,
            t1_s=self.t1_s,
            direction=self.direction,
            sub=_most_common(self.subs),
            confidence=round(self.confidence, 3),
            measure=self.measure,
            threshold=self.threshold,
            curve=self.curve,
            open=is_open,
        )


def step_hold(
    rules: SignalRules, hold: Hold | None, evidence: Evidence, at_s: float
) -> tuple[Hold | None, tuple[Signal, ...]]:
    """Take one observation's evidence: emits the signal when it is raised, and again when it ends."""
    timing = rules.timings[evidence.type]
    if not evidence.holds:
        if hold is None or at_s - hold.t1_s <= timing.gap_s:
            return hold, ()
        return None, close_hold(hold)
    if hold is not None and _turns_round(hold, evidence):
        begun, _ = step_hold(rules, None, evidence, at_s)
        return begun, close_hold(hold)
    longer = _begin(evidence, at_s) if hold is None else _extend(rules, hold, evidence, at_s)
    if longer.raised or longer.t1_s - longer.t0_s < timing.min_s:
        return longer, ()
    raised = replace(longer, raised=True)
    return raised, (raised.signal(is_open=True),)


def close_hold(hold: Hold) -> tuple[Signal, ...]:
    """End a hold where it was last seen; one that was never raised leaves nothing."""
    return (hold.signal(is_open=False),) if hold.raised else ()


def _begin(evidence: Evidence, at_s: float) -> Hold:
    return Hold(
        type=evidence.type,
        t0_s=at_s if evidence.since_s is None else evidence.since_s,
        t1_s=at_s,
        raised=False,
        n=1,
        confidence=evidence.confidence,
        measure=evidence.measure,
        threshold=evidence.threshold,
        directions=_one(evidence.direction),
        subs=_one(evidence.sub),
        curve=((at_s, round(evidence.value, 3)),),
    )


def _extend(rules: SignalRules, hold: Hold, evidence: Evidence, at_s: float) -> Hold:
    n = hold.n + 1
    curve = hold.curve
    if evidence.measure == hold.measure:
        curve = (*curve, (at_s, round(evidence.value, 3)))
    if len(curve) > rules.n_curve:
        curve = (*curve[:-1:2], curve[-1])
    return replace(
        hold,
        t1_s=at_s,
        n=n,
        confidence=hold.confidence + (evidence.confidence - hold.confidence) / n,
        directions=(*hold.directions, *_one(evidence.direction))[-rules.n_curve :],
        subs=(*hold.subs, *_one(evidence.sub))[-rules.n_curve :],
        curve=curve,
    )


def _turns_round(hold: Hold, evidence: Evidence) -> bool:
    """From one side straight to the other is another event, not a longer one."""
    return evidence.direction is not None and OPPOSITE.get(evidence.direction) == hold.direction


def _one(value: str | None) -> tuple[str, ...]:
    return () if value is None else (value,)


def _most_common(values: tuple[str, ...]) -> str | None:
    return Counter(values).most_common(1)[0][0] if values else None

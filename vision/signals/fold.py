"""The fold itself: one state and one observation in, the next state and what was raised or ended out."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from vision.hearing import Hearing, Record
from vision.observation import Observation
from vision.signals.baseline import Baseline, head_memory, identity_memory, view_memory
from vision.signals.gaze import GazeMemory, gaze_evidence, remember_gaze
from vision.signals.head import HeadMemory, head_evidence, remember_head
from vision.signals.hold import Evidence, Hold, close_hold, step_hold
from vision.signals.identity import IdentityMemory, identity_evidence, remember_identity
from vision.signals.loop import LoopMemory, loop_evidence, remember_loop
from vision.signals.objects import object_evidence
from vision.signals.quality import is_uncertain, quality_of
from vision.signals.rules import SignalRules
from vision.signals.signal import Signal, SignalType
from vision.signals.sound import SOUND_TYPES, SoundMemory, sound_evidence
from vision.signals.view import View, ViewMemory, judge_view, remember_view, view_evidence

UNSEEN = (
    SignalType.ABSENT,
    SignalType.TURNED,
    SignalType.EXTRA_FACE,
    SignalType.IDENTITY_CHANGE,
    SignalType.GAZE_AWAY,
)


@dataclass(frozen=True, slots=True)
class FoldState:
    """All that is remembered from one observation to the next; `holds` has at most one per type."""

    last_at_s: float | None = None
    holds: tuple[Hold, ...] = ()
    view: ViewMemory = field(default_factory=ViewMemory)
    head: HeadMemory = field(default_factory=HeadMemory)
    gaze: GazeMemory = field(default_factory=GazeMemory)
    identity: IdentityMemory = field(default_factory=IdentityMemory)
    sound: SoundMemory = field(default_factory=SoundMemory)
    loop: LoopMemory = field(default_factory=LoopMemory)


def initial_state(rules: SignalRules | None = None, baseline: Baseline | None = None) -> FoldState:
    """The state before the first observation; `baseline`: what the device check saw of this candidate."""
    if baseline is None:
        return FoldState()
    return FoldState(
        view=view_memory(baseline),
        head=head_memory(rules or SignalRules(), baseline),
        identity=identity_memory(baseline),
    )


def fold(rules: SignalRules, state: FoldState, record: Record) -> tuple[FoldState, tuple[Signal, ...]]:
    """Take the next record; emits a signal when it is raised (`open`) and again when it ends.

    A record that is not later than the last one of its kind was already seen and changes nothing. After a jump
    of more than `rules.gap_s` nothing is counted across: what was open ends at its last record. What is seen and
    what is heard go their own ways.
    """
    return _hear(rules, state, record) if isinstance(record, Hearing) else _see(rules, state, record)


def _hear(rules: SignalRules, state: FoldState, hearing: Hearing) -> tuple[FoldState, tuple[Signal, ...]]:
    ended: tuple[Signal, ...] = ()
    last_at_s = state.sound.last_at_s
    if last_at_s is not None:
        if hearing.at_s <= last_at_s:
            return state, ()
        if hearing.at_s - last_at_s > rules.gap_s:
            state, ended = _break_sound(state)
    holds, signals = _step_all(rules, state.holds, list(sound_evidence(rules, hearing)), hearing.at_s)
    return replace(state, holds=holds, sound=SoundMemory(hearing.at_s)), ended + signals


def _see(
    rules: SignalRules, state: FoldState, observation: Observation
) -> tuple[FoldState, tuple[Signal, ...]]:
    at_s = observation.at_s
    ended: tuple[Signal, ...] = ()
    if state.last_at_s is not None:
        if at_s <= state.last_at_s:
            return state, ()
        if at_s - state.last_at_s > rules.gap_s:
            state, ended = _break_picture(state)
    view = judge_view(rules, state.view, observation.light)
    loop = remember_loop(rules, state.loop, view, observation)
    evidence = [
        *view_evidence(rules, state.view, view, observation),
        *object_evidence(rules, observation),
        *loop_evidence(rules, loop, observation),
    ]
    if _can_judge(view, observation) and not is_uncertain(rules, state.view, observation):
        state = _remember_person(rules, state, view, observation)
        quality = quality_of(rules, state.view, observation)
        seen_of_person = (
            *head_evidence(rules, state.head, observation),
            gaze_evidence(rules, state.gaze),
            identity_evidence(rules, state.identity, observation),
        )
        evidence += [replace(one, confidence=quality * one.confidence) for one in seen_of_person]
    else:
        evidence += [Evidence(type_, False, "", 0.0, 0.0, 0.0) for type_ in UNSEEN]
    holds, signals = _step_all(rules, state.holds, evidence, at_s)
    seen = remember_view(rules, state.view, view, observation)
    return replace(state, last_at_s=at_s, holds=holds, view=seen, loop=loop), ended + signals


def fold_segment(
    rules: SignalRules, state: FoldState, records: Iterable[Record]
) -> tuple[FoldState, list[Signal], bool]:
    """Fold one segment's records; True when at least half of its pictures are too poor to tell anything by."""
    signals: list[Signal] = []
    poor: list[bool] = []
    for record in records:
        if isinstance(record, Observation):
            poor.append(is_uncertain(rules, state.view, record))
        state, emitted = fold(rules, state, record)
        signals += emitted
    return state, signals, bool(poor) and 2 * sum(poor) >= len(poor)


def finish(rules: SignalRules, state: FoldState) -> tuple[FoldState, tuple[Signal, ...]]:
    """End of the attempt: closes what is open."""
    state, seen = _break_picture(state)
    state, heard = _break_sound(state)
    return state, seen + heard


def fold_all(rules: SignalRules, records: Iterable[Record]) -> tuple[Signal, ...]:
    """All ended signals of a whole recording, by their beginning."""
    state = initial_state()
    signals: list[Signal] = []
    for record in records:
        state, emitted = fold(rules, state, record)
        signals += emitted
    signals += finish(rules, state)[1]
    return tuple(sorted((one for one in signals if not one.open), key=lambda one: (one.t0_s, one.type.value)))


def _can_judge(view: View, observation: Observation) -> bool:
    """Nobody is called absent because the picture is bad; a face that is seen all the same counts."""
    return view is View.CLEAR or (observation.face is not None and view in (View.DARK, View.BLURRED))


def _remember_person(rules: SignalRules, state: FoldState, view: View, observation: Observation) -> FoldState:
    """Learn of the person; eyes and identity only from a clear picture.

    Pitch and gaze are judged against the candidate's own baseline, so not while somebody else may sit there.
    """
    if view is not View.CLEAR:
        head = remember_head(rules, state.head, observation)
        return replace(state, head=head, gaze=replace(state.gaze, aside=None))
    identity = remember_identity(rules, state.identity, observation)
    head = state.head
    if identity.n_other and observation.face is not None:
        head = replace(head, pitch_deg=0.0)
        observation = replace(observation, face=replace(observation.face, mesh_pitch_deg=None, gaze=None))
    head = remember_head(rules, head, observation)
    gaze = remember_gaze(rules, state.gaze, head, observation)
    return replace(state, head=head, gaze=gaze, identity=identity)


def _break_sound(state: FoldState) -> tuple[FoldState, tuple[Signal, ...]]:
    kept = tuple(hold for hold in state.holds if hold.type not in SOUND_TYPES)
    ended = (signal for hold in state.holds if hold.type in SOUND_TYPES for signal in close_hold(hold))
    return replace(state, holds=kept, sound=SoundMemory()), tuple(ended)


def _break_picture(state: FoldState) -> tuple[FoldState, tuple[Signal, ...]]:
    kept = tuple(hold for hold in state.holds if hold.type in SOUND_TYPES)
    seen = (hold for hold in state.holds if hold.type not in SOUND_TYPES)
    ended = tuple(signal for hold in seen for signal in close_hold(hold))
    head = replace(state.head, direction=None, seen_at_s=None, person_score=None, pitch_deg=0.0)
    view = replace(state.view, still_layout=None, still_since_s=None)
    gaze = replace(state.gaze, aside=None)
    identity = replace(state.identity, distance=None, n_other=0, other_since_s=None)
    return replace(
        state, holds=kept, view=view, head=head, gaze=gaze, identity=identity, loop=LoopMemory()
    ), ended


def _step_all(
    rules: SignalRules, holds: tuple[Hold, ...], evidence: list[Evidence], at_s: float
) -> tuple[tuple[Hold, ...], tuple[Signal, ...]]:
    """Step the holds that there is evidence for; the others rest."""
    by_type = {hold.type: hold for hold in holds}
    told = {one.type for one in evidence}
    kept = [hold for hold in holds if hold.type not in told]
    emitted: list[Signal] = []
    for one in evidence:
        hold, signals = step_hold(rules, by_type.get(one.type), one, at_s)
        kept += [] if hold is None else [hold]
        emitted += signals
    return tuple(kept), tuple(emitted)

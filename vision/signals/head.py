"""Where the candidate is and faces: absent, turned, or not alone, against their own way of sitting."""

from dataclasses import dataclass, replace
from statistics import median

from vision.observation import Face, Observation
from vision.signals.hold import Evidence
from vision.signals.rules import SignalRules
from vision.signals.signal import SignalType


@dataclass(frozen=True, slots=True)
class HeadMemory:
    """The first calm samples (the baseline) and what was last known of the head.

    `yaws` and `pitches` come from the key points, `mesh_pitches` (already scaled) from the mesh. `direction`
    is the last one turned to, `seen_at_s` when a face was last seen, `person_score` the body detector's last
    word.
    """

    yaws: tuple[float, ...] = ()
    pitches: tuple[float, ...] = ()
    mesh_pitches: tuple[float, ...] = ()
    yaw_deg: float = 0.0
    pitch_deg: float = 0.0
    direction: str | None = None
    seen_at_s: float | None = None
    person_score: float | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """How far a head is turned from its own baseline, and which way that counts as (None: it does not)."""

    yaw_deg: float
    pitch_deg: float
    direction: str | None


def judge_turn(rules: SignalRules, memory: HeadMemory, face: Face) -> Turn:
    """Measure a face against the baseline, with hysteresis on the direction turned to."""
    yaw_deg = face.yaw_deg - rules.yaw_baseline_share * _yaw_baseline(rules, memory)
    pitch_deg = _pitch(rules, memory, face)
    sideways = memory.direction in ("left", "right", "back")
    if abs(yaw_deg) > (rules.yaw_off_deg if sideways else rules.yaw_on_deg):
        return Turn(yaw_deg, pitch_deg, "right" if yaw_deg > 0 else "left")
    if pitch_deg > (rules.down_off_deg if memory.direction == "down" else rules.down_on_deg):
        return Turn(yaw_deg, pitch_deg, "down")
    if pitch_deg < -(rules.up_off_deg if memory.direction == "up" else rules.up_on_deg):
        return Turn(yaw_deg, pitch_deg, "up")
    return Turn(yaw_deg, pitch_deg, None)


def _yaw_baseline(rules: SignalRules, memory: HeadMemory) -> float:
    if len(memory.yaws) < rules.n_baseline_min:
        return 0.0
    return _clipped(rules, median(memory.yaws))


def _pitch(rules: SignalRules, memory: HeadMemory, face: Face) -> float:
    """0 until a baseline is known; the mesh's word weighs more, without it pitch stays what it was."""
    if len(memory.pitches) < rules.n_baseline_min or len(memory.mesh_pitches) < rules.n_mesh_baseline_min:
        return 0.0
    if face.mesh_pitch_deg is None:
        return memory.pitch_deg
    by_points = face.pitch_deg - _clipped(rules, median(memory.pitches))
    by_mesh = rules.mesh_gain * face.mesh_pitch_deg - median(memory.mesh_pitches)
    return rules.mesh_share * by_mesh + (1 - rules.mesh_share) * by_points


def _clipped(rules: SignalRules, angle_deg: float) -> float:
    return max(-rules.baseline_largest_deg, min(rules.baseline_largest_deg, angle_deg))


def remember_head(rules: SignalRules, memory: HeadMemory, observation: Observation) -> HeadMemory:
    """Learn from one observation of a clear picture."""
    face = observation.face
    if face is None:
        return _remember_missing(rules, memory, observation)
    learnt = _learn(rules, memory, face)
    turn = judge_turn(rules, learnt, face)
    return replace(
        learnt,
        yaw_deg=turn.yaw_deg,
        pitch_deg=turn.pitch_deg,
        direction=turn.direction,
        seen_at_s=observation.at_s,
        person_score=None,
    )


def _remember_missing(rules: SignalRules, memory: HeadMemory, observation: Observation) -> HeadMemory:
    """A profile may get lost for a moment; a person whose face stays away has turned their back."""
    if observation.person_score is not None:
        memory = replace(memory, person_score=observation.person_score)
    long_gone = memory.seen_at_s is None or observation.at_s - memory.seen_at_s > rules.back_after_s
    if _has_person(rules, memory) and (memory.direction is None or long_gone):
        return replace(memory, direction="back")
    return memory


def _learn(rules: SignalRules, memory: HeadMemory, face: Face) -> HeadMemory:
    calm = abs(face.yaw_deg) < rules.baseline_yaw_deg and abs(face.pitch_deg) < rules.baseline_pitch_deg
    if not calm:
        return memory
    if len(memory.yaws) < rules.n_baseline:
        memory = replace(memory, yaws=(*memory.yaws, face.yaw_deg), pitches=(*memory.pitches, face.pitch_deg))
    if face.mesh_pitch_deg is None or len(memory.mesh_pitches) >= rules.n_mesh_baseline:
        return memory
    scaled = rules.mesh_gain * face.mesh_pitch_deg
    return replace(memory, mesh_pitches=(*memory.mesh_pitches, round(scaled, 1)))


def head_evidence(rules: SignalRules, memory: HeadMemory, observation: Observation) -> tuple[Evidence, ...]:
    """What an observation of a clear picture says; `memory` has already learnt from it."""
    extra = Evidence(
        SignalType.EXTRA_FACE,
        observation.n_extra > 0,
        "extra_face_score",
        observation.extra_score,
        rules.extra_score,
        max(0.5, observation.extra_score),
    )
    return (_absent(rules, memory, observation), _turned(rules, memory, observation), extra)


def _absent(rules: SignalRules, memory: HeadMemory, observation: Observation) -> Evidence:
    gone = observation.face is None and not _is_hidden(rules, memory, observation.at_s)
    person = memory.person_score or 0.0
    sure = max(0.3, 0.95 - 0.5 * max(observation.face_score, person))
    return Evidence(SignalType.ABSENT, gone, "face_score", observation.face_score, rules.face_score, sure)


def _turned(rules: SignalRules, memory: HeadMemory, observation: Observation) -> Evidence:
    if observation.face is None:
        hidden = _is_hidden(rules, memory, observation.at_s)
        return Evidence(
            SignalType.TURNED,
            hidden,
            "person_score",
            memory.person_score or 0.0,
            rules.person_score,
            0.55,
            direction=memory.direction or "back",
        )
    if memory.direction in ("down", "up"):
        limit = rules.down_on_deg if memory.direction == "down" else -rules.up_on_deg
        measure, value = "pitch_deg", memory.pitch_deg
    else:
        limit, measure, value = rules.yaw_on_deg, "yaw_deg", memory.yaw_deg
    sure = min(0.95, 0.5 + abs(value) / 120)
    return Evidence(
        SignalType.TURNED,
        memory.direction is not None,
        measure,
        value,
        limit,
        sure,
        direction=memory.direction,
    )


def _is_hidden(rules: SignalRules, memory: HeadMemory, at_s: float) -> bool:
    """A face that is not seen on a person who is: their back, or a profile that was just lost."""
    return _has_person(rules, memory) or _is_lost_profile(rules, memory, at_s)


def _has_person(rules: SignalRules, memory: HeadMemory) -> bool:
    return memory.person_score is not None and memory.person_score > rules.person_score


def _is_lost_profile(rules: SignalRules, memory: HeadMemory, at_s: float) -> bool:
    if memory.seen_at_s is None or abs(memory.yaw_deg) <= rules.profile_yaw_deg:
        return False
    return at_s - memory.seen_at_s < rules.profile_for_s

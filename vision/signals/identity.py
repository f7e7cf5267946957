"""Whether the face is still that of the person who began: compared with the attempt's own reference."""

from dataclasses import dataclass, replace
from math import dist

from vision.observation import IDENTITY_STEP, Observation
from vision.signals.hold import Evidence
from vision.signals.rules import SignalRules
from vision.signals.signal import SignalType

Identity = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IdentityMemory:
    """The reference and what was compared with it last.

    `reference`: descriptions of the candidate's face, the first `n_identity_enrol` of which agree. `distance` is the
    last one measured, `other_since_s` when the first of the comparisons in a row failed that failed till now.
    `enrolled`: the reference begins with the device check's photo, so that a swap before the attempt is told too.
    """

    reference: tuple[Identity, ...] = ()
    distance: float | None = None
    n_other: int = 0
    other_since_s: float | None = None
    enrolled: bool = False


def remember_identity(rules: SignalRules, memory: IdentityMemory, observation: Observation) -> IdentityMemory:
    """Compare one observation of a clear picture; the first ones become the reference, if they agree."""
    face = observation.face
    if face is None or face.identity is None:
        return memory
    if not memory.enrolled and len(memory.reference) < rules.n_identity_enrol:
        return replace(memory, reference=_enrolled(rules, memory.reference, face.identity))
    distance = min(distance_of(face.identity, one) for one in memory.reference)
    limit = rules.identity_distance if memory.n_other == 0 else rules.identity_off_distance
    if distance > limit:
        since_s = observation.at_s if memory.other_since_s is None else memory.other_since_s
        return replace(
            memory,
            distance=distance,
            n_other=min(memory.n_other + 1, rules.n_identity_hits),
            other_since_s=since_s,
        )
    reference = memory.reference
    if len(reference) < rules.n_identity and distance <= rules.identity_sure_distance:
        reference = (*reference, face.identity)
    return IdentityMemory(reference, distance, enrolled=memory.enrolled)


def identity_evidence(rules: SignalRules, memory: IdentityMemory, observation: Observation) -> Evidence:
    """What an observation says; `memory` has already learnt from it. One that was not compared says nothing new."""
    compared = observation.face is not None and observation.face.identity is not None
    distance = memory.distance or 0.0
    return Evidence(
        SignalType.IDENTITY_CHANGE,
        compared and memory.n_other >= rules.n_identity_hits,
        "identity_distance",
        distance,
        rules.identity_distance,
        max(0.5, min(0.95, 0.5 + 2 * (distance - rules.identity_distance))),
        since_s=memory.other_since_s,
    )


def distance_of(first: Identity, second: Identity) -> float:
    """Euclidean distance of two descriptions, in the network's own unit: .6 parts two people in dlib's own use."""
    return dist(first, second) * IDENTITY_STEP


def _enrolled(
    rules: SignalRules, reference: tuple[Identity, ...], identity: Identity
) -> tuple[Identity, ...]:
    """A description that agrees with all before it is added; otherwise the enrolment begins anew with it."""
    if all(distance_of(identity, one) <= rules.identity_off_distance for one in reference):
        return (*reference, identity)
    return (identity,)

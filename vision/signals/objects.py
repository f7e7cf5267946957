"""Whether a forbidden object lies in view, by an operator's detector that looks every few seconds."""

from vision.observation import Observation
from vision.signals.hold import Evidence
from vision.signals.rules import SignalRules
from vision.signals.signal import SignalType


def object_evidence(rules: SignalRules, observation: Observation) -> tuple[Evidence, ...]:
    """What an observation says; one for which the detector was not asked says nothing, either way."""
    if observation.object_score is None:
        return ()
    holds = observation.object_score >= rules.object_score
    return (
        Evidence(
            SignalType.OBJECT,
            holds,
            "object_score",
            observation.object_score,
            rules.object_score,
            max(0.3, min(0.9, observation.object_score)),
            sub=observation.object_kind if holds else None,
        ),
    )

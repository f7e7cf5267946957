"""How far a picture can be trusted with what it shows of a person: dim, blurred or tiny, it is weaker evidence."""

from vision.observation import Observation
from vision.signals.rules import SignalRules
from vision.signals.view import ViewMemory, sharpness_ratio


def quality_of(rules: SignalRules, memory: ViewMemory, observation: Observation) -> float:
    """1 in a good picture, down to `least_quality`: each of light, sharpness and size of the face takes its part."""
    light, face = observation.light, observation.face
    ratio = sharpness_ratio(rules, memory, light)
    parts = (
        _part(light.luma, rules.dark_luma, rules.good_luma),
        1.0 if ratio is None else _part(ratio, rules.blur_ratio, rules.good_sharpness_ratio),
        1.0 if face is None else _part(face.width, rules.tiny_face, rules.good_face),
    )
    share = parts[0] * parts[1] * parts[2]
    return rules.least_quality + (1 - rules.least_quality) * share


def _part(value: float, nothing: float, full: float) -> float:
    return max(0.0, min(1.0, (value - nothing) / (full - nothing)))

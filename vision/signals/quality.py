"""How far a picture can be trusted with what it shows of a person: dim, blurred or tiny, it is weaker evidence.

The poorest are none: nothing is raised of the person, and the coverage line says that it is uncertain.
"""

from vision.observation import Observation
from vision.signals.rules import SignalRules
from vision.signals.view import View, ViewMemory, judge_view, sharpness_ratio


def quality_of(rules: SignalRules, memory: ViewMemory, observation: Observation) -> float:
    """1 in a good picture, down to `least_quality`: each of light, sharpness and size of the face takes its part."""
    return rules.least_quality + (1 - rules.least_quality) * _share(rules, memory, observation)


def is_uncertain(rules: SignalRules, memory: ViewMemory, observation: Observation) -> bool:
    """Too poor to tell anything of the person by, and not so poor that the picture itself is told of."""
    clear = judge_view(rules, memory, observation.light) is View.CLEAR
    return clear and _share(rules, memory, observation) < rules.uncertain_share


def _share(rules: SignalRules, memory: ViewMemory, observation: Observation) -> float:
    light, face = observation.light, observation.face
    ratio = None if face is None else sharpness_ratio(rules, memory, light)  # an empty wall is not blurred
    parts = (
        _part(light.luma, rules.dark_luma, rules.good_luma),
        1.0 if ratio is None else _part(ratio, rules.blur_ratio, rules.good_sharpness_ratio),
        1.0 if face is None else _part(face.width, rules.tiny_face, rules.good_face),
    )
    return parts[0] * parts[1] * parts[2]


def _part(value: float, nothing: float, full: float) -> float:
    return max(0.0, min(1.0, (value - nothing) / (full - nothing)))

"""A dim, blurred or tiny picture of a person is weaker evidence of the same thing."""

from dataclasses import replace

import pytest

from vision.observation import Observation
from vision.signals import SignalRules, SignalType, fold_all
from vision.signals.quality import quality_of
from vision.signals.view import ViewMemory

RULES = SignalRules()
SHARP = ViewMemory(sharpness=(400.0,) * 20)


def seen(scenes, **changes) -> Observation:
    light = replace(scenes.light(), luma=120.0, sharpness=400.0)
    light = replace(light, **{name: value for name, value in changes.items() if name != "width"})
    return Observation(0.0, light, replace(scenes.face(), width=changes.get("width", 0.3)))


@pytest.mark.parametrize(
    ("changes", "quality"),
    [
        ({}, 1.0),
        ({"luma": 80.0}, 1.0),
        ({"luma": 62.5}, 0.75),
        ({"luma": 45.0}, 0.5),
        ({"luma": 10.0}, 0.5),
        ({"sharpness": 200.0}, 1.0),
        ({"sharpness": 48.0}, 0.5),
        ({"width": 0.11}, 1.0),
        ({"width": 0.08}, 0.75),
        ({"width": 0.05}, 0.5),
        ({"luma": 62.5, "width": 0.08}, 0.625),
    ],
)
def test_light_sharpness_and_size_each_take_their_part(scenes, changes, quality: float) -> None:
    assert quality_of(RULES, SHARP, seen(scenes, **changes)) == pytest.approx(quality)


def test_the_same_turn_is_surer_in_a_good_picture(scenes) -> None:
    def sitting(width: float) -> list[Observation]:
        turned = [scenes.facing(n / 2, yaw=60.0 if n > 40 else 0.0) for n in range(60)]
        return [replace(one, face=replace(one.face, width=width)) for one in turned]

    [near], [far] = fold_all(RULES, sitting(0.3)), fold_all(RULES, sitting(0.06))
    assert near.type is far.type is SignalType.TURNED
    assert (near.t0_s, near.t1_s) == (far.t0_s, far.t1_s)
    assert far.confidence < 0.7 * near.confidence

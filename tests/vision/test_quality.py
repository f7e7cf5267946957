"""A dim, blurred or tiny picture of a person is weaker evidence of the same thing."""

from dataclasses import replace

import pytest

from vision.observation import Observation
from vision.signals import SignalRules, SignalType, fold_all, fold_segment, initial_state
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


def test_an_empty_wall_is_not_a_blurred_picture(scenes) -> None:
    assert quality_of(RULES, SHARP, replace(seen(scenes, sharpness=20.0), face=None)) == 1.0


@pytest.mark.parametrize(
    ("luma", "width", "uncertain", "kinds"),
    [
        (120.0, 0.3, False, {SignalType.TURNED}),
        (62.0, 0.3, False, {SignalType.TURNED}),
        (50.0, 0.3, True, set()),
        (120.0, 0.06, True, set()),
        (62.0, 0.07, True, set()),
        (120.0, 0.08, False, {SignalType.TURNED}),
        (40.0, 0.3, False, {SignalType.TURNED, SignalType.DARK}),
    ],
)
def test_of_a_picture_too_poor_nothing_is_raised(
    scenes, luma: float, width: float, uncertain: bool, kinds: set[SignalType]
) -> None:
    """A dark picture is told of itself, and of a face that is found in it all the same."""
    turned = [scenes.facing(n / 2, yaw=60.0 if n > 40 else 0.0) for n in range(60)]
    poor = [
        replace(one, light=replace(one.light, luma=luma), face=replace(one.face, width=width))
        for one in turned
    ]
    _, signals, too_little = fold_segment(RULES, initial_state(), poor)
    assert too_little is uncertain
    assert {one.type for one in signals} == kinds


def test_a_segment_is_uncertain_by_half_of_its_pictures(scenes) -> None:
    def segment(n_poor: int) -> list[Observation]:
        return [
            replace(scenes.facing(n / 2), light=replace(scenes.light(), luma=50.0 if n < n_poor else 120.0))
            for n in range(8)
        ]

    told = [fold_segment(RULES, initial_state(), segment(n))[2] for n in (0, 3, 4, 8)]
    assert told == [False, False, True, True]
    assert not fold_segment(RULES, initial_state(), [])[2]


def test_the_same_turn_is_surer_in_a_good_picture(scenes) -> None:
    def sitting(width: float) -> list[Observation]:
        turned = [scenes.facing(n / 2, yaw=60.0 if n > 40 else 0.0) for n in range(60)]
        return [replace(one, face=replace(one.face, width=width)) for one in turned]

    [near], [far] = fold_all(RULES, sitting(0.3)), fold_all(RULES, sitting(0.07))
    assert near.type is far.type is SignalType.TURNED
    assert (near.t0_s, near.t1_s) == (far.t0_s, far.t1_s)
    assert far.confidence < 0.7 * near.confidence

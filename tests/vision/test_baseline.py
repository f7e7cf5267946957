"""The device check's picture is what an attempt is measured against, from its first sample on."""

import pytest

from vision.frame_check import check_frame
from vision.frames import to_jpeg
from vision.signals import (
    Baseline,
    SignalRules,
    SignalType,
    baseline_from_json,
    baseline_to_json,
    finish,
    fold,
    initial_state,
    state_from_json,
    state_to_json,
)
from vision.signals.identity import distance_of

RULES = SignalRules()


def baseline_of(scenes, person: int | None = 0) -> Baseline:
    one = scenes.somebody(0, person)
    return Baseline(0.0, 0.0, 0.0, one.light.layout, one.face.identity)


def found(baseline: Baseline | None, observations) -> list[tuple[SignalType, float]]:
    state, ended = initial_state(RULES, baseline), []
    for one in observations:
        state, signals = fold(RULES, state_from_json(state_to_json(state)), one)
        ended += [signal for signal in signals if not signal.open]
    ended += finish(RULES, state)[1]
    return [(one.type, one.t0_s) for one in ended]


def sitting(scenes, person: int, t1_s: int = 40) -> list:
    return [scenes.somebody(n / 2, person if n % 8 == 0 else None) for n in range(2 * t1_s)]


def test_somebody_else_than_in_the_device_check_is_told_from_the_first_comparison(scenes) -> None:
    """Story: swapped between the check and the start, the stranger became the attempt's own reference."""
    assert found(baseline_of(scenes, 0), sitting(scenes, 1)) == [(SignalType.IDENTITY_CHANGE, 0.0)]
    assert found(None, sitting(scenes, 1)) == []


def test_who_was_checked_raises_nothing(scenes) -> None:
    assert found(baseline_of(scenes, 0), sitting(scenes, 0)) == []


def test_without_the_optional_network_the_attempts_own_first_seconds_are_the_reference(scenes) -> None:
    assert found(baseline_of(scenes, None), sitting(scenes, 1)) == []


def test_a_camera_that_is_dark_from_the_first_moment_shows_the_room_of_the_check(scenes) -> None:
    dark = [scenes.missing(n / 2, None, "dark") for n in range(20)]
    assert found(baseline_of(scenes), dark) == [(SignalType.DARK, 0.0)]


def test_one_picture_counts_as_half_a_baseline_only(scenes) -> None:
    """A head bent in the check alone is corrected by the first samples of the attempt."""
    bent = Baseline(0.0, -39.0, -19.5, scenes.light().layout, None)
    assert found(bent, [scenes.facing(n / 2) for n in range(60)]) == []


def test_it_can_be_stored(scenes) -> None:
    for person in (3, None):
        baseline = baseline_of(scenes, person)
        assert baseline_from_json(baseline_to_json(baseline)) == baseline
    broken = {**baseline_to_json(baseline_of(scenes)), "layout": "AAAA"}
    with pytest.raises(ValueError, match="layout"):
        baseline_from_json(broken)


def test_a_real_frontal_face_gives_one_and_a_profile_none(pointing04, identity_is_on) -> None:
    def check(name: str):
        return check_frame(next(pointing04.rglob(name)).read_bytes())

    first, again, other = (check(f"person{n}146+0+0.jpg").baseline for n in ("01", "01", "03"))
    assert check("person01152+0+90.jpg").baseline is None
    assert first is not None
    assert first == again
    if identity_is_on:
        assert distance_of(first.identity, other.identity) > RULES.identity_distance


def test_an_empty_room_gives_none(pictures) -> None:
    assert check_frame(to_jpeg(pictures.fake_camera(5))).baseline is None

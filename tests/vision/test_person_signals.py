"""Who sits there and where they look: the folds of identity and gaze at their edges."""

import pytest

from vision.observation import Observation
from vision.signals import Signal, SignalRules, SignalType, fold_all, state_from_json, state_to_json
from vision.signals.fold import FoldState, fold, initial_state
from vision.signals.identity import distance_of

RULES = SignalRules()


def times(t0_s: float, t1_s: float) -> list[float]:
    return [t0_s + n / 2 for n in range(round(2 * (t1_s - t0_s)))]


def sitting(scenes, people: dict[float, int], t1_s: float) -> list[Observation]:
    """Two samples a second, one in four seconds compared; `people`: from when on who sits there."""

    def who(at_s: float) -> int | None:
        return (
            next(one for since, one in reversed(people.items()) if at_s >= since) if at_s % 4 == 0 else None
        )

    return [scenes.somebody(at_s, who(at_s)) for at_s in times(0, t1_s)]


def identity_changes(observations: list[Observation]) -> list[tuple[float, float]]:
    signals = fold_all(RULES, observations)
    assert all(one.type is SignalType.IDENTITY_CHANGE for one in signals)
    return [(one.t0_s, one.t1_s) for one in signals]


def test_two_people_are_as_far_apart_as_the_scenes_say(scenes) -> None:
    first, second = (scenes.somebody(0, person).face.identity for person in (0, 1))
    assert distance_of(first, first) == 0
    assert distance_of(first, second) == pytest.approx((2 * 16 * 100**2) ** 0.5 / 250)


def test_the_same_person_raises_nothing(scenes) -> None:
    assert identity_changes(sitting(scenes, {0: 3}, 60)) == []


def test_somebody_else_is_raised_at_the_second_comparison_that_fails(scenes) -> None:
    observations = sitting(scenes, {0: 0, 18: 1}, 60)
    assert identity_changes(observations) == [(20.0, 56.0)]
    state, raised_at_s = initial_state(), []
    for one in observations:
        state, signals = fold(RULES, state, one)
        raised_at_s += [one.at_s for signal in signals if signal.open]
    assert raised_at_s == [24.0]


def test_one_comparison_that_fails_is_forgiven(scenes) -> None:
    assert identity_changes(sitting(scenes, {0: 0, 20: 1, 21: 0}, 60)) == []


def test_who_comes_back_ends_it(scenes) -> None:
    assert identity_changes(sitting(scenes, {0: 0, 20: 1, 40: 0}, 80)) == [(20.0, 36.0)]


def test_one_strange_first_picture_does_not_make_the_candidate_a_stranger(scenes) -> None:
    """A face printed on a sweater was the first one compared, and the candidate another one ever after."""
    assert identity_changes(sitting(scenes, {0: 5, 4: 0}, 60)) == []


def test_a_gap_between_the_comparisons_begins_anew(scenes) -> None:
    before = sitting(scenes, {0: 0, 20: 1}, 22)
    after = [scenes.somebody(at_s, 1 if at_s == 40 else None) for at_s in times(40, 44)]
    assert identity_changes([*before, *after]) == []


def test_without_the_network_nothing_is_said(scenes) -> None:
    assert fold_all(RULES, [scenes.somebody(at_s, None) for at_s in times(0, 30)]) == ()


def looking(scenes, t0_s: float, t1_s: float, aside: float) -> list[Signal]:
    def gaze(at_s: float) -> float | None:
        return None if at_s % 1 else 0.03 + (aside if t0_s <= at_s < t1_s else 0.0)

    return list(fold_all(RULES, [scenes.somebody(at_s, None, gaze(at_s)) for at_s in times(0, 40)]))


@pytest.mark.parametrize(
    ("aside", "direction"), [(0.079, None), (0.081, "right"), (-0.079, None), (-0.081, "left")]
)
def test_looking_aside_begins_beyond_the_threshold(scenes, aside: float, direction: str | None) -> None:
    signals = looking(scenes, 20, 26, aside)
    assert [one.direction for one in signals] == ([direction] if direction else [])


@pytest.mark.parametrize(("lasting_s", "n"), [(2, 0), (3, 0), (4, 1), (8, 1)])
def test_a_glance_is_none(scenes, lasting_s: int, n: int) -> None:
    signals = looking(scenes, 20, 20 + lasting_s, 0.12)
    assert [(one.type, one.t0_s) for one in signals] == [(SignalType.GAZE_AWAY, 20.0)] * n


def test_eyes_that_stay_on_the_screen_while_the_head_turns_are_not_away(scenes) -> None:
    def observe(at_s: float) -> Observation:
        one = scenes.somebody(at_s, None, -0.07 if at_s >= 20 else 0.0)
        face = scenes.face(yaw=-20.0 if at_s >= 20 else 0.0)
        return Observation(at_s, one.light, type(face)(**{**as_fields(face), "gaze": one.face.gaze}), 0.95)

    assert fold_all(RULES, [observe(at_s) for at_s in times(0, 30)]) == ()


def as_fields(face) -> dict[str, object]:
    return {name: getattr(face, name) for name in type(face).__slots__}


def test_a_strangers_pitch_and_gaze_are_not_judged_by_the_candidates_own(scenes) -> None:
    """Whoever took the candidate's place sat lower, and was called turned down as well."""

    def observe(at_s: float) -> Observation:
        other = at_s >= 40
        compared = at_s % 4 == 0
        one = scenes.somebody(at_s, (1 if other else 0) if compared else None)
        pitch = 45.0 if at_s >= 41 else 0.0
        fields = {**as_fields(one.face), "pitch_deg": pitch, "mesh_pitch_deg": pitch / 2, "gaze": 0.3 * other}
        return Observation(at_s, one.light, type(one.face)(**fields), 0.95)

    signals = fold_all(RULES, [observe(at_s) for at_s in times(0, 60)])
    assert [one.type for one in signals] == [SignalType.IDENTITY_CHANGE]


def test_a_state_stored_before_these_cues_is_still_read() -> None:
    document = state_to_json(initial_state())
    old = {name: document[name] for name in ("last_at_s", "holds", "view", "head")}
    assert state_from_json(old) == FoldState()


def test_a_state_with_an_identity_of_another_size_is_refused() -> None:
    document = state_to_json(initial_state())
    with pytest.raises(ValueError, match="wrong size"):
        state_from_json({**document, "identity": {**document["identity"], "reference": [[1, 2]]}})

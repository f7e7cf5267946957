"""The signal rules at their edges: what is raised, when, and when it ends."""

from collections.abc import Iterable

import pytest

from vision.observation import Observation
from vision.signals import Signal, SignalRules, SignalType, View, finish, fold, fold_all, initial_state
from vision.signals.view import ViewMemory, correlation, judge_view

RULES = SignalRules()


def run(observations: Iterable[Observation]) -> list[tuple[float, Signal]]:
    """All emitted signals with the time of the observation that emitted them."""
    state, emitted, at_s = initial_state(), [], 0.0
    for one in observations:
        at_s = one.at_s
        state, signals = fold(RULES, state, one)
        emitted += [(at_s, signal) for signal in signals]
    return emitted + [(at_s, signal) for signal in finish(RULES, state)[1]]


def times(t0_s: float, t1_s: float, step_s: float = 0.5) -> list[float]:
    return [round(t0_s + n * step_s, 3) for n in range(int((t1_s - t0_s) / step_s + 1e-6))]


def test_a_candidate_who_sits_still_raises_nothing(scenes) -> None:
    assert run(scenes.facing(at_s) for at_s in times(0, 60)) == []


@pytest.mark.parametrize(("lasting_s", "n"), [(2.5, 0), (3.0, 0), (3.5, 1), (10.0, 1)])
def test_absence_is_raised_three_seconds_after_it_began(scenes, lasting_s: float, n: int) -> None:
    """`lasting_s` ends with the first sample that shows the face again: the last one without is .5 s earlier."""
    away = [scenes.missing(at_s) for at_s in times(5, 5 + lasting_s)]
    back = [scenes.facing(at_s) for at_s in times(5 + lasting_s, 20)]
    emitted = run([*(scenes.facing(at_s) for at_s in times(0, 5)), *away, *back])
    raised = [(at_s, signal) for at_s, signal in emitted if signal.open]
    assert len(raised) == n
    assert len(emitted) == 2 * n
    if n:
        at_s, signal = raised[0]
        assert (at_s, signal.type, signal.t0_s) == (8.0, SignalType.ABSENT, 5.0)
        ended = emitted[1][1]
        assert (ended.t0_s, ended.t1_s, ended.open) == (5.0, 5 + lasting_s - 0.5, False)
        assert len(ended.curve) == len(away)


def test_a_face_that_shows_for_a_moment_does_not_split_an_absence(scenes) -> None:
    shown = {8.0}
    signals = run(
        scenes.facing(at_s) if at_s in shown or at_s < 5 else scenes.missing(at_s) for at_s in times(0, 14)
    )
    assert [(s.t0_s, s.t1_s) for _, s in signals if not s.open] == [(5.0, 13.5)]


@pytest.mark.parametrize(
    ("yaw", "direction"), [(38.0, None), (38.1, "right"), (-38.0, None), (-38.1, "left"), (80.0, "right")]
)
def test_turning_aside_begins_beyond_the_outer_threshold(scenes, yaw: float, direction: str | None) -> None:
    observations = [scenes.facing(at_s, yaw if 10 <= at_s < 15 else 0.0) for at_s in times(0, 20)]
    signals = fold_all(RULES, observations)
    assert [signal.direction for signal in signals] == ([direction] if direction else [])


def test_turning_aside_goes_on_above_the_inner_threshold(scenes) -> None:
    def yaw(at_s: float) -> float:
        return 45.0 if 10 <= at_s < 12 else 31.0 if 12 <= at_s < 15 else 0.0

    (signal,) = fold_all(RULES, [scenes.facing(at_s, yaw(at_s)) for at_s in times(0, 20)])
    assert (signal.t0_s, signal.t1_s, signal.measure) == (10.0, 14.5, "yaw_deg")


def test_a_camera_at_the_side_becomes_the_candidates_own_baseline(scenes) -> None:
    observations = [scenes.facing(at_s, 34.0 if at_s < 10 else 45.0) for at_s in times(0, 20)]
    assert fold_all(RULES, observations) == ()


@pytest.mark.parametrize(("pitch", "direction"), [(29.0, None), (32.0, "down"), (-44.0, None), (-48.0, "up")])
def test_nodding_is_judged_against_the_own_baseline(scenes, pitch: float, direction: str | None) -> None:
    def observe(at_s: float) -> Observation:
        turned = pitch if 10 <= at_s < 15 else 0.0
        return scenes.facing(at_s, 0.0, 12 + turned)

    signals = fold_all(RULES, [observe(at_s) for at_s in times(0, 20)])
    assert [signal.direction for signal in signals] == ([direction] if direction else [])


def test_from_left_straight_to_right_are_two_signals(scenes) -> None:
    def yaw(at_s: float) -> float:
        return 0.0 if at_s < 5 else -60.0 if at_s < 10 else 60.0

    signals = fold_all(RULES, [scenes.facing(at_s, yaw(at_s)) for at_s in times(0, 15)])
    assert [(one.direction, one.t0_s, one.t1_s) for one in signals] == [
        ("left", 5.0, 9.5),
        ("right", 10.0, 14.5),
    ]


def test_a_turned_back_is_not_an_empty_chair(scenes) -> None:
    def observe(at_s: float) -> Observation:
        return scenes.facing(at_s) if at_s < 5 else scenes.missing(at_s, 0.9 if at_s % 1 == 0 else None)

    (signal,) = fold_all(RULES, [observe(at_s) for at_s in times(0, 15)])
    assert (signal.type, signal.direction, signal.t0_s) == (SignalType.TURNED, "back", 5.0)


def test_a_profile_lost_for_a_moment_stays_turned(scenes) -> None:
    def observe(at_s: float) -> Observation:
        if at_s < 5 or at_s >= 12:
            return scenes.facing(at_s)
        return scenes.missing(at_s, 0.2) if at_s in (7.0, 9.5) else scenes.facing(at_s, -70.0)

    (signal,) = fold_all(RULES, [observe(at_s) for at_s in times(0, 20)])
    assert (signal.type, signal.direction, signal.t0_s, signal.t1_s) == (SignalType.TURNED, "left", 5.0, 11.5)


def test_a_second_face_is_raised_and_counted_once_through_short_gaps(scenes) -> None:
    signals = fold_all(
        RULES,
        [
            scenes.crowd(at_s) if 5 <= at_s < 12 and at_s % 2 < 1.5 else scenes.facing(at_s)
            for at_s in times(0, 20)
        ],
    )
    assert [(one.type, one.t0_s) for one in signals] == [(SignalType.EXTRA_FACE, 5.0)]


@pytest.mark.parametrize(
    ("kind", "type_", "sub"),
    [
        ("black", SignalType.COVERED, "black"),
        ("flat", SignalType.COVERED, "flat"),
        ("dark", SignalType.DARK, None),
        ("bright", SignalType.OVEREXPOSED, None),
        ("blurred", SignalType.BLURRED, None),
    ],
)
def test_a_bad_picture_is_named_and_nobody_called_absent(
    scenes, kind: str, type_: SignalType, sub: str | None
) -> None:
    def observe(at_s: float) -> Observation:
        return scenes.missing(at_s, None, kind) if 10 <= at_s < 20 else scenes.facing(at_s)

    (signal,) = fold_all(RULES, [observe(at_s) for at_s in times(0, 30)])
    assert (signal.type, signal.sub, signal.t0_s, signal.t1_s) == (type_, sub, 10.0, 19.5)


@pytest.mark.parametrize(
    ("kind", "view"),
    [
        ("clear", View.CLEAR),
        ("black", View.COVERED),
        ("flat", View.COVERED),
        ("dark", View.COVERED),
        ("bright", View.OVEREXPOSED),
        ("blurred", View.CLEAR),
    ],
)
def test_without_history_dark_is_taken_for_covered_and_blurred_for_clear(scenes, kind, view) -> None:
    assert judge_view(RULES, ViewMemory(), scenes.light(kind)) is view


def test_in_the_dark_the_layout_of_the_room_is_still_there(scenes) -> None:
    memory = ViewMemory(good_layout=scenes.light().layout)
    assert judge_view(RULES, memory, scenes.light("dark")) is View.DARK
    assert judge_view(RULES, memory, scenes.light("black")) is View.COVERED


@pytest.mark.parametrize(("lasting_s", "n"), [(4.5, 0), (5.0, 0), (5.5, 1), (12.0, 1)])
def test_a_frozen_picture_is_told_through_the_keyframes_of_a_stream(scenes, lasting_s, n) -> None:
    """A frozen camera's picture changed at each keyframe, every 4 s, and was never called frozen."""

    def observe(at_s: float) -> Observation:
        if not 10 <= at_s < 10 + lasting_s:
            return scenes.facing(at_s)
        change = None if at_s % 4 == 0 else 0.45 if at_s % 4 < 1 else 2.0 if at_s == 10 else 0.01
        return Observation(at_s, scenes.light("clear", change), scenes.face(), 0.95)

    signals = fold_all(RULES, [observe(at_s) for at_s in times(0, 30)])
    assert [(one.type, one.t0_s) for one in signals] == [(SignalType.FROZEN, 10.0)] * n


def test_an_empty_room_is_absent_and_not_frozen(scenes) -> None:
    observations = [Observation(at_s, scenes.light("clear", 0.1), person_score=0.0) for at_s in times(0, 20)]
    assert {signal.type for signal in fold_all(RULES, observations)} == {SignalType.ABSENT}


def test_correlation_of_layouts() -> None:
    rising = tuple(range(192))
    assert correlation(rising, rising) == pytest.approx(1.0)
    assert correlation(rising, rising[::-1]) == pytest.approx(-1.0)
    assert correlation(rising, (7,) * 192) == 0.0


def test_a_gap_ends_what_is_open_at_its_last_observation(scenes) -> None:
    before = [scenes.missing(at_s) for at_s in times(0, 5)]
    emitted = run([*before, scenes.missing(6.6), scenes.missing(7.1)])
    assert [(at_s, s.open, s.t1_s) for at_s, s in emitted] == [(3.0, True, 3.0), (6.6, False, 4.5)]


def test_nothing_is_counted_across_a_gap(scenes) -> None:
    assert run([scenes.missing(at_s) for at_s in (0.0, 1.0, 2.0, 4.1, 5.1, 6.1)]) == []


@pytest.mark.parametrize(("jump_s", "n"), [(2.0, 1), (2.001, 0)])
def test_a_gap_is_more_than_two_seconds(scenes, jump_s: float, n: int) -> None:
    emitted = run([scenes.missing(at_s) for at_s in (0.0, 1.0, 1.0 + jump_s, 2.0 + jump_s)])
    assert len([signal for _, signal in emitted if signal.open]) == n


def test_what_was_folded_already_changes_nothing(scenes) -> None:
    state, _ = fold(RULES, initial_state(), scenes.missing(5.0))
    assert fold(RULES, state, scenes.facing(5.0)) == (state, ())
    assert fold(RULES, state, scenes.facing(4.0)) == (state, ())

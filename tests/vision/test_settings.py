"""What a programme may set for itself, and what other settings would find in stored observations."""

import pytest

from vision.errors import BadSettings
from vision.hearing import record_to_json
from vision.signals import SignalRules, SignalType, fold_all
from vision.signals.settings import THRESHOLDS, read_settings, settings_of
from vision.what_if import changes, refold


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        ({"thresholds": {"yaw_on_deg": 500}}, "500 is not within 19 to 76"),
        ({"thresholds": {"yaw_on_deg": 20}}, "yaw_on_deg lies below yaw_off_deg"),
        ({"thresholds": {"n_curve": 4}}, "n_curve: cannot be set"),
        ({"thresholds": {"gaze_aside": True}}, "a number was expected"),
        ({"thresholds": [1]}, "an object was expected"),
        ({"durations_s": {"turned": -1}}, "-1 is not within 0 to 60"),
        ({"durations_s": {"dancing": 1}}, "dancing: cannot be set"),
        ({"speed": {}}, "speed: no such part"),
    ],
)
def test_what_is_not_sound_is_refused_by_name(document, fault: str) -> None:
    with pytest.raises(BadSettings, match=fault):
        read_settings(document)


def test_without_settings_the_rules_are_the_measured_ones() -> None:
    assert read_settings({}) == SignalRules()
    assert read_settings(settings_of(SignalRules())) == SignalRules()


@pytest.mark.parametrize("name", THRESHOLDS)
def test_every_threshold_can_be_set(name: str) -> None:
    value = getattr(SignalRules(), name) * 1.01
    both = {name: value, **({name.replace("_off_", "_on_"): 60.0} if "_off_" in name else {})}
    both.pop("identity_on_distance", None)
    assert getattr(read_settings({"thresholds": both}), name) == value


def turned(scenes, yaw: float, lasts_s: float) -> list[dict[str, object]]:
    n = round(2 * lasts_s)
    before, after = (
        [scenes.facing(k / 2) for k in range(40)],
        [scenes.facing(20 + (n + k) / 2) for k in range(20)],
    )
    return [
        record_to_json(one)
        for one in [*before, *(scenes.facing(20 + k / 2, yaw=yaw) for k in range(n)), *after]
    ]


def test_a_refold_of_stored_records_is_the_fold_of_the_live_ones(scenes) -> None:
    live = [scenes.facing(n / 2, yaw=60 if 30 < n < 50 else 0) for n in range(80)]
    [there] = refold({}, [record_to_json(one) for one in live])
    assert (there,) == fold_all(SignalRules(), live)


@pytest.mark.parametrize(
    ("yaw", "lasts_s", "settings", "new", "gone"),
    [
        (34, 6, {"thresholds": {"yaw_on_deg": 32}}, 1, 0),
        (45, 6, {"thresholds": {"yaw_on_deg": 50}}, 0, 1),
        (45, 6, {"durations_s": {"turned": 10}}, 0, 1),
        (45, 6, {"thresholds": {"yaw_on_deg": 40}}, 0, 0),
    ],
)
def test_what_would_come_and_what_would_vanish(scenes, yaw, lasts_s, settings, new, gone) -> None:
    records = turned(scenes, yaw, lasts_s)
    found = changes(refold({}, records), refold(settings, records))
    of_type = {one.type: one for one in found}[SignalType.TURNED]
    assert (len(of_type.new), len(of_type.gone)) == (new, gone)
    assert all(not one.new and not one.gone for one in found if one is not of_type)

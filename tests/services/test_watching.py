"""Which signals become incidents: by the programme's rules and the aids of the block that runs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from exam_engine.attempt import Attempt
from exam_engine.programme_file import load_programme
from proctor_server.services.watching import is_watched
from vision.signals import Signal, SignalType

START = datetime(2030, 3, 4, 9, 0, tzinfo=UTC)


def signal(kind: SignalType, sub: str | None = None, t0_s: float = 10.0) -> Signal:
    return Signal(kind, t0_s, t0_s + 8, None, sub, 0.8, "object_score", 0.5, (), open=False)


def sitting(programme_id: str) -> Attempt:
    runs = load_programme(programme_id).runs()
    return Attempt(
        id="a",
        candidate_id="c",
        programme_id=programme_id,
        window_opens_at=START,
        window_closes_at=START + timedelta(hours=8),
        blocks=(replace(runs[0], started_at=START), *runs[1:]),
    )


@pytest.mark.parametrize(
    ("programme_id", "sub", "watched"),
    [
        ("ability", "paper", False),
        ("ability", "calculator", False),
        ("ability", "phone", True),
        ("ability", "book", True),
        ("legislation", "paper", True),
        ("legislation", "calculator", True),
    ],
)
def test_a_sheet_and_a_calculator_are_allowed_in_the_ability_stage(
    programme_id: str, sub: str, watched: bool
) -> None:
    one = signal(SignalType.OBJECT, sub)
    assert is_watched(load_programme(programme_id), sitting(programme_id), one) is watched


def test_a_signal_of_a_rule_that_the_programme_lacks_is_no_incident() -> None:
    programme = load_programme("legislation")
    silent = replace(programme, rules=tuple(rule for rule in programme.rules if rule.id != "talking"))
    assert is_watched(programme, sitting("legislation"), signal(SignalType.TALKING))
    assert not is_watched(silent, sitting("legislation"), signal(SignalType.TALKING))
    assert is_watched(silent, sitting("legislation"), signal(SignalType.ABSENT))

"""What the candidate's page confirms of an intervention, and which messages can be sent."""

from datetime import timedelta

import pytest

from proctor_server.review.errors import BadMessage
from proctor_server.review.intervention import (
    LONGEST_MESSAGE,
    Confirmation,
    Intervention,
    InterventionKind,
    SetText,
    decide_confirmation,
    require_message,
)
from proctor_server.review.wall import MOST_ON_A_WALL, group_of, n_groups
from tests.support.stepped_clock import MONDAY_MORNING as NOW

LATER = NOW + timedelta(seconds=5)


def made(kind: InterventionKind) -> Intervention:
    return Intervention(id="i", attempt_id="a", kind=kind, author_id="p", sent_at=NOW)


@pytest.mark.parametrize("kind", InterventionKind)
def test_shown_then_seen_and_the_first_word_counts(kind: InterventionKind) -> None:
    shown = decide_confirmation(made(kind), Confirmation.SHOWN, NOW)
    assert (shown.shown_at, shown.seen_at) == (NOW, None)
    assert decide_confirmation(shown, Confirmation.SHOWN, LATER) is shown
    seen = decide_confirmation(shown, Confirmation.SEEN, LATER)
    answered = kind in (InterventionKind.MESSAGE, InterventionKind.SHOW_ROOM)
    assert (seen.shown_at, seen.seen_at) == (NOW, LATER if answered else None)
    assert decide_confirmation(seen, Confirmation.SEEN, LATER + timedelta(1)) is seen
    assert made(kind).is_pending
    assert shown.is_pending is answered
    assert not seen.is_pending


def test_what_was_read_was_shown() -> None:
    seen = decide_confirmation(made(InterventionKind.MESSAGE), Confirmation.SEEN, LATER)
    assert (seen.shown_at, seen.seen_at) == (LATER, LATER)


@pytest.mark.parametrize(("set_text", "text"), [(SetText.MORE_LIGHT, ""), (None, "x"), (None, "x" * 500)])
def test_a_message_is_one_text(set_text: SetText | None, text: str) -> None:
    require_message(set_text, text)


@pytest.mark.parametrize(
    ("set_text", "text"), [(None, ""), (None, "  "), (SetText.MORE_LIGHT, "x"), (None, "x" * 501)]
)
def test_both_texts_none_or_too_long_are_no_message(set_text: SetText | None, text: str) -> None:
    assert LONGEST_MESSAGE == 500
    with pytest.raises(BadMessage):
        require_message(set_text, text)


@pytest.mark.parametrize(
    ("running", "groups"), [(0, 1), (150, 1), (151, 2), (300, 2), (301, 4), (20_000, 256)]
)
def test_a_wall_is_shared_out_when_it_grows(running: int, groups: int) -> None:
    assert MOST_ON_A_WALL == 150
    assert n_groups(running) == groups


def test_every_attempt_is_on_one_wall_and_half_stay_when_walls_double() -> None:
    ids = [f"attempt-{n}" for n in range(2000)]
    assert {group_of(one, 16) for one in ids} == set(range(16))
    stay = [one for one in ids if group_of(one, 16) == group_of(one, 32)]
    assert 0.4 < len(stay) / len(ids) < 0.6

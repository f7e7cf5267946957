"""Steps of an attempt: what each needs, what it refuses, what repeating it does."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from exam_engine.attempt import (
    Attempt,
    AttemptState,
    CloseCause,
    decide_consent,
    decide_device,
    decide_device_check,
    decide_release,
    require_device,
)
from exam_engine.course import decide_start, decide_submit, settle
from exam_engine.errors import (
    ConsentOutdated,
    DeviceCheckFailed,
    DeviceSuperseded,
    ExamError,
    OpenElsewhere,
    UnknownLanguage,
    WindowClosed,
    WindowNotOpen,
    WrongState,
)

Build = Callable[..., Attempt]
NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)
LIMIT = timedelta(minutes=55)
ACTIVE = timedelta(seconds=20)
GRACE = timedelta(seconds=30)


def test_the_way_from_assigned_to_released(an_attempt: Build) -> None:
    attempt = decide_consent(an_attempt(), text_version="1", expected_version="1", now=NOW)
    assert (attempt.state, attempt.consented_at, attempt.consent_version) == (
        AttemptState.CONSENTED,
        NOW,
        "1",
    )
    attempt = decide_device_check(attempt, passed=True, now=NOW + TICK)
    assert (attempt.state, attempt.checked_at) == (AttemptState.CHECKED, NOW + TICK)
    attempt = decide_start(attempt, language="ru", now=NOW + 2 * TICK)
    assert (attempt.state, attempt.language, attempt.started_at) == (
        AttemptState.RUNNING,
        "ru",
        NOW + 2 * TICK,
    )
    attempt = decide_submit(attempt, NOW + LIMIT)
    assert (attempt.state, attempt.close_cause, attempt.closed_at) == (
        AttemptState.CLOSED,
        CloseCause.SUBMITTED,
        NOW + LIMIT,
    )
    attempt = decide_release(attempt, NOW + 2 * LIMIT)
    assert attempt.state is AttemptState.RELEASED
    assert attempt.version > 11


class TestConsent:
    def test_another_text_is_outdated(self, an_attempt: Build) -> None:
        with pytest.raises(ConsentOutdated):
            decide_consent(an_attempt(), text_version="1", expected_version="2", now=NOW)

    def test_consenting_again_changes_nothing(self, an_attempt: Build) -> None:
        once = decide_consent(an_attempt(), text_version="1", expected_version="1", now=NOW)
        assert decide_consent(once, text_version="1", expected_version="1", now=NOW + TICK) is once

    def test_a_newer_text_is_consented_to_anew_and_keeps_the_check(self, an_attempt: Build) -> None:
        checked = an_attempt(state=AttemptState.CHECKED, consent_version="1", consented_at=NOW)
        again = decide_consent(checked, text_version="2", expected_version="2", now=NOW + TICK)
        assert (again.state, again.consent_version, again.consented_at) == (
            AttemptState.CHECKED,
            "2",
            NOW + TICK,
        )

    def test_a_running_attempt_takes_none(self, running: Build) -> None:
        with pytest.raises(WrongState):
            decide_consent(running(), text_version="1", expected_version="1", now=NOW)


class TestDeviceCheck:
    def test_needs_consent(self, an_attempt: Build) -> None:
        with pytest.raises(WrongState):
            decide_device_check(an_attempt(), passed=True, now=NOW)

    def test_a_failed_check_lets_nobody_pass(self, an_attempt: Build) -> None:
        with pytest.raises(DeviceCheckFailed):
            decide_device_check(an_attempt(state=AttemptState.CONSENTED), passed=False, now=NOW)

    def test_may_be_repeated_while_running(self, running: Build) -> None:
        again = decide_device_check(running(), passed=True, now=NOW + TICK)
        assert (again.state, again.checked_at) == (AttemptState.RUNNING, NOW + TICK)


class TestStart:
    @pytest.mark.parametrize(
        ("at", "refusal"),
        [
            (-timedelta(hours=1) - TICK, WindowNotOpen),
            (-timedelta(hours=1), None),
            (timedelta(hours=3) - TICK, None),
            (timedelta(hours=3), WindowClosed),
        ],
    )
    def test_only_within_the_half_open_window(
        self, an_attempt: Build, at: timedelta, refusal: type[ExamError] | None
    ) -> None:
        checked = an_attempt(state=AttemptState.CHECKED)
        if refusal is None:
            assert decide_start(checked, language="kk", now=NOW + at).started_at == NOW + at
        else:
            with pytest.raises(refusal):
                decide_start(checked, language="kk", now=NOW + at)

    def test_a_start_in_the_last_tick_leaves_a_tick(self, an_attempt: Build) -> None:
        last = NOW + timedelta(hours=3) - TICK
        started = decide_start(an_attempt(state=AttemptState.CHECKED), language="kk", now=last)
        assert started.deadline_at == last + TICK

    def test_starting_again_does_not_restart_the_clock(self, running: Build) -> None:
        attempt = running()
        assert decide_start(attempt, language="kk", now=NOW + LIMIT) is attempt

    def test_the_language_cannot_be_changed_afterwards(self, running: Build) -> None:
        with pytest.raises(WrongState):
            decide_start(running(), language="ru", now=NOW)

    @pytest.mark.parametrize("language", ["en", "", "KK"])
    def test_only_the_languages_of_the_test(self, an_attempt: Build, language: str) -> None:
        with pytest.raises(UnknownLanguage):
            decide_start(an_attempt(state=AttemptState.CHECKED), language=language, now=NOW)

    @pytest.mark.parametrize(
        "state",
        [AttemptState.ASSIGNED, AttemptState.CONSENTED, AttemptState.CLOSED, AttemptState.RELEASED],
    )
    def test_only_after_the_device_check(self, an_attempt: Build, state: AttemptState) -> None:
        with pytest.raises(WrongState):
            decide_start(an_attempt(state=state), language="kk", now=NOW)


class TestDevice:
    def decide(self, attempt: Attempt, device_id: str, at: timedelta, takeover: bool = False) -> Attempt:
        return decide_device(
            attempt, device_id=device_id, takeover=takeover, now=NOW + at, active_within=ACTIVE
        )

    def test_the_first_device_opens_epoch_one(self, an_attempt: Build) -> None:
        attempt = self.decide(an_attempt(), "device-1", timedelta(0))
        assert (attempt.device_id, attempt.device_epoch, attempt.device_seen_at) == ("device-1", 1, NOW)

    @pytest.mark.parametrize("takeover", [False, True])
    def test_the_same_device_keeps_its_epoch(self, running: Build, takeover: bool) -> None:
        attempt = self.decide(running(), "device-1", timedelta(hours=1), takeover)
        assert (attempt.device_epoch, attempt.device_seen_at) == (1, NOW + timedelta(hours=1))

    def test_a_second_device_is_refused_while_the_first_is_active(self, running: Build) -> None:
        with pytest.raises(OpenElsewhere):
            self.decide(running(), "device-2", ACTIVE - TICK)

    def test_a_silent_device_is_replaced(self, running: Build) -> None:
        assert self.decide(running(), "device-2", ACTIVE).device_epoch == 2

    def test_takeover_supersedes_the_active_device(self, running: Build) -> None:
        attempt = self.decide(running(), "device-2", timedelta(0), takeover=True)
        assert (attempt.device_id, attempt.device_epoch) == ("device-2", 2)
        require_device(attempt, 2)
        with pytest.raises(DeviceSuperseded):
            require_device(attempt, 1)

    @pytest.mark.parametrize("state", [AttemptState.CLOSED, AttemptState.RELEASED])
    def test_a_closed_attempt_takes_no_device(self, running: Build, state: AttemptState) -> None:
        with pytest.raises(WrongState):
            self.decide(running(state=state), "device-2", timedelta(0), takeover=True)


class TestClose:
    @pytest.mark.parametrize(
        ("at", "closed_as", "closed_at"),
        [
            (timedelta(0), CloseCause.SUBMITTED, timedelta(0)),
            (LIMIT - TICK, CloseCause.SUBMITTED, LIMIT - TICK),
            (LIMIT, CloseCause.TIME_UP, LIMIT),
            (LIMIT + timedelta(days=1), CloseCause.TIME_UP, LIMIT),
        ],
    )
    def test_a_submission_after_the_deadline_is_time_up(
        self, running: Build, at: timedelta, closed_as: CloseCause, closed_at: timedelta
    ) -> None:
        attempt = decide_submit(running(window_closes_at=NOW + timedelta(days=9)), NOW + at)
        assert (attempt.close_cause, attempt.closed_at) == (closed_as, NOW + closed_at)

    @pytest.mark.parametrize("at", [LIMIT + GRACE, LIMIT + GRACE + timedelta(days=1)])
    def test_time_closes_at_the_deadline_whoever_notices_when(self, running: Build, at: timedelta) -> None:
        attempt = settle(running(), grace=GRACE, now=NOW + at)
        assert (attempt.close_cause, attempt.closed_at) == (CloseCause.TIME_UP, NOW + LIMIT)

    def test_time_closes_nothing_within_the_grace(self, running: Build) -> None:
        attempt = running()
        assert settle(attempt, grace=GRACE, now=NOW + LIMIT + GRACE - TICK) is attempt

    @pytest.mark.parametrize("state", [AttemptState.CLOSED, AttemptState.RELEASED])
    def test_closing_again_changes_nothing(self, running: Build, state: AttemptState) -> None:
        attempt = running(state=state, closed_at=NOW, close_cause=CloseCause.SUBMITTED)
        assert decide_submit(attempt, NOW + LIMIT) is attempt
        assert settle(attempt, grace=GRACE, now=NOW + LIMIT + GRACE) is attempt

    def test_what_never_ran_cannot_close(self, an_attempt: Build) -> None:
        with pytest.raises(WrongState):
            decide_submit(an_attempt(state=AttemptState.CHECKED), NOW)


class TestRelease:
    def test_releasing_again_changes_nothing(self, running: Build) -> None:
        released = running(state=AttemptState.RELEASED)
        assert decide_release(released, NOW) is released

    def test_an_open_attempt_has_no_result_to_release(self, running: Build) -> None:
        with pytest.raises(WrongState):
            decide_release(running(), NOW)

"""Attempts of the legislation test on one Monday, as short as a test needs them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from exam_engine.attempt import Attempt, AttemptState

STARTED_AT = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""10:00 in Astana."""


@pytest.fixture
def an_attempt() -> Callable[..., Attempt]:
    def build(**changes: Any) -> Attempt:
        values: dict[str, Any] = {
            "id": "attempt-1",
            "candidate_id": "candidate-1",
            "programme_id": "legislation",
            "window_opens_at": STARTED_AT - timedelta(hours=1),
            "window_closes_at": STARTED_AT + timedelta(hours=3),
            "limit": timedelta(minutes=55),
            "version": 7,
        }
        return Attempt(**values | changes)

    return build


@pytest.fixture
def running(an_attempt: Callable[..., Attempt]) -> Callable[..., Attempt]:
    def build(**changes: Any) -> Attempt:
        values: dict[str, Any] = {
            "state": AttemptState.RUNNING,
            "language": "kk",
            "consented_at": STARTED_AT - timedelta(minutes=9),
            "consent_version": "1",
            "checked_at": STARTED_AT - timedelta(minutes=5),
            "started_at": STARTED_AT,
            "device_epoch": 1,
            "device_id": "device-1",
            "device_seen_at": STARTED_AT,
        }
        return an_attempt(**values | changes)

    return build

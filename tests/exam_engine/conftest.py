"""Attempts on one Monday, as short as a test needs them: of one block unless it asks for more."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from exam_engine.attempt import Attempt, AttemptState
from exam_engine.blocks import NO_TIME, BlockRun

STARTED_AT = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""10:00 in Astana."""


@pytest.fixture
def an_attempt() -> Callable[..., Attempt]:
    """`limit`, `extra_time` and `started_at` are the first block's; `blocks` says all of them."""

    def build(**changes: Any) -> Attempt:
        block = BlockRun(
            limit=changes.pop("limit", timedelta(minutes=55)),
            extra=changes.pop("extra_time", NO_TIME),
            started_at=changes.pop("started_at", None),
        )
        values: dict[str, Any] = {
            "id": "attempt-1",
            "candidate_id": "candidate-1",
            "programme_id": "legislation",
            "window_opens_at": STARTED_AT - timedelta(hours=1),
            "window_closes_at": STARTED_AT + timedelta(hours=3),
            "blocks": (block,),
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

"""A proctor's wall of simulated candidates: what the server would answer, changing as a real morning does."""

import json
import random
from datetime import UTC, datetime, timedelta
from typing import Any

import cv2
import numpy as np
from playwright.sync_api import Page, Route

INCIDENT_SHARE, STILL_SHARE, ANSWER_SHARE = 0.02, 0.25, 0.2
"""How many of the attempts have something new in an answer of the server."""


class SimulatedWall:
    """Answers `/api/proctor/live` for `n` attempts; `silent` holds the indices whose camera says nothing."""

    def __init__(self, n: int, *, seed: int = 3) -> None:
        self._random = random.Random(seed)
        self._begun_at = datetime.now(UTC) - timedelta(minutes=20)
        self._attempts = [self._attempt(index) for index in range(n)]
        self._stills = [_still(index) for index in range(8)]
        self.silent: set[int] = set()
        self.n_answers = 0

    def serve(self, page: Page) -> None:
        """Let the page hear of these attempts instead of the server's own."""
        page.route("**/api/proctor/live?*", self._answer)
        page.route("**/api/media/live/**", self._picture)

    def _attempt(self, index: int) -> dict[str, Any]:
        return {
            "attempt_id": f"simulated-{index}",
            "personal_number": f"KZ-{100_000 + index}",
            "programme_title": {"kk": "Заңнама", "ru": "Законодательство", "en": "Legislation"},
            "started_at": self._begun_at.isoformat(),
            "deadline_at": (self._begun_at + timedelta(minutes=55)).isoformat(),
            "media": {"connected": True, "last_media_at": None},
            "silent_since": None,
            "n_incidents": 0,
            "last_incident_at": None,
            "n_answered": index % 30,
            "n_items": 55,
            "end_allowed": False,
            "interventions": [],
            "still_url": f"/api/media/live/simulated-{index}?segment=0",
            "still_at": self._begun_at.isoformat(),
        }

    def _answer(self, route: Route) -> None:
        now = datetime.now(UTC)
        self.n_answers += 1
        for index, one in enumerate(self._attempts):
            self._live_on(one, index, now)
        view = {
            "server_now": now.isoformat(),
            "n_running": len(self._attempts),
            "group": 0,
            "n_groups": 1,
            "attempts": self._attempts,
            "storage_full": False,
        }
        route.fulfill(content_type="application/json", body=json.dumps(view))

    def _live_on(self, one: dict[str, Any], index: int, now: datetime) -> None:
        if index in self.silent:
            one["silent_since"] = one["silent_since"] or now.isoformat()
            return
        one["silent_since"] = None
        one["media"] = {"connected": True, "last_media_at": (now - timedelta(seconds=0.5)).isoformat()}
        if self._random.random() < INCIDENT_SHARE and self.n_answers > 1:
            one["n_incidents"] += 1
        if self._random.random() < ANSWER_SHARE:
            one["n_answered"] = min(one["n_answered"] + 1, one["n_items"])
        if self._random.random() < STILL_SHARE:
            one["still_at"] = now.isoformat()

    def _picture(self, route: Route) -> None:
        route.fulfill(content_type="image/jpeg", body=self._random.choice(self._stills))


def _still(seed: int) -> bytes:
    """A webcam's picture in size and detail."""
    room = np.random.default_rng(seed).integers(0, 255, (30, 40, 3), np.uint8).repeat(16, 0).repeat(16, 1)
    return bytes(cv2.imencode(".jpg", room)[1])

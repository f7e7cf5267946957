"""Bodies of a programme's own thresholds and durations."""

from typing import Any

from pydantic import Field

from proctor_server.api.schemas.review import IncidentTypeName
from proctor_server.api.schemas.shared import Body, View


class SignalNumbers(View):
    """Thresholds in the units of `docs/vision.md`, by name; how long a signal must hold, by type, in seconds."""

    thresholds: dict[str, float]
    durations_s: dict[str, float]


class SignalSettingsView(SignalNumbers):
    """What the programme sets for itself; what holds in it by that, and what holds without."""

    holds: SignalNumbers
    defaults: SignalNumbers
    version: int


class SignalChanges(Body):
    """Only what differs from the defaults."""

    thresholds: dict[str, float] = Field(default_factory=dict, max_length=50)
    durations_s: dict[str, float] = Field(default_factory=dict, max_length=50)

    def document(self) -> dict[str, Any]:
        """As the analysis reads it."""
        return {"thresholds": self.thresholds, "durations_s": self.durations_s}


class SignalSettingsWrite(SignalChanges):
    """`version` is the one that was read."""

    version: int = Field(ge=0)


class SignalSettingsTrial(SignalChanges):
    """On which attempts to try it: `limit` of them after the `skip` that were closed last."""

    limit: int = Field(20, ge=1, le=200)
    skip: int = Field(0, ge=0, le=500)


class TypeChangeView(View):
    """Signals of a type as they are and as they would be; `n_new` would come, `n_gone` would vanish."""

    type: IncidentTypeName
    n_before: int
    n_after: int
    n_new: int
    n_gone: int


class WhatIfView(View):
    """`n_attempts` were tried now, of `n_analysed` there are."""

    n_attempts: int
    n_analysed: int
    n_changed: int
    types: list[TypeChangeView]

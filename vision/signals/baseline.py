"""A candidate's own baseline from the device check: face, seat, pitch and light to measure the attempt against."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vision.observation import N_IDENTITY, N_LAYOUT_CELLS
from vision.signals.head import HeadMemory
from vision.signals.identity import IdentityMemory
from vision.signals.rules import SignalRules
from vision.signals.view import ViewMemory


@dataclass(frozen=True, slots=True)
class Baseline:
    """What one good picture of the device check showed, as in `Face` and `Light`.

    `identity` None: the optional network is not installed, or the face was not frontal enough.
    """

    yaw_deg: float
    pitch_deg: float
    mesh_pitch_deg: float
    layout: tuple[int, ...]
    identity: tuple[int, ...] | None


def head_memory(rules: SignalRules, baseline: Baseline) -> HeadMemory:
    """One picture is one noisy measurement: it counts as half of what a baseline needs at least."""
    n, n_mesh = rules.n_baseline_min // 2, rules.n_mesh_baseline_min // 2
    return HeadMemory(
        yaws=(baseline.yaw_deg,) * n,
        pitches=(baseline.pitch_deg,) * n,
        mesh_pitches=(round(rules.mesh_gain * baseline.mesh_pitch_deg, 1),) * n_mesh,
    )


def view_memory(baseline: Baseline) -> ViewMemory:
    """The room as it was: a camera that is dark or blurred from the first moment is told from another room."""
    return ViewMemory(good_layout=baseline.layout)


def identity_memory(baseline: Baseline) -> IdentityMemory:
    """The enrolment photo's description is the reference from the first comparison on."""
    if baseline.identity is None:
        return IdentityMemory()
    return IdentityMemory(reference=(baseline.identity,), enrolled=True)


def baseline_to_json(baseline: Baseline) -> dict[str, object]:
    """Turn a baseline into JSON values."""
    identity = baseline.identity
    return {
        "yaw_deg": baseline.yaw_deg,
        "pitch_deg": baseline.pitch_deg,
        "mesh_pitch_deg": baseline.mesh_pitch_deg,
        "layout": base64.b64encode(bytes(baseline.layout)).decode("ascii"),
        "identity": None
        if identity is None
        else base64.b64encode(bytes(one & 0xFF for one in identity)).decode("ascii"),
    }


def baseline_from_json(document: Mapping[str, Any]) -> Baseline:
    """Read back what `baseline_to_json` wrote.

    Raises:
        KeyError, TypeError, ValueError: the document is no such baseline.
    """
    layout = tuple(base64.b64decode(document["layout"], validate=True))
    if len(layout) != N_LAYOUT_CELLS:
        raise ValueError("a layout of the wrong size")
    identity = None
    if document["identity"] is not None:
        raw = base64.b64decode(document["identity"], validate=True)
        if len(raw) != N_IDENTITY:
            raise ValueError("an identity of the wrong size")
        identity = tuple(one - 256 if one > 127 else one for one in raw)
    return Baseline(
        yaw_deg=float(document["yaw_deg"]),
        pitch_deg=float(document["pitch_deg"]),
        mesh_pitch_deg=float(document["mesh_pitch_deg"]),
        layout=layout,
        identity=identity,
    )

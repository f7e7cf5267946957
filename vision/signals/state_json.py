"""A fold's state as JSON values and back, so that a fold can rest between two segments."""

import base64
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from vision.observation import N_IDENTITY, N_LAYOUT_CELLS
from vision.signals.fold import FoldState
from vision.signals.gaze import GazeMemory
from vision.signals.head import HeadMemory
from vision.signals.hold import Hold
from vision.signals.identity import IdentityMemory
from vision.signals.loop import N_PRINT, LoopMemory
from vision.signals.signal import SignalType
from vision.signals.sound import SoundMemory
from vision.signals.view import ViewMemory


def state_to_json(state: FoldState) -> dict[str, object]:
    """Turn a state into JSON values."""
    return {
        "last_at_s": state.last_at_s,
        "holds": [{**_fields(hold), "type": hold.type.value} for hold in state.holds],
        "view": _fields(state.view),
        "head": _fields(state.head),
        "gaze": _fields(state.gaze),
        "identity": _fields(state.identity),
        "sound": _fields(state.sound),
        "loop": _loop_fields(state.loop),
    }


def state_from_json(document: Mapping[str, Any]) -> FoldState:
    """Read back what `state_to_json` wrote.

    Raises:
        KeyError, TypeError, ValueError: the document is no such state.
    """
    last_at_s = document["last_at_s"]
    view = ViewMemory(**_tupled(document["view"]))
    if any(one is not None and len(one) != N_LAYOUT_CELLS for one in (view.good_layout, view.still_layout)):
        raise ValueError("a layout of the wrong size")
    return FoldState(
        last_at_s=None if last_at_s is None else float(last_at_s),
        holds=tuple(_hold(one) for one in document["holds"]),
        view=view,
        head=HeadMemory(**_tupled(document["head"])),
        gaze=GazeMemory(**_tupled(document.get("gaze", {}))),  # states stored before these cues have neither
        identity=_identity(document.get("identity", {})),
        sound=SoundMemory(**document.get("sound", {})),
        loop=_loop(document.get("loop")),
    )


def _loop_fields(memory: LoopMemory) -> dict[str, Any]:
    prints = base64.b64encode(b"".join(memory.prints)).decode("ascii")
    return {**_fields(replace(memory, prints=())), "prints": prints}


def _loop(document: Mapping[str, Any] | None) -> LoopMemory:
    if document is None:
        return LoopMemory()
    raw = base64.b64decode(document["prints"], validate=True)
    if len(raw) != N_PRINT * len(document["times_s"]):
        raise ValueError("fingerprints of the wrong size")
    prints = tuple(raw[at : at + N_PRINT] for at in range(0, len(raw), N_PRINT))
    return LoopMemory(**{**_tupled(document), "prints": prints})


def _identity(document: Mapping[str, Any]) -> IdentityMemory:
    reference = tuple(tuple(int(one) for one in row) for row in document.get("reference", ()))
    if any(len(row) != N_IDENTITY for row in reference):
        raise ValueError("an identity of the wrong size")
    return IdentityMemory(**{**document, "reference": reference})


def _hold(document: Mapping[str, Any]) -> Hold:
    curve = tuple((float(at_s), float(value)) for at_s, value in document["curve"])
    return Hold(**{**_tupled(document), "type": SignalType(document["type"]), "curve": curve})


def _fields(value: Any) -> dict[str, Any]:
    return {name: _listed(getattr(value, name)) for name in value.__slots__}


def _listed(value: Any) -> Any:
    return [_listed(one) for one in value] if isinstance(value, tuple) else value


def _tupled(document: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in document.items()}

"""What one sampled frame shows, as plain numbers that can be stored and folded later."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass

LAYOUT_WIDTH, LAYOUT_HEIGHT = 16, 12
N_LAYOUT_CELLS = LAYOUT_WIDTH * LAYOUT_HEIGHT
N_IDENTITY = 128
IDENTITY_STEP = 1 / 250  # the network's numbers lie within +-.5; rounding moves a distance by about .01


@dataclass(frozen=True, slots=True)
class Light:
    """Grey statistics of the frame at 160x120.

    `luma` is the mean and `contrast` the standard deviation of grey (0..255), `sharpness` the variance of the
    Laplacian, `change` the mean absolute difference to the sample before (None: none in the same segment),
    `layout` the 16x12 grey thumbnail, row by row, 0..255.
    """

    luma: float
    contrast: float
    sharpness: float
    change: float | None
    layout: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Face:
    """The candidate's face: centre and width as shares of the frame's width and height, angles in degrees.

    `yaw_deg` > 0 is towards the image's right, `pitch_deg` > 0 downwards; both from the six key points.
    `mesh_pitch_deg` is the landmark net's own pitch, `gaze` the mean offset of the irises over the eye's width
    (> 0 towards the image's right), `identity` 128 integers in steps of `IDENTITY_STEP` that are near those of
    the same person. Each is None where it was not asked.
    """

    score: float
    x: float
    y: float
    width: float
    yaw_deg: float
    pitch_deg: float
    mesh_pitch_deg: float | None = None
    gaze: float | None = None
    identity: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """One sample of the camera, `at_s` seconds after the attempt's (or file's) beginning.

    `face_score` is the best score of any face (0 when none), `n_extra` counts faces besides the candidate's,
    `extra_score` is the best of theirs, `person_score` the body detector's, `object_score` that of the surest
    forbidden object, of `object_kind` (None: it was not asked).
    """

    at_s: float
    light: Light
    face: Face | None = None
    face_score: float = 0.0
    n_extra: int = 0
    extra_score: float = 0.0
    person_score: float | None = None
    object_kind: str | None = None
    object_score: float | None = None


def observation_to_json(observation: Observation) -> dict[str, object]:
    """Turn an observation into JSON values; layout and identity become base64 of their bytes."""
    light, face = observation.light, observation.face
    return {
        "at_s": observation.at_s,
        "light": {
            "luma": light.luma,
            "contrast": light.contrast,
            "sharpness": light.sharpness,
            "change": light.change,
            "layout": _encoded(bytes(light.layout)),
        },
        "face": None if face is None else _face_to_json(face),
        "face_score": observation.face_score,
        "n_extra": observation.n_extra,
        "extra_score": observation.extra_score,
        "person_score": observation.person_score,
        "object_kind": observation.object_kind,
        "object_score": observation.object_score,
    }


def observation_from_json(document: Mapping[str, object]) -> Observation:
    """Read back what `observation_to_json` wrote.

    Raises:
        KeyError, TypeError, ValueError: the document is not such an observation.
    """
    light, face = _mapping(document["light"]), document["face"]
    return Observation(
        at_s=_number(document["at_s"]),
        light=Light(
            luma=_number(light["luma"]),
            contrast=_number(light["contrast"]),
            sharpness=_number(light["sharpness"]),
            change=_number_or_none(light["change"]),
            layout=_layout(light["layout"]),
        ),
        face=None if face is None else _face(_mapping(face)),
        face_score=_number(document["face_score"]),
        n_extra=int(_number(document["n_extra"])),
        extra_score=_number(document["extra_score"]),
        person_score=_number_or_none(document["person_score"]),
        object_kind=None if document.get("object_kind") is None else str(document["object_kind"]),
        object_score=_number_or_none(document.get("object_score")),
    )


def _face_to_json(face: Face) -> dict[str, object]:
    identity = None if face.identity is None else _encoded(bytes(one & 0xFF for one in face.identity))
    return {**{name: getattr(face, name) for name in Face.__slots__}, "identity": identity}


def _encoded(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _face(document: Mapping[str, object]) -> Face:
    return Face(
        score=_number(document["score"]),
        x=_number(document["x"]),
        y=_number(document["y"]),
        width=_number(document["width"]),
        yaw_deg=_number(document["yaw_deg"]),
        pitch_deg=_number(document["pitch_deg"]),
        mesh_pitch_deg=_number_or_none(document["mesh_pitch_deg"]),
        gaze=_number_or_none(document.get("gaze")),  # observations stored before these cues have neither
        identity=_identity(document.get("identity")),
    )


def _identity(value: object) -> tuple[int, ...] | None:
    if value is None:
        return None
    raw = base64.b64decode(str(value), validate=True)
    if len(raw) != N_IDENTITY:
        raise ValueError(f"an identity has {N_IDENTITY} numbers, not {len(raw)}")
    return tuple(one - 256 if one > 127 else one for one in raw)


def _layout(value: object) -> tuple[int, ...]:
    layout = tuple(base64.b64decode(str(value), validate=True))
    if len(layout) != N_LAYOUT_CELLS:
        raise ValueError(f"a layout has {N_LAYOUT_CELLS} cells, not {len(layout)}")
    return layout


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise TypeError("an object was expected")
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("a number was expected")
    return float(value)


def _number_or_none(value: object) -> float | None:
    return None if value is None else _number(value)

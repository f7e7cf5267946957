"""What a camera might have shown: somebody at the desk, or an empty chair."""

from dataclasses import replace
from random import Random

from vision.observation import N_LAYOUT_CELLS, Face, Light, Observation

SAMPLES_PER_S = 2


def at_desk(at_s: float) -> Observation:
    """A clear, moving picture with one face that looks at the screen; no two moments look the same."""
    stirs = Random(round(at_s * 1000))
    layout = tuple(cell * 7 % 200 + stirs.randrange(32) for cell in range(N_LAYOUT_CELLS))
    light = Light(luma=120.0, contrast=50.0, sharpness=200.0, change=3.0, layout=layout)
    face = Face(score=0.95, x=0.5, y=0.45, width=0.25, yaw_deg=2.0, pitch_deg=1.0)
    return Observation(at_s=at_s, light=light, face=face, face_score=0.95)


def empty_chair(at_s: float) -> Observation:
    """The same room with nobody in it."""
    return replace(at_desk(at_s), face=None, face_score=0.05, person_score=0.05)


def through_segment(t0_s: float, *, away: bool, seconds: float = 4.0) -> list[Observation]:
    """Two samples a second from `t0_s`."""
    look = empty_chair if away else at_desk
    return [look(t0_s + n / SAMPLES_PER_S) for n in range(round(seconds * SAMPLES_PER_S))]

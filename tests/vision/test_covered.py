"""A covered camera: dark, a finger, paper, and slowly, each put over the pictures of a real clip."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from vision.file import raised_signals
from vision.frames import Video
from vision.light import grey_of, measure_light
from vision.observation import Face, Observation
from vision.signals import Signal, SignalRules, SignalType

Image = NDArray[np.uint8]
Cover = Callable[[Image, float], Image]
BEGINS_S, ENDS_S, LASTS_S, SLOW_S = 6.0, 12.0, 18.0, 3.0
FACE = Face(0.95, 0.5, 0.5, 0.3, 0.0, 0.0)


@pytest.fixture(scope="module")
def room(clips) -> list[tuple[float, Image]]:
    """Eighteen seconds of a real sitting, two pictures a second, 320 px wide."""
    with Video(clips / "r01_cap12.mp4") as video:
        return [(one.offset_s, one.bgr) for one in video.samples(2.0) if one.offset_s < LASTS_S]


def dark(bgr: Image, _: float) -> Image:
    """A lid: what is left is the sensor's noise."""
    noise = np.random.default_rng(int(bgr[0, 0, 0])).normal(4, 1.5, bgr.shape)
    return np.clip(noise, 0, 255).astype(np.uint8)


def finger(bgr: Image, _: float) -> Image:
    """Skin before the lens, lit from behind: red, blurred beyond recognition, brighter in the middle."""
    height, width = bgr.shape[:2]
    y, x = np.mgrid[0:height, 0:width]
    glow = np.exp(-(((x - width * 0.55) / width) ** 2 + ((y - height * 0.5) / height) ** 2) * 2)
    skin = np.array([62, 78, 150]) * (0.8 + 0.25 * glow[..., None])
    return _soft(skin + np.random.default_rng(1).normal(0, 1.5, bgr.shape))


def paper(bgr: Image, _: float) -> Image:
    """A white sheet, unevenly lit."""
    height, width = bgr.shape[:2]
    shade = np.linspace(205, 228, width)[None, :, None] * np.ones((height, 1, 3))
    return _soft(shade + np.random.default_rng(2).normal(0, 1.5, bgr.shape))


def slide(bgr: Image, since_s: float) -> Image:
    """A dark card that comes in from the left over three seconds."""
    covered = bgr.copy()
    covered[:, : round(bgr.shape[1] * min(1.0, since_s / SLOW_S))] = (30, 34, 38)
    return covered


def fade(bgr: Image, since_s: float) -> Image:
    """Something half transparent that gets thicker over three seconds."""
    share = min(1.0, since_s / SLOW_S)
    return np.clip((1 - share) * bgr + share * 90.0, 0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    ("cover", "sub", "complete_s"),
    [
        (dark, "black", 0.0),
        (finger, "flat", 0.0),
        (paper, "flat", 0.0),
        (slide, "flat", SLOW_S),
        (fade, "flat", SLOW_S),
    ],
)
def test_a_cover_is_told_from_where_it_is_complete(room, cover: Cover, sub: str, complete_s: float) -> None:
    [told] = covered(room, cover)
    assert told.sub == sub
    assert BEGINS_S <= told.t0_s <= BEGINS_S + complete_s + 0.6
    assert told.t1_s == pytest.approx(ENDS_S, abs=0.6)


def test_a_hand_that_leaves_half_of_the_room_to_be_seen_is_no_cover(room) -> None:
    def half(bgr: Image, since_s: float) -> Image:
        return slide(bgr, min(since_s, SLOW_S / 2))

    assert covered(room, half) == []


def covered(room: list[tuple[float, Image]], cover: Cover) -> list[Signal]:
    observations, before = [], None
    for at_s, bgr in room:
        hidden = BEGINS_S <= at_s < ENDS_S
        grey = grey_of(cover(bgr, at_s - BEGINS_S) if hidden else bgr)
        light = measure_light(grey, before)
        observations.append(
            Observation(round(at_s, 3), light, face=None if hidden else FACE, person_score=0.9)
        )
        before = grey
    found = [one.signal for one in raised_signals(SignalRules(), observations)]
    return [one for one in found if one.type is SignalType.COVERED]


def _soft(values: NDArray[np.float64]) -> Image:
    return cv2.GaussianBlur(np.clip(values, 0, 255).astype(np.uint8), (0, 0), 3)

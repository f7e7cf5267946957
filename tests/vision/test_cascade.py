"""The cascade asks the dear nets only where they decide something; counted with detectors that are scripted."""

from collections import Counter

import cv2
import numpy as np
import pytest

from vision.cascade import Cascade
from vision.detectors import BlazeDetectors, Detectors, Found, process_detectors
from vision.face_mesh import Mesh
from vision.gaze import Eye, Gaze
from vision.light import Image

POINTS = np.array([[130, 110], [170, 110], [150, 130], [150, 150], [115, 118], [185, 118]], np.float32)


def found(score: float = 0.95, x: float = 150, y: float = 120, width: float = 90) -> Found:
    shifted = (POINTS - (150, 120)) * width / 90 + (x, y)
    half = width / 2
    return Found(score, x - half, y - half, x + half, y + half, shifted.astype(np.float32))


class ScriptedDetectors:
    """Answers what it was told to, and counts the questions."""

    def __init__(self, near=(), far=(), persons=(), presence: float = 1.0) -> None:
        self.near, self.far, self.bodies, self.presence = list(near), list(far), list(persons), presence
        self.pitch_deg, self.eyes_open, self.aside = 0.0, 0.3, 0.02
        self.asked: Counter[str] = Counter()

    def near_faces(self, bgr: Image) -> list[Found]:
        self.asked["near"] += 1
        return self.near

    def far_faces(self, bgr: Image) -> list[Found]:
        self.asked["far"] += 1
        return self.far

    def persons(self, bgr: Image) -> list[Found]:
        self.asked["person"] += 1
        return self.bodies

    def mesh(self, bgr: Image, face: Found) -> Mesh:
        self.asked["mesh"] += 1
        return Mesh(self.presence, self.pitch_deg, np.repeat(face.points[:1], 468, axis=0))

    def gaze(self, bgr: Image, face: Found, eye: Eye) -> Gaze:
        self.asked[f"{eye.name} eye"] += 1
        return Gaze(self.aside + (0.04 if eye is Eye.LEFT else 0.0), self.eyes_open)

    def identity(self, bgr: Image, mesh: Mesh) -> tuple[int, ...] | None:
        self.asked["identity"] += 1
        self.asked[f"identity at {bgr.shape[1]} px"] += 1
        return (1,) * 128


def observe(detectors: Detectors, frames: list[Image]):
    cascade = Cascade(detectors)
    return [cascade.observe(frame, n / 2) for n, frame in enumerate(frames)]


@pytest.fixture
def busy(pictures) -> list[Image]:
    """A segment of eight frames, every one different all over."""
    return [cv2.resize(pictures.noise(seed)[:12, :16], (320, 240)) for seed in range(8)]


def stirred(frame: Image, n_cells: int) -> Image:
    """The same frame after `n_cells` of its 300 cells became lighter or darker, none of them at either side."""
    other = frame.copy()
    for n in range(n_cells):
        row, column = n // 15 * 16, (n % 15 + 2) * 16
        other[row : row + 16, column : column + 16] ^= 0x80
    return other


@pytest.fixture
def lively(busy) -> list[Image]:
    """A segment of eight frames in which much moves, but it stays one scene."""
    return [stirred(busy[0], 60 * (n % 2)) for n in range(8)]


@pytest.mark.parametrize("level", [3, 120, 250])
def test_a_blank_picture_costs_at_most_a_look_for_a_face(pictures, level: int) -> None:
    detectors = ScriptedDetectors()
    observe(detectors, [pictures.plain(level)] * 8)
    assert detectors.asked["person"] == detectors.asked["mesh"] == 0
    assert level == 3 or not detectors.asked


def test_a_sure_large_face_needs_near_range_and_one_look_afar(lively) -> None:
    detectors = ScriptedDetectors(near=[found()])
    observations = observe(detectors, lively)
    assert detectors.asked["near"] == 8
    assert detectors.asked["far"] == 1
    assert detectors.asked["person"] == 0
    assert all(one.face is not None and one.n_extra == 0 for one in observations)


@pytest.mark.parametrize(("score", "n_asked"), [(0.7, 4), (0.9, 2)])
def test_the_body_is_asked_when_no_face_is_found_once_a_second_until_it_is_sure(
    busy, score: float, n_asked: int
) -> None:
    detectors = ScriptedDetectors(persons=[found(score)])
    observations = observe(detectors, busy)
    assert detectors.asked["person"] == n_asked
    assert [one.person_score for one in observations].count(score) == n_asked


def test_something_large_that_moves_beside_the_candidate_is_looked_for_afar(busy) -> None:
    """Somebody who came in at the back is too small for near range."""
    entered = busy[0].copy()
    entered[60:180, 300:] ^= 0x80
    detectors = ScriptedDetectors(near=[found(x=100, width=80)])
    cascade = Cascade(detectors)
    for n, frame in enumerate([busy[0], stirred(busy[0], 60), entered]):
        cascade.observe(frame, 4.0 + n)
    assert detectors.asked["far"] == 1


def test_a_still_picture_is_not_looked_at_again_for_a_while(pictures) -> None:
    detectors = ScriptedDetectors(near=[found()])
    observations = observe(detectors, [pictures.noise()] * 8)
    assert detectors.asked["near"] == 2
    assert [one.at_s for one in observations] == [n / 2 for n in range(8)]
    assert all(one.light.change == 0.0 for one in observations[1:])


def test_a_cameras_noise_is_no_movement(pictures) -> None:
    """A noisy camera in a dim room made every sample differ, and so each was looked at."""
    room = cv2.resize(pictures.noise()[:12, :16], (320, 240)) // 2 + 40
    grain = [pictures.noise(seed) // 20 for seed in range(4)]
    detectors = ScriptedDetectors(near=[found()])
    observations = observe(detectors, [room + one for one in grain])
    assert detectors.asked["near"] == 1
    assert all(one.light.change is None or one.light.change > 0.5 for one in observations)


@pytest.mark.parametrize(("n_cells", "n_looks"), [(0, 1), (20, 2), (60, 4)])
def test_one_who_hardly_moves_is_looked_at_once_a_second(busy, n_cells: int, n_looks: int) -> None:
    detectors = ScriptedDetectors(near=[found()])
    moving = [stirred(busy[0], n_cells * (n % 2)) for n in range(4)]
    observe(detectors, moving)
    assert detectors.asked["near"] == n_looks


def test_one_who_turned_or_is_not_alone_is_looked_at_every_time(busy) -> None:
    extra = found(0.9, x=250, width=50)
    detectors = ScriptedDetectors(near=[found(), extra])
    observe(detectors, [stirred(busy[0], n % 2) for n in range(4)])
    assert detectors.asked["near"] == 4


def test_a_face_that_was_confirmed_is_not_confirmed_at_every_look(lively) -> None:
    detectors = ScriptedDetectors(near=[found(0.7)])
    seen = observe(detectors, lively[:3])
    assert all(one.face is not None for one in seen)
    assert detectors.asked["mesh"] == 1


def test_another_picture_altogether_is_a_cue_to_ask_who_it_is(busy) -> None:
    """Two people took turns in one place while the recording stood still: nobody was missing in between."""
    detectors = ScriptedDetectors(near=[found()])
    observe(detectors, [busy[0], busy[0], 255 - busy[0]])
    assert detectors.asked["identity"] == 2


def test_an_unsure_face_counts_only_when_the_mesh_agrees(busy) -> None:
    """A skull printed on a sweater was found with a score of .77 and taken for the candidate."""
    for presence, is_face in ((0.24, False), (0.99, True)):
        detectors = ScriptedDetectors(near=[found(0.77)], presence=presence)
        assert (observe(detectors, busy[:1])[0].face is not None) is is_face


def test_a_small_face_is_searched_afar_until_it_is_large(busy) -> None:
    detectors = ScriptedDetectors(near=[], far=[found(0.9, width=40)])
    observations = observe(detectors, busy)
    assert detectors.asked["near"] == 1
    assert detectors.asked["far"] == 8
    assert observations[-1].face is not None
    assert observations[-1].face.width == pytest.approx(40 / 320)


def test_a_second_face_counts_and_a_print_under_the_chin_does_not(busy) -> None:
    main = found(0.95, x=100, width=60)
    other, printed = found(0.9, x=250, width=50), found(0.9, x=105, y=200, width=60)
    seen = observe(ScriptedDetectors(near=[main, other, printed]), busy[:1])[0]
    assert (seen.n_extra, seen.extra_score) == (1, 0.9)


def test_the_candidate_is_the_one_who_sat_there(busy) -> None:
    detectors = ScriptedDetectors(near=[found(0.9, x=90, width=80)])
    cascade = Cascade(detectors)
    cascade.observe(busy[0], 0.0)
    detectors.near = [found(0.95, x=260, width=90), found(0.9, x=95, width=78)]
    second = cascade.observe(busy[1], 0.5)
    assert second.face is not None
    assert second.face.x == pytest.approx(95 / 320, abs=1e-3)
    assert second.n_extra == 1


def test_the_mesh_is_asked_every_two_seconds_and_the_gaze_every_one(lively) -> None:
    detectors = ScriptedDetectors(near=[found()])
    observations = observe(detectors, lively)
    assert detectors.asked["mesh"] == 2
    assert [one.face.gaze for one in observations if one.face] == [0.04, None] * 4


def test_the_second_eye_is_asked_only_when_the_first_has_moved(lively) -> None:
    detectors = ScriptedDetectors(near=[found()])
    cascade, gazes = Cascade(detectors), []
    for n, aside in enumerate((0.02, 0.03, 0.15, 0.15)):
        detectors.aside = aside
        seen = cascade.observe(lively[n], float(n))
        gazes.append(seen.face.gaze if seen.face else None)
    assert gazes == pytest.approx([0.04, 0.05, 0.17, 0.17])
    assert (detectors.asked["RIGHT eye"], detectors.asked["LEFT eye"]) == (4, 2)


def test_the_mesh_is_asked_again_when_the_head_nods(busy) -> None:
    detectors = ScriptedDetectors(near=[found()])
    cascade = Cascade(detectors)
    cascade.observe(busy[0], 0.0)
    nodding = found()
    nodding.points[2] += (0, 12)
    detectors.near = [nodding]
    second = cascade.observe(busy[1], 0.5)
    assert second.face is not None
    assert second.face.mesh_pitch_deg is not None


def test_closed_eyes_and_unsure_faces_say_nothing_of_the_gaze(busy) -> None:
    closed, unsure = ScriptedDetectors(near=[found()]), ScriptedDetectors(near=[found(0.55)])
    closed.eyes_open = 0.05
    for detectors in (closed, unsure):
        assert all(one.face is not None and one.face.gaze is None for one in observe(detectors, busy))
    assert (closed.asked["RIGHT eye"], closed.asked["LEFT eye"], unsure.asked["RIGHT eye"]) == (4, 0, 0)


def test_whose_face_it_is_is_asked_once_a_segment_and_when_a_face_comes_back(lively) -> None:
    detectors = ScriptedDetectors(near=[found()])
    cascade = Cascade(detectors)
    first = [cascade.observe(frame, n / 2) for n, frame in enumerate(lively[:4])]
    assert [one.face is not None and one.face.identity is not None for one in first] == [True] + [False] * 3
    detectors.near = []
    cascade.observe(lively[4], 2.0)
    detectors.near = [found()]
    back = [cascade.observe(frame, 2.5 + n / 2) for n, frame in enumerate(lively[5:])]
    assert [one.face is not None and one.face.identity is not None for one in back] == [True, False, False]


def test_a_small_face_is_told_apart_in_the_larger_picture(busy) -> None:
    for width, wide_px in ((90, 320), (60, 640)):
        detectors = ScriptedDetectors(near=[found(width=width)])
        cascade = Cascade(detectors)
        cascade.observe(busy[0], 0.0, detail=lambda: cv2.resize(busy[0], (640, 480)))
        assert detectors.asked[f"identity at {wide_px} px"] == 1


def test_a_face_that_nods_deeply_is_not_compared(busy) -> None:
    detectors = ScriptedDetectors(near=[found()])
    detectors.pitch_deg = 25.0
    observe(detectors, busy)
    assert detectors.asked["identity"] == 0


@pytest.mark.parametrize("make", [BlazeDetectors, lambda: ScriptedDetectors(near=[found()])])
def test_detectors_keep_their_contract(make, pictures) -> None:
    detectors: Detectors = make()
    for picture in (pictures.plain(0), pictures.noise(), pictures.noise()[:100, :50].copy()):
        for ask in (detectors.near_faces, detectors.far_faces, detectors.persons):
            scores = [one.score for one in ask(picture)]
            assert scores == sorted(scores, reverse=True)
            assert all(0 <= score <= 1 for score in scores)
        mesh = detectors.mesh(picture, found())
        assert 0 <= mesh.presence <= 1
        assert -90 <= mesh.pitch_deg <= 90
        assert mesh.points.shape == (468, 2)
        assert all(detectors.gaze(picture, found(), eye).open >= 0 for eye in Eye)
        identity = detectors.identity(picture, mesh)
        assert identity is None or (len(identity) == 128 and all(-127 <= one <= 127 for one in identity))


def test_noise_and_a_drawn_smiley_are_nobody(pictures) -> None:
    smiley = pictures.plain(200)
    cv2.circle(smiley, (160, 120), 60, (0, 0, 0), 3)
    for picture in (pictures.noise(), smiley, pictures.fake_camera(3)):
        seen = observe(process_detectors(), [picture])[0]
        assert seen.face is None
        assert (seen.person_score or 0.0) < 0.6

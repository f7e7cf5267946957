"""What each sample of one segment shows: cheap statistics first, dear nets only where they decide something.

The order: grey statistics; nothing more on a picture without content or one that did not move; near faces;
far faces when the face is small or missing and once a segment; key-point angles; the mesh now and then
and where pitch is in question; the gaze once a second; whose face it is once a segment and when a face comes back;
the body only when no face is found, because a turned back is not an empty chair. Nothing is remembered from one
segment to the next.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from vision.detectors import Detectors
from vision.face_mesh import Mesh
from vision.face_search import FaceSearch, Seen
from vision.gaze_watch import GazeWatch
from vision.head_pose import key_point_angles
from vision.light import Image, grey_of, mean_change, measure_light
from vision.observation import Face, Light, Observation


@dataclass(frozen=True, slots=True)
class CascadeRules:
    """When the next, dearer step is taken. Grey levels 0..255, angles in degrees."""

    blank_contrast: float = 16.0
    blank_sharpness: float = 12.0
    blank_luma: float = 232.0
    dim_luma: float = 45.0
    still_change: float = 0.9
    still_for_s: float = 1.6
    still_yaw_deg: float = 25.0
    mesh_every_s: float = 1.9
    mesh_pitch_step_deg: float = 8.0
    person_every_s: float = 0.9
    gaze_yaw_deg: float = 25.0
    gaze_width: float = 0.13
    sure_score: float = 0.6
    sure_presence: float = 0.7
    identity_yaw_deg: float = 30.0
    identity_mesh_pitch_deg: float = 22.0
    identity_width_px: float = 75.0


@dataclass(frozen=True, slots=True)
class Picture:
    """One sample: `bgr` as the detectors want it, and how to get it larger, where there is a way."""

    bgr: Image
    detail: Callable[[], Image] | None


class Cascade:
    """Observes the samples of one segment in time order."""

    def __init__(self, detectors: Detectors, rules: CascadeRules | None = None) -> None:
        self._detectors = detectors
        self._rules = rules or CascadeRules()
        self._search = FaceSearch(detectors)
        self._gaze = GazeWatch(detectors)
        self._before: Image | None = None
        self._reference: Image | None = None
        self._looked: Observation | None = None
        self._mesh_at_s: float | None = None
        self._mesh_key_pitch_deg = 0.0
        self._person_at_s: float | None = None
        self._identity_due = True

    def observe(self, bgr: Image, at_s: float, *, detail: Callable[[], Image] | None = None) -> Observation:
        """Observe one sample; `bgr`: uint8 (H, W, 3), best about 320 px on its longer side.

        `detail` gives the same picture larger, for the face of somebody who sits far away.
        """
        grey = grey_of(bgr)
        light = measure_light(grey, self._before)
        self._before = grey
        if self._looked is not None and self._is_still(self._looked, grey, at_s):
            return _repeated(self._looked, at_s, light)
        if self._is_blank(light):
            self._looked = None
            return Observation(at_s, light)
        self._reference, self._looked = grey, self._look(Picture(bgr, detail), at_s, light)
        return self._looked

    def _is_blank(self, light: Light) -> bool:
        rules = self._rules
        flat = light.contrast < rules.blank_contrast and light.sharpness < rules.blank_sharpness
        return light.luma > rules.blank_luma or (flat and light.luma >= rules.dim_luma)

    def _is_still(self, looked: Observation, grey: Image, at_s: float) -> bool:
        rules = self._rules
        if self._reference is None or at_s - looked.at_s > rules.still_for_s:
            return False
        turned = looked.face is not None and abs(looked.face.yaw_deg) >= rules.still_yaw_deg
        return not turned and mean_change(grey, self._reference) < rules.still_change

    def _look(self, picture: Picture, at_s: float, light: Light) -> Observation:
        bgr = picture.bgr
        faces = self._search.search(bgr, at_s, None if self._looked is None else self._looked.face)
        if faces.main is None:
            self._identity_due = True  # somebody else may come back
            return Observation(at_s, light, person_score=self._person(bgr, at_s, light))
        return Observation(
            at_s,
            light,
            face=self._face(picture, faces.main, at_s, light),
            face_score=round(faces.best_score, 3),
            n_extra=len(faces.extra_scores),
            extra_score=round(max(faces.extra_scores, default=0.0), 3),
        )

    def _face(self, picture: Picture, seen: Seen, at_s: float, light: Light) -> Face:
        bgr, found = picture.bgr, seen.found
        height, width = bgr.shape[:2]
        yaw_deg, pitch_deg = key_point_angles(found.points)
        mesh = self._mesh(bgr, seen, at_s, yaw_deg=yaw_deg, pitch_deg=pitch_deg)
        face = Face(
            score=round(found.score, 3),
            x=round(found.centre[0] / width, 4),
            y=round(found.centre[1] / height, 4),
            width=round(found.width_px / width, 4),
            yaw_deg=round(yaw_deg, 1),
            pitch_deg=round(pitch_deg, 1),
            mesh_pitch_deg=None if mesh is None else round(mesh.pitch_deg, 1),
        )
        if face.score < self._rules.sure_score or light.luma < self._rules.dim_luma:
            return face
        gaze = self._gaze.measure(bgr, found, at_s) if self._shows_eyes(face) else None
        return replace(face, gaze=gaze, identity=self._whose(picture, seen, face, mesh))

    def _mesh(self, bgr: Image, seen: Seen, at_s: float, *, yaw_deg: float, pitch_deg: float) -> Mesh | None:
        """The mesh now and then, whenever the key points suspect a nod since, and to tell whose face it is."""
        rules = self._rules
        due = self._mesh_at_s is None or at_s - self._mesh_at_s >= rules.mesh_every_s
        nods = abs(pitch_deg - self._mesh_key_pitch_deg) > rules.mesh_pitch_step_deg
        unknown = self._identity_due and abs(yaw_deg) <= rules.identity_yaw_deg
        if seen.mesh is None and not (due or nods or unknown):
            return None
        self._mesh_at_s, self._mesh_key_pitch_deg = at_s, pitch_deg
        return seen.mesh or self._detectors.mesh(bgr, seen.found)

    def _shows_eyes(self, face: Face) -> bool:
        return abs(face.yaw_deg) <= self._rules.gaze_yaw_deg and face.width >= self._rules.gaze_width

    def _whose(self, picture: Picture, seen: Seen, face: Face, mesh: Mesh | None) -> tuple[int, ...] | None:
        rules = self._rules
        if mesh is None or mesh.presence < rules.sure_presence or not self._identity_due:
            return None
        if abs(face.yaw_deg) > rules.identity_yaw_deg or abs(mesh.pitch_deg) > rules.identity_mesh_pitch_deg:
            return None
        self._identity_due = False
        if picture.detail is None or seen.found.width_px >= rules.identity_width_px:
            return self._detectors.identity(picture.bgr, mesh)
        larger = picture.detail()
        found = seen.found.fitted(mesh.points).scaled(larger.shape[1] / picture.bgr.shape[1])
        return self._detectors.identity(larger, self._detectors.mesh(larger, found))

    def _person(self, bgr: Image, at_s: float, light: Light) -> float | None:
        due = self._person_at_s is None or at_s - self._person_at_s >= self._rules.person_every_s
        if light.luma < self._rules.dim_luma or not due:
            return None
        self._person_at_s = at_s
        return round(max((one.score for one in self._detectors.persons(bgr)), default=0.0), 3)


def _repeated(looked: Observation, at_s: float, light: Light) -> Observation:
    """The same picture a moment later: the face is where it was, but nothing was measured anew."""
    face = None if looked.face is None else replace(looked.face, gaze=None, identity=None)
    return replace(looked, at_s=at_s, light=light, face=face)

"""What each sample of one segment shows: cheap statistics first, dear nets only where they decide something.

The order: grey statistics; nothing more on a picture without content or one that did not move; near faces;
far faces when the face is small or missing and once a segment; key-point angles; the mesh where pitch is in
question; the body only when no face is found, because a turned back is not an empty chair. Nothing is
remembered from one segment to the next.
"""

from dataclasses import dataclass, replace

from vision.detectors import Detectors, Mesh
from vision.face_search import FaceSearch, Seen
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
    mesh_pitch_deg: float = 14.0
    mesh_pitch_step_deg: float = 8.0
    person_every_s: float = 0.9


class Cascade:
    """Observes the samples of one segment in time order."""

    def __init__(self, detectors: Detectors, rules: CascadeRules | None = None) -> None:
        self._detectors = detectors
        self._rules = rules or CascadeRules()
        self._search = FaceSearch(detectors)
        self._before: Image | None = None
        self._reference: Image | None = None
        self._looked: Observation | None = None
        self._mesh_at_s: float | None = None
        self._first_pitch_deg: float | None = None
        self._person_at_s: float | None = None

    def observe(self, bgr: Image, at_s: float) -> Observation:
        """Observe one sample; `bgr`: uint8 (H, W, 3), best about 320 px on its longer side."""
        grey = grey_of(bgr)
        light = measure_light(grey, self._before)
        self._before = grey
        if self._looked is not None and self._is_still(self._looked, grey, at_s):
            return replace(self._looked, at_s=at_s, light=light)
        if self._is_blank(light):
            self._looked = None
            return Observation(at_s, light)
        self._reference, self._looked = grey, self._look(bgr, at_s, light)
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

    def _look(self, bgr: Image, at_s: float, light: Light) -> Observation:
        faces = self._search.search(bgr, at_s, None if self._looked is None else self._looked.face)
        if faces.main is None:
            return Observation(at_s, light, person_score=self._person(bgr, at_s, light))
        return Observation(
            at_s,
            light,
            face=self._face(bgr, faces.main, at_s),
            face_score=round(faces.best_score, 3),
            n_extra=len(faces.extra_scores),
            extra_score=round(max(faces.extra_scores, default=0.0), 3),
        )

    def _face(self, bgr: Image, seen: Seen, at_s: float) -> Face:
        (height, width), found = bgr.shape[:2], seen.found
        yaw_deg, pitch_deg = key_point_angles(found.points)
        mesh = self._mesh(bgr, seen, pitch_deg, at_s)
        return Face(
            score=round(found.score, 3),
            x=round(found.centre[0] / width, 4),
            y=round(found.centre[1] / height, 4),
            width=round(found.width_px / width, 4),
            yaw_deg=round(yaw_deg, 1),
            pitch_deg=round(pitch_deg, 1),
            mesh_pitch_deg=None if mesh is None else round(mesh.pitch_deg, 1),
        )

    def _mesh(self, bgr: Image, seen: Seen, pitch_deg: float, at_s: float) -> Mesh | None:
        """The mesh now and then for the baseline, and whenever the key points suspect a nod."""
        rules = self._rules
        if self._first_pitch_deg is None:
            self._first_pitch_deg = pitch_deg
        moved = abs(pitch_deg - self._first_pitch_deg) > rules.mesh_pitch_step_deg
        due = self._mesh_at_s is None or at_s - self._mesh_at_s >= rules.mesh_every_s
        if seen.mesh is None and not (due or moved or abs(pitch_deg) > rules.mesh_pitch_deg):
            return None
        self._mesh_at_s = at_s
        return seen.mesh or self._detectors.mesh(bgr, seen.found)

    def _person(self, bgr: Image, at_s: float, light: Light) -> float | None:
        due = self._person_at_s is None or at_s - self._person_at_s >= self._rules.person_every_s
        if light.luma < self._rules.dim_luma or not due:
            return None
        self._person_at_s = at_s
        return round(max((one.score for one in self._detectors.persons(bgr)), default=0.0), 3)

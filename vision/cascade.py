"""What each sample of one segment shows: cheap statistics first, dear nets only where they decide something.

The order: grey statistics; nothing more on a picture without content; near faces; far faces when the face is
small or missing and once a segment; key-point angles; the mesh where pitch is in question; the body only when no
face is found, because a turned back is not an empty chair. Nothing is remembered from one segment to the next.
"""

from dataclasses import dataclass, replace

from vision.detectors import Detectors, Found, Mesh
from vision.head_pose import key_point_angles
from vision.light import Image, grey_of, mean_change, measure_light
from vision.observation import Face, Light, Observation


@dataclass(frozen=True, slots=True)
class CascadeRules:
    """When the next, dearer step is taken. Widths are shares of the frame's width, angles in degrees."""

    blank_contrast: float = 16.0
    blank_sharpness: float = 12.0
    blank_luma: float = 232.0
    dim_luma: float = 45.0
    face_score: float = 0.5
    known_face_score: float = 0.4
    far_below_width: float = 0.17
    near_above_width: float = 0.20
    still_change: float = 0.9
    still_for_s: float = 1.2
    still_yaw_deg: float = 25.0
    extra_score: float = 0.6
    far_extra_score: float = 0.7
    extra_width: float = 0.045
    extra_presence: float = 0.5
    mesh_every_s: float = 0.9
    mesh_pitch_deg: float = 14.0
    mesh_pitch_step_deg: float = 8.0
    person_every_s: float = 0.9


class Cascade:
    """Observes the samples of one segment in time order."""

    def __init__(self, detectors: Detectors, rules: CascadeRules | None = None) -> None:
        self._detectors = detectors
        self._rules = rules or CascadeRules()
        self._before: Image | None = None
        self._reference: Image | None = None
        self._looked: Observation | None = None
        self._far = False
        self._far_asked = False
        self._mesh_at_s: float | None = None
        self._first_pitch_deg: float | None = None
        self._person_at_s: float | None = None

    def observe(self, bgr: Image, at_s: float) -> Observation:
        """Observe one sample; `bgr`: uint8 (H, W, 3), best about 320 px on its longer side."""
        grey = grey_of(bgr)
        light = measure_light(grey, self._before)
        self._before = grey
        if self._is_still(grey, at_s) and self._looked is not None:
            return replace(self._looked, at_s=at_s, light=light)
        if self._is_blank(light):
            self._looked = None
            return Observation(at_s, light)
        seen = self._look(bgr, at_s, light)
        self._reference, self._looked = grey, seen
        return seen

    def _is_blank(self, light: Light) -> bool:
        rules = self._rules
        flat = light.contrast < rules.blank_contrast and light.sharpness < rules.blank_sharpness
        return light.luma > rules.blank_luma or (flat and light.luma >= rules.dim_luma)

    def _is_still(self, grey: Image, at_s: float) -> bool:
        looked, rules = self._looked, self._rules
        if looked is None or looked.face is None or self._reference is None:
            return False
        recent = at_s - looked.at_s <= rules.still_for_s
        frontal = abs(looked.face.yaw_deg) < rules.still_yaw_deg
        return recent and frontal and mean_change(grey, self._reference) < rules.still_change

    def _look(self, bgr: Image, at_s: float, light: Light) -> Observation:
        found = self._faces(bgr)
        best_score = max((one.score for one in found), default=0.0)
        if not found:
            return Observation(
                at_s, light, face_score=best_score, person_score=self._person(bgr, at_s, light)
            )
        width_px = bgr.shape[1]
        main = max(found, key=lambda one: self._preference(one, bgr))
        share = main.width_px / width_px
        self._far = share < (self._rules.near_above_width if self._far else self._rules.far_below_width)
        extras = self._extras(bgr, main, found)
        self._far_asked = not extras  # a second face is worth a second look: only far range may see it
        return Observation(
            at_s,
            light,
            face=self._face(bgr, main, at_s),
            face_score=round(best_score, 3),
            n_extra=len(extras),
            extra_score=round(max(extras, default=0.0), 3),
        )

    def _faces(self, bgr: Image) -> list[Found]:
        known = self._looked is not None and self._looked.face is not None
        least = self._rules.known_face_score if known else self._rules.face_score
        found = [] if self._far else [one for one in self._detectors.near_faces(bgr) if one.score >= least]
        if found and self._far_asked:
            return found
        self._far_asked = True
        far = [one for one in self._detectors.far_faces(bgr) if one.score >= least]
        if not found:
            return far
        others = [
            one for one in far if self._is_other(one, found) and one.score >= self._rules.far_extra_score
        ]
        return found + others

    def _is_other(self, face: Found, known: list[Found]) -> bool:
        return all(
            max(abs(face.centre[0] - one.centre[0]), abs(face.centre[1] - one.centre[1]))
            > max(face.width_px, one.width_px) / 2
            for one in known
        )

    def _preference(self, face: Found, bgr: Image) -> float:
        height, width = bgr.shape[:2]
        looked = self._looked.face if self._looked is not None else None
        x, y = face.centre[0] / width, face.centre[1] / height
        away = 0.0 if looked is None else abs(x - looked.x) + abs(y - looked.y)
        return 0.15 * face.score + 0.3 * face.width_px / width - away

    def _extras(self, bgr: Image, main: Found, found: list[Found]) -> list[float]:
        return [one.score for one in found if one is not main and self._is_extra(bgr, main, one)]

    def _is_extra(self, bgr: Image, main: Found, other: Found) -> bool:
        rules = self._rules
        wide = other.width_px / bgr.shape[1] > rules.extra_width
        if other.score < rules.extra_score or not wide or _is_print(main, other):
            return False
        return self._detectors.mesh(bgr, other).presence > rules.extra_presence

    def _face(self, bgr: Image, face: Found, at_s: float) -> Face:
        height, width = bgr.shape[:2]
        yaw_deg, pitch_deg = key_point_angles(face.points)
        mesh = self._mesh(bgr, face, pitch_deg, at_s)
        return Face(
            score=round(face.score, 3),
            x=round(face.centre[0] / width, 4),
            y=round(face.centre[1] / height, 4),
            width=round(face.width_px / width, 4),
            yaw_deg=round(yaw_deg, 1),
            pitch_deg=round(pitch_deg, 1),
            mesh_pitch_deg=None if mesh is None else round(mesh.pitch_deg, 1),
        )

    def _mesh(self, bgr: Image, face: Found, pitch_deg: float, at_s: float) -> Mesh | None:
        rules = self._rules
        if self._first_pitch_deg is None:
            self._first_pitch_deg = pitch_deg
        moved = abs(pitch_deg - self._first_pitch_deg) > rules.mesh_pitch_step_deg
        due = self._mesh_at_s is None or at_s - self._mesh_at_s >= rules.mesh_every_s
        if not (due or moved or abs(pitch_deg) > rules.mesh_pitch_deg):
            return None
        self._mesh_at_s = at_s
        return self._detectors.mesh(bgr, face)

    def _person(self, bgr: Image, at_s: float, light: Light) -> float | None:
        due = self._person_at_s is None or at_s - self._person_at_s >= self._rules.person_every_s
        if light.luma < self._rules.dim_luma or not due:
            return None
        self._person_at_s = at_s
        return round(max((one.score for one in self._detectors.persons(bgr)), default=0.0), 3)


def _is_print(main: Found, other: Found) -> bool:
    """A face printed on the candidate's clothing: under the chin of the known face and not much wider."""
    aside = abs(other.centre[0] - main.centre[0]) / main.width_px
    below = (other.centre[1] - main.centre[1]) / main.width_px
    return aside < 0.9 and 0.8 < below < 3.5 and other.width_px < 1.6 * main.width_px

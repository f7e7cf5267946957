"""What each sample of one segment shows: cheap statistics first, dear nets only where they decide something.

The order: grey statistics; nothing more on a picture without content or one that did not move; near faces;
far faces when the face is small or missing and once a segment; key-point angles; the mesh now and then
and where pitch is in question; the gaze once a second; whose face it is at intervals and on a cue; the body only
when no face is found, because a turned back is not an empty chair. Nothing is remembered from one segment to
the next.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from vision.detectors import Detectors, Found
from vision.face_mesh import Mesh
from vision.face_search import FaceSearch, Seen
from vision.gaze_watch import GazeWatch
from vision.head_pose import key_point_angles
from vision.identity_watch import IdentityWatch
from vision.light import Image, grey_of, measure_light
from vision.objects import ObjectDetector
from vision.observation import Face, Light, Observation
from vision.stillness import Cells, cells_of, share_stirred, stir_between, stirred_columns

SAMPLE_S = 0.5  # from one sample to the next
FRAME_ASPECT = 4 / 3  # a face is as high as wide, a frame is not


@dataclass(frozen=True, slots=True)
class CascadeRules:
    """When the next, dearer step is taken. Grey levels 0..255, angles in degrees."""

    blank_contrast: float = 16.0
    blank_sharpness: float = 12.0
    blank_luma: float = 232.0
    dim_luma: float = 45.0
    still_stir: int = 8
    still_for_s: float = 2.1
    calm_stir: int = 16
    calm_faces: float = 1.0
    calm_for_s: float = 0.6
    calm_yaw_deg: float = 25.0
    cut_stir: int = 20
    cut_share: float = 0.5
    settling_s: float = 12.0
    aside_widths: float = 1.5
    aside_cells: int = 4
    mesh_settling_s: float = 1.9
    mesh_every_s: float = 3.9
    mesh_pitch_step_deg: float = 12.0
    mesh_sharp_width: float = 0.2
    person_every_s: float = 0.9
    person_sure_s: float = 2.9
    person_calm_s: float = 3.9
    person_sure_score: float = 0.8
    gaze_yaw_deg: float = 25.0
    gaze_width: float = 0.13
    sure_score: float = 0.6
    sure_presence: float = 0.7
    identity_yaw_deg: float = 30.0
    identity_mesh_pitch_deg: float = 22.0
    identity_width_px: float = 75.0
    objects_every_s: float = 5.0


@dataclass(frozen=True, slots=True)
class Picture:
    """One sample: `bgr` as the detectors want it, and how to get it larger, where there is a way."""

    bgr: Image
    detail: Callable[[], Image] | None


class Cascade:
    """Observes the samples of one segment in time order."""

    def __init__(
        self,
        detectors: Detectors,
        rules: CascadeRules | None = None,
        *,
        objects: ObjectDetector | None = None,
    ) -> None:
        self._objects = objects
        self._detectors = detectors
        self._rules = rules or CascadeRules()
        self._search = FaceSearch(detectors)
        self._gaze = GazeWatch(detectors)
        self._before: Image | None = None
        self._cells: Cells | None = None
        self._reference: Cells | None = None
        self._looked: Observation | None = None
        self._mesh_at_s: float | None = None
        self._mesh_key_pitch_deg = 0.0
        self._person_at_s: float | None = None
        self._person_cells: Cells | None = None
        self._person_is_sure = False
        self._whose = IdentityWatch()

    def observe(self, bgr: Image, at_s: float, *, detail: Callable[[], Image] | None = None) -> Observation:
        """Observe one sample; `bgr`: uint8 (H, W, 3), best about 320 px on its longer side.

        `detail` gives the same picture larger, for the face of somebody who sits far away.
        """
        seen = self._observe(bgr, at_s, detail)
        blank = seen.light.contrast < self._rules.blank_contrast
        if self._objects is None or blank or at_s % self._rules.objects_every_s >= SAMPLE_S:
            return replace(seen, object_kind=None, object_score=None)
        found = self._objects.objects(bgr if detail is None else detail())
        kind, score = (found[0].kind, round(found[0].score, 3)) if found else (None, 0.0)
        return replace(seen, object_kind=kind, object_score=score)

    def _observe(self, bgr: Image, at_s: float, detail: Callable[[], Image] | None) -> Observation:
        rules, grey = self._rules, grey_of(bgr)
        light = measure_light(grey, self._before)
        self._before = grey
        cells, before = cells_of(grey), self._cells
        self._cells = cells
        if before is not None and share_stirred(cells, before, rules.cut_stir) > rules.cut_share:
            self._whose.cue()  # another picture altogether
        if self._looked is not None and self._is_same(self._looked, cells, at_s):
            return _repeated(self._looked, at_s, light)
        if self._is_blank(light):
            self._looked = None
            return Observation(at_s, light)
        self._reference, self._looked = cells, self._look(Picture(bgr, detail), at_s, light)
        return self._looked

    def _is_blank(self, light: Light) -> bool:
        rules = self._rules
        flat = light.contrast < rules.blank_contrast and light.sharpness < rules.blank_sharpness
        return light.luma > rules.blank_luma or (flat and light.luma >= rules.dim_luma)

    def _is_same(self, looked: Observation, cells: Cells, at_s: float) -> bool:
        """Nothing moved since, or little did and the candidate, alone and facing, was looked at just now."""
        rules, age_s = self._rules, at_s - looked.at_s
        if self._reference is None or age_s > rules.still_for_s:
            return False
        if looked.face is not None and abs(looked.face.yaw_deg) >= rules.calm_yaw_deg:
            return False
        if stir_between(cells, self._reference) <= rules.still_stir:
            return True
        calm = looked.face is not None and looked.n_extra == 0 and looked.face.score >= rules.sure_score
        if not calm or age_s > rules.calm_for_s:
            return False
        return share_stirred(cells, self._reference, rules.calm_stir) <= rules.calm_faces * face_share(
            looked.face
        )

    def _is_stirred_aside(self, known: Face | None) -> bool:
        """Whether something large moved beside the candidate since the last look."""
        rules = self._rules
        if known is None or self._cells is None or self._reference is None:
            return False
        reach = rules.aside_widths * known.width
        moved = stirred_columns(self._cells, self._reference, rules.calm_stir)
        aside = sum(n for column, n in enumerate(moved) if abs((column + 0.5) / len(moved) - known.x) > reach)
        return aside >= rules.aside_cells

    def _look(self, picture: Picture, at_s: float, light: Light) -> Observation:
        bgr, known = picture.bgr, None if self._looked is None else self._looked.face
        faces = self._search.search(bgr, at_s, known, stirred_aside=self._is_stirred_aside(known))
        if faces.main is None:
            self._whose.cue()  # somebody else may come back
            return Observation(at_s, light, person_score=self._person(bgr, at_s, light))
        return Observation(
            at_s,
            light,
            face=self._face(picture, faces.main, known, at_s=at_s, light=light),
            face_score=round(faces.best_score, 3),
            n_extra=len(faces.extra_scores),
            extra_score=round(max(faces.extra_scores, default=0.0), 3),
        )

    def _face(self, picture: Picture, seen: Seen, known: Face | None, *, at_s: float, light: Light) -> Face:
        bgr, found = picture.bgr, seen.found
        face = _measured(bgr, found)
        if known is not None:
            away = abs(face.x - known.x) + abs(face.y - known.y)
            self._whose.moved(away=away, growth=face.width / known.width)
        mesh = self._mesh(bgr, seen, face, at_s)
        if mesh is not None:
            face = replace(face, mesh_pitch_deg=round(mesh.pitch_deg, 1))
        if face.score < self._rules.sure_score or light.luma < self._rules.dim_luma:
            return face
        gaze = self._gaze.measure(bgr, found, at_s) if self._shows_eyes(face) else None
        return replace(face, gaze=gaze, identity=self._identity(picture, seen, face, mesh, at_s=at_s))

    def _mesh(self, bgr: Image, seen: Seen, face: Face, at_s: float) -> Mesh | None:
        """The mesh now and then, whenever the key points suspect a nod since, and to tell whose face it is."""
        rules = self._rules
        every_s = rules.mesh_settling_s if at_s < rules.settling_s else rules.mesh_every_s
        due = self._mesh_at_s is None or at_s - self._mesh_at_s >= every_s
        noise = max(1.0, rules.mesh_sharp_width / max(face.width, 1e-3))  # few px make the key points tremble
        nods = abs(face.pitch_deg - self._mesh_key_pitch_deg) > rules.mesh_pitch_step_deg * noise
        unknown = self._whose.is_due(at_s) and self._is_frontal(face)
        if seen.mesh is None and not (due or nods or unknown):
            return None
        self._mesh_at_s, self._mesh_key_pitch_deg = at_s, face.pitch_deg
        return seen.mesh or self._detectors.mesh(bgr, seen.found)

    def _shows_eyes(self, face: Face) -> bool:
        return abs(face.yaw_deg) <= self._rules.gaze_yaw_deg and face.width >= self._rules.gaze_width

    def _is_frontal(self, face: Face) -> bool:
        return abs(face.yaw_deg) <= self._rules.identity_yaw_deg

    def _identity(
        self, picture: Picture, seen: Seen, face: Face, mesh: Mesh | None, *, at_s: float
    ) -> tuple[int, ...] | None:
        rules = self._rules
        if mesh is None or mesh.presence < rules.sure_presence or not self._whose.is_due(at_s):
            return None
        if not self._is_frontal(face) or abs(mesh.pitch_deg) > rules.identity_mesh_pitch_deg:
            return None
        self._whose.asked(at_s)
        if picture.detail is None or seen.found.width_px >= rules.identity_width_px:
            return self._detectors.identity(picture.bgr, mesh)
        larger = picture.detail()
        found = seen.found.fitted(mesh.points).scaled(larger.shape[1] / picture.bgr.shape[1])
        return self._detectors.identity(larger, self._detectors.mesh(larger, found))

    def _person(self, bgr: Image, at_s: float, light: Light) -> float | None:
        if light.luma < self._rules.dim_luma or not self._is_person_due(at_s):
            return None
        self._person_at_s, self._person_cells = at_s, self._cells
        score = max((one.score for one in self._detectors.persons(bgr)), default=0.0)
        self._person_is_sure = score >= self._rules.person_sure_score
        return round(score, 3)

    def _is_person_due(self, at_s: float) -> bool:
        if self._person_at_s is None or self._cells is None or self._person_cells is None:
            return True
        age_s = at_s - self._person_at_s
        stirred = stir_between(self._cells, self._person_cells) > self._rules.calm_stir
        if not stirred:
            return age_s >= self._rules.person_calm_s
        return age_s >= (self._rules.person_sure_s if self._person_is_sure else self._rules.person_every_s)


def face_share(face: Face | None) -> float:
    """The share of the picture that a face takes; 0 without one."""
    return 0.0 if face is None else face.width**2 * FRAME_ASPECT


def _measured(bgr: Image, found: Found) -> Face:
    height, width = bgr.shape[:2]
    yaw_deg, pitch_deg = key_point_angles(found.points, found.box, far=found.far)
    return Face(
        score=round(found.score, 3),
        x=round(found.centre[0] / width, 4),
        y=round(found.centre[1] / height, 4),
        width=round(found.width_px / width, 4),
        yaw_deg=round(yaw_deg, 1),
        pitch_deg=round(pitch_deg, 1),
    )


def _repeated(looked: Observation, at_s: float, light: Light) -> Observation:
    """The same picture a moment later: the face is where it was, but nothing was measured anew."""
    face = None if looked.face is None else replace(looked.face, gaze=None, identity=None)
    return replace(looked, at_s=at_s, light=light, face=face)

"""Which faces are in a picture, which of them is the candidate's, and which belong to somebody else.

A face that the detector is not sure of counts only when the mesh net agrees: measured, it gives real faces
.99 and more (profiles .2 and more), prints on clothing, chairs and the backs of heads at most .24.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from vision.detectors import Detectors, Found
from vision.face_mesh import Mesh
from vision.light import Image
from vision.observation import Face


@dataclass(frozen=True, slots=True)
class FaceRules:
    """Scores and presences 0..1, widths as shares of the frame's width."""

    least_score: float = 0.4
    sure_score: float = 0.8
    least_presence: float = 0.3
    far_below_width: float = 0.17
    near_above_width: float = 0.20
    extra_score: float = 0.5
    extra_width: float = 0.045
    extra_presence: float = 0.5
    far_every_s: float = 1.9
    far_calm_s: float = 8.0


@dataclass(frozen=True, slots=True)
class Seen:
    """A face in px of the picture, with the mesh where it was asked already."""

    found: Found
    mesh: Mesh | None


@dataclass(frozen=True, slots=True)
class Faces:
    """The candidate's face (None: no face at all) and the scores of other people's."""

    main: Seen | None
    extra_scores: tuple[float, ...]
    best_score: float


class FaceSearch:
    """Searches one segment's pictures in time order: near range first, far range where it may see more."""

    def __init__(self, detectors: Detectors, rules: FaceRules | None = None) -> None:
        self._detectors = detectors
        self._rules = rules or FaceRules()
        self._is_small = False
        self._n_wanted: int | None = None
        self._far_at_s: float | None = None
        self._confirmed_before: list[Found] = []

    def search(self, bgr: Image, at_s: float, known: Face | None, *, stirred_aside: bool = False) -> Faces:
        """Search one picture; `known` is the candidate's face in the picture before, if there was one.

        `stirred_aside`: something moved beside the candidate, large enough to be somebody.
        """
        self._n_wanted = 2 if stirred_aside else self._n_wanted
        seen = self._see(bgr, at_s)
        if not seen:
            self._n_wanted = 1
            return Faces(None, (), 0.0)
        main = max(seen, key=lambda one: _preference(one.found, bgr, known))
        share = main.found.width_px / bgr.shape[1]
        rules = self._rules
        self._is_small = share < (rules.near_above_width if self._is_small else rules.far_below_width)
        extras = [one.found.score for one in seen if one is not main and self._is_extra(bgr, main, one)]
        self._n_wanted = len(seen) if extras else 1
        return Faces(main, tuple(extras), max(one.found.score for one in seen))

    def _see(self, bgr: Image, at_s: float) -> list[Seen]:
        near = [] if self._is_small else list(self._confirmed(bgr, self._detectors.near_faces(bgr)))
        if not self._wants_far(near, at_s):
            return near
        self._far_at_s = at_s
        far = self._detectors.far_faces(bgr)
        near = [one for one in near if not self._is_better_seen(bgr, one, far)]
        return near + list(self._confirmed(bgr, [one for one in far if _is_apart(one, near)]))

    def _is_better_seen(self, bgr: Image, seen: Seen, far: list[Found]) -> bool:
        """A small face that far range is surer of."""
        small = seen.found.width_px / bgr.shape[1] < self._rules.far_below_width
        return small and any(one.score > seen.found.score and not _is_apart(one, [seen]) for one in far)

    def _wants_far(self, near: list[Seen], at_s: float) -> bool:
        """At intervals, and when near range sees fewer than there may be: only far range may see the others."""
        wanted = self._n_wanted
        if wanted is None:
            wanted = 2 if at_s % self._rules.far_calm_s < self._rules.far_calm_s / 2 else 1
        if len(near) >= wanted:
            return False
        recent = self._far_at_s is not None and at_s - self._far_at_s < self._rules.far_every_s
        return self._is_small or not recent

    def _confirmed(self, bgr: Image, found: list[Found]) -> Iterator[Seen]:
        for one in found:
            if one.score >= self._rules.sure_score or self._was_confirmed(one):
                yield Seen(one, None)
            elif one.score >= self._rules.least_score:
                mesh = self._detectors.mesh(bgr, one)
                if mesh.presence > self._rules.least_presence:
                    self._confirmed_before.append(one)
                    yield Seen(one, mesh)

    def _was_confirmed(self, found: Found) -> bool:
        """A face at the place of one that the mesh net agreed to in this segment."""
        return found.score >= self._rules.least_score and any(
            _is_same_place(found, one) for one in self._confirmed_before
        )

    def _is_extra(self, bgr: Image, main: Seen, other: Seen) -> bool:
        rules, found = self._rules, other.found
        if found.score < rules.extra_score or found.width_px / bgr.shape[1] < rules.extra_width:
            return False
        if _is_print(main.found, found):
            return False
        mesh = other.mesh or self._detectors.mesh(bgr, found)
        return mesh.presence > rules.extra_presence


def _preference(face: Found, bgr: Image, known: Face | None) -> float:
    """Sure and large is good, and near to where the candidate was."""
    height, width = bgr.shape[:2]
    x, y = face.centre[0] / width, face.centre[1] / height
    away = 0.0 if known is None else abs(x - known.x) + abs(y - known.y)
    return 0.15 * face.score + 0.3 * face.width_px / width - away


def _is_apart(face: Found, known: list[Seen]) -> bool:
    """Not one of the known faces found once more."""
    return all(
        max(abs(face.centre[0] - one.found.centre[0]), abs(face.centre[1] - one.found.centre[1]))
        > max(face.width_px, one.found.width_px) / 2
        for one in known
    )


def _is_same_place(found: Found, before: Found) -> bool:
    away = max(abs(found.centre[0] - before.centre[0]), abs(found.centre[1] - before.centre[1]))
    return away < before.width_px / 4 and 0.7 < found.width_px / before.width_px < 1.4


def _is_print(main: Found, other: Found) -> bool:
    """A face printed on the candidate's clothing: under the chin of the known face and not much wider."""
    aside = abs(other.centre[0] - main.centre[0]) / main.width_px
    below = (other.centre[1] - main.centre[1]) / main.width_px
    return aside < 0.9 and 0.8 < below < 3.5 and other.width_px < 1.6 * main.width_px

"""Fit the head pose ridge anew: `python -m vision.train_pose FOLDER [--write]`, FOLDER holding Pointing'04.

Every still is used as it is and mirrored, and so are the key points found in it, which makes the regression
treat left and right alike. For far range the stills are shrunk within a picture of the same size. What is printed
is measured on people left out (fit on all but one person, test on that one); what is written is fitted on all.
"""

import argparse
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from vision.detectors import BlazeDetectors, Found
from vision.head_pose import POSE_FILE, Floats, Pose, key_point_features
from vision.light import Image

STILL_NAME = re.compile(r"person(\d\d)\d\d\d([+-]\d+)([+-]\d+)\.jpg$")
LARGEST_TILT_DEG = 60
RIDGE_PENALTY = 10.0
CURVE_TILT_DEG = 45  # the curve is for heads that are not bent double
N_REWEIGHTED, LEAST_ERROR_DEG = 30, 2.0
STILL_SIZE_PX = (320, 240)
FAR_SIZE_PX = (160, 120)
STRAIGHT = np.array([90.0, 0.0, 0.0])
OTHER_SIDE = [1, 0, 2, 3, 5, 4]  # eyes and ears change places in a mirror


@dataclass(frozen=True, slots=True)
class Sample:
    """One still: who, the features, and true yaw (> 0 image right) and pitch (> 0 down) in degrees."""

    person: int
    features: Floats
    yaw_deg: float
    pitch_deg: float


def samples(stills: Iterable[Path], *, far: bool) -> Iterator[Sample]:
    """The stills in which the near-range (or far-range) net finds a face, each also mirrored."""
    detectors = BlazeDetectors()
    find, size_px = (detectors.far_faces, FAR_SIZE_PX) if far else (detectors.near_faces, STILL_SIZE_PX)
    for path in stills:
        name = STILL_NAME.match(path.name)
        if name is None or abs(int(name[2])) > LARGEST_TILT_DEG:
            continue
        still = framed(cv2.resize(cv2.imread(str(path)), size_px, interpolation=cv2.INTER_AREA))
        for mirrored in (False, True):
            faces = find(np.ascontiguousarray(still[:, ::-1]) if mirrored else still)
            yaw = float(name[3]) if mirrored else -float(name[3])
            for features, sign in _both_ways(faces[0]) if faces else ():
                yield Sample(int(name[1]), features, sign * yaw, -float(name[2]))


def framed(still: Image) -> Image:
    """The still in the middle of a picture as large as any."""
    across, down = ((STILL_SIZE_PX[0] - still.shape[1]) // 2, (STILL_SIZE_PX[1] - still.shape[0]) // 2)
    framed: Image = cv2.copyMakeBorder(still, down, down, across, across, cv2.BORDER_REPLICATE)
    return framed


def _both_ways(face: Found) -> tuple[tuple[Floats, int], tuple[Floats, int]]:
    """The features of a face as it is, and as they are in a mirror."""
    x0, y0, x1, y1 = face.box
    mirrored = key_point_features(face.points[OTHER_SIDE] * (-1, 1), (-x1, y0, -x0, y1))
    return (key_point_features(face.points, face.box), 1), (mirrored, -1)


def fit(chosen: list[Sample]) -> Pose:
    """The ridge of both angles on standardised features, and yaw's curve on what each person's own fit left out."""
    ridge = _fit_ridge(chosen)
    found = [(ridge_of.angles(one.features)[0], one) for ridge_of, one in _each_left_out(chosen, _fit_ridge)]
    level = [(yaw, one.yaw_deg) for yaw, one in found if abs(one.pitch_deg) <= CURVE_TILT_DEG]
    return replace(ridge, curve=_fit_curve(np.array(level)))


def _fit_ridge(chosen: list[Sample]) -> Pose:
    features, angles = _matrices(chosen)
    mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-6
    design = np.hstack([(features - mean) / scale, np.ones((len(features), 1))])
    gram = design.T @ design + RIDGE_PENALTY * np.eye(design.shape[1])
    return Pose(mean, scale, np.linalg.solve(gram, design.T @ angles), STRAIGHT)


def _fit_curve(yaws: Floats) -> Floats:
    """The odd curve from regressed to true yaws (N, 2) with the least mean absolute error (reweighted squares)."""
    powers = np.stack([(yaws[:, 0] / 90) ** power for power in (1, 3, 5)], axis=1)
    weights = np.ones(len(yaws))
    for _ in range(N_REWEIGHTED):
        weighed = powers * weights[:, None]
        curve: Floats = np.linalg.solve(weighed.T @ powers, weighed.T @ yaws[:, 1])
        weights = 1 / np.maximum(np.abs(yaws[:, 1] - powers @ curve), LEAST_ERROR_DEG)
    return curve


def _each_left_out(
    chosen: list[Sample], fit_to: Callable[[list[Sample]], Pose]
) -> Iterator[tuple[Pose, Sample]]:
    """Every sample with what was fitted to all other people."""
    for person in sorted({one.person for one in chosen}):
        pose = fit_to([one for one in chosen if one.person != person])
        yield from ((pose, one) for one in chosen if one.person == person)


def measure(everyone: list[Sample]) -> dict[str, object]:
    """Errors in degrees over people left out, by the largest true pan; |tilt| <= 30 as at a desk.

    `pitch_mae_to_baseline` is measured as the signals use it: against each person's own way of facing the camera.
    """
    errors, truth, people = _left_out_errors(everyone)
    to_baseline = _from_baseline(errors, truth, people)
    desk = np.abs(truth[:, 1]) <= 30
    report: dict[str, object] = {"n_people": len({one.person for one in everyone}), "n_stills": len(everyone)}
    for limit in (30, 60, 90):
        rows = desk & (np.abs(truth[:, 0]) <= limit)
        yaw, pitch = np.abs(errors[rows]).mean(axis=0)
        report[f"pan_to_{limit}"] = {
            "yaw_mae": round(float(yaw), 1),
            "pitch_mae": round(float(pitch), 1),
            "pitch_mae_to_baseline": round(float(np.abs(to_baseline[rows, 1]).mean()), 1),
        }
    return report


def _from_baseline(errors: Floats, truth: Floats, people: Floats) -> Floats:
    """The errors less each person's median error while they roughly face the camera."""
    facing = (np.abs(truth[:, 0]) <= 30) & (np.abs(truth[:, 1]) <= 15)
    moved = errors.copy()
    for person in np.unique(people):
        moved[people == person] -= np.median(errors[facing & (people == person)], axis=0)
    return moved


def _left_out_errors(everyone: list[Sample]) -> tuple[Floats, Floats, Floats]:
    """Errors and truth (N, 2), and whose they are (N,): fitted, the curve too, to the others alone."""
    found = [(pose.angles(one.features), one) for pose, one in _each_left_out(everyone, fit)]
    truth = np.array([(one.yaw_deg, one.pitch_deg) for _, one in found])
    people = np.array([float(one.person) for _, one in found])
    return np.array([angles for angles, _ in found]) - truth, truth, people


def _matrices(chosen: list[Sample]) -> tuple[Floats, Floats]:
    features = np.array([one.features for one in chosen])
    return features, np.array([(one.yaw_deg, one.pitch_deg) for one in chosen])


def main() -> None:
    """Print the measured errors; with `--write`, replace the package's coefficients."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    stills = sorted(arguments.folder.rglob("*.jpg"))
    stored: dict[str, Floats] = {}
    for reach in ("near", "far"):
        everyone = list(samples(stills, far=reach == "far"))
        print(json.dumps({"reach": reach, **measure(everyone)}))
        pose = fit(everyone)
        stored |= {f"{reach}_{name}": getattr(pose, name).astype(np.float32) for name in Pose.__slots__}
    if arguments.write:
        np.savez(POSE_FILE, **stored)


if __name__ == "__main__":
    main()

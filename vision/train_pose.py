"""Fit the head pose ridge anew: `python -m vision.train_pose FOLDER [--write]`, FOLDER holding Pointing'04.

Every still is used as it is and mirrored, and so are the key points found in it, which makes the regression
treat left and right alike. What is printed is measured on people left out (fit on all but one person, test on
that one); what is written is fitted on all of them.
"""

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from vision.detectors import BlazeDetectors
from vision.head_pose import POSE_FILE, Floats, Ridge, key_point_features

STILL_NAME = re.compile(r"person(\d\d)\d\d\d([+-]\d+)([+-]\d+)\.jpg$")
LARGEST_TILT_DEG = 60
RIDGE_PENALTY = 10.0
STILL_SIZE_PX = (320, 240)
OTHER_SIDE = [1, 0, 2, 3, 5, 4]  # eyes and ears change places in a mirror


@dataclass(frozen=True, slots=True)
class Sample:
    """One still: who, the features, and true yaw (> 0 image right) and pitch (> 0 down) in degrees."""

    person: int
    features: Floats
    yaw_deg: float
    pitch_deg: float


def samples(folder: Path) -> Iterator[Sample]:
    """All stills of `folder` in which a face was found, each also mirrored."""
    detectors = BlazeDetectors()
    for path in sorted(folder.rglob("*.jpg")):
        name = STILL_NAME.match(path.name)
        if name is None or abs(int(name[2])) > LARGEST_TILT_DEG:
            continue
        still = cv2.resize(cv2.imread(str(path)), STILL_SIZE_PX)
        for mirrored in (False, True):
            picture = np.ascontiguousarray(still[:, ::-1]) if mirrored else still
            faces = detectors.near_faces(picture)
            if faces:
                yaw = float(name[3]) if mirrored else -float(name[3])
                points = faces[0].points
                yield Sample(int(name[1]), key_point_features(points), yaw, -float(name[2]))
                other = points[OTHER_SIDE] * (-1, 1)
                yield Sample(int(name[1]), key_point_features(other), -yaw, -float(name[2]))


def fit(chosen: list[Sample]) -> Ridge:
    """Ridge regression of both angles on standardised features."""
    features, angles = _matrices(chosen)
    mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-6
    design = np.hstack([(features - mean) / scale, np.ones((len(features), 1))])
    gram = design.T @ design + RIDGE_PENALTY * np.eye(design.shape[1])
    return Ridge(mean, scale, np.linalg.solve(gram, design.T @ angles))


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
    errors, truth, people = [], [], []
    for person in sorted({one.person for one in everyone}):
        ridge = fit([one for one in everyone if one.person != person])
        features, angles = _matrices([one for one in everyone if one.person == person])
        errors.append(np.array([ridge.angles(row) for row in features]) - angles)
        truth.append(angles)
        people.append(np.full(len(angles), float(person)))
    return np.vstack(errors), np.vstack(truth), np.concatenate(people)


def _matrices(chosen: list[Sample]) -> tuple[Floats, Floats]:
    features = np.array([one.features for one in chosen])
    return features, np.array([(one.yaw_deg, one.pitch_deg) for one in chosen])


def main() -> None:
    """Print the measured errors; with `--write`, replace the package's coefficients."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    everyone = list(samples(arguments.folder))
    print(json.dumps(measure(everyone)))
    if arguments.write:
        ridge = fit(everyone)
        stored = {"mean": ridge.mean, "scale": ridge.scale, "weights": ridge.weights}
        np.savez(POSE_FILE, **{name: value.astype(np.float32) for name, value in stored.items()})


if __name__ == "__main__":
    main()

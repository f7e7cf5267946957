"""What mediapipe itself finds in a picture: `python mediapipe_faces.py PICTURE`, near and far range as JSON.

Run as a process of its own. Drawing and recording are not installed with it; stand-ins satisfy its imports.
"""

import json
import sys
import types
from typing import Any

import cv2

SIZE_PX = (320, 240)


def faces(picture: str) -> list[list[dict[str, Any]]]:
    for name in ("matplotlib", "matplotlib.pyplot", "sounddevice"):
        sys.modules[name] = types.ModuleType(name)
    vars(sys.modules["matplotlib"])["pyplot"] = sys.modules["matplotlib.pyplot"]
    import mediapipe

    rgb = cv2.cvtColor(cv2.resize(cv2.imread(picture), SIZE_PX), cv2.COLOR_BGR2RGB)
    found = []
    for range_no in (0, 1):
        with mediapipe.solutions.face_detection.FaceDetection(0.4, range_no) as detector:
            found.append([_plain(one) for one in detector.process(rgb).detections or []])
    return found


def _plain(detection: Any) -> dict[str, Any]:
    width, height = SIZE_PX
    box = detection.location_data.relative_bounding_box
    x0, y0 = box.xmin * width, box.ymin * height
    points = [(one.x * width, one.y * height) for one in detection.location_data.relative_keypoints]
    corners = [x0, y0, x0 + box.width * width, y0 + box.height * height]
    return {"score": detection.score[0], "box": corners, "points": points}


if __name__ == "__main__":
    print(json.dumps(faces(sys.argv[1])))

"""The detectors' post-processing: anchors where the nets expect them, boxes decoded and blended."""

import numpy as np
import pytest

from vision.anchors import Grid, anchor_centres, decode, overlaps

SHORT = Grid(128, (8, 16), (2, 6))
FULL = Grid(192, (4,), (1,))
PERSON = Grid(224, (8, 16, 32), (2, 2, 6))


@pytest.mark.parametrize(("grid", "n"), [(SHORT, 896), (FULL, 2304), (PERSON, 2254)])
def test_there_are_as_many_anchors_as_the_net_has_outputs(grid: Grid, n: int) -> None:
    assert anchor_centres(grid).shape == (n, 2)


def test_anchors_run_row_by_row_and_repeat_within_a_cell() -> None:
    centres = anchor_centres(SHORT)
    assert centres[0] == pytest.approx((1 / 32, 1 / 32))
    assert centres[1] == pytest.approx((1 / 32, 1 / 32))
    assert centres[2] == pytest.approx((3 / 32, 1 / 32))
    assert centres[32] == pytest.approx((1 / 32, 3 / 32))
    assert centres[512] == pytest.approx((1 / 16, 1 / 16))


def test_a_box_is_decoded_relative_to_its_anchor() -> None:
    raw, logits = np.zeros((896, 16), np.float32), np.full(896, -10, np.float32)
    raw[40, :6] = (12.8, -6.4, 25.6, 51.2, 1.28, 2.56)
    logits[40] = 2.0
    (box,) = decode(raw, logits, anchor_centres(SHORT), side_px=128, threshold=0.5)
    x, y = anchor_centres(SHORT)[40]
    assert box.score == pytest.approx(0.8808, abs=1e-4)
    assert (box.x0, box.x1) == pytest.approx((x + 0.1 - 0.1, x + 0.1 + 0.1))
    assert (box.y0, box.y1) == pytest.approx((y - 0.05 - 0.2, y - 0.05 + 0.2))
    assert box.points[0] == pytest.approx((x + 0.01, y + 0.02))


@pytest.mark.parametrize(("logit", "n"), [(-0.001, 0), (0.0, 1), (0.001, 1)])
def test_the_threshold_is_inclusive(logit: float, n: int) -> None:
    raw, logits = np.ones((896, 16), np.float32), np.full(896, -10, np.float32)
    logits[7] = logit
    assert len(decode(raw, logits, anchor_centres(SHORT), side_px=128, threshold=0.5)) == n


def test_overlapping_boxes_are_blended_by_score_and_distant_ones_kept() -> None:
    raw, logits = np.zeros((2304, 16), np.float32), np.full(2304, -10, np.float32)
    raw[:, 2:4] = 40.0
    logits[[10 + 48 * 20, 11 + 48 * 20]] = (1.0, 1.0)
    logits[40 + 48 * 20] = 3.0
    boxes = decode(raw, logits, anchor_centres(FULL), side_px=192, threshold=0.5)
    assert [round(box.score, 2) for box in boxes] == [0.95, 0.73]
    assert (boxes[1].x0 + boxes[1].x1) / 2 == pytest.approx(11 / 48)


def test_a_box_of_no_size_still_ends_the_blending() -> None:
    raw, logits = np.zeros((896, 16), np.float32), np.full(896, 1.0, np.float32)
    boxes = decode(raw, logits, anchor_centres(SHORT), side_px=128, threshold=0.5)
    assert len(boxes) == 896


def test_overlap_of_equal_touching_and_half_shifted_boxes() -> None:
    one = np.array([0, 0, 2, 2], np.float32)
    others = np.array([[0, 0, 2, 2], [2, 0, 4, 2], [1, 0, 3, 2], [5, 5, 6, 6]], np.float32)
    assert overlaps(others, one) == pytest.approx([1, 0, 1 / 3, 0])

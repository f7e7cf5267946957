"""Essay marks: blind, another marker for marks two apart, and a pass on sums."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam_engine.errors import ExamError
from exam_engine.essay_marking import (
    EssayResult,
    Mark,
    Marking,
    MarkingRules,
    Need,
    decide_mark,
    decide_marker,
    marks_shown,
    need_of,
    result_of,
)
from exam_engine.stage_errors import (
    AlreadyMarked,
    BadMarking,
    MarkerNotNeeded,
    MarkerRepeated,
    MarkOffScale,
    NotTheMarker,
)

RULES = MarkingRules()


def marked(*values: int | None) -> Marking:
    return Marking("K7", tuple(Mark(f"m{no}", value) for no, value in enumerate(values)))


@pytest.mark.parametrize(
    ("values", "need"),
    [
        ((), Need.MARKERS),
        ((3, 3), Need.MARKERS),
        ((3, 3, None), Need.MARKS),
        ((1, 5, None), Need.MARKS),
        ((3, 3, 3), Need.NOTHING),
        ((3, 4, 3), Need.NOTHING),
        ((3, 4, 5), Need.ANOTHER_MARKER),
        ((1, 5, 3), Need.ANOTHER_MARKER),
        ((3, 4, 5, None), Need.MARKS),
        ((3, 4, 5, 1), Need.NOTHING),
    ],
)
def test_what_an_essay_waits_for(values: tuple[int | None, ...], need: Need) -> None:
    assert need_of(RULES, marked(*values)) is need


@pytest.mark.parametrize(
    ("values", "total", "passed"),
    [
        ((3, 3, 3), 9, True),
        ((3, 3, 2), 8, False),
        ((4, 3, 3), 10, True),
        ((1, 5, 3, 3), 12, True),
        ((1, 5, 3, 2), 11, False),
        ((5, 5, 5), 15, True),
        ((1, 1, 1), 3, False),
    ],
)
def test_the_sum_passes(values: tuple[int, ...], total: int, passed: bool) -> None:
    result = result_of(RULES, marked(*values))
    assert result == EssayResult(total, len(values), passed)
    assert result is not None
    assert result.mean == Fraction(total, len(values))


@pytest.mark.parametrize("values", [(), (5, 5), (5, 5, None), (5, 3, 3), (5, 3, 3, None)])
def test_no_result_before_the_marking_is_done(values: tuple[int | None, ...]) -> None:
    assert result_of(RULES, marked(*values)) is None


def test_a_commission_of_another_size() -> None:
    rules = MarkingRules(n_markers=5)
    assert need_of(rules, marked(3, 3, 3)) is Need.MARKERS
    assert result_of(rules, marked(3, 3, 3, 3, 3)) == EssayResult(15, 5, True)
    assert result_of(MarkingRules(n_markers=1), marked(2)) == EssayResult(2, 1, False)


def test_a_marker_sees_no_mark_but_their_own_until_all_is_done() -> None:
    """A third marker must not know that two already disagree."""
    marking = marked(1, 5, None)
    assert marks_shown(RULES, marking, marker_id="m2") == (Mark("m2"),)
    assert marks_shown(RULES, marking, marker_id="m0") == (Mark("m0", 1),)
    waiting_for_another = marked(1, 5, 4)
    assert marks_shown(RULES, waiting_for_another, marker_id="m1") == (Mark("m1", 5),)
    done = marked(1, 5, 4, 4)
    assert marks_shown(RULES, done, marker_id="m3") == done.marks
    with pytest.raises(NotTheMarker):
        marks_shown(RULES, done, marker_id="stranger")


@pytest.mark.parametrize(
    ("marking", "marker_id", "refusal"),
    [
        (marked(None, None), "m2", None),
        (marked(None, None), "m1", MarkerRepeated),
        (marked(None, None, None), "m3", MarkerNotNeeded),
        (marked(4, 4, 4), "m3", MarkerNotNeeded),
        (marked(4, 4, 2), "m3", None),
        (marked(4, 4, 2), "m0", MarkerRepeated),
        (marked(4, 4, 2, None), "m4", MarkerNotNeeded),
        (marked(4, 4, 2, 2), "m4", MarkerNotNeeded),
    ],
)
def test_assigning_markers(marking: Marking, marker_id: str, refusal: type[ExamError] | None) -> None:
    if refusal is None:
        assigned = decide_marker(RULES, marking, marker_id=marker_id)
        assert assigned.marks == (*marking.marks, Mark(marker_id))
        assert assigned.version == marking.version + 1
    else:
        with pytest.raises(refusal):
            decide_marker(RULES, marking, marker_id=marker_id)


@pytest.mark.parametrize(
    ("marker_id", "value", "refusal"),
    [
        ("m1", 0, MarkOffScale),
        ("m1", 6, MarkOffScale),
        ("m9", 3, NotTheMarker),
        ("m0", 3, AlreadyMarked),
        ("m0", 4, None),
        ("m1", 1, None),
        ("m1", 5, None),
    ],
)
def test_taking_a_mark(marker_id: str, value: int, refusal: type[ExamError] | None) -> None:
    marking = marked(4, None, None)
    if refusal is None:
        taken = decide_mark(RULES, marking, marker_id=marker_id, value=value)
        assert Mark(marker_id, value) in taken.marks
        assert (taken is marking) is (marker_id == "m0")
    else:
        with pytest.raises(refusal):
            decide_mark(RULES, marking, marker_id=marker_id, value=value)


@pytest.mark.parametrize(
    "change", [{"n_markers": 0}, {"pass_mark": 6}, {"pass_mark": 0}, {"difference": 0}, {"lowest": 9}]
)
def test_rules_that_contradict_themselves_are_refused(change: dict[str, int]) -> None:
    with pytest.raises(BadMarking):
        MarkingRules(**change)


def test_every_triple_of_marks_passes_iff_its_average_does() -> None:
    for values in product(range(1, 6), repeat=3):
        result = result_of(RULES, marked(*values))
        assert (result is None) is (max(values) - min(values) >= 2)
        if result is not None:
            assert result.passed is (Fraction(sum(values), 3) >= 3)


@given(st.permutations([f"m{no}" for no in range(4)]), st.lists(st.integers(1, 5), min_size=4, max_size=4))
@settings(deadline=None)
def test_whatever_order_marks_come_in_the_result_is_the_same(order: list[str], values: list[int]) -> None:
    marks = dict(zip([f"m{no}" for no in range(4)], values, strict=True))
    marking = Marking("K7")
    for marker_id in ("m0", "m1", "m2"):
        marking = decide_marker(RULES, marking, marker_id=marker_id)
    for marker_id in order:
        if marker_id != "m3":
            marking = decide_mark(RULES, marking, marker_id=marker_id, value=marks[marker_id])
    if need_of(RULES, marking) is Need.ANOTHER_MARKER:
        marking = decide_marker(RULES, marking, marker_id="m3")
        marking = decide_mark(RULES, marking, marker_id="m3", value=marks["m3"])
    assert need_of(RULES, marking) is Need.NOTHING
    counted = values if max(values[:3]) - min(values[:3]) >= 2 else values[:3]
    assert marking.values == tuple(counted)
    result = result_of(RULES, marking)
    assert result is not None
    assert (result.total, result.passed) == (sum(counted), sum(counted) >= 3 * len(counted))

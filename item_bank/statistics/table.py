"""Who was shown which item, got how far, chose what and earned how many points."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from item_bank.statistics.errors import BadSitting

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


class Reach(IntEnum):
    """How far a candidate got with an item."""

    NOT_SHOWN = 0
    NOT_REACHED = 1
    OMITTED = 2
    ANSWERED = 3


@dataclass(frozen=True, slots=True)
class StudiedItem:
    """An item version as the statistics see it; no options for items that are not chosen from."""

    version_id: str
    option_ids: tuple[str, ...] = ()
    key: frozenset[str] = frozenset()
    max_points: float = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """One slot of a sitting: the points earned, and the options chosen; `answered` False for a blank."""

    version_id: str
    points: float
    choice_ids: frozenset[str] = frozenset()
    answered: bool = True


@dataclass(frozen=True, slots=True)
class Sitting:
    """One attempt's answers in the order of its slots; `group` is what DIF compares (the test language)."""

    answers: tuple[Answer, ...]
    group: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class AnswerTable:
    """Sittings in rows, items in columns.

    points: float64 (n_sittings, n_items), 0 where nothing was earned, also where nothing was shown;
    reach: int8 (n_sittings, n_items) of `Reach`; chosen: per item, option id → bool (n_sittings,);
    groups: str (n_sittings,).
    """

    items: tuple[StudiedItem, ...]
    points: Floats
    reach: npt.NDArray[np.int8]
    chosen: tuple[Mapping[str, Bools], ...]
    groups: npt.NDArray[np.str_]

    @property
    def n_sittings(self) -> int:
        """Give the number of rows."""
        return len(self.points)

    @property
    def shown(self) -> Bools:
        """Tell where an item stood in a form: bool (n_sittings, n_items)."""
        return np.asarray(self.reach > Reach.NOT_SHOWN)

    @property
    def reached(self) -> Bools:
        """Tell where a candidate came as far as an item: bool (n_sittings, n_items)."""
        return np.asarray(self.reach > Reach.NOT_REACHED)

    @property
    def max_points(self) -> Floats:
        """Give what each item is worth: float64 (n_items,)."""
        return np.array([item.max_points for item in self.items])

    def of_group(self, group: str) -> "AnswerTable":
        """Keep the sittings of one group."""
        rows = self.groups == group
        chosen = tuple({option: flags[rows] for option, flags in item.items()} for item in self.chosen)
        return AnswerTable(self.items, self.points[rows], self.reach[rows], chosen, self.groups[rows])


def tabulate(items: Sequence[StudiedItem], sittings: Iterable[Sitting]) -> AnswerTable:
    """Lay sittings out as a table.

    Blanks at the end of a sitting were not reached, except the first of them, which was seen and
    omitted (the convention of PISA's technical reports); blanks before that are omitted.

    Raises:
        BadSitting: an unknown or repeated item, or points outside 0..max_points.
    """
    rows = list(sittings)
    column = {item.version_id: no for no, item in enumerate(items)}
    points = np.zeros((len(rows), len(items)))
    reach = np.full((len(rows), len(items)), Reach.NOT_SHOWN, dtype=np.int8)
    chosen = tuple({o: np.zeros(len(rows), dtype=np.bool_) for o in item.option_ids} for item in items)
    for row, sitting in enumerate(rows):
        for answer, how_far in zip(sitting.answers, _reaches(sitting.answers), strict=True):
            no = _column_of(answer, column, items, reach[row])
            points[row, no] = answer.points
            reach[row, no] = how_far
            for option in answer.choice_ids & chosen[no].keys():
                chosen[no][option][row] = True
    return AnswerTable(tuple(items), points, reach, chosen, np.array([s.group for s in rows], dtype=np.str_))


def table_of_points(
    points: npt.ArrayLike, *, groups: Sequence[str] | None = None, version_ids: Sequence[str] | None = None
) -> AnswerTable:
    """Lay out points that are already a matrix (n_sittings, n_items), each item worth 1; NaN is not shown."""
    matrix = np.asarray(points, dtype=np.float64)
    n_sittings, n_items = matrix.shape
    items = tuple(StudiedItem(version_id) for version_id in version_ids or map(str, range(n_items)))
    blank = np.isnan(matrix)
    reach = np.where(blank, Reach.NOT_SHOWN, Reach.ANSWERED).astype(np.int8)
    names = np.array(groups if groups is not None else [""] * n_sittings, dtype=np.str_)
    return AnswerTable(items, np.where(blank, 0.0, matrix), reach, tuple({} for _ in items), names)


def _reaches(answers: Sequence[Answer]) -> list[Reach]:
    last = max((place for place, answer in enumerate(answers) if answer.answered), default=-1)
    return [
        Reach.ANSWERED if answer.answered else Reach.OMITTED if place <= last + 1 else Reach.NOT_REACHED
        for place, answer in enumerate(answers)
    ]


def _column_of(
    answer: Answer, column: Mapping[str, int], items: Sequence[StudiedItem], reach: npt.NDArray[np.int8]
) -> int:
    no = column.get(answer.version_id)
    if no is None:
        raise BadSitting(f"{answer.version_id}: unknown item")
    if reach[no] != Reach.NOT_SHOWN:
        raise BadSitting(f"{answer.version_id}: shown twice in one sitting")
    if not 0 <= answer.points <= items[no].max_points:
        raise BadSitting(f"{answer.version_id}: {answer.points} points of {items[no].max_points}")
    return no

"""In which place each finalist comes, and what settled it.

Source 000, step 10: the highest total; between equal totals the longer work experience, then the level of
education. Whom none of these parts keep one place, and the commission decides between them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum

from exam_engine.selection import Score
from exam_engine.stage_errors import PersonRepeated


class Education(IntEnum):
    """Levels of education (Law on education, article 12), the higher the better."""

    SECONDARY = 1
    VOCATIONAL = 2
    POST_SECONDARY = 3
    HIGHER = 4
    MASTER = 5
    DOCTOR = 6


@dataclass(frozen=True, slots=True)
class Finalist:
    """What a finalist is ranked by: total of all stages, work experience in days, level of education."""

    person_id: str
    total: Score
    experience_days: int
    education: Education


class SettledBy(Enum):
    """What parts a finalist from everybody else."""

    TOTAL = "total"
    EXPERIENCE = "experience"
    EDUCATION = "education"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Place:
    """A finalist's place, from 1; those whom nothing parts share it."""

    finalist: Finalist
    place: int
    settled_by: SettledBy


def rank_finalists(finalists: Iterable[Finalist]) -> tuple[Place, ...]:
    """Rank finalists, best first; those of one place stand by id.

    Raises:
        PersonRepeated: somebody stands in the list twice.
    """
    people = sorted(finalists, key=lambda one: one.person_id)
    if len({one.person_id for one in people}) != len(people):
        raise PersonRepeated("a finalist")
    people.sort(key=_keys, reverse=True)
    better = Counter(_keys(one) for one in people)
    return tuple(
        Place(one, 1 + sum(n for keys, n in better.items() if keys > _keys(one)), _settled_by(one, people))
        for one in people
    )


def best_places(places: Iterable[Place], n: int = 3) -> tuple[Place, ...]:
    """Give the places up to the n-th; those who share it are all among them."""
    return tuple(place for place in places if place.place <= n)


def _keys(one: Finalist) -> tuple[Score, int, Education]:
    return one.total, one.experience_days, one.education


def _settled_by(one: Finalist, people: Sequence[Finalist]) -> SettledBy:
    rivals = [other for other in people if other is not one and other.total == one.total]
    if not rivals:
        return SettledBy.TOTAL
    rivals = [other for other in rivals if other.experience_days == one.experience_days]
    if not rivals:
        return SettledBy.EXPERIENCE
    alike = any(other.education is one.education for other in rivals)
    return SettledBy.NOTHING if alike else SettledBy.EDUCATION

"""What a right answer to an interaction is, and how many points an answer gets.

Kept apart from the item and never serialised with it.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Marking(StrEnum):
    """How a response becomes points."""

    MATCH = "match"  # QTI's match_correct: all of it right or nothing
    MAP = "map"  # QTI's map_response: the sum of what each part is worth
    PERSON = "person"  # somebody reads it
    NONE = "none"  # a survey: nothing is right or wrong


class ToleranceMode(StrEnum):
    """What a tolerance is a part of."""

    EXACT = "exact"
    ABSOLUTE = "absolute"
    RELATIVE = "relative"  # per cent of the right value, as in QTI


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a number may lie below and above the right one and still be right."""

    mode: ToleranceMode = ToleranceMode.EXACT
    below: Decimal = Decimal(0)
    above: Decimal = Decimal(0)


EXACT = Tolerance()


@dataclass(frozen=True, slots=True)
class Credit:
    """What one value of a response is worth when the response is mapped."""

    value: str
    points: Decimal
    case_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class ResponseKey:
    """The key of one response.

    `correct` holds choice ids, `"left right"` pairs, or what is to be typed. Its order counts for an
    order interaction; for typed answers every value is right by itself. `points` is what a match is
    worth; the rest is of use with `Marking.MAP` only.
    """

    response_id: str
    marking: Marking
    correct: tuple[str, ...] = ()
    points: Decimal = Decimal(1)
    case_sensitive: bool = True
    tolerance: Tolerance = EXACT
    credits: tuple[Credit, ...] = ()
    default_points: Decimal = Decimal(0)
    lower_bound: Decimal | None = None
    upper_bound: Decimal | None = None


BankKey = tuple[ResponseKey, ...]

"""What two versions of an item differ in, place by place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class DifferenceKind(StrEnum):
    """What became of a place."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """`place` is a path such as `interactions.RESPONSE.choices.a.text`; `language` of a text, else None."""

    place: str
    language: str | None
    kind: DifferenceKind
    before: str
    after: str


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Compare two drafts (`item_bank.draft`); things with an id are matched by it, so order is told apart."""
    old, new = dict(_flat("", before)), dict(_flat("", after))
    return tuple(
        _difference(place, old.get(place), new.get(place))
        for place in dict.fromkeys([*old, *new])
        if old.get(place) != new.get(place)
    )


def _difference(place: str, before: str | None, after: str | None) -> Difference:
    kind = DifferenceKind.CHANGED
    if not before:
        kind = DifferenceKind.ADDED
    elif not after:
        kind = DifferenceKind.REMOVED
    path, _, last = place.rpartition(".")
    language = last if last in ("kk", "ru", "en") else None
    return Difference(place if language is None else path, language, kind, before or "", after or "")


def _flat(place: str, value: Any) -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for name, inside in value.items():
                yield from _flat(f"{place}.{name}" if place else name, inside)
        case list() if value and all(isinstance(one, dict) for one in value):
            names = [_name(one, no) for no, one in enumerate(value)]
            yield f"{place}.order", ", ".join(names)
            for name, inside in zip(names, value, strict=True):
                yield from _flat(f"{place}.{name}", inside)
        case list():
            yield place, ", ".join(map(str, value))
        case None | "":
            pass
        case bool():
            yield place, "true" if value else "false"
        case _:
            yield place, str(value)


def _name(one: Mapping[str, Any], no: int) -> str:
    for field in ("response_id", "id", "value"):
        if field in one:
            return str(one[field])
    return str(no + 1)

"""How a blueprint is read from and written to a document (JSON types).

`{"id", "exposure_cap"?: 0.25, "parts": [{"id", "limit_s"?, "navigation"?: "free" | "linear", "locks"?,
"strata": [{"id", "n", "filter"?: {"section": ["ethics"], …}, "minimum_correct"?,
"bounds"?: [{"filter": {"topic": [...]}, "minimum"?, "maximum"?}]}]}]}`
"""

from collections.abc import Mapping
from datetime import timedelta
from fractions import Fraction

from item_bank.assembly.blueprint import Blueprint, Bound, Filter, Navigation, Part, Stratum
from item_bank.assembly.errors import BadBlueprint

_FIELDS = {
    "blueprint": {"id", "exposure_cap", "parts"},
    "part": {"id", "limit_s", "navigation", "locks", "strata"},
    "stratum": {"id", "n", "filter", "minimum_correct", "bounds"},
    "bound": {"filter", "minimum", "maximum"},
}


def read_blueprint(document: object) -> Blueprint:
    """Read a blueprint; a field that is not known is refused, not dropped.

    Raises:
        BadBlueprint: the document breaks the format, or the blueprint contradicts itself.
    """
    try:
        fields = _fields(document, "blueprint")
        cap = fields.get("exposure_cap")
        return Blueprint(
            id=_name(fields),
            parts=tuple(_read_part(part) for part in _list(fields, "parts")),
            exposure_cap=None if cap is None else _share(cap),
        )
    except ValueError as error:
        raise BadBlueprint([str(error)]) from error


def blueprint_to_document(blueprint: Blueprint) -> dict[str, object]:
    """Write a blueprint so that `read_blueprint` gives it back."""
    cap = blueprint.exposure_cap
    return {
        "id": blueprint.id,
        "exposure_cap": None if cap is None else str(cap),
        "parts": [_part_to_document(part) for part in blueprint.parts],
    }


def _part_to_document(part: Part) -> dict[str, object]:
    return {
        "id": part.id,
        "limit_s": None if part.limit is None else int(part.limit.total_seconds()),
        "navigation": part.navigation.value,
        "locks": part.locks,
        "strata": [_stratum_to_document(stratum) for stratum in part.strata],
    }


def _stratum_to_document(stratum: Stratum) -> dict[str, object]:
    return {
        "id": stratum.id,
        "n": stratum.n,
        "filter": _filter_to_document(stratum.filter),
        "minimum_correct": stratum.minimum_correct,
        "bounds": [
            {"filter": _filter_to_document(b.filter), "minimum": b.minimum, "maximum": b.maximum}
            for b in stratum.bounds
        ],
    }


def _filter_to_document(wanted: Filter) -> dict[str, list[str]]:
    return {name: sorted(values) for name, values in wanted.allowed}


def _read_part(document: object) -> Part:
    fields = _fields(document, "part")
    limit_s, locks = fields.get("limit_s"), fields.get("locks", False)
    if not isinstance(locks, bool):
        raise ValueError("locks is neither true nor false")
    return Part(
        id=_name(fields),
        strata=tuple(_read_stratum(stratum) for stratum in _list(fields, "strata")),
        limit=None if limit_s is None else timedelta(seconds=_whole(limit_s, "limit_s")),
        navigation=Navigation(fields.get("navigation", "free")),
        locks=locks,
    )


def _read_stratum(document: object) -> Stratum:
    fields = _fields(document, "stratum")
    return Stratum(
        id=_name(fields),
        n=_whole(fields.get("n"), "n"),
        filter=_read_filter(fields.get("filter", {})),
        bounds=tuple(_read_bound(bound) for bound in _list(fields, "bounds")),
        minimum_correct=_whole(fields.get("minimum_correct", 0), "minimum_correct"),
    )


def _read_bound(document: object) -> Bound:
    fields = _fields(document, "bound")
    maximum = fields.get("maximum")
    return Bound(
        _read_filter(fields.get("filter", {})),
        _whole(fields.get("minimum", 0), "minimum"),
        None if maximum is None else _whole(maximum, "maximum"),
    )


def _read_filter(document: object) -> Filter:
    if not isinstance(document, Mapping):
        raise ValueError("a filter is an object of name and values")
    allowed: list[tuple[str, frozenset[str]]] = []
    for name, values in document.items():
        if not isinstance(values, list) or not values or not all(isinstance(v, str) for v in values):
            raise ValueError(f"filter {name}: the values are not a list of texts")
        allowed.append((str(name), frozenset(values)))
    return Filter(tuple(allowed))


def _fields(document: object, kind: str) -> Mapping[str, object]:
    if not isinstance(document, Mapping):
        raise ValueError(f"a {kind} is an object")
    unknown = sorted(str(name) for name in document.keys() - _FIELDS[kind])
    if unknown:
        raise ValueError(f"{kind}: unknown field {', '.join(unknown)}")
    return document


def _name(fields: Mapping[str, object]) -> str:
    name = fields.get("id")
    if not isinstance(name, str) or not name.strip():
        raise ValueError("an id is empty")
    return name


def _list(fields: Mapping[str, object], name: str) -> list[object]:
    value = fields.get(name, [])
    if not isinstance(value, list):
        raise ValueError(f"{name} is not a list")
    return value


def _whole(value: object, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{name} is not a whole number")
    return value


def _share(value: object) -> Fraction:
    """Read 0.2 or "1/5" exactly as written."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError("exposure_cap is not a number")
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError) as error:
        raise ValueError("exposure_cap is not a number") from error

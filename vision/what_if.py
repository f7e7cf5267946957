"""What other thresholds would find in observations that are stored already: nothing is decoded or looked at again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vision.hearing import record_from_json
from vision.signals import Signal, SignalType, baseline_from_json, finish, fold, initial_state
from vision.signals.settings import read_settings


@dataclass(frozen=True, slots=True)
class Change:
    """Of one type: how many signals there are and would be, which would be new and which would vanish."""

    type: SignalType
    n_before: int
    n_after: int
    new: tuple[Signal, ...]
    gone: tuple[Signal, ...]


def refold(
    settings: Mapping[str, Any],
    records: Iterable[Mapping[str, object]],
    baseline: Mapping[str, Any] | None = None,
) -> tuple[Signal, ...]:
    """All signals of one attempt's stored records, in order, under these settings.

    Raises:
        BadSettings: the settings are not sound.
    """
    rules = read_settings(settings)
    state = initial_state(rules, None if baseline is None else baseline_from_json(baseline))
    found: list[Signal] = []
    for document in records:
        state, signals = fold(rules, state, record_from_json(document))
        found += [one for one in signals if not one.open]
    return (*found, *finish(rules, state)[1])


def changes(before: Sequence[Signal], after: Sequence[Signal]) -> tuple[Change, ...]:
    """What differs between two runs over the same attempt; the same event told a little longer is no difference."""
    return tuple(
        _change(
            type_, [one for one in before if one.type is type_], [one for one in after if one.type is type_]
        )
        for type_ in SignalType
    )


def _change(type_: SignalType, before: Sequence[Signal], after: Sequence[Signal]) -> Change:
    return Change(
        type=type_,
        n_before=len(before),
        n_after=len(after),
        new=tuple(one for one in after if not any(_is_same(one, other) for other in before)),
        gone=tuple(one for one in before if not any(_is_same(one, other) for other in after)),
    )


def _is_same(one: Signal, other: Signal) -> bool:
    touch = one.t0_s <= other.t1_s and other.t0_s <= one.t1_s
    return touch and one.direction == other.direction

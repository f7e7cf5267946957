"""Which stages a selection has, in order, and the rule by which people go on from each: read from data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Any

from exam_engine.selection import AboveMark, Best, Everyone, Passed, StageRule, Ties
from exam_engine.stage_errors import BadSelection, UnknownSelection


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage and its rule; `only_for` names the categories of position it is for, none meaning all.

    `of_total`: the rule looks at the total of the stages so far instead of the stage's own score.
    """

    id: str
    rule: StageRule
    of_total: bool = False
    only_for: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Selection:
    """A selection's stages in order."""

    id: str
    stages: tuple[Stage, ...]

    def stages_for(self, category: str | None) -> tuple[Stage, ...]:
        """Give the stages a candidate for a position of `category` goes through."""
        return tuple(stage for stage in self.stages if not stage.only_for or category in stage.only_for)


def selection_ids() -> tuple[str, ...]:
    """Give the ids of all selections there are, sorted."""
    names = (file.name for file in (resources.files("exam_engine") / "selections").iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json")))


@cache
def load_selection(selection_id: str) -> Selection:
    """Load a selection from the package's data.

    Raises:
        UnknownSelection: there is no such selection.
        BadSelection: its data contradict themselves.
    """
    if selection_id not in selection_ids():
        raise UnknownSelection(selection_id)
    file = resources.files("exam_engine") / "selections" / f"{selection_id}.json"
    return read_selection(json.loads(file.read_text(encoding="utf-8")))


def read_selection(document: Mapping[str, Any]) -> Selection:
    """Read a selection from its document; a share is written as a fraction, "1/2".

    Raises:
        BadSelection: a field is missing or wrong, or the fields contradict each other.
    """
    try:
        stages = tuple(_read_stage(entry) for entry in document["stages"])
        selection = Selection(document["id"], stages)
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        raise BadSelection(f"{document.get('id')}: {error!r}") from error
    ids = [stage.id for stage in selection.stages]
    if not ids or len(set(ids)) != len(ids):
        raise BadSelection(f"{selection.id}: no stage, or one repeats")
    return selection


def _read_stage(document: Mapping[str, Any]) -> Stage:
    return Stage(
        id=document["id"],
        rule=_read_rule(document["goes_on"]),
        of_total=bool(document.get("of_total", False)),
        only_for=frozenset(document.get("only_for", ())),
    )


def _read_rule(document: Mapping[str, Any]) -> StageRule:
    match document["who"]:
        case "everyone":
            return Everyone()
        case "passed":
            return Passed()
        case "above_mark":
            return AboveMark()
        case "best":
            return _read_best(document)
        case who:
            raise ValueError(who)


def _read_best(document: Mapping[str, Any]) -> Best:
    share = None if "share" not in document else Fraction(document["share"])
    at_most = None if "at_most" not in document else int(document["at_most"])
    best = Best(
        share=share,
        at_least=int(document.get("at_least", 0)),
        at_most=at_most,
        ties=Ties(document["ties"]),
    )
    if share is None and at_most is None:
        raise ValueError("neither a share nor a number")
    if share is not None and not 0 < share <= 1:
        raise ValueError(f"a share of {share}")
    if at_most is not None and not 0 <= best.at_least <= at_most:
        raise ValueError("at least more than at most")
    return best

"""What a test programme consists of: sections, time, pass rule, forbidden acts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from functools import cache
from importlib import resources
from typing import Any

from exam_engine.errors import BadProgramme, UnknownProgramme
from item_bank.errors import BadText
from item_bank.text import LocalText, read_text


class ReviewPolicy(Enum):
    """Which closed attempts a proctor looks at."""

    ALL = "all"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the test (an act of the legislation programme) with a threshold of its own."""

    id: str
    title: LocalText
    n_items: int
    minimum_correct: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A forbidden act, as the candidate and the proctor read it."""

    id: str
    title: LocalText
    detail: LocalText


@dataclass(frozen=True, slots=True)
class Programme:
    """A test programme; passed iff total ≥ `pass_total` and each section ≥ its minimum."""

    id: str
    title: LocalText
    sections: tuple[Section, ...]
    limit: timedelta
    grace: timedelta
    pass_total: int
    rules: tuple[Rule, ...]
    retake: bool
    review: ReviewPolicy
    consent_version: str

    @property
    def n_items(self) -> int:
        """Give how many items a form has."""
        return sum(section.n_items for section in self.sections)

    @property
    def rule_ids(self) -> frozenset[str]:
        """Give the ids of the forbidden acts."""
        return frozenset(rule.id for rule in self.rules)


def programme_ids() -> tuple[str, ...]:
    """Give the ids of all programmes there are, sorted."""
    names = (file.name for file in (resources.files("exam_engine") / "programmes").iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json")))


@cache
def load_programme(programme_id: str) -> Programme:
    """Load a programme from the package's data.

    Raises:
        UnknownProgramme: there is no such programme.
        BadProgramme: its data contradict themselves.
    """
    if programme_id not in programme_ids():
        raise UnknownProgramme(programme_id)
    file = resources.files("exam_engine") / "programmes" / f"{programme_id}.json"
    return read_programme(json.loads(file.read_text(encoding="utf-8")))


def read_programme(document: Mapping[str, Any]) -> Programme:
    """Read a programme from its document: durations in whole seconds, texts in kk, ru and en.

    Raises:
        BadProgramme: a field is missing or wrong, or the fields contradict each other.
    """
    try:
        programme = _read_fields(document)
    except (KeyError, TypeError, ValueError, BadText) as error:
        raise BadProgramme(f"{document.get('id')}: {error!r}") from error
    _require_sound(programme)
    return programme


def _read_fields(document: Mapping[str, Any]) -> Programme:
    return Programme(
        id=document["id"],
        title=_read_trilingual(document["title"]),
        sections=tuple(_read_section(section) for section in document["sections"]),
        limit=timedelta(seconds=document["limit_s"]),
        grace=timedelta(seconds=document["grace_s"]),
        pass_total=int(document["pass_total"]),
        rules=tuple(_read_rule(rule) for rule in document["rules"]),
        retake=bool(document["retake"]),
        review=ReviewPolicy(document["review"]),
        consent_version=str(document["consent_version"]),
    )


def _read_section(document: Mapping[str, Any]) -> Section:
    return Section(
        document["id"],
        _read_trilingual(document["title"]),
        int(document["n_items"]),
        int(document["minimum_correct"]),
    )


def _read_rule(document: Mapping[str, Any]) -> Rule:
    return Rule(document["id"], _read_trilingual(document["title"]), _read_trilingual(document["detail"]))


def _read_trilingual(document: object) -> LocalText:
    text = read_text(document)
    if text.en is None:
        raise BadText("the en text is empty")
    return text


def _require_sound(programme: Programme) -> None:
    def require(holds: bool, reason: str) -> None:
        if not holds:
            raise BadProgramme(f"{programme.id}: {reason}")

    section_ids = [section.id for section in programme.sections]
    require(bool(section_ids), "no section")
    require(len(set(section_ids)) == len(section_ids), "a section id repeats")
    require(len(programme.rule_ids) == len(programme.rules), "a rule id repeats")
    require(all(0 <= s.minimum_correct <= s.n_items for s in programme.sections), "a minimum is out of reach")
    require(0 <= programme.pass_total <= programme.n_items, "the pass mark is out of reach")
    require(programme.limit > timedelta(0) and programme.grace >= timedelta(0), "no time")

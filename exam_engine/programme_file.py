"""Which programmes come with the product, and how a programme is read from its document.

A document is JSON: durations in whole seconds, texts in kk, ru and en, rules by the id of a rule that comes
with the product or written out. A questionnaire block names the one section its tasks stand in;
other blocks list theirs.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import Enum
from functools import cache
from importlib import resources
from typing import Any, TypeVar

from exam_engine.errors import BadProgramme, ExamError, UnknownProgramme
from exam_engine.essay_marking import MarkingRules
from exam_engine.programme import (
    Aid,
    Block,
    BlockKind,
    Break,
    EssayRules,
    Navigation,
    OutagePolicy,
    Programme,
    QuestionnaireRules,
    ReviewPolicy,
    Rule,
    ScreenSharing,
    Section,
)
from exam_engine.programme_faults import ProgrammeFault, Wrong
from exam_engine.programme_soundness import faults
from exam_engine.questionnaire import load_questionnaire, read_questionnaire
from exam_engine.reliability import Norm
from item_bank.errors import BadText
from item_bank.text import LocalText, read_text

VALUE_SHOWN = 60
Choice = TypeVar("Choice", bound=Enum)
_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, BadText, ExamError)


def programme_ids() -> tuple[str, ...]:
    """Give the ids of all programmes that come with the product, sorted."""
    names = (file.name for file in (resources.files("exam_engine") / "programmes").iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json")))


def programme_document(programme_id: str) -> dict[str, Any]:
    """Give the document of a programme that comes with the product: its version 1.

    Raises:
        UnknownProgramme: there is no such programme.
    """
    if programme_id not in programme_ids():
        raise UnknownProgramme(programme_id)
    file = resources.files("exam_engine") / "programmes" / f"{programme_id}.json"
    document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return document


@cache
def load_programme(programme_id: str) -> Programme:
    """Load a programme that comes with the product.

    Raises:
        UnknownProgramme: there is no such programme.
        BadProgramme: its data contradict themselves.
    """
    return read_programme(programme_document(programme_id))


def read_programme(document: Mapping[str, Any]) -> Programme:
    """Read a programme from its document.

    Raises:
        BadProgramme: fields are missing or wrong, or contradict each other; `faults` names them all.
    """
    reader = _Reader()
    programme = reader.programme(document)
    found = reader.faults or ([] if programme is None else faults(programme))
    if found or programme is None:
        raise BadProgramme(str(document.get("id")), found)
    return programme


@cache
def standard_rules() -> Mapping[str, Rule]:
    """Give the forbidden acts of source 000, step 1, and source 002, by id."""
    file = resources.files("exam_engine") / "rules" / "proctoring.json"
    return {entry["id"]: _rule(entry) for entry in json.loads(file.read_text(encoding="utf-8"))}


class _Reader:
    """Reads part by part and goes on after a fault, so that an author hears of all of them."""

    def __init__(self) -> None:
        self.faults: list[ProgrammeFault] = []

    def programme(self, document: Mapping[str, Any]) -> Programme | None:
        blocks = [
            self.part(f"blocks.{no}", self.block, entry)
            for no, entry in enumerate(self.listed(document, "blocks"))
        ]
        rules = [
            self.part(f"rules.{no}", _rule_of, entry)
            for no, entry in enumerate(self.listed(document, "rules"))
        ]
        read = {name: self.part(name, how, document) for name, how in _FIELDS.items()}
        if self.faults:
            return None
        return Programme(blocks=tuple(blocks), rules=tuple(rules), **read)

    def block(self, document: Mapping[str, Any]) -> Block:
        kind = _choice(BlockKind, document["kind"])
        questionnaire = _questionnaire(document) if kind is BlockKind.QUESTIONNAIRE else None
        return Block(
            id=_name(document["id"]),
            title=_trilingual(document["title"]),
            kind=kind,
            limit=_seconds(document["limit_s"]),
            sections=_sections(document) if questionnaire is None else _one_section(document, questionnaire),
            navigation=_choice(Navigation, document.get("navigation", "free")),
            aids=tuple(_choice(Aid, entry) for entry in document.get("aids", ())),
            break_after=_break(document.get("break_after")),
            questionnaire=questionnaire,
            essay=_essay(document["essay"]) if kind is BlockKind.ESSAY else None,
        )

    def listed(self, document: Mapping[str, Any], name: str) -> Sequence[Any]:
        found = document.get(name)
        if isinstance(found, list):
            return found
        self.faults.append(ProgrammeFault(name, Wrong.NOT_A_LIST))
        return ()

    def part(self, path: str, how: Any, document: Any) -> Any:
        try:
            return how(document)
        except _UNREADABLE as error:
            self.faults.append(_fault(path, error))
            return None


class _Unfit(ValueError):
    """A value that is not what its place asks for."""

    def __init__(self, wrong: Wrong, value: object) -> None:
        super().__init__(wrong.value)
        self.wrong, self.value = wrong, value


def _fault(path: str, error: Exception) -> ProgrammeFault:
    match error:
        case _Unfit():
            return ProgrammeFault(path, error.wrong, str(error.value)[:VALUE_SHOWN])
        case KeyError():
            missing = str(error.args[0])[:VALUE_SHOWN]
            return ProgrammeFault(path, Wrong.MISSING, missing)
        case BadText():
            return ProgrammeFault(path, Wrong.TEXT_LACKS_A_LANGUAGE)
        case _:
            return ProgrammeFault(path, Wrong.UNREADABLE)


_FIELDS: Mapping[str, Any] = {
    "id": lambda document: _name(document["id"]),
    "title": lambda document: _trilingual(document["title"]),
    "grace": lambda document: _seconds(document["grace_s"]),
    "pass_total": lambda document: _whole_or_none(document.get("pass_total")),
    "retake": lambda document: _flag(document["retake"]),
    "review": lambda document: _choice(ReviewPolicy, document["review"]),
    "consent_version": lambda document: _name(document["consent_version"]),
    "pauses": lambda document: _flag(document.get("pauses", False)),
    "ends_by_proctor": lambda document: _flag(document.get("ends_by_proctor", False)),
    "network_outages": lambda document: _choice(OutagePolicy, document.get("network_outages", "never")),
    "screen": lambda document: _choice(ScreenSharing, document.get("screen", "off")),
    "recordings_kept": lambda document: _days_or_none(document.get("recordings_kept_days")),
}


def _sections(document: Mapping[str, Any]) -> tuple[Section, ...]:
    return tuple(
        Section(
            _name(entry["id"]),
            _trilingual(entry["title"]),
            _whole(entry["n_items"]),
            _whole(entry.get("minimum_correct", 0)),
        )
        for entry in document["sections"]
    )


def _questionnaire(document: Mapping[str, Any]) -> QuestionnaireRules:
    entry = document["questionnaire"]
    return QuestionnaireRules(
        load_questionnaire(entry) if isinstance(entry, str) else read_questionnaire(entry),
        {str(scale): _whole(n) for scale, n in document.get("scales", {}).items()},
        tuple((str(first), str(second)) for first, second in document.get("pairs", ())),
        _norm(document.get("norm")),
    )


def _norm(document: Mapping[str, Any] | None) -> Norm | None:
    if document is None:
        return None
    return Norm(*(_whole(document[name]) for name in ("n", "total", "total_of_squares")))


def _one_section(document: Mapping[str, Any], asked: QuestionnaireRules) -> tuple[Section, ...]:
    """Which task measures what is not told to the candidate, so all of them are one section."""
    return (Section(_name(document["section"]), _trilingual(document["title"]), asked.n_items, 0),)


def _essay(document: Mapping[str, Any]) -> EssayRules:
    marking = {name: _whole(number) for name, number in document["marking"].items()}
    return EssayRules(_whole(document["max_words"]), _flag(document["by_direction"]), MarkingRules(**marking))


class _Then(Enum):
    START = "start"
    WAIT = "wait"


def _break(document: Mapping[str, Any] | None) -> Break | None:
    if document is None:
        return None
    return Break(_seconds(document["length_s"]), _choice(_Then, document["then"]) is _Then.START)


def _rule_of(entry: object) -> Rule:
    if isinstance(entry, str):
        if entry not in standard_rules():
            raise _Unfit(Wrong.UNKNOWN_RULE, entry)
        return standard_rules()[entry]
    if isinstance(entry, Mapping):
        return _rule(entry)
    raise TypeError("a rule is an id or an object")


def _rule(document: Mapping[str, Any]) -> Rule:
    return Rule(_name(document["id"]), _trilingual(document["title"]), _trilingual(document["detail"]))


def _trilingual(document: object) -> LocalText:
    text = read_text(document)
    if text.en is None:
        raise _Unfit(Wrong.TEXT_LACKS_A_LANGUAGE, "en")
    return text


def _choice(choices: type[Choice], value: object) -> Choice:
    try:
        return choices(value)
    except ValueError:
        raise _Unfit(Wrong.NOT_A_CHOICE, value) from None


def _name(value: object) -> str:
    if not isinstance(value, str) or not 1 <= len(value) <= 40 or not value.isascii():
        raise _Unfit(Wrong.NOT_A_NAME, value)
    return value


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise _Unfit(Wrong.NOT_A_WHOLE_NUMBER, value)
    return value


def _whole_or_none(value: object) -> int | None:
    return None if value is None else _whole(value)


def _days_or_none(value: object) -> timedelta | None:
    return None if value is None else timedelta(days=min(_whole(value), timedelta.max.days))


def _seconds(value: object) -> timedelta:
    return timedelta(seconds=_whole(value))


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Unfit(Wrong.NOT_TRUE_OR_FALSE, value)
    return value

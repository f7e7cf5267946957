"""Which tasks the demo has beside the acts: state language, abilities, personal qualities, essays.

Their files are written for people to edit, one form a kind of task; this module makes bank items of them.
"""

import html
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources
from typing import Any

from item_bank.bank_item import BankItem, place_of
from item_bank.interactions import (
    Choice,
    ChoiceInteraction,
    ExtendedTextInteraction,
    Interaction,
    LikertInteraction,
)
from item_bank.response_key import BankKey, Credit, Marking, ResponseKey
from item_bank.stimulus import Chart, ChartKind, Series, Stimulus, StimulusKind
from item_bank.text import TEST_LANGUAGES
from item_bank.wording import Wording, wording

RESPONSE = "RESPONSE"
ESSAY_WORDS = 200  # source 000, step 8
Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DemoTasks:
    """The tasks with their keys, what they share, and the pairs of codes that ask the same thing twice."""

    stimuli: tuple[Stimulus, ...]
    items: tuple[tuple[BankItem, BankKey], ...]
    pairs: tuple[tuple[str, str], ...]


def read_demo_tasks() -> DemoTasks:
    """Read all the demo's tasks that rest on no act. A quality's id is its items' topic, a direction an essay's."""
    texts, numbers = _file("ability_text"), _file("ability_numerical")
    qualities = _file("personal_qualities")
    shared = [*texts["stimuli"], *numbers["stimuli"]]
    items = [
        *_language_items(_file("state_language")),
        *_testlet_items(texts),
        *_testlet_items(numbers),
        *_scale_items(qualities),
        *_essays(_file("essay_tasks")),
    ]
    pairs = tuple((first, second) for first, second in qualities["pairs"])
    return DemoTasks(tuple(_stimulus(one) for one in shared), tuple(items), pairs)


def _file(name: str) -> Document:
    file = resources.files("item_bank") / "demo" / "tasks" / f"{name}.json"
    document: Document = json.loads(file.read_text(encoding="utf-8"))
    return document


def _language_items(document: Document) -> Iterator[tuple[BankItem, BankKey]]:
    """The choices are Kazakh in either language: they are what is tested."""
    for one in document["items"]:
        options = [dict.fromkeys(TEST_LANGUAGES, text) for text in one["options"]]
        yield _choice_item(one | {"options": options}, document["section"])


def _testlet_items(document: Document) -> Iterator[tuple[BankItem, BankKey]]:
    for stimulus in document["stimuli"]:
        for one in stimulus["items"]:
            yield _choice_item(one, document["section"], stimulus["code"])


def _choice_item(one: Document, section_id: str, stimulus_code: str = "") -> tuple[BankItem, BankKey]:
    choices = tuple(Choice("abcd"[no], _plain(text)) for no, text in enumerate(one["options"]))
    topic = one.get("topic", stimulus_code)
    item = _item(one, section_id, topic, ChoiceInteraction(RESPONSE, choices), stimulus_code)
    return item, (ResponseKey(RESPONSE, Marking.MATCH, (choices[one["key"]].id,)),)


def _scale_items(document: Document) -> Iterator[tuple[BankItem, BankKey]]:
    steps = document["scale"]
    choices = tuple(Choice(str(step["value"]), _plain(step)) for step in steps)
    values = [step["value"] for step in steps]
    for one in document["tasks"]:
        worth = reversed(values) if one.get("reverse") else values
        credits = tuple(
            Credit(str(value), Decimal(points)) for value, points in zip(values, worth, strict=True)
        )
        item = _item(one, document["section"], one["scale"], LikertInteraction(RESPONSE, choices))
        yield item, (ResponseKey(RESPONSE, Marking.MAP, credits=credits),)


def _essays(document: Document) -> Iterator[tuple[BankItem, BankKey]]:
    for one in document["tasks"]:
        asked = ExtendedTextInteraction(RESPONSE, max_words=ESSAY_WORDS)
        item = _item(one, document["section"], one["direction"], asked)
        yield item, (ResponseKey(RESPONSE, Marking.PERSON),)


def _item(
    one: Document, section_id: str, topic: str, asked: Interaction, stimulus_code: str = ""
) -> BankItem:
    body = {language: f"<p>{text}</p>{place_of(asked)}" for language, text in _plain(one).texts}
    return BankItem(
        one["code"],
        wording(body),
        (asked,),
        section_id=section_id,
        topic=topic,
        stimulus_code=stimulus_code,
    )


def _stimulus(one: Document) -> Stimulus:
    title = _plain(one["title"])
    match one.get("kind", "text"):
        case "table":
            return Stimulus(one["code"], StimulusKind.TABLE, title, html=_table(one["columns"], one["rows"]))
        case "chart":
            return Stimulus(one["code"], StimulusKind.CHART, title, alt=title, chart=_chart(one))
        case _:
            passage = {
                language: "".join(f"<p>{_escaped(text)}</p>" for text in one["body"][language])
                for language in TEST_LANGUAGES
            }
            return Stimulus(one["code"], StimulusKind.TEXT, title, html=wording(passage))


def _chart(one: Document) -> Chart:
    series = tuple(
        Series(_plain(row["name"]), tuple(Decimal(str(value)) for value in row["values"]))
        for row in one["series"]
    )
    return Chart(
        ChartKind(one["chart"]), tuple(_plain(name) for name in one["categories"]), series, _plain(one["y"])
    )


def _table(columns: Sequence[Document], rows: Sequence[Sequence[Any]]) -> Wording:
    def in_language(language: str) -> str:
        heads = "".join(f'<th scope="col">{_escaped(column[language])}</th>' for column in columns)
        body = "".join(
            f'<tr><th scope="row">{_escaped(row[0][language])}</th>'
            + "".join(f"<td>{str(value).replace('.', ',')}</td>" for value in row[1:])
            + "</tr>"
            for row in rows
        )
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"

    return wording({language: in_language(language) for language in TEST_LANGUAGES})


def _plain(texts: Document) -> Wording:
    return wording({language: _escaped(texts[language]) for language in TEST_LANGUAGES})


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)

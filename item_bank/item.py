"""What a choice item is, and how it is read from and written to a document."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from item_bank.errors import BadItem, BadText
from item_bank.text import TEST_LANGUAGES, LocalText, read_text, text_to_document

MIN_OPTIONS = 2
MAX_OPTIONS = 6
_FIELDS = frozenset({"code", "section", "topic", "stem", "options", "source", "shuffle"})


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose; `id` is opaque and shared by all languages."""

    id: str
    text: LocalText


@dataclass(frozen=True, slots=True)
class Source:
    """Where the right answer stands: official short title, article ("12", "12(3)"), edition's date."""

    act: str
    article: str
    edition_date: date


@dataclass(frozen=True, slots=True)
class ChoiceItem:
    """A question with options to choose from; its key is kept apart, in `ItemKey`."""

    code: str
    section_id: str
    topic: str
    stem: LocalText
    options: tuple[Option, ...]
    source: Source
    shuffle: bool = True

    @property
    def option_ids(self) -> tuple[str, ...]:
        """Give the option ids in the author's order."""
        return tuple(option.id for option in self.options)


@dataclass(frozen=True, slots=True)
class ItemKey:
    """The options that are right; never serialised with the item."""

    correct_ids: frozenset[str]


def read_item(document: Mapping[str, object]) -> tuple[ChoiceItem, ItemKey]:
    """Read an item and its key from `item_to_document`'s shape plus `"key": [option id, …]`.

    Raises:
        BadItem: a field is missing, of the wrong type or unknown; Kazakh or Russian is empty;
            option ids or texts repeat; the number of options is not 2..6; the key is empty,
            names no option or names every option.
    """
    item = item_from_document({name: value for name, value in document.items() if name != "key"})
    return item, ItemKey(_read_key(item, document.get("key")))


def item_from_document(document: Mapping[str, object]) -> ChoiceItem:
    """Read an item without its key, as storage keeps it.

    Raises:
        BadItem: as `read_item`; also when the document carries a key.
    """
    code = document.get("code")
    label = code if isinstance(code, str) and code else "(no code)"
    try:
        item = _read_fields(document)
    except BadText as error:
        raise BadItem(label, str(error)) from error
    except ValueError as error:
        raise BadItem(label, str(error)) from error
    for reason in _faults(item):
        raise BadItem(item.code, reason)
    return item


def item_to_document(item: ChoiceItem) -> dict[str, object]:
    """Write an item for storage and delivery: JSON types only, without the key."""
    return {
        "code": item.code,
        "section": item.section_id,
        "topic": item.topic,
        "stem": text_to_document(item.stem),
        "options": [{"id": option.id} | text_to_document(option.text) for option in item.options],
        "source": {
            "act": item.source.act,
            "article": item.source.article,
            "edition_date": item.source.edition_date.isoformat(),
        },
        "shuffle": item.shuffle,
    }


def _read_fields(document: Mapping[str, object]) -> ChoiceItem:
    unknown = sorted(document.keys() - _FIELDS)
    if unknown:
        raise ValueError(f"unknown field {', '.join(unknown)}")
    shuffle = document.get("shuffle", True)
    if not isinstance(shuffle, bool):
        raise ValueError("shuffle is neither true nor false")
    return ChoiceItem(
        code=_string(document, "code"),
        section_id=_string(document, "section"),
        topic=_string(document, "topic"),
        stem=_read_stem(document.get("stem")),
        options=_read_options(document.get("options")),
        source=_read_source(document.get("source")),
        shuffle=shuffle,
    )


def _read_stem(stem: object) -> LocalText:
    try:
        return read_text(stem)
    except BadText as error:
        raise BadText(f"stem: {error}") from error


def _read_options(options: object) -> tuple[Option, ...]:
    if not isinstance(options, list) or not MIN_OPTIONS <= len(options) <= MAX_OPTIONS:
        raise ValueError(f"an item has {MIN_OPTIONS} to {MAX_OPTIONS} options")
    return tuple(_read_option(option) for option in options)


def _read_option(option: object) -> Option:
    if not isinstance(option, Mapping):
        raise ValueError("an option is an object with id, kk and ru")
    option_id = _string(option, "id")
    try:
        return Option(option_id, read_text(option))
    except BadText as error:
        raise BadText(f"option {option_id}: {error}") from error


def _read_source(source: object) -> Source:
    if not isinstance(source, Mapping):
        raise ValueError("the source is missing")
    try:
        edition_date = date.fromisoformat(_string(source, "edition_date"))
    except ValueError as error:
        raise ValueError("edition_date is not a date YYYY-MM-DD") from error
    return Source(_string(source, "act"), _string(source, "article"), edition_date)


def _read_key(item: ChoiceItem, key: object) -> frozenset[str]:
    if not isinstance(key, list) or not key or not all(isinstance(entry, str) for entry in key):
        raise BadItem(item.code, "the key is empty")
    correct = frozenset(key)
    if not correct <= set(item.option_ids):
        raise BadItem(item.code, "the key names an option that does not exist")
    if len(correct) == len(item.options):
        raise BadItem(item.code, "the key names every option")
    return correct


def _string(document: Mapping[str, object], name: str) -> str:
    value = document.get(name)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{name} is empty")
    return value.strip()


def _faults(item: ChoiceItem) -> Iterator[str]:
    if len(set(item.option_ids)) < len(item.options):
        yield "two options have the same id"
    for language in TEST_LANGUAGES:
        wordings = {_folded(option.text.get(language)) for option in item.options}
        if len(wordings) < len(item.options):
            yield f"two options have the same {language} text"


def _folded(wording: str) -> str:
    return " ".join(unicodedata.normalize("NFC", wording).casefold().split())

"""How one item is a row of cells: the columns, and what stands in them.

Columns: code, section, act, topic, article_ref, type, stem_LANG, optA_LANG …, matchA_LANG …, key,
stimulus_code, enemy_codes, source_edition_date, details. A cell is plain text unless it begins with `<`
and ends with `>`. What the columns cannot say stands in `details` as JSON; it counts only as long as the
columns still say the same.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date

from item_bank.bank_document import (
    bank_item_from_document,
    bank_item_to_document,
    bank_key_from_document,
    bank_key_to_document,
)
from item_bank.bank_item import BankItem, place_of
from item_bank.errors import BadItem
from item_bank.formats.findings import Fact, Finding, Refused
from item_bank.formats.html_text import HtmlTexts
from item_bank.formats.pictures import Pictures
from item_bank.formats.qti_processing import decimal_of
from item_bank.formats.report import ReadItem
from item_bank.formats.rich_text import html_to_plain, plain_to_html
from item_bank.interactions import (
    Choice,
    ChoiceInteraction,
    EntryType,
    ExtendedTextInteraction,
    Interaction,
    LikertInteraction,
    MatchInteraction,
    OrderInteraction,
    TextEntryInteraction,
)
from item_bank.item import Source
from item_bank.response_key import EXACT, BankKey, Credit, Marking, ResponseKey, Tolerance, ToleranceMode
from item_bank.translations import with_wordings
from item_bank.wording import UNKNOWN_LANGUAGE, Wording, language_of, wording

LETTERS = "ABCDEFGHIJKL"
TYPES = ("single", "multiple", "order", "match", "text", "number", "essay", "likert")
FIXED_COLUMNS = ("code", "section", "act", "topic", "article_ref", "type")
LAST_COLUMNS = ("key", "stimulus_code", "enemy_codes", "source_edition_date", "details")
COMPOSITE = "composite"  # only `details` can say it
RESPONSE = "RESPONSE"
_TEXT_COLUMN = re.compile(r"(stem|opt([A-L])|match([A-L]))_([a-z-]{2,10})")
_NUMBER = re.compile(r"\s*(-?[0-9.]+)\s*(?:(?:±|\+-)\s*([0-9.]+))?\s*")

Row = Mapping[str, str]
Entry = tuple[BankItem, BankKey]


def is_text_column(name: str) -> bool:
    """Say whether a column holds a text in a language."""
    return _TEXT_COLUMN.fullmatch(name) is not None


def read_row(row: Row, where: str, language: str = UNKNOWN_LANGUAGE) -> ReadItem:
    """Read an item from its row; `language` is unused where every text column names its own."""
    texts = HtmlTexts(language, Pictures(lambda _: None))
    try:
        exact = _from_details(row.get("details", "").strip(), texts)
        if exact is not None and _cells(_columns(*exact)) == _cells(row):
            return ReadItem(where, *exact, _told(texts))
        item, key = _visible(row, texts)
    except Refused as refused:
        return ReadItem(where, None, (), (refused.finding,))
    differ = () if exact is None else (Finding(Fact.DETAILS_DIFFER),)
    return ReadItem(where, item, key, (*_told(texts), *differ))


def row_of(item: BankItem, key: BankKey) -> dict[str, str]:
    """Write an item as a row; `details` is filled where the columns do not say all."""
    row = _columns(item, key)
    try:
        visible = _visible(row, HtmlTexts(UNKNOWN_LANGUAGE, Pictures(lambda _: None)))
    except Refused:
        visible = None
    if visible != (item, key):
        document = {"item": bank_item_to_document(item), "key": bank_key_to_document(key)}
        row["details"] = json.dumps(document, ensure_ascii=False, sort_keys=True)
    return row


def _told(texts: HtmlTexts) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys((*texts.findings, *texts.pictures.findings)))


def _cells(row: Row) -> dict[str, str]:
    return {name: cell.strip() for name, cell in row.items() if cell.strip() and name != "details"}


def _from_details(details: str, texts: HtmlTexts) -> Entry | None:
    if not details:
        return None
    try:
        document = json.loads(details)
        item = bank_item_from_document(document["item"])
        key = bank_key_from_document(item.code, document["key"])
    except (ValueError, KeyError, TypeError, RecursionError, BadItem) as error:
        raise Refused(Fact.BAD_VALUE, "details", str(error)[:200]) from error
    return with_wordings(item, texts.cleaned), key


def _columns(item: BankItem, key: BankKey) -> dict[str, str]:
    row = {
        "code": item.code,
        "section": item.section_id,
        "topic": item.topic,
        "stimulus_code": item.stimulus_code,
        "enemy_codes": ", ".join(item.enemy_codes),
    }
    if item.source is not None:
        row["act"], row["article_ref"] = item.source.act, item.source.article
        row["source_edition_date"] = item.source.edition_date.isoformat()
    only = item.interactions[0] if len(item.interactions) == 1 else None
    row["type"] = _type(only)
    for language, body in item.body.texts:
        stem = body if only is None else body.removesuffix(place_of(only))
        row[f"stem_{language}"] = _cell(stem, block=True)
    if only is not None and row["type"] != COMPOSITE:
        row |= _choice_columns(only)
        row["key"] = _key_cell(only, key[0])
    return {name: cell for name, cell in row.items() if cell}


def _type(only: Interaction | None) -> str:
    match only:
        case ChoiceInteraction() if len(only.choices) <= len(LETTERS):
            return "single" if only.max_choices == 1 else "multiple"
        case OrderInteraction() if len(only.choices) <= len(LETTERS):
            return "order"
        case MatchInteraction() if max(len(only.left), len(only.right)) <= len(LETTERS):
            return "match"
        case TextEntryInteraction():
            return "text" if only.entry is EntryType.STRING else "number"
        case ExtendedTextInteraction():
            return "essay"
        case LikertInteraction() if len(only.choices) <= len(LETTERS):
            return "likert"
        case _:
            return COMPOSITE


def _choice_columns(interaction: Interaction) -> dict[str, str]:
    match interaction:
        case ChoiceInteraction() | OrderInteraction() | LikertInteraction():
            return _lettered("opt", interaction.choices)
        case MatchInteraction():
            return _lettered("opt", interaction.left) | _lettered("match", interaction.right)
        case _:
            return {}


def _lettered(prefix: str, choices: tuple[Choice, ...]) -> dict[str, str]:
    return {
        f"{prefix}{letter}_{language}": _cell(text, block=False)
        for letter, choice in zip(LETTERS, choices, strict=False)
        for language, text in choice.text.texts
    }


def _cell(html: str, *, block: bool) -> str:
    plain = html_to_plain(html, block=block)
    return html if plain is None or _is_html(plain) else plain


def _is_html(cell: str) -> bool:
    return cell.startswith("<") and cell.endswith(">")


def _key_cell(interaction: Interaction, key: ResponseKey) -> str:
    match interaction:
        case ChoiceInteraction() | OrderInteraction():
            return ", ".join(_letters(interaction.choices, key.correct))
        case MatchInteraction():
            pairs = [pair.split() for pair in key.correct]
            return ", ".join(
                "-".join(_letters(interaction.left, pair[:1]) + _letters(interaction.right, pair[1:]))
                for pair in pairs
            )
        case LikertInteraction():
            worth = {credit.value: credit.points for credit in key.credits}
            return "; ".join(format(worth[one.id], "f") for one in interaction.choices if one.id in worth)
        case ExtendedTextInteraction():
            limits = (interaction.min_words, interaction.max_words)
            return "" if limits == (None, None) else "-".join(str(limit or "") for limit in limits)
        case _:
            wide = f" ± {key.tolerance.below}" if key.tolerance.mode is ToleranceMode.ABSOLUTE else ""
            return "|".join(key.correct) + wide


def _letters(choices: tuple[Choice, ...], ids: Iterable[str]) -> list[str]:
    letters = {choice.id: letter for choice, letter in zip(choices, LETTERS, strict=False)}
    return [letters.get(one, "?") for one in ids]


def _visible(row: Row, texts: HtmlTexts) -> Entry:
    """Read an item from its columns alone.

    Raises:
        Refused: a cell is missing or wrong; `where` is its column.
    """
    kind = _needed(row, "type").lower()
    interaction, key = _asked(kind, row, texts)
    stems = _texts_of(row, "stem", texts, block=True)
    if not stems.texts:
        raise Refused(Fact.MISSING_VALUE, "stem")
    body = wording({language: stem + place_of(interaction) for language, stem in stems.texts})
    item = BankItem(
        _needed(row, "code"),
        body,
        (interaction,),
        section_id=row.get("section", "").strip(),
        topic=row.get("topic", "").strip(),
        source=_source(row),
        stimulus_code=row.get("stimulus_code", "").strip(),
        enemy_codes=tuple(_listed(row.get("enemy_codes", ""))),
    )
    if lacking := set(body.languages) - set(item.languages):
        raise Refused(Fact.MISSING_VALUE, "opt", f"{', '.join(sorted(lacking))}")
    return item, (key,)


def _needed(row: Row, name: str) -> str:
    if not (cell := row.get(name, "").strip()):
        raise Refused(Fact.MISSING_VALUE, name)
    return cell


def _listed(cell: str) -> list[str]:
    return [one.strip() for one in re.split(r"[,;]", cell) if one.strip()]


def _texts_of(row: Row, prefix: str, texts: HtmlTexts, *, block: bool) -> Wording:
    found: dict[str, str] = {}
    for name, cell in row.items():
        column, _, language = name.partition("_")
        if column == prefix and cell.strip() and is_text_column(name):
            html = cell.strip() if _is_html(cell.strip()) else plain_to_html(cell, block=block)
            found[language_of(language)] = html
    return texts.cleaned(wording(found))


def _source(row: Row) -> Source | None:
    cells = [row.get(name, "").strip() for name in ("act", "article_ref", "source_edition_date")]
    if not any(cells):
        return None
    try:
        return Source(_needed(row, "act"), _needed(row, "article_ref"), date.fromisoformat(cells[2]))
    except ValueError as error:
        fact = Fact.BAD_VALUE if cells[2] else Fact.MISSING_VALUE
        raise Refused(fact, "source_edition_date", cells[2][:40] or "YYYY-MM-DD") from error


def _asked(kind: str, row: Row, texts: HtmlTexts) -> tuple[Interaction, ResponseKey]:
    match kind:
        case "single" | "multiple" | "order":
            return _chosen(kind, _options(row, "opt", texts), _listed(_needed(row, "key")))
        case "likert":
            return _scale(_options(row, "opt", texts), row.get("key", "").split(";"))
        case "match":
            return _matched(_options(row, "opt", texts), _options(row, "match", texts), _needed(row, "key"))
        case "text":
            correct = tuple(one.strip() for one in _needed(row, "key").split("|") if one.strip())
            return TextEntryInteraction(RESPONSE), ResponseKey(RESPONSE, Marking.MATCH, correct)
        case "number":
            return _number(_needed(row, "key"))
        case "essay":
            return _essay(row.get("key", "").strip())
        case _:
            raise Refused(Fact.QUESTION_TYPE, "type", f"{kind[:40]}; one of {', '.join(TYPES)}")


def _options(row: Row, prefix: str, texts: HtmlTexts) -> list[Choice]:
    """Read the options up to the last one that is filled."""
    shift = "m" if prefix == "match" else ""
    found = [_texts_of(row, f"{prefix}{letter}", texts, block=False) for letter in LETTERS]
    n_filled = max((no for no, text in enumerate(found, start=1) if text.texts), default=0)
    for letter, text in zip(LETTERS, found[:n_filled], strict=False):
        if not text.texts:
            raise Refused(Fact.MISSING_VALUE, f"{prefix}{letter}")
    most = 0 if shift else 1
    letters = zip(LETTERS, found[:n_filled], strict=False)
    return [Choice(shift + letter.lower(), text, match_max=most) for letter, text in letters]


def _id(choices: list[Choice], letter: str) -> str:
    place = LETTERS.find(letter.strip().upper()) if len(letter.strip()) == 1 else -1
    if not 0 <= place < len(choices):
        raise Refused(Fact.BAD_VALUE if letter else Fact.MISSING_VALUE, "key", letter[:40])
    return choices[place].id


def _chosen(kind: str, choices: list[Choice], letters: list[str]) -> tuple[Interaction, ResponseKey]:
    if len(choices) < 2:
        raise Refused(Fact.MISSING_VALUE, "optB")
    correct = tuple(_id(choices, letter) for letter in letters)
    if kind == "single" and len(correct) != 1:
        raise Refused(Fact.BAD_VALUE, "key", "one letter")
    if kind == "order" and sorted(correct) != sorted(choice.id for choice in choices):
        raise Refused(Fact.BAD_VALUE, "key", "every letter once")
    key = ResponseKey(RESPONSE, Marking.MATCH, correct)
    if kind == "order":
        return OrderInteraction(RESPONSE, tuple(choices)), key
    return ChoiceInteraction(RESPONSE, tuple(choices), max_choices=1 if kind == "single" else 0), key


def _scale(choices: list[Choice], cells: list[str]) -> tuple[Interaction, ResponseKey]:
    """Read a scale; its key is what each step counts, `1; 2; 3`, or nothing where it counts nothing."""
    if len(choices) < 2:
        raise Refused(Fact.MISSING_VALUE, "optB")
    asked = LikertInteraction(RESPONSE, tuple(choices))
    written = [cell.strip().replace(",", ".") for cell in cells if cell.strip()]
    if not written:
        return asked, ResponseKey(RESPONSE, Marking.NONE)
    worth = [decimal_of(one) for one in written]
    if len(worth) != len(choices) or None in worth:
        raise Refused(Fact.BAD_VALUE, "key", "a number for every step: 1; 2; 3")
    credits = (
        Credit(one.id, points) for one, points in zip(choices, worth, strict=True) if points is not None
    )
    return asked, ResponseKey(RESPONSE, Marking.MAP, credits=tuple(credits))


def _matched(left: list[Choice], right: list[Choice], cell: str) -> tuple[Interaction, ResponseKey]:
    if not left or not right:
        raise Refused(Fact.MISSING_VALUE, "matchA" if left else "optA")
    pairs = []
    for pair in _listed(cell):
        one, dash, other = pair.partition("-")
        if not dash:
            raise Refused(Fact.BAD_VALUE, "key", pair[:40])
        pairs.append(f"{_id(left, one)} {_id(right, other)}")
    key = ResponseKey(RESPONSE, Marking.MATCH, tuple(pairs))
    return MatchInteraction(RESPONSE, tuple(left), tuple(right)), key


def _number(cell: str) -> tuple[Interaction, ResponseKey]:
    found = _NUMBER.fullmatch(cell.replace(",", "."))
    if found is None or decimal_of(found[1]) is None:
        raise Refused(Fact.BAD_VALUE, "key", cell[:40])
    width = decimal_of(found[2]) if found[2] else None
    tolerance = EXACT if width is None else Tolerance(ToleranceMode.ABSOLUTE, width, width)
    key = ResponseKey(RESPONSE, Marking.MATCH, (found[1],), tolerance=tolerance)
    return TextEntryInteraction(RESPONSE, EntryType.NUMBER), key


def _essay(cell: str) -> tuple[Interaction, ResponseKey]:
    low, _, high = cell.partition("-")
    if any(one.strip() and not one.strip().isdecimal() for one in (low, high)) or len(cell) > 20:
        raise Refused(Fact.BAD_VALUE, "key", f"{cell[:40]}; words as 100-300")
    least, most = (int(one) if one.strip() else None for one in (low, high))
    return ExtendedTextInteraction(RESPONSE, least, most), ResponseKey(RESPONSE, Marking.PERSON)

"""How a bank is written as Moodle XML; what Moodle cannot ask is shown there as a text, and told."""

import base64
import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from item_bank.bank_document import bank_item_to_document, bank_key_to_document
from item_bank.bank_item import BankItem, place_of
from item_bank.formats.findings import Fact, Finding
from item_bank.formats.html_text import in_one_string
from item_bank.formats.pictures import FOLDER
from item_bank.formats.qti_export import pictures_of
from item_bank.formats.qti_write import plain
from item_bank.formats.report import Export
from item_bank.interactions import (
    Choice,
    ChoiceInteraction,
    EntryType,
    ExtendedTextInteraction,
    Interaction,
    MatchInteraction,
    OrderInteraction,
    TextEntryInteraction,
)
from item_bank.response_key import BankKey, Marking, ResponseKey, ToleranceMode
from item_bank.wording import wording

_TEXT = re.compile(r"<text>[^<]*</text>")
_PICTURE = re.compile(r"@@PLUGINFILE@@/([0-9a-f]{64}\.[a-z]+)")


def export_moodle(entries: Iterable[tuple[BankItem, BankKey]], assets: Mapping[str, bytes]) -> Export:
    """Write items with their keys and the pictures they show."""
    questions = []
    findings = []
    for item, key in entries:
        questions.append(question_xml(item, key, assets))
        if _type(item, key) == "description":
            findings.append(Finding(Fact.CANNOT_HOLD, item.code, "Moodle shows it as a text only"))
    document = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n' + "".join(questions) + "</quiz>\n"
    return Export(document.encode(), tuple(findings))


def question_xml(item: BankItem, key: BankKey, assets: Mapping[str, bytes]) -> str:
    """Write one question, with the whole item in an element that Moodle passes over."""
    kind = _type(item, key)
    inside = "" if kind == "description" else _answers(item.interactions[0], key[0])
    exact = {"item": bank_item_to_document(item), "key": bank_key_to_document(key)}
    name = escape(item.title or item.code)
    question = (
        f'<question type="{kind}">\n<name><text>{name}</text></name>\n'
        f'<questiontext format="html"><text>{escape(_stem(item))}</text></questiontext>\n'
        f"<idnumber>{escape(item.code)}</idnumber>\n{inside}"
    )
    question = _with_files(question, assets)
    # What only our own copy shows (a hot text, say) travels with the question's text.
    rest = {name.removeprefix(f"{FOLDER}/"): one for name, one in pictures_of(item, assets).items()}
    others = "".join(_file(name, one) for name, one in rest.items() if f'<file name="{name}"' not in question)
    question = question.replace("</questiontext>", f"{others}</questiontext>", 1)
    added = escape(json.dumps(exact, ensure_ascii=True, sort_keys=True))
    return f"{question}<synaq>{added}</synaq>\n</question>\n"


def _type(item: BankItem, key: BankKey) -> str:
    only = item.interactions[0] if len(item.interactions) == 1 and len(key) == 1 else None
    if only is not None and not all(body.endswith(place_of(only)) for _, body in item.body.texts):
        return "description"
    match only:
        case ChoiceInteraction() if (
            only.max_choices == 1 or key[0].marking is Marking.MAP or _can_split(key[0])
        ):
            return "multichoice"
        case TextEntryInteraction():
            return "shortanswer" if only.entry is EntryType.STRING else "numerical"
        case MatchInteraction() if len({pair.split()[0] for pair in key[0].correct}) == len(key[0].correct):
            return "matching"
        case OrderInteraction():
            return "ordering"
        case ExtendedTextInteraction():
            return "essay"
        case _:
            return "description"


def _can_split(key: ResponseKey) -> bool:
    """Moodle gives the parts of an answer parts of the mark, so a right set of n is n fractions."""
    return 0 < len(key.correct) <= 10


def _stem(item: BankItem) -> str:
    places = [place_of(one) for one in item.interactions]
    stems = {}
    for language, body in item.body.texts:
        stem = body.removesuffix(places[0]) if len(places) == 1 else body
        stems[language] = _moodle_pictures(stem)
    return in_one_string(wording(stems))


def _moodle_pictures(html: str) -> str:
    return html.replace('src="assets/', 'src="@@PLUGINFILE@@/')


def _with_files(question: str, assets: Mapping[str, bytes]) -> str:
    """Put the pictures beside each text that shows them, where Moodle looks for them."""

    def files(text: re.Match[str]) -> str:
        names = sorted(set(_PICTURE.findall(text[0])))
        return text[0] + "".join(
            _file(name, assets[f"{FOLDER}/{name}"]) for name in names if f"{FOLDER}/{name}" in assets
        )

    return _TEXT.sub(files, question)


def _file(name: str, content: bytes) -> str:
    return f'<file name="{name}" path="/" encoding="base64">{base64.b64encode(content).decode()}</file>'


def _answers(interaction: Interaction, key: ResponseKey) -> str:
    match interaction:
        case ChoiceInteraction():
            return _multichoice(interaction, key)
        case TextEntryInteraction():
            return _typed(interaction, key)
        case MatchInteraction():
            return _matching(interaction, key)
        case OrderInteraction():
            texts = {choice.id: choice for choice in interaction.choices}
            return "".join(_answer(_html(texts[one]), Decimal(1)) for one in key.correct if one in texts)
        case ExtendedTextInteraction():
            limits = {"minwordlimit": interaction.min_words, "maxwordlimit": interaction.max_words}
            return "".join(f"<{name}>{limit}</{name}>\n" for name, limit in limits.items() if limit)
        case _:
            return ""


def _multichoice(interaction: ChoiceInteraction, key: ResponseKey) -> str:
    points = {credit.value: credit.points for credit in key.credits}
    if key.marking is not Marking.MAP:
        share = Decimal(1) / max(len(key.correct), 1)
        points = {
            choice.id: share if choice.id in key.correct else Decimal(0) for choice in interaction.choices
        }
    single = "true" if interaction.max_choices == 1 else "false"
    shuffle = "true" if interaction.shuffle else "false"
    head = f"<single>{single}</single>\n<shuffleanswers>{shuffle}</shuffleanswers>\n"
    return head + "".join(
        _answer(_html(choice), points.get(choice.id, key.default_points)) for choice in interaction.choices
    )


def _answer(html: str, share: Decimal) -> str:
    percent = plain(round(share * 100, 5).normalize())
    return f'<answer fraction="{percent}" format="html"><text>{escape(html)}</text></answer>\n'


def _html(choice: Choice) -> str:
    return _moodle_pictures(in_one_string(choice.text))


def _typed(interaction: TextEntryInteraction, key: ResponseKey) -> str:
    worth = [(value, Decimal(1)) for value in key.correct]
    if key.marking is Marking.MAP:
        worth = [(credit.value, credit.points) for credit in key.credits]
    case = (
        key.case_sensitive if key.marking is Marking.MATCH else any(one.case_sensitive for one in key.credits)
    )
    exact = interaction.entry is not EntryType.STRING
    head = "" if exact else f"<usecase>{int(case)}</usecase>\n"
    absolute = key.tolerance.mode is ToleranceMode.ABSOLUTE
    width = plain(key.tolerance.below) if absolute else "0"
    tolerance = f"<tolerance>{width}</tolerance>" if exact else ""
    return head + "".join(
        f"<answer fraction={quoteattr(plain(round(points * 100, 5).normalize()))}>"
        f"<text>{escape(value)}</text>{tolerance}</answer>\n"
        for value, points in worth
    )


def _matching(interaction: MatchInteraction, key: ResponseKey) -> str:
    right = {choice.id: choice for choice in interaction.right}
    pairs = dict(pair.split() for pair in key.correct)
    used = set(pairs.values())
    rows = [(choice, right.get(pairs.get(choice.id, ""))) for choice in interaction.left]
    written = [_sub(_html(one), "" if other is None else in_one_string(other.text)) for one, other in rows]
    written += [_sub("", in_one_string(choice.text)) for choice in interaction.right if choice.id not in used]
    shuffle = "true" if interaction.shuffle else "false"
    return f"<shuffleanswers>{shuffle}</shuffleanswers>\n" + "".join(written)


def _sub(question: str, answer: str) -> str:
    return (
        f'<subquestion format="html"><text>{escape(question)}</text>'
        f"<answer><text>{escape(answer)}</text></answer></subquestion>\n"
    )

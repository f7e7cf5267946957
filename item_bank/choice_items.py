"""How a finished bilingual choice item is an item of any type, and when one of those is such an item."""

import html

from item_bank.bank_item import BankItem, place_of
from item_bank.errors import BadItem
from item_bank.interactions import Choice, ChoiceInteraction
from item_bank.item import ChoiceItem, ItemKey, read_item
from item_bank.response_key import BankKey, Marking, ResponseKey
from item_bank.text import TEST_LANGUAGES, LocalText
from item_bank.wording import Wording, wording

RESPONSE = "RESPONSE"


def bank_item_of(item: ChoiceItem, key: ItemKey) -> tuple[BankItem, BankKey]:
    """Give a choice item and its key as a bank item; its stem becomes a paragraph."""
    most = 1 if len(key.correct_ids) == 1 else 0
    choices = tuple(Choice(option.id, _inline(option.text)) for option in item.options)
    asked = ChoiceInteraction(RESPONSE, choices, max_choices=most, shuffle=item.shuffle)
    paragraphs = {language: f"<p>{text}</p>" for language, text in _inline(item.stem).texts}
    body = wording({language: text + place_of(asked) for language, text in paragraphs.items()})
    correct = tuple(option.id for option in item.options if option.id in key.correct_ids)
    bank_item = BankItem(
        item.code, body, (asked,), section_id=item.section_id, topic=item.topic, source=item.source
    )
    return bank_item, (ResponseKey(RESPONSE, Marking.MATCH, correct),)


def choice_item_of(item: BankItem, key: BankKey) -> tuple[ChoiceItem, ItemKey]:
    """Give a bank item as the choice item the exam delivers.

    Raises:
        BadItem: it is no single choice question of plain text in Kazakh and Russian, with a source.
    """
    asked = item.interactions[0] if len(item.interactions) == 1 else None
    if not isinstance(asked, ChoiceInteraction) or len(key) != 1 or key[0].marking is not Marking.MATCH:
        raise BadItem(item.code, "not a choice question that is right or wrong")
    if item.source is None:
        raise BadItem(item.code, "the source is missing")
    place = place_of(asked)
    stem = {language: body.removesuffix(place) for language, body in item.body.texts}
    document = {
        "code": item.code,
        "section": item.section_id,
        "topic": item.topic,
        "stem": {
            language: _plain(item.code, text.removeprefix("<p>").removesuffix("</p>"))
            for language, text in stem.items()
            if language in (*TEST_LANGUAGES, "en")
        },
        "options": [{"id": choice.id} | _texts(item.code, choice.text) for choice in asked.choices],
        "source": {
            "act": item.source.act,
            "article": item.source.article,
            "edition_date": item.source.edition_date.isoformat(),
        },
        "shuffle": asked.shuffle,
        "key": list(key[0].correct),
    }
    return read_item(document)


def _inline(text: LocalText) -> Wording:
    found = {"kk": text.kk, "ru": text.ru} | ({} if text.en is None else {"en": text.en})
    return wording({language: html.escape(one, quote=False) for language, one in found.items()})


def _texts(code: str, text: Wording) -> dict[str, str]:
    return {language: _plain(code, one) for language, one in text.texts if language in ("kk", "ru", "en")}


def _plain(code: str, text: str) -> str:
    if "<" in text:
        raise BadItem(code, "the text has markup a choice item cannot hold")
    return html.unescape(text)

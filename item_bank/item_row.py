"""How an item reads as one line of a table: what it can be found, filtered and sorted by."""

import re
from dataclasses import dataclass

from item_bank.bank_item import BankItem
from item_bank.formats.rich_text import text_of
from item_bank.kazakh_order import sort_key

STEM_CHARS = 300
WORD_CHARS = 24
MAX_WORDS = 80
COMPOSITE = "composite"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class ItemRow:
    """Plain texts of an item, cut to their columns; `sort_*` are Kazakh sort keys."""

    code: str
    section_id: str
    topic: str
    kind: str
    languages: str
    act: str
    article: str
    edition_date: str
    stem_kk: str
    stem_ru: str
    sort_code: str
    sort_kk: str
    sort_ru: str
    sort_topic: str
    stimulus_code: str


def row_of_item(item: BankItem) -> ItemRow:
    """Make the line of an item; a language that is missing leaves its stem empty."""
    kk, ru = (text_of(item.body.get(language))[:STEM_CHARS] for language in ("kk", "ru"))
    other = text_of(next((text for _, text in item.body.texts), ""))[:STEM_CHARS]
    source = item.source
    return ItemRow(
        code=item.code,
        section_id=item.section_id,
        topic=item.topic,
        kind=item.interactions[0].kind if len(item.interactions) == 1 else COMPOSITE,
        languages=",".join(item.languages),
        act="" if source is None else source.act,
        article="" if source is None else source.article,
        edition_date="" if source is None else source.edition_date.isoformat(),
        stem_kk=kk or ("" if ru else other),
        stem_ru=ru,
        sort_code=sort_key(item.code),
        sort_kk=sort_key(kk or other),
        sort_ru=sort_key(ru or other),
        sort_topic=sort_key(item.topic),
        stimulus_code=item.stimulus_code,
    )


def words_of_item(item: BankItem) -> tuple[str, ...]:
    """Give the words an item is found by: of its code, title, topic, article, stimulus and body."""
    article = "" if item.source is None else item.source.article
    texts = [text_of(text) for _, text in item.body.texts]
    return words_of(" ".join([item.code, item.title, item.topic, article, item.stimulus_code, *texts]))


def words_of(text: str) -> tuple[str, ...]:
    """Give the different words of a text as they are searched for: lower case, `ё` as `е`, cut, sorted."""
    found = _WORD.findall(text.casefold().replace("ё", "е"))
    return tuple(sorted({word[:WORD_CHARS] for word in found}))[:MAX_WORDS]

"""What an item lacks before reviewers can look at it: names of facts, stable for programs."""

from collections.abc import Iterable, Iterator

from item_bank.bank_document import faults_of
from item_bank.bank_item import BankItem
from item_bank.interactions import (
    Interaction,
    LikertInteraction,
    OrderInteraction,
    TextEntryInteraction,
    answer_ids,
)
from item_bank.marking import number_of
from item_bank.response_key import BankKey, Marking, ResponseKey
from item_bank.text import TEST_LANGUAGES


def lacks_of(item: BankItem, key: BankKey, stimulus_languages: Iterable[str] | None) -> tuple[str, ...]:
    """Give what is missing: languages, a section, a key that fits, the stimulus; nothing when it is ready.

    `stimulus_languages`: None where the stimulus that the item names is not there.
    """
    return tuple(dict.fromkeys(_lacks(item, key, stimulus_languages)))


def _lacks(item: BankItem, key: BankKey, stimulus_languages: Iterable[str] | None) -> Iterator[str]:
    yield from (f"text_{language}" for language in TEST_LANGUAGES if language not in item.languages)
    if not item.section_id:
        yield "section"
    if faults_of(item):
        yield "body"
    if item.stimulus_code:
        there = None if stimulus_languages is None else set(stimulus_languages)
        if there is None:
            yield "stimulus"
        elif not there >= set(TEST_LANGUAGES):
            yield "stimulus_language"
    keys = {one.response_id: one for one in key}
    if set(keys) != {one.response_id for one in item.interactions}:
        yield "key"
    for one in item.interactions:
        if one.response_id in keys and not key_fits(one, keys[one.response_id]):
            yield "key"


def key_fits(asked: Interaction, key: ResponseKey) -> bool:
    """Tell whether a key names what there is to answer, and something at all where it is right or wrong."""
    ids = set(answer_ids(asked))
    named = [*key.correct, *(one.value for one in key.credits)]
    match key.marking:
        case Marking.PERSON:
            return asked.kind == "extended_text"
        case Marking.NONE:
            return isinstance(asked, LikertInteraction)
        case Marking.MATCH:
            enough = bool(key.correct) and key.points > 0
        case Marking.MAP:
            enough = bool(key.credits)
    if asked.kind == "extended_text" or not enough:
        return False
    if isinstance(asked, OrderInteraction) and key.marking is Marking.MATCH:
        return sorted(key.correct) == sorted(ids)
    if isinstance(asked, TextEntryInteraction):
        return asked.entry.value == "string" or all(number_of(value) is not None for value in named)
    if asked.kind == "match":
        return all(len(pair.split()) == 2 and set(pair.split()) <= ids for pair in named)
    return set(named) <= ids

"""How an item of any type, and its key, are written as JSON documents and read again."""

from collections.abc import Mapping

from pydantic import TypeAdapter, ValidationError

from item_bank.bank_item import BankItem, places_in
from item_bank.errors import BadItem
from item_bank.interactions import answer_ids
from item_bank.response_key import BankKey

_ITEM = TypeAdapter(BankItem)
_KEY: TypeAdapter[BankKey] = TypeAdapter(BankKey)


def bank_item_to_document(item: BankItem) -> dict[str, object]:
    """Write an item for storage and delivery: JSON types only, without the key."""
    document: dict[str, object] = _ITEM.dump_python(item, mode="json", exclude_defaults=False)
    return document


def bank_key_to_document(key: BankKey) -> list[object]:
    """Write a key for storage, apart from its item."""
    document: list[object] = _KEY.dump_python(key, mode="json")
    return document


def bank_item_from_document(document: Mapping[str, object]) -> BankItem:
    """Read an item that `bank_item_to_document` wrote.

    Raises:
        BadItem: a field is missing or wrong, an id repeats, or a body has no place for an interaction.
    """
    code = str(document.get("code") or "(no code)")
    try:
        item = _ITEM.validate_python(dict(document))
    except ValidationError as error:
        raise BadItem(code, _first(error)) from error
    for reason in faults_of(item):
        raise BadItem(item.code, reason)
    return item


def bank_key_from_document(code: str, document: object) -> BankKey:
    """Read the key of the item `code`.

    Raises:
        BadItem: a field is missing or wrong.
    """
    try:
        return _KEY.validate_python(document)
    except ValidationError as error:
        raise BadItem(code, _first(error)) from error


def faults_of(item: BankItem) -> list[str]:
    """Say what makes an item impossible to show or to answer; nothing when it holds together."""
    found = []
    ids = [interaction.response_id for interaction in item.interactions]
    if not ids:
        found.append("the item asks nothing")
    if len(set(ids)) < len(ids):
        found.append("two interactions have the same response id")
    for language, body in item.body.texts:
        if sorted(places_in(body)) != sorted(ids):
            found.append(f"the {language} body does not hold each interaction once")
    for interaction in item.interactions:
        answers = answer_ids(interaction)
        if len(set(answers)) < len(answers):
            found.append(f"{interaction.response_id}: two choices have the same id")
    return found


def _first(error: ValidationError) -> str:
    first = error.errors()[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"

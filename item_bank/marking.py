"""How many points an answer is worth by an item's key, in exact decimals; what a person marks has none yet."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from item_bank.bank_item import BankItem
from item_bank.formats.qti_processing import decimal_of
from item_bank.interactions import EntryType, Interaction, OrderInteraction, TextEntryInteraction
from item_bank.response_key import BankKey, Credit, Marking, ResponseKey, Tolerance, ToleranceMode

Answers = Mapping[str, Sequence[str]]
"""What was answered: response id → values; a response that is missing or empty was not answered."""
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Mark:
    """points: None where a person has to read it. most: what the item can bring."""

    points: Decimal | None
    most: Decimal

    @property
    def is_right(self) -> bool | None:
        """Tell whether all there was to reach was reached; None where a person decides, or nothing counts."""
        if self.points is None or self.most <= 0:
            return None
        return self.points >= self.most


def mark(item: BankItem, key: BankKey, answers: Answers) -> Mark:
    """Mark an item: the sum over its responses; with one a person must read, the sum is not known."""
    asked = {one.response_id: one for one in item.interactions}
    points = [_points(asked.get(one.response_id), one, answers.get(one.response_id, ())) for one in key]
    known = [one for one in points if one is not None]
    total = sum(known, ZERO) if len(known) == len(points) else None
    return Mark(total, most_points(item, key))


def most_points(item: BankItem, key: BankKey) -> Decimal:
    """Give the most points an item can bring by itself; what people mark counts nothing here."""
    asked = {one.response_id: one for one in item.interactions}
    return sum((_most(asked.get(one.response_id), one) for one in key), ZERO)


def has_person_marked(key: BankKey) -> bool:
    """Tell whether a person must read the answer."""
    return any(one.marking is Marking.PERSON for one in key)


def _points(asked: Interaction | None, key: ResponseKey, given: Sequence[str]) -> Decimal | None:
    match key.marking:
        case Marking.PERSON:
            return None
        case Marking.NONE:
            return ZERO
        case Marking.MATCH:
            return key.points if given and _matches(asked, key, given) else ZERO
        case Marking.MAP:
            return _mapped(asked, key, given) if given else ZERO


def _matches(asked: Interaction | None, key: ResponseKey, given: Sequence[str]) -> bool:
    match asked:
        case TextEntryInteraction(entry=EntryType.STRING):
            return any(_same_text(given[0], right, case=key.case_sensitive) for right in key.correct)
        case TextEntryInteraction():
            return any(_same_number(given[0], right, key.tolerance) for right in key.correct)
        case OrderInteraction():
            return tuple(given) == key.correct
        case _:
            return bool(key.correct) and sorted(given) == sorted(key.correct)


def _mapped(asked: Interaction | None, key: ResponseKey, given: Sequence[str]) -> Decimal:
    """Add up what each different value is worth, within the bounds (QTI's map_response)."""
    total = sum((_credit(asked, key, value) for value in dict.fromkeys(given)), ZERO)
    return _within(key, total)


def _credit(asked: Interaction | None, key: ResponseKey, value: str) -> Decimal:
    typed = isinstance(asked, TextEntryInteraction)
    for credit in key.credits:
        if credit.value == value or (typed and _fits(asked, credit, value)):
            return credit.points
    return key.default_points


def _fits(asked: Interaction | None, credit: Credit, value: str) -> bool:
    if isinstance(asked, TextEntryInteraction) and asked.entry is not EntryType.STRING:
        return _same_number(value, credit.value, Tolerance())
    return _same_text(value, credit.value, case=credit.case_sensitive)


def _most(asked: Interaction | None, key: ResponseKey) -> Decimal:
    match key.marking:
        case Marking.MATCH:
            return key.points
        case Marking.MAP:
            return _within(key, _best_sum(asked, key))
        case _:
            return ZERO


def _best_sum(asked: Interaction | None, key: ResponseKey) -> Decimal:
    """Give the best a chooser can reach: the best values, as many as may be chosen."""
    gains = sorted((one.points for one in key.credits if one.points > 0), reverse=True)
    room = len(gains)
    match asked:
        case None:
            pass
        case _ if asked.kind in ("inline_choice", "text_entry", "likert"):
            room = 1
        case _:
            limit = getattr(asked, "max_choices", getattr(asked, "max_associations", 0))
            room = limit or room
    if not gains:
        return max((one.points for one in key.credits), default=ZERO) if room == 1 else ZERO
    return sum(gains[:room], ZERO)


def _within(key: ResponseKey, points: Decimal) -> Decimal:
    if key.lower_bound is not None:
        points = max(points, key.lower_bound)
    return points if key.upper_bound is None else min(points, key.upper_bound)


def _same_text(given: str, right: str, *, case: bool) -> bool:
    one, other = _spaced(given), _spaced(right)
    return one == other if case else one.casefold() == other.casefold()


def _spaced(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _same_number(given: str, right: str, tolerance: Tolerance) -> bool:
    """Compare numbers; a comma may stand for the point, and blanks group thousands."""
    value, wanted = number_of(given), number_of(right)
    if value is None or wanted is None:
        return False
    below, above = tolerance.below, tolerance.above
    match tolerance.mode:
        case ToleranceMode.EXACT:
            return value == wanted
        case ToleranceMode.ABSOLUTE:
            return wanted - below <= value <= wanted + above
        case ToleranceMode.RELATIVE:
            span = abs(wanted) / 100
            return wanted - span * below <= value <= wanted + span * above


def number_of(text: str) -> Decimal | None:
    """Read a number as people type it: `1 234,5`, `−3`; None where it is none."""
    plain = "".join(text.split()).replace("\u2212", "-").replace(",", ".")
    return decimal_of(plain)


def answered(answers: Answers) -> bool:
    """Tell whether anything was answered at all."""
    return any(_filled(values) for values in answers.values())


def _filled(values: Iterable[str]) -> bool:
    return any(value.strip() for value in values)

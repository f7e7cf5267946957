"""Whether answers fit what an item asks, whatever the kinds of its interactions."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from exam_engine.errors import AnswerTooLong, TooManyChoices, UnknownChoice, UnknownResponse
from item_bank.interactions import (
    ChoiceInteraction,
    ExtendedTextInteraction,
    HotTextInteraction,
    Interaction,
    MatchInteraction,
    OrderInteraction,
    TextEntryInteraction,
    answer_ids,
)

Answers = Mapping[str, tuple[str, ...]]
"""Values by response id: ids chosen or ordered, `"left right"` pairs, or one typed text. Empty: no answer."""

ANY = 0
ENTRY_MAX = 1_000
ESSAY_MAX = 20_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What one interaction takes. `most`: how many values, 0 = any number.

    Typed ones have a `longest` text in characters. In a match `ids` are the left, `right_ids` the right, and
    `uses` says how often an id may be matched (0 = any number; one that is not listed: once).
    """

    ids: frozenset[str] = frozenset()
    most: int = 1
    longest: int | None = None
    right_ids: frozenset[str] | None = None
    uses: Mapping[str, int] = field(default_factory=dict)


def asked_of(interaction: Interaction) -> Asked:
    """Give what an interaction takes; how a number is written is left to the marking."""
    match interaction:
        case TextEntryInteraction():
            return Asked(longest=ENTRY_MAX)
        case ExtendedTextInteraction():
            return Asked(longest=ESSAY_MAX)
        case MatchInteraction():
            return _asked_of_match(interaction)
        case ChoiceInteraction() | HotTextInteraction():
            return Asked(frozenset(answer_ids(interaction)), interaction.max_choices)
        case OrderInteraction():
            return Asked(frozenset(answer_ids(interaction)), ANY)
        case _:
            return Asked(frozenset(answer_ids(interaction)))


def _asked_of_match(match: MatchInteraction) -> Asked:
    return Asked(
        ids=frozenset(choice.id for choice in match.left),
        most=match.max_associations,
        right_ids=frozenset(choice.id for choice in match.right),
        uses={choice.id: choice.match_max for choice in match.left + match.right},
    )


def asked_in(interactions: Iterable[Interaction]) -> dict[str, Asked]:
    """Give what an item takes, by response id."""
    return {interaction.response_id: asked_of(interaction) for interaction in interactions}


def without_empty(answers: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Give answers in the one form they are kept in: sorted by response id, nothing that says nothing."""
    kept = {response_id: tuple(answers[response_id]) for response_id in sorted(answers)}
    return {response_id: values for response_id, values in kept.items() if any(values)}


def require_fitting(answers: Answers, asked: Mapping[str, Asked]) -> None:
    """Refuse answers that the item cannot have been given; one that is not finished yet passes.

    Raises:
        UnknownResponse: the item has no such interaction.
        UnknownChoice: it has no such choice, or no such pair.
        TooManyChoices: more values than it takes, one twice, or one matched too often.
        AnswerTooLong: a typed text is too long.
    """
    for response_id, values in answers.items():
        one = asked.get(response_id)
        if one is None:
            raise UnknownResponse(response_id)
        _require_values(response_id, values, one)


def _require_values(response_id: str, values: tuple[str, ...], asked: Asked) -> None:
    if asked.most and len(values) > asked.most:
        raise TooManyChoices(response_id)
    if asked.longest is not None:
        if any(len(text) > asked.longest for text in values):
            raise AnswerTooLong(response_id)
        return
    if len(set(values)) < len(values):
        raise TooManyChoices(response_id)
    if asked.right_ids is not None:
        _require_pairs(response_id, values, asked, asked.right_ids)
    elif not asked.ids.issuperset(values):
        raise UnknownChoice(response_id)


def _require_pairs(
    response_id: str, values: tuple[str, ...], asked: Asked, right_ids: frozenset[str]
) -> None:
    pairs = [pair.partition(" ") for pair in values]
    if not all(left in asked.ids and right in right_ids for left, _, right in pairs):
        raise UnknownChoice(response_id)
    used = Counter(chain.from_iterable((left, right) for left, _, right in pairs))
    if any(n > asked.uses.get(choice_id, 1) > ANY for choice_id, n in used.items()):
        raise TooManyChoices(response_id)

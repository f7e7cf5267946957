"""What the answers say of the items: computed from what is stored, off the event loop, kept until more is."""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Literal

from item_bank.interactions import ChoiceInteraction, InlineChoiceInteraction, LikertInteraction
from item_bank.marking import answered, mark, most_points
from item_bank.response_key import BankKey
from item_bank.statistics.fifths import Fifths, fifths
from item_bank.statistics.study import Study, study
from item_bank.statistics.table import Answer, AnswerTable, Sitting, StudiedItem, tabulate
from proctor_server.db.bank_statistics import GivenSlot, VersionLabel
from proctor_server.db.database import Database
from proctor_server.db.items import VersionContent

N_KEPT = 16
LANGUAGES = ("kk", "ru")
Series = tuple[str, str | None, datetime | None, datetime | None]


@dataclass(frozen=True, slots=True)
class StudyPicture:
    """A study with the names of its versions. `fifths` by version id."""

    study: Study
    fifths: Mapping[str, Fifths]
    labels: Mapping[str, VersionLabel]
    computed_at: datetime


class StatisticsService:
    """A series (programme, language, window) is computed again only when attempts have closed since."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: OrderedDict[tuple[Series, tuple[str, ...], str], StudyPicture] = OrderedDict()

    async def sittings(self) -> dict[str, int]:
        """Tell of how many closed attempts each programme's figures would be."""
        async with self._database.read() as tx:
            return await tx.statistics.n_closed()

    async def study(
        self,
        programme_id: str,
        *,
        language: Literal["kk", "ru"] | None,
        opens_at: datetime | None,
        closes_at: datetime | None,
        now: datetime,
    ) -> StudyPicture:
        """All figures of one series; DIF between the languages where it holds both."""
        async with self._database.read() as tx:
            ids = await tx.statistics.closed(programme_id, opens_at=opens_at, closes_at=closes_at)
            stamp = await tx.statistics.keys_stamp()
            series = (programme_id, language, opens_at, closes_at)
            kept = (series, (str(len(ids)), ids[-1] if ids else ""), stamp)
            if kept in self._kept:
                return self._kept[kept]
            slots = [slot async for some in tx.statistics.given(ids) for slot in some]
            versions = sorted({slot.version_id for slot in slots})
            contents = await tx.items.contents(versions)
            keys = await tx.items.bank_keys(versions)
            labels = await tx.statistics.labels(versions)
        picture = await asyncio.to_thread(computed, slots, contents, keys, labels, language, now)
        self._kept[kept] = picture
        while len(self._kept) > N_KEPT:
            self._kept.popitem(last=False)
        return picture


def computed(
    slots: Sequence[GivenSlot],
    contents: Mapping[str, VersionContent],
    keys: Mapping[str, BankKey],
    labels: Mapping[str, VersionLabel],
    language: str | None,
    now: datetime,
) -> StudyPicture:
    table = answer_table(slots, contents, keys)
    if language is not None:
        table = _shown_only(table.of_group(language))
    found = study(table, dif_between=LANGUAGES if language is None else None)
    return StudyPicture(found, {one.version_id: one for one in fifths(table)}, labels, now)


def answer_table(
    slots: Sequence[GivenSlot], contents: Mapping[str, VersionContent], keys: Mapping[str, BankKey]
) -> AnswerTable:
    """Lay stored answers out; items that people mark, or that count nothing, have no place in it."""
    items = {
        version_id: _studied(contents[version_id], keys[version_id])
        for version_id in sorted(contents)
        if most_points(contents[version_id].item, keys[version_id]) > 0
    }
    sittings = []
    for _, group in groupby(slots, key=lambda slot: slot.attempt_id):
        shown = [slot for slot in group if slot.version_id in items]
        answers = tuple(_answer(slot, contents[slot.version_id], keys[slot.version_id]) for slot in shown)
        sittings.append(Sitting(answers, shown[0].language or "" if shown else ""))
    return tabulate(list(items.values()), sittings)


def _studied(content: VersionContent, key: BankKey) -> StudiedItem:
    asked = content.item.interactions
    options: tuple[str, ...] = ()
    right: frozenset[str] = frozenset()
    if len(asked) == 1 and isinstance(
        asked[0], ChoiceInteraction | InlineChoiceInteraction | LikertInteraction
    ):
        options = tuple(choice.id for choice in asked[0].choices)
        right = frozenset(key[0].correct)
    return StudiedItem(content.version_id, options, right, float(most_points(content.item, key)))


def _answer(slot: GivenSlot, content: VersionContent, key: BankKey) -> Answer:
    given: dict[str, list[str]] = {} if slot.answers is None else json.loads(slot.answers)
    marked = mark(content.item, key, given)
    points = min(max(float(marked.points or 0), 0.0), float(marked.most))
    chosen = frozenset(value for values in given.values() for value in values)
    return Answer(slot.version_id, points, chosen, answered=answered(given))


def _shown_only(table: AnswerTable) -> AnswerTable:
    """Leave out the items that nobody of the group was shown."""
    columns = [no for no in range(len(table.items)) if bool(table.shown[:, no].any())]
    return AnswerTable(
        tuple(table.items[no] for no in columns),
        table.points[:, columns],
        table.reach[:, columns],
        tuple(table.chosen[no] for no in columns),
        table.groups,
    )

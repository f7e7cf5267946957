"""What assembly needs to know of the approved item versions, and how often each was shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil

from item_bank.bank_item import BankItem
from item_bank.option_order import OptionGroup, option_groups


@dataclass(frozen=True, slots=True)
class PoolItem:
    """An item version that may be drawn.

    enemy_codes: items never to stand in one form with it; saying so on one side is enough.
    testlet_id: items of a testlet (a shared stimulus) are drawn all together or not at all.
    option_groups: choices that are shuffled among one another; a scale has none.
    """

    version_id: str
    code: str
    section_id: str
    topic: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    option_groups: tuple[OptionGroup, ...] = ()
    enemy_codes: frozenset[str] = frozenset()
    testlet_id: str | None = None

    def value(self, name: str) -> str | None:
        """Give what a filter sees under `name`: section, topic, code, or one of the tags."""
        match name:
            case "section":
                return self.section_id
            case "topic":
                return self.topic
            case "code":
                return self.code
            case _:
                return self.tags.get(name)


def pool_item_of(version_id: str, item: BankItem) -> PoolItem:
    """Give what assembly sees of a version; the items of one stimulus are a testlet."""
    return PoolItem(
        version_id=version_id,
        code=item.code,
        section_id=item.section_id,
        topic=item.topic,
        tags={
            "act": "" if item.source is None else item.source.act,
            "kind": item.interactions[0].kind if len(item.interactions) == 1 else "composite",
            "stimulus": item.stimulus_code,
        },
        option_groups=option_groups(item),
        enemy_codes=frozenset(item.enemy_codes),
        testlet_id=item.stimulus_code or None,
    )


@dataclass(frozen=True, slots=True)
class Exposure:
    """How many forms were made, and in how many of them each version stands."""

    n_forms: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)

    def n_shown(self, version_id: str) -> int:
        """Give in how many forms a version stands."""
        return self.counts.get(version_id, 0)

    def after(self, version_ids: Iterable[str]) -> "Exposure":
        """Count one more form."""
        counts = dict(self.counts)
        for version_id in version_ids:
            counts[version_id] = counts.get(version_id, 0) + 1
        return Exposure(self.n_forms + 1, counts)


UNUSED = Exposure()


def allowance(cap: Fraction, n_forms: int) -> int:
    """Give in how many of `n_forms` forms a version may stand: the cap's share rounded up, at least 1."""
    return max(1, ceil(cap * n_forms))

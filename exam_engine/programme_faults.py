"""What can be wrong in a programme's document, by code: each language of the interface has a sentence for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum


class Wrong(Enum):
    """A kind of fault; the client puts it into words (`admin/programmes/texts`)."""

    MISSING = "missing"
    NOT_A_LIST = "not_a_list"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_WHOLE_NUMBER = "not_a_whole_number"
    NOT_TRUE_OR_FALSE = "not_true_or_false"
    NOT_A_NAME = "not_a_name"
    TEXT_LACKS_A_LANGUAGE = "text_lacks_a_language"
    UNKNOWN_RULE = "unknown_rule"
    UNREADABLE = "unreadable"
    OTHER_PROGRAMME = "other_programme"
    NO_BLOCK = "no_block"
    BLOCK_ID_REPEATS = "block_id_repeats"
    SECTION_ID_REPEATS = "section_id_repeats"
    RULE_ID_REPEATS = "rule_id_repeats"
    TOTAL_OUT_OF_REACH = "total_out_of_reach"
    BREAK_AFTER_THE_LAST = "break_after_the_last"
    BLOCK_TIME = "block_time"
    BREAK_TOO_LONG = "break_too_long"
    NO_SECTION = "no_section"
    NUMBER_OF_ITEMS = "number_of_items"
    MINIMUM_OUT_OF_REACH = "minimum_out_of_reach"
    NO_SCALE_OF_RELIABILITY = "no_scale_of_reliability"
    ESSAY_HAS_ONE_TASK = "essay_has_one_task"
    WORDS_OF_AN_ESSAY = "words_of_an_essay"
    DAYS_KEPT = "days_kept"


@dataclass(frozen=True, slots=True)
class ProgrammeFault:
    """A fault and where it stands, as a path (`blocks.0.limit_s`); `value`: what was written there, cut short."""

    place: str
    wrong: Wrong
    value: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.wrong.value} {self.value}".rstrip()


def fault_params(faults: Iterable[ProgrammeFault]) -> list[Mapping[str, str]]:
    """Give faults as a refusal carries them."""
    return [{"place": one.place, "wrong": one.wrong.value, "value": one.value} for one in faults]

"""How the items of a questionnaire block and their answers become the tasks that it is scored by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from exam_engine.programme import QuestionnaireRules
from exam_engine.questionnaire import QuestionnaireScore, score_questionnaire
from exam_engine.questionnaire_form import Answer, QuestionnaireForm, Task
from exam_engine.stage_errors import BadQuestionnaire
from item_bank.bank_item import BankItem
from item_bank.interactions import ChoiceInteraction, LikertInteraction
from item_bank.response_key import BankKey


@dataclass(frozen=True, slots=True)
class AskedTask:
    """An item as it was asked: its answers by response id, and the time spent on it.

    The item's topic names the quality or the scale of reliability. Its key maps each choice to whole points,
    turned round already where the task is keyed in reverse.
    """

    item: BankItem
    key: BankKey
    given: Mapping[str, Sequence[str]]
    dwell: timedelta


def score_tasks(rules: QuestionnaireRules, asked: Sequence[AskedTask]) -> QuestionnaireScore:
    """Score a questionnaire block, in the order its tasks were shown.

    Raises:
        BadQuestionnaire: a task is no scale with whole points, or the form is not the questionnaire's.
    """
    tasks = {one.item.code: _task(one) for one in asked}
    pairs = tuple(pair for pair in rules.pairs if pair[0] in tasks and pair[1] in tasks)
    form = QuestionnaireForm(tuple(tasks.values()), pairs)
    return score_questionnaire(rules.questionnaire, form, _answers(asked), rules.norm)


def _task(asked: AskedTask) -> Task:
    points = _points(asked)
    return Task(asked.item.code, asked.item.topic, min(points.values()), max(points.values()))


def _points(asked: AskedTask) -> dict[str, int]:
    """Give what each choice is worth."""
    if len(asked.key) != 1 or not asked.key[0].credits:
        raise BadQuestionnaire(f"{asked.item.code}: its key gives no points")
    points = {one.value: one.points for one in asked.key[0].credits}
    if any(number != int(number) for number in points.values()):
        raise BadQuestionnaire(f"{asked.item.code}: its points are not whole")
    return {choice: int(number) for choice, number in points.items()}


def _answers(asked: Iterable[AskedTask]) -> Iterable[Answer]:
    for one in asked:
        chosen = one.given.get(one.key[0].response_id, ())
        points = _points(one)
        if len(chosen) == 1 and chosen[0] in points:
            yield Answer(one.item.code, points[chosen[0]], _place(one.item, chosen[0]), one.dwell)


def _place(item: BankItem, choice_id: str) -> int:
    """Give where the choice stood on the screen: a scale is never shuffled."""
    scale = item.interactions[0]
    if not isinstance(scale, LikertInteraction | ChoiceInteraction):
        raise BadQuestionnaire(f"{item.code}: no scale")
    return [choice.id for choice in scale.choices].index(choice_id)

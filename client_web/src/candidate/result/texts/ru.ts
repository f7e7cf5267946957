/// Texts of the end: awaiting the decision, and the result in Russian.
import type { Catalogue } from '../../../shared';
import type base from './kk';

const texts: Catalogue<typeof base> = {
  'awaiting.title': 'Ожидается проверка проктора',
  'awaiting.submitted': 'Вы завершили тест. Спасибо!',
  'awaiting.ended': 'Тест завершил проктор. Все сохранённые ответы учитываются.',
  'awaiting.time_up': 'Отведённое время вышло, тест закрыт. Все сохранённые ответы учитываются.',
  'awaiting.answers': 'Вопросов с ответом: {answered} из {total}.',
  'awaiting.closed_at': 'Завершено: {time}',
  'awaiting.next':
    'Теперь запись посмотрит проктор. Проверка закончится в течение одного рабочего дня, после этого здесь появится результат.',
  'awaiting.may_leave': 'Страницу можно закрыть: результат сохранится в вашем кабинете.',

  'result.title': 'Результат теста',
  'result.of': 'из {total} верных ответов',
  'result.passed': 'Порог пройден',
  'result.not_passed': 'Порог не пройден',
  'result.rule': 'Порог: не менее {total} верных ответов из {items} и установленный минимум по каждому акту.',
  'result.by_act': 'По актам',
  'result.section': '{correct} из {total}',
  'result.enough': 'Нужно не менее {minimum} – достаточно.',
  'result.too_few': 'Нужно не менее {minimum} – недостаточно.',
  'result.decision': 'Решение проктора',
  'result.void':
    'Тестирование признано недействительным из-за технического сбоя. Вам ничего не вменяется, вы можете пройти его снова.',
  'result.no_violation': 'Нарушений не выявлено.',
  'result.violation': 'Нарушение правила подтверждено, поэтому тест считается непройденным.',
  'result.reason': 'Основание:',

  'result.rule_total': 'Порог: не менее {total} верных ответов из {items}.',
  'result.by_part': 'По частям',
  'result.no_threshold': 'У этого теста нет порога',
  'result.still_marking': 'Эссе оценивается',

  'essay.title': 'Эссе',
  'essay.words': 'Слов: {words} (не более {max}).',
  'essay.total': 'Сумма баллов: {total}',
  'essay.marks': {
    one: 'по оценке {count} эксперта',
    few: 'по оценкам {count} экспертов',
    many: 'по оценкам {count} экспертов',
    other: 'по оценкам {count} эксперта',
  },
  'essay.marking': 'Эссе оценивают эксперты. Оценка появится здесь, когда будет готова.',

  'qualities.title': 'Личные качества',
  'qualities.overall': 'Общий показатель: {percent} %',
  'qualities.threshold': 'порог – {percent} %',
  'qualities.quality': 'Качество',
  'qualities.percent': 'Показатель',
  'qualities.outcome': 'Итог',
  'qualities.enough': 'достаточно',
  'qualities.below': 'ниже порога',
  'reliability.title': 'Надёжность ответов',
  'reliability.high': 'Высокая: на ответы можно опираться.',
  'reliability.doubtful': 'Под сомнением: результат дополнительно посмотрит специалист.',
  'reliability.low': 'Низкая: опираться на результат можно только после того, как его посмотрит специалист.',
  'reliability.no_fail': 'Показатель надёжности сам по себе результата не отменяет.',
  'level.doubtful': 'под сомнением',
  'level.low': 'низкая',
  'measure.desirability': 'стремление показать себя с лучшей стороны: {value} %',
  'measure.infrequency': 'редко встречающихся ответов: {value}',
  'measure.inconsistency': 'противоречивых ответов на сходные задания: {value}',
  'measure.longest_run': 'одинаковых ответов подряд: {value}',
  'measure.median_time': 'обычное время на задание: {value} с',
};
export default texts;

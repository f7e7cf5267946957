/// Notices, in Russian.
import type { Catalogue } from '../../shared';
import type kk from './kk';

const texts: Catalogue<typeof kk> = {
  'title': 'Уведомления',
  'unread': {
    one: 'Уведомления: {count} новое',
    few: 'Уведомления: {count} новых',
    many: 'Уведомления: {count} новых',
    other: 'Уведомления: {count} новых',
  },
  'none': 'Уведомлений пока нет.',
  'new': 'новое',
  'when': '{time} (время Астаны)',
  'whenBoth': '{time} (время Астаны; по вашему времени: {own})',
  'booking_made': 'Вы записаны на «{programme}»: {when}. Язык теста: {language}.',
  'booking_moved': 'Время теста «{programme}» изменено: {when}. Язык теста: {language}.',
  'booking_reminder': 'Скоро тест «{programme}»: {when}. Заранее проверьте компьютер, камеру и микрофон.',
  'booking_missed': 'Вы не начали «{programme}» в назначенное время: {when}.',
  'result_released': 'Опубликован результат теста «{programme}». Нарушений не установлено.',
  'violation_decided':
    'Проктор подтвердил нарушение правил в тесте «{programme}». Посмотрите основание, доказательства и срок апелляции.',
  'attempt_void':
    'Тест «{programme}» признан недействительным из-за технической неполадки. К вам претензий нет, его можно пройти снова.',
  'appeal_received':
    'Ваша апелляция по тесту «{programme}» принята. Её рассмотрит другой человек, срок ответа – {due} (время Астаны).',
  'appeal_upheld': 'Ваша апелляция по тесту «{programme}» удовлетворена: решение о нарушении отменено.',
  'appeal_rejected':
    'Ваша апелляция по тесту «{programme}» отклонена: решение остаётся в силе. Посмотрите обоснование.',
  'reviews_will_be_late':
    'При сегодняшнем темпе из {waiting} проверок опоздают {late}, первая – к сроку {due} (время Астаны). {advice}',
  'reviews_late_soon':
    'В течение двух рабочих часов истекает срок: {due} (время Астаны). Если темп не изменится, из {waiting} проверок опоздают {late}. {advice}',
  'reviews_overdue':
    'Срок первой проверки истёк: {due} (время Астаны). Ждут {waiting}, при нынешнем темпе опоздают {late}. {advice}',
  'advice.needed': 'Чтобы успеть, нужно прокторов: {needed}; работают: {have}.',
  'advice.never': 'Успеть не хватит никакого числа прокторов.',
  'see.result': 'Посмотреть результат',
  'see.decision': 'Посмотреть решение и апелляцию',
  'other': 'Новое уведомление: {kind}.',
  'language.kk': 'казахский',
  'language.ru': 'русский',
  'reach.title': 'Куда присылать уведомления',
  'reach.email': 'Электронная почта',
  'reach.emailHint': 'Необязательно. Уведомления остаются и на этой странице.',
  'reach.emailWrong': 'Напишите адрес полностью, например: imya@primer.kz',
  'reach.language': 'Язык писем',
  'reach.save': 'Сохранить',
  'reach.saved': 'Сохранено.',
};
export default texts;

/// Texts of the end: awaiting the decision, and the result in English.
import type { Catalogue } from '../../../shared';
import type base from './kk';

const texts: Catalogue<typeof base> = {
  'awaiting.title': 'Awaiting the proctor',
  'awaiting.submitted': 'You have finished the test. Thank you!',
  'awaiting.ended': 'The proctor ended the test. Every saved answer counts.',
  'awaiting.time_up': 'The time is over and the test is closed. Every saved answer counts.',
  'awaiting.answers': 'Questions answered: {answered} of {total}.',
  'awaiting.closed_at': 'Finished: {time}',
  'awaiting.next':
    'A proctor now looks at the recording. That takes up to one working day; then the result appears here.',
  'awaiting.may_leave': 'You may close this page: the result stays in your area.',

  'result.title': 'Test result',
  'result.of': 'of {total} correct',
  'result.passed': 'Passed',
  'result.not_passed': 'Not passed',
  'result.rule': 'To pass: at least {total} correct answers of {items}, and the minimum in each act.',
  'result.by_act': 'By act',
  'result.section': '{correct} of {total}',
  'result.enough': 'At least {minimum} needed – enough.',
  'result.too_few': 'At least {minimum} needed – not enough.',
  'result.decision': 'The proctor’s decision',
  'result.void':
    'The test was declared void because of a technical fault. Nothing is held against you, and you may sit it again.',
  'result.no_violation': 'No violation was found.',
  'result.violation': 'A broken rule was confirmed, so the test counts as not passed.',
  'result.reason': 'Reason:',

  'result.rule_total': 'To pass: at least {total} correct answers of {items}.',
  'result.by_part': 'By part',
  'result.no_threshold': 'This test has no threshold',
  'result.still_marking': 'The essay is being marked',

  'essay.title': 'Essay',
  'essay.words': 'Words: {words} (at most {max}).',
  'essay.total': 'Total marks: {total}',
  'essay.marks': { one: 'by {count} marker', other: 'by {count} markers' },
  'essay.marking': 'Experts are marking the essay. The mark will appear here when it is ready.',

  'qualities.title': 'Personal qualities',
  'qualities.overall': 'Overall: {percent} %',
  'qualities.threshold': 'threshold {percent} %',
  'qualities.quality': 'Quality',
  'qualities.percent': 'Strength',
  'qualities.outcome': 'Outcome',
  'qualities.enough': 'enough',
  'qualities.below': 'below the threshold',
  'reliability.title': 'How far the answers can be relied on',
  'reliability.high': 'High: the answers can be relied on.',
  'reliability.doubtful': 'Doubtful: a specialist will look at the result too.',
  'reliability.low': 'Low: the result can be relied on only after a specialist has looked at it.',
  'reliability.no_fail': 'Reliability alone never fails anybody.',
  'level.doubtful': 'doubtful',
  'level.low': 'low',
  'measure.desirability': 'tendency to show oneself at one’s best: {value} %',
  'measure.infrequency': 'answers that hardly anybody gives: {value}',
  'measure.inconsistency': 'contradictory answers to similar tasks: {value}',
  'measure.longest_run': 'same answers in a row: {value}',
  'measure.median_time': 'usual time for a task: {value} s',
};
export default texts;

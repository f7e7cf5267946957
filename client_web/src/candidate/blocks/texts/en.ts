/// Texts of a test's parts in English.
import type { Catalogue } from '../../../shared';
import type base from './kk';

const texts: Catalogue<typeof base> = {
  part: 'Part {n} of {total}',
  parts: 'The test has {total} parts, each with a time of its own.',
  'amount.items': '{items} questions, {minutes} minutes',
  'amount.questionnaire': '{items} tasks, {minutes} minutes',
  'amount.essay': 'one essay, {minutes} minutes',
  words: 'At most {words} words.',
  extra: 'This includes {minutes} minutes of extra time granted to you.',
  'aids.none': 'No aids may be used.',
  'aids.some': 'You may use: {aids}.',
  'aid.paper': 'paper',
  'aid.pencil': 'a pencil',
  'aid.calculator': 'the calculator on the screen',
  'navigation.free': 'You can move freely between questions and change answers until the part ends.',
  'navigation.forward': 'Questions come one after another: a question once left cannot be opened again.',
  locks: 'Once the part has ended, its answers can be neither seen nor changed.',
  'note.questionnaire':
    'No answer is right or wrong: choose what fits you. The keys 1–5 choose an answer and open the next task.',
  'note.essay':
    'The text is saved every few seconds. What exceeds the limit is kept too, but has to be shortened before you finish.',
  start: 'Start this part',
  clock: 'The time of the part runs from the moment you press this button.',
  ready: 'The next part is ready',
  'break.title': 'Break',
  'break.left': 'Until the end of the break',
  'break.ended': 'The break is over.',
  'break.itself': 'The next part starts by itself when the break is over.',
  'break.waits': 'Start the next part when you are ready. You need not use the whole break.',
  'break.recorded': 'The camera and the microphone keep recording during the break.',
  'ended.finished': 'The part “{title}” is finished. Your answers are saved.',
  'ended.time_up': 'The time of the part “{title}” is over. Every saved answer counts.',
  'sending.rest': {
    one: '{count} answer of the last part is being sent. Keep this page open.',
    other: '{count} answers of the last part are being sent. Keep this page open.',
  },
  'pause.title': 'The test is paused',
  'pause.what':
    'An administrator has stopped the clock. Your answers are saved; when the time goes on, the questions open again right here.',
  'pause.since': 'Paused at {time}',
  'extra.added': {
    one: '{count} minute has been added for you. The part now ends at {time}.',
    other: '{count} minutes have been added for you. The part now ends at {time}.',
  },
  closing: 'The last part is finished, the test is closing…',
};
export default texts;

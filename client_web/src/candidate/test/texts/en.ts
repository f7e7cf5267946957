/// The running test's texts in English.
import type { Catalogue } from '../../../shared';
import type base from './kk';

const texts: Catalogue<typeof base> = {
  'test.question': 'Question {n} of {total}',
  'test.personal_number': 'Personal number: {number}',
  'test.progress': 'Answered: {answered} of {total}',
  'test.time_left': 'Time left',
  'test.minutes_left': { one: '{count} minute left', other: '{count} minutes left' },
  'test.saved': 'Saved at {time}',
  'test.kept_waiting': 'Waiting for the line – the answer is kept on this computer',
  'test.kept_saving': 'Saving…',
  'test.kept_none': 'No answer chosen',
  'test.previous': 'Back',
  'test.next': 'Next',
  'test.flag': 'Flag for later',
  'test.unflag': 'Remove the flag',
  'test.submit': 'Finish',
  'test.finish_block': 'Finish this part',
  'test.essay': 'Essay',
  'test.leaving': 'The next question opens when this answer has been saved.',
  'test.line_down': 'There is no line to the server.',
  'test.line_down_goes_on': 'Go on answering: everything is kept on this computer.',
  'test.time_unconfirmed': 'The time shown is this computer’s; the server confirms it when the line returns.',
  'test.answers_wait_which': 'Questions: {questions}.',
  'test.own_picture': 'Your camera',
  'test.aside': 'Camera and questions',
  'test.recording': 'Recording',
  'test.connecting': 'Connecting…',
  'test.link_lost': 'The camera link to the server is being restored.',
  'test.link_goes_on':
    'The test goes on; your recording will continue when the line returns. You need not do anything.',
  'test.answers_wait': {
    one: '{count} answer is waiting for the line.',
    other: '{count} answers are waiting for the line.',
  },
  'test.answers_kept':
    'They are kept on this computer and sent by themselves when the line returns. Keep this page open.',
  'test.only_in_memory':
    'The browser could not keep the answer on its disk. Do not reload or close the page: it is sent when the line returns.',
  'test.replaced':
    'For these questions an answer given later on another device was kept: {questions}. Check them if needed.',
  'test.time_up': 'The time is over.',
  'test.time_up_sending': {
    one: 'The last {count} answer is being sent. Keep this page open.',
    other: 'The last {count} answers are being sent. Keep this page open.',
  },
  'test.time_up_closing': 'All answers are saved, the test is closing.',

  'palette.label': 'All questions',
  'palette.question': 'Question {n}',
  'palette.answered': 'answered',
  'palette.unanswered': 'unanswered',
  'palette.flagged': 'flagged',
  'palette.waiting': 'waiting for the line',

  'finish.title_test': 'Finish the test?',
  'finish.title_block': 'Finish this part?',
  'finish.which': 'Questions without an answer: {numbers}.',
  'finish.final_test': 'After finishing you cannot change your answers.',
  'finish.final_block':
    'After finishing you cannot come back to this part, and the time left is not added to the next one.',
  'finish.too_long': 'The text is longer than allowed. Shorten it, then you can finish.',
  'finish.confirm_test': 'Finish the test',
  'finish.confirm_block': 'Finish this part',
  'finish.some_unanswered':
    'Some questions have no answer. While there is time you can go back: a wrong answer costs no points.',
  'finish.all_answered': 'All questions are answered.',
  'finish.sending': {
    one: '{count} answer has to be sent first. Please wait…',
    other: '{count} answers have to be sent first. Please wait…',
  },
  'finish.back': 'Back to the questions',

  'help.title': 'Keys',
  'help.choose': 'choose an option',
  'help.choose_and_go': 'choose an answer and open the next task',
  'help.arrows': 'move through the options',
  'help.next': 'next question',
  'help.previous': 'previous question',
  'help.flag': 'flag for later or remove the flag',
  'help.help': 'this window',
  'help.layout': 'The keys work in any keyboard layout.',
  'help.switch': 'Single-key shortcuts are on',

  'elsewhere.title': 'The test is open elsewhere',
  'elsewhere.what':
    'This test is running in another tab or on another device right now. You can answer from one place only.',
  'elsewhere.nothing_lost': 'Saved answers and the time left stay as they are.',
  'elsewhere.take_over': 'Continue here',
  'superseded.title': 'The test goes on elsewhere',
  'superseded.what':
    'The test was opened in another tab or on another device. This page has stopped sending answers.',
  'superseded.unsent': {
    one: '{count} unsent answer stays here. It is kept on this computer and sent if you continue here.',
    other: '{count} unsent answers stay here. They are kept on this computer and sent if you continue here.',
  },
};
export default texts;

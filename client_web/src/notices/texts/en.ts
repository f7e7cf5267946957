/// Notices, in English.
import type { Catalogue } from '../../shared';
import type kk from './kk';

const texts: Catalogue<typeof kk> = {
  'title': 'Notices',
  'unread': { one: 'Notices: {count} new', other: 'Notices: {count} new' },
  'none': 'There are no notices yet.',
  'new': 'new',
  'when': '{time} (Astana time)',
  'whenBoth': '{time} (Astana time; your time: {own})',
  'booking_made': 'You are booked for “{programme}”: {when}. Language of the test: {language}.',
  'booking_moved': '“{programme}” was moved: {when}. Language of the test: {language}.',
  'booking_reminder': '“{programme}” is near: {when}. Check your computer, camera and microphone beforehand.',
  'booking_missed': 'You did not start “{programme}” in its time: {when}.',
  'result_released': 'The result of “{programme}” is published. No violation was found.',
  'violation_decided':
    'The proctor confirmed that a rule was broken in “{programme}”. See the grounds, the evidence and the time to appeal.',
  'attempt_void':
    '“{programme}” was declared void because of a technical fault. Nothing is held against you, and you may take it again.',
  'appeal_received':
    'Your appeal about “{programme}” was received. Somebody else will answer it, by {due} (Astana time).',
  'appeal_upheld': 'Your appeal about “{programme}” was upheld: the decision about a violation is set aside.',
  'appeal_rejected': 'Your appeal about “{programme}” was rejected: the decision stands. See the reasons.',
  'reviews_will_be_late':
    'At today’s pace {late} of {waiting} reviews will be late, the first of them due {due} (Astana time). {advice}',
  'reviews_late_soon':
    'A deadline passes within two working hours: {due} (Astana time). Unless the pace changes, {late} of {waiting} reviews will be late. {advice}',
  'reviews_overdue':
    'The first review was due {due} (Astana time). {waiting} wait, and at the present pace {late} will be late. {advice}',
  'advice.needed': 'To be in time {needed} proctors are needed; at work: {have}.',
  'advice.never': 'No number of proctors would be enough.',
  'see.result': 'See the result',
  'see.decision': 'See the decision and the appeal',
  'other': 'A new notice: {kind}.',
  'language.kk': 'Kazakh',
  'language.ru': 'Russian',
  'reach.title': 'Where to send notices',
  'reach.email': 'E-mail address',
  'reach.emailHint': 'Optional. Notices stay on this page as well.',
  'reach.emailWrong': 'Write the whole address, for example: name@example.org',
  'reach.language': 'Language of letters',
  'reach.save': 'Save',
  'reach.saved': 'Saved.',
};
export default texts;

/// Notices, in English.
import type { Catalogue } from '../../shared';
import type kk from './kk';

const texts: Catalogue<typeof kk> = {
  'title': 'Notices',
  'unread': { one: 'Notices: {count} new', other: 'Notices: {count} new' },
  'none': 'There are no notices yet.',
  'new': 'new',
  'booking_made': 'You are booked for “{programme}”: {when}. Language of the test: {language}.',
  'booking_moved': '“{programme}” was moved: {when}. Language of the test: {language}.',
  'booking_reminder':
    '“{programme}” is near: {when}. Check your computer, camera and microphone beforehand.',
  'booking_missed': 'You did not start “{programme}” in its time: {when}.',
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

/// Booking a test, in English.
import type { Catalogue } from '../../../shared';
import type kk from './kk';

const texts: Catalogue<typeof kk> = {
  'title': 'Book a test',
  'lead': 'You choose the day, the time and the language of the test. Booking closes one day before.',
  'link': 'Book a test',
  'none': 'There is no test to book now. New times will appear here.',
  'limit': '{n} minutes',
  'noWindows': 'There is no free time for this test yet.',
  'held': 'You are booked',
  'taken': 'You have taken this test, or are taking it.',
  'noRetake': 'You have taken this test, or are taking it. It cannot be taken again.',
  'missed': 'You did not start the test in its time.',
  'toTest': 'Go to the test',
  'change': 'Change the time',
  'changeStop': 'Leave it',
  'moves': 'The time can be changed twice; changed so far: {n}.',
  'cannotMove':
    'It cannot be changed any more: the test is near, the changes are used up, or no other time is free.',
  'chooseDay': 'Choose a day',
  'chooseTime': 'Choose a time',
  'chooseLanguage': 'Language of the test',
  'language.kk': 'Kazakh',
  'language.ru': 'Russian',
  'free': { one: '{count} place free', other: '{count} places free' },
  'unlimited': 'no limit of places',
  'book': 'Book',
  'move': 'Move to this time',
  'confirmTitle': 'Confirm your booking',
  'confirm': '{when}. Language of the test: {language}.',
  'yes': 'Confirm',
  'done': 'You are booked: {when}.',
  'full': 'full',
  'too_late_to_book': 'booking is closed',
  'refused': 'not available',
};
export default texts;

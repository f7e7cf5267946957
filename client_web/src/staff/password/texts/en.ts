/// One's own password, in English.
import type { Catalogue } from '../../../shared';
import type kk from './kk';

const texts: Catalogue<typeof kk> = {
  'link': 'Password',
  'title': 'Change the password',
  'lead': 'When the password has changed, you are signed out on your other devices.',
  'first.title': 'Choose a password of your own',
  'first.lead':
    'An administrator gave you the first password, so you are not the only one who knows it. To begin your work, think of one that only you know.',
  'old': 'Present password',
  'first.old': 'Password that the administrator gave',
  'next': 'New password',
  'hint': 'At least {n} characters, without your login. A phrase of several words is easy to remember.',
  'again': 'New password once more',
  'short': 'It takes at least {n} characters.',
  'same': 'This is your present password. Think of another one.',
  'differs': 'The two are not alike. Type the new password once more.',
  'save': 'Change the password',
  'saved': 'The password has changed. You are signed out on your other devices.',
};
export default texts;

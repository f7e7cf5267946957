/// What every new account has, in English.
import type { Catalogue } from '../../../shared';
import type kk from './kk';

const texts: Catalogue<typeof kk> = {
  'login': 'Login',
  'loginHint': 'Latin letters, digits and . _ @ -, at least 3 characters',
  'loginBad': 'A login has at least 3 characters: Latin letters, digits, . _ @ -',
  'name': 'Full name',
  'nameMissing': 'Enter the name.',
  'copy': 'Copy',
  'copied': 'Copied',
  'close': 'Noted, close',
};
export default texts;

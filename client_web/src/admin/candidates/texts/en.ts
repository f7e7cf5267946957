/// The register of candidates, in English.
import type { Catalogue } from '../../../shared/i18n';
import type kk from './kk';

export default {
  'candidates.title': 'Candidates',
  'candidates.empty': 'No candidates yet.',
  'candidates.new': 'Register a candidate',
  'candidates.login': 'Login',
  'candidates.name': 'Name',
  'candidates.number': 'Personal number',
  'candidates.attempts': 'Attempts',
  'candidates.search': 'Search (login, name or number)',
  'candidates.nothing': 'Nothing was found.',
  'newCandidate.title': 'Register a candidate',
  'newCandidate.iin': 'IIN',
  'newCandidate.iinHint': '12 digits. The number itself is not stored, only a keyed fingerprint of it.',
  'newCandidate.iinLength': 'An IIN has 12 digits.',
  'newCandidate.iinChecksum': 'The check digit does not fit: please check the digits.',
  'newCandidate.submit': 'Register',
  'newCandidate.doneTitle': 'The candidate is registered',
  'newCandidate.done':
    'The password is shown here once only. Hand it to the candidate and close this window.',
  'newCandidate.password': 'Password',
} satisfies Catalogue<typeof kk>;

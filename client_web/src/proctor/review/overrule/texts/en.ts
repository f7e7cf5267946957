/// A senior's new decision, in English.
import type { Catalogue } from '../../../../shared';
import type kk from './kk';

const texts: Catalogue<typeof kk> = {
  'open': 'Change the decision',
  'lead': 'As a senior proctor you may decide anew. The former decision stays on record.',
  'title': 'New decision',
  'outcome': 'What is the new decision?',
  'rule': 'Which rule was broken',
  'ruleChoose': 'Choose the rule',
  'grounds': 'Grounds',
  'groundsHint': 'Why do you change it? At least {n} characters; the candidate sees this.',
  'same': 'This is the decision that stands now.',
  'missing': 'Choose the decision, the rule where one is needed, and write the grounds in full.',
  'final': 'The decision is signed in your name and the candidate is told. Only another new decision can change it.',
  'sign': 'Sign the new decision',
  'done': 'The new decision is signed.',
};
export default texts;

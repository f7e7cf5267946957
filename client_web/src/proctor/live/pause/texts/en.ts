/// Pausing an attempt, in English.
import type { Catalogue } from '../../../../shared';
import type kk from './kk';

const texts: Catalogue<typeof kk> = {
  'open': 'Stop the clock…',
  'title': 'Number {number}: pause or go on',
  'lead': 'During a pause the candidate loses no time and no answers are taken. It works only where the programme has pauses. The step is written to the audit.',
  'step': 'What to do',
  'pause': 'Pause',
  'resume': 'Go on',
  'reason': 'Reason',
  'reasonWrong': 'Write the reason: 3 to 2000 characters.',
  'submit': 'Do it',
  'paused': 'The clock of number {number} has stopped.',
  'resumed': 'The clock of number {number} goes on.',
};
export default texts;

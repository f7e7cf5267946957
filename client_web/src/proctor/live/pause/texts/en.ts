/// Pausing an attempt, in English.
import type { Catalogue } from '../../../../shared';
import type kk from './kk';

const texts: Catalogue<typeof kk> = {
  'open': 'Stop the clock…',
  'openPaused': 'Start the clock again…',
  'standing': 'the clock stands',
  'title': 'Number {number}: pause or go on',
  'lead': 'During a pause the candidate loses no time and no answers are taken. It works only where the programme has pauses. The step is written to the audit.',
  'pause': 'Pause',
  'resume': 'Go on',
  'reason': 'Reason',
  'reasonWrong': 'Write the reason: 3 to 2000 characters.',
  'paused': 'The clock of number {number} has stopped.',
  'resumed': 'The clock of number {number} goes on.',
};
export default texts;

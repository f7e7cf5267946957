/// Declared days off and working days, in English.
import type { Catalogue } from '../../../shared';
import type kk from './kk';

const texts: Catalogue<typeof kk> = {
  'title': 'Calendar of working days',
  'lead':
    'Write down days that an act has moved or that were announced later. Open deadlines are computed anew at once, and that is logged.',
  'declared': 'Declared days',
  'none': 'No day is declared: deadlines count by the state holidays.',
  'day': 'Day',
  'kind': 'Kind',
  'act': 'Act and its number',
  'holiday': 'Day off',
  'workday': 'Working day',
  'action': 'Action',
  'add': 'Add a day',
  'edit': 'Change',
  'editOf': '{day}: change',
  'withdraw': 'Withdraw',
  'withdrawOf': '{day}: withdraw',
  'withdrawAsk': 'The day counts as usual again, and open deadlines move accordingly.',
  'kindAsk': 'What will this day be?',
  'actHint': 'For example: Resolution of the Government of 1 October 2026, No. 700',
  'dayMissing': 'Choose the day.',
  'actMissing': 'Write the name and the number of the act (at least 3 characters).',
  'save': 'Save and compute the deadlines anew',
  'saved': 'Saved. No deadline moved.',
  'savedMoved': { one: 'Saved. {count} deadline moved.', other: 'Saved. {count} deadlines moved.' },
  'moved': 'Open deadlines that moved',
  'movedOf': 'Of what',
  'review': 'Review',
  'appeal': 'Answer to an appeal',
  'number': 'Personal number',
  'before': 'Former deadline',
  'after': 'New deadline',
  'known': 'Days known without the table (state holidays)',
};
export default texts;

/// Known answers, in English.
import type { Catalogue } from '../../../shared';
import type kk from './kk';

const texts: Catalogue<typeof kk> = {
  'title': 'Known answers',
  'lead':
    'Mark an event whose answer is beyond doubt. Other proctors will meet it later as an ordinary review, without label or score; their first verdict counts towards the figures of agreement.',
  'violation': 'It was a violation',
  'innocent': 'It was no violation',
  'which': 'Event',
  'what': 'Answer',
  'grounds': 'Grounds',
  'groundsWrong': 'Write the grounds: at least 20 characters.',
  'save': 'Mark',
  'withdraw': 'Take the mark back',
  'marked.violation': 'Marked: it was a violation',
  'marked.innocent': 'Marked: it was no violation',
};
export default texts;

/// A proctor's own notes at a time, in English.
import type { Catalogue } from '../../../../shared';
import type kk from './kk';

const texts: Catalogue<typeof kk> = {
  'title': 'My notes',
  'lead': 'Only you see them. A note remembers the moment it belongs to.',
  'none': 'There are no notes yet.',
  'text': 'New note',
  'add': 'Add at {time}',
  'jump': 'Go to {time}',
  'remove': 'Remove',
  'removeOf': 'Remove the note at {time}',
  'removed': 'The note was removed.',
  'undo': 'Bring it back',
  'added': 'A note was added at {time}.',
};
export default texts;

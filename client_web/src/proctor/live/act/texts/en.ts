/// What a proctor says and does to an attempt in progress, in English.
import type { Catalogue } from '../../../../shared';
import type base from './kk';

const texts: Catalogue<typeof base> = {
  open: 'Message and steps',
  openOf: 'Number {number}: message and steps',
  title: 'Number {number}: message and steps',
  lead: 'Every step goes on the record, and the candidate’s page confirms it.',
  message: 'Message',
  which: 'Text',
  own: 'A text of my own…',
  ownText: 'Your text',
  ownHint: 'The candidate sees it just like this. Write no names.',
  ownMissing: 'Write the text.',
  inTheirLanguage: 'The candidate sees it in the language of their page.',
  send: 'Send',
  messageSent: 'The message was sent.',
  room: 'The room',
  roomLead: 'The candidate is asked to show the camera the room, the desk and the door.',
  askRoom: 'Ask to show the room',
  roomAsked: 'The request was sent.',
  end: 'Ending the test',
  endNotAllowed: 'This programme does not let a proctor end a test.',
  endOpen: 'End it…',
  endMeans:
    'The test closes at once, saved answers count. This cannot be undone. The decision is made in the review alone.',
  endReason: 'Reason (for the record)',
  endReasonWrong: 'Give a reason of at least three characters.',
  endCancel: 'Do not end it',
  endSubmit: 'End the test',
  ended: 'The test was ended.',
  record: 'Record',
  recordOf: 'Messages and steps during the test',
  recordEmpty: 'Nothing has been done so far.',
  sent: 'sent, not on the screen yet',
  shownAt: 'on the screen since {time}, no answer',
  seenAt: 'read at {time}',
  takenAt: 'confirmed by the page at {time}',
};

export default texts;

/// What stands beside the recording, in English.
import type { Catalogue } from '../../../../shared';
import type base from './kk';

const texts: Catalogue<typeof base> = {
  moment: 'Frame at {time}',
  sound: 'Sound',
  screen: 'The candidate’s screen',
  screenNone: 'The screen was not recorded at this moment',
  reference: 'To compare: the first frame, {time}',
  enrolment: 'To compare: the picture of the device check',
  item: 'Item on the screen',
  itemOf: 'Item on the screen: no. {n}',
  itemNone: 'Which item was open at this moment is not known: it was not answered.',
  itemNotYours: 'Only the person who took the review sees the item’s text.',
  loop: 'Loop the chosen event',
  loopOn: 'The event is looping',
  reference_key: 'Show or hide the frame to compare with',
  item_key: 'Show or hide the item on the screen',
  decide_key: 'Go to the decision',
};

export default texts;

/// Texts of live viewing in English.
import type { Catalogue } from '../../../shared';
import type base from './kk';

const texts: Catalogue<typeof base> = {
  watch: 'Watch number {number} live',
  title: 'Number {number}, live',
  lead: 'The picture is a few seconds behind. Watching is written to the audit.',
  waiting: 'Waiting for the video…',
  none: 'No video is coming in right now.',
  unsupported: 'This browser cannot show live video. Open the page in Chrome.',
  storage_full:
    'The disk for recordings is nearly full: no new attempt can begin, those in progress go on. Tell an administrator.',
  layout: 'Layout',
  tiles: '{n} tiles',
  list: 'List',
  group: 'Group',
  groupOf: 'Group {n} of {total}',
  pages: 'Pages',
  previousPage: 'Back',
  nextPage: 'Next',
  pageOf: '{n} of {total}',
  over: 'The test is over',
  waitingToRise: 'Waiting to move up: {count}. Nothing moves while you use the wall.',
  risen: 'Moved up: {numbers}',
  arrange: 'Put in order now',
};

export default texts;

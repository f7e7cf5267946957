/// Words of the guard in English.
import type { Catalogue } from '../../../shared';
import type base from './kk';

const texts: Catalogue<typeof base> = {
  copy: 'Questions cannot be copied during the test. This was noted in the record.',
  cut: 'Questions cannot be copied during the test. This was noted in the record.',
  paste:
    'Text from elsewhere cannot be pasted: please type your answer yourself. This was noted in the record.',
  print: 'The page cannot be printed during the test. This was noted in the record.',
  context_menu: 'This menu is switched off during the test. Your answers are in their place.',
  drag: 'Text and pictures cannot be dragged out of the page during the test.',
  full_screen_left: 'You have left full screen. The test goes on; this was noted in the record.',
  full_screen: 'Full screen',
  full_screen_start: 'Open the test in full screen (recommended)',
};
export default texts;

/// What the candidate's page says around a proctor's message, in English.
import type { Catalogue } from '../../../shared';
import type base from './kk';

const texts: Catalogue<typeof base> = {
  title: 'A message from the proctor',
  room: 'The proctor asks you to show the room',
  roomHow: 'Turn the camera slowly: show the room, the desk and the door. Then put the camera back.',
  time: 'The time of the test goes on. Your answers are saved.',
  understood: 'Understood',
  roomDone: 'I have shown it',
  answered: 'The proctor will see when you pressed the button.',
};

export default texts;

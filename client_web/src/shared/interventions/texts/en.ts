/// Proctors' set messages and what each intervention is called, in English.
import type { Catalogue } from '../../i18n';
import type base from './kk';

const texts: Catalogue<typeof base> = {
  'set.face_the_camera': 'Please sit in front of the camera: your whole face has to be seen.',
  'set.more_light': 'Please put on more light: your face is hard to see.',
  'set.stay_seated': 'Please stay seated, in front of the camera, until the test is over.',
  'set.be_alone': 'You have to be alone in the room. Please ask the other person to leave.',
  'set.no_talking': 'Please talk to nobody during the test.',
  'set.clear_desk': 'Please clear your desk of what is not allowed.',
  'set.no_headphones': 'Please take off your headphones.',
  'set.all_well': 'All is well, please go on.',
  'kind.message': 'Message',
  'kind.show_room': 'Request to show the room',
  'kind.pause': 'Test paused',
  'kind.resume': 'Test goes on',
  'kind.end': 'Test ended',
};

export default texts;

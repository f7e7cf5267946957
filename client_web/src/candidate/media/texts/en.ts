/// Texts of camera, microphone and screen in English.
import type { Catalogue } from '../../../shared';
import type base from './kk';

const texts: Catalogue<typeof base> = {
  goes_on: 'The test goes on and your answers are saved.',
  open_camera: 'Open the camera',
  open_microphone: 'Open the microphone',
  share_screen: 'Share the screen',

  camera: 'The camera is not working.',
  camera_denied: 'Allow the camera beside the browser’s address bar.',
  camera_missing: 'Connect the camera to the computer.',
  camera_busy: 'Close the program that is using the camera.',
  camera_unsupported: 'Open the page in Chrome.',
  camera_failed: 'Unplug the camera and plug it in again.',
  camera_unplugged: 'The camera was unplugged. Plug it in again: it opens by itself.',
  camera_ended: 'The camera stopped. Make sure that no other program took it, and press “Open the camera”.',
  camera_muted: 'The camera sends no picture. Open its cover or switch it on.',

  microphone: 'The microphone is not working.',
  microphone_denied: 'Allow the microphone beside the browser’s address bar.',
  microphone_missing: 'Connect the microphone to the computer.',
  microphone_busy: 'Close the program that is using the microphone.',
  microphone_unsupported: 'Open the page in Chrome.',
  microphone_failed: 'Unplug the microphone and plug it in again.',
  microphone_unplugged: 'The microphone was unplugged. Plug it in again: it opens by itself.',
  microphone_ended:
    'The microphone stopped. Make sure that no other program took it, and press “Open the microphone”.',
  microphone_muted: 'No sound comes from the microphone. Unmute the microphone or the headset.',

  screen_ended: 'The screen is not shared. Press “Share the screen” and choose the entire screen.',
  screen_title: 'Screen',
  screen_lead: 'This test records the screen. Choose the entire screen: a window or a tab will not do.',
  screen_optional: 'Sharing the screen is up to you.',
  screen_shared: 'The screen is shared.',
  screen_refused: 'Sharing the screen was not allowed.',
  screen_not_whole: 'A window or a tab was chosen. Choose the entire screen.',
};

export default texts;

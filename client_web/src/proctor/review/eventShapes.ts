/// The sign of each page event on the time line: its form tells the kind, its filling whether it began or ended.
import type { IntegrityEvent } from './types';

const SQUARE = 'M-5-5H5V5H-5Z';
const HOLLOW_SQUARE = `${SQUARE}M-3-3V3H3V-3Z`;
const TRIANGLE = 'M0-6L6 5H-6Z';
const HOLLOW_TRIANGLE = `${TRIANGLE}M0-2L-2.8 3H2.8Z`;
const DIAMOND = 'M0-6L6 0L0 6L-6 0Z';
const HOLLOW_DIAMOND = `${DIAMOND}M0-3L-3 0L0 3L3 0Z`;

/** Squares: page and window. Triangles: camera, microphone and screen. Diamonds: connection. Hollow: back again. */
export const EVENT_SHAPES: Readonly<Record<IntegrityEvent['kind'], string>> = {
  page_hidden: SQUARE,
  page_shown: HOLLOW_SQUARE,
  window_blurred: SQUARE,
  window_focused: HOLLOW_SQUARE,
  camera_opened: HOLLOW_TRIANGLE,
  camera_unplugged: TRIANGLE,
  camera_ended: TRIANGLE,
  camera_muted: TRIANGLE,
  camera_unmuted: HOLLOW_TRIANGLE,
  camera_changed: TRIANGLE,
  microphone_opened: HOLLOW_TRIANGLE,
  microphone_unplugged: TRIANGLE,
  microphone_changed: TRIANGLE,
  screen_opened: HOLLOW_TRIANGLE,
  screen_ended: TRIANGLE,
  microphone_ended: TRIANGLE,
  microphone_muted: TRIANGLE,
  microphone_unmuted: HOLLOW_TRIANGLE,
  media_disconnected: DIAMOND,
  media_connected: HOLLOW_DIAMOND,
  media_refused: DIAMOND,
  offline: DIAMOND,
  online: HOLLOW_DIAMOND,
  fullscreen_left: SQUARE,
  fullscreen_entered: HOLLOW_SQUARE,
  second_screen: SQUARE,
  copy_blocked: SQUARE,
  cut_blocked: SQUARE,
  paste_blocked: SQUARE,
  print_blocked: SQUARE,
  context_menu_blocked: SQUARE,
  clipboard_changed: SQUARE,
  devtools_suspected: SQUARE,
  virtual_camera_label: TRIANGLE,
};

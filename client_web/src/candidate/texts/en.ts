/// The candidate's texts in English.
import type { Catalogue } from '../../shared';
import type base from './kk';

const texts: Catalogue<typeof base> = {
  'not_found.title': 'Page not found',
  'wrong_role.title': 'This is the candidates’ area',
  'wrong_role.lead': 'You are signed in as staff. Your workplace is at another address.',
  'wrong_role.go': 'Go to the staff area',

  'welcome.title': 'Take your test from home',
  'welcome.lead':
    'You answer on your own computer while the camera and the microphone record the test. You see the result after a proctor has looked at it.',
  'welcome.needs': 'What you need',
  'welcome.need_computer': 'a computer with the Chrome browser',
  'welcome.need_devices': 'a webcam and a microphone',
  'welcome.need_line': 'an internet line of at least 5 Mbit/s',
  'welcome.need_room': 'a quiet, well-lit room to yourself',
  'welcome.no_login': 'The organiser of the test gives you the login and the password.',

  'cabinet.title': 'My tests',
  'cabinet.lead': 'Start a test within the time given. Allow some ten minutes for checking your devices.',
  'cabinet.none': 'No test has been assigned to you yet. When one is, it will appear here.',
  'cabinet.back': 'Back to my tests',
  'cabinet.when': 'When you can start',
  'cabinet.items': 'Questions',
  'cabinet.limit': 'Time',
  'cabinet.open_early': 'Prepare in advance',
  'cabinet.open_open': 'Go to the test',
  'cabinet.open_running': 'Continue',
  'cabinet.open_awaiting': 'See its state',
  'cabinet.open_released': 'See the result',
  'standing.early': 'Not yet open',
  'standing.open': 'Ready to start',
  'standing.missed': 'Time is over',
  'standing.running': 'Running',
  'standing.awaiting': 'With the proctor',
  'standing.released': 'Result ready',

  'steps.label': 'Stages of the test',
  'steps.rules': 'Rules',
  'steps.devices': 'Devices',
  'steps.start': 'Test',
  'steps.result': 'Result',

  'consent.title': 'Rules and consent',
  'consent.test': 'About the test',
  'consent.pass':
    'To pass you need at least {total} correct answers of {items} in total and at least {act} in each act.',
  'consent.pass_total': 'To pass you need at least {total} correct answers of {items}.',
  'consent.forbidden': 'During the test you may not',
  'consent.recording': 'Recording and personal data',
  'consent.recorded': 'Your camera and microphone are recorded from the start of the test to its end.',
  'consent.who_sees':
    'Only a proctor watches the recording, and knows you by a personal number, not by name.',
  'consent.who_decides':
    'The system only marks moments worth a look; whether a rule was broken is decided by a person, the proctor.',
  'consent.line_is_no_fault': 'If the line is lost, the test goes on. A lost line is no violation.',
  'consent.agree':
    'I have read the rules and undertake to keep them; I agree to my camera and microphone being recorded and to my personal data being processed.',
  'consent.go_on': 'I agree, go on',
  'consent.version': 'Version of the text: {version}',

  'check.title': 'Device check',
  'check.lead':
    'Let us check camera, microphone, light and line now, so that nothing disturbs the test. It takes about a minute.',
  'check.picture': 'Picture of your camera',
  'check.before': 'When the check begins, the browser asks for the camera and the microphone. Press “Allow”.',
  'check.steps': 'Steps of the check',
  'check.begin': 'Begin the check',
  'check.again': 'Check again',
  'check.go_on': 'Continue',
  'check.without_face':
    'You may go on: even if the program does not see your face, a person, the proctor, looks at the recording.',
  'check.not_recorded': 'Nothing is recorded during the check: pictures are looked at and not kept.',
  'check.choose_camera': 'Camera',
  'check.choose_microphone': 'Microphone',
  'check.unnamed': 'Device {n}',
  'check.level': 'Microphone level',
  'check.speed_found': 'Measured: {mbps} Mbit/s.',
  'check.state_idle': 'waiting',
  'check.state_checking': 'checking',
  'check.state_ok': 'good',
  'check.state_warn': 'please note',
  'check.state_bad': 'needs mending',
  'check.camera.name': 'Camera',
  'check.camera.waiting': 'Opens when the check begins.',
  'check.camera.opening': 'The camera is opening. If the browser asks for permission, allow it.',
  'check.camera.good': 'The picture arrives.',
  'check.camera.no_frames':
    'The camera opened but gives no picture. Open its shutter, switch off any virtual camera and choose another.',
  'check.camera.denied':
    'The browser may not use the camera. Press the icon beside the address bar, allow the camera and check again.',
  'check.camera.missing': 'No camera was found. Connect one and check again.',
  'check.camera.busy':
    'Another program is using the camera. Close it and check again, or choose another camera.',
  'check.camera.unsupported':
    'This browser cannot open a camera. Open the page in Chrome at its secure (https) address.',
  'check.camera.failed': 'The camera did not open. Unplug it and plug it in again, or choose another.',
  'check.microphone.name': 'Microphone',
  'check.microphone.waiting': 'Opens when the check begins.',
  'check.microphone.listening': 'Say a few words: the bar should pass the mark.',
  'check.microphone.good': 'You can be heard.',
  'check.microphone.silent':
    'No sound is heard. Check that the microphone is on, or choose another and say a few words.',
  'check.microphone.denied':
    'The browser may not use the microphone. Press the icon beside the address bar, allow the microphone and check again.',
  'check.microphone.missing': 'No microphone was found. Connect one and check again.',
  'check.microphone.busy':
    'Another program is using the microphone. Close it and check again, or choose another microphone.',
  'check.microphone.unsupported':
    'This browser cannot open a microphone. Open the page in Chrome at its secure (https) address.',
  'check.microphone.failed':
    'The microphone did not open. Unplug it and plug it in again, or choose another.',
  'check.light.name': 'Light',
  'check.light.waiting': 'Checked once the camera is open.',
  'check.light.good': 'There is enough light.',
  'check.light.dark':
    'It is dark. Switch on a lamp or sit facing a window: the light should come from in front of you.',
  'check.light.overexposed': 'It is too bright. Cover the window behind you or turn the lamp away.',
  'check.light.blurred': 'The picture is blurred. Wipe the lens and do not sit right in front of it.',
  'check.light.covered': 'Something covers the camera. Open its shutter or take the object away.',
  'check.face.name': 'A face in the picture',
  'check.face.waiting': 'Checked once the camera is open.',
  'check.face.good': 'Your face is clearly visible.',
  'check.face.none':
    'No face is visible. Sit facing the screen and turn the camera so that it shows your face and shoulders.',
  'check.face.many':
    'Several faces are visible. Be alone in the room and cover pictures and screens behind you.',
  'check.face.far': 'You are too far away. Sit closer to the camera.',
  'check.face.near': 'You are too close. Move back from the camera a little.',
  'check.speed.name': 'Upload speed',
  'check.speed.waiting': 'Measured when the check begins.',
  'check.speed.measuring': 'Measuring the speed…',
  'check.speed.good': 'The line is fast enough.',
  'check.speed.slow':
    'The line is slower than 5 Mbit/s. Stop downloads and other devices, sit closer to the router or use a cable. You may go on: no answer gets lost.',
  'check.speed.failed': 'The speed could not be measured. Check the line and try again. You may go on.',

  'start.title': 'All set',
  'start.language': 'Choose the language of the test',
  'start.language_stays':
    'The language of the test stays the same once it has started. You can switch the page’s language at any time.',
  'start.notes': 'Before you start',
  'start.clock': 'The time runs from the moment you press “Start” and does not stop.',
  'start.once': 'A test that has begun cannot be started over.',
  'start.no_retake': 'This test is sat once: it cannot be taken again.',
  'start.saved':
    'Each answer is saved at once. If the line is lost, it stays on this computer and is sent when the line returns.',
  'start.stay': 'Stay seated, face the screen and keep this page open.',
  'start.window': 'The test takes place within:',
  'start.early': 'The test opens on {time}.',
  'start.go': 'Start the test',
  'start.check_again': 'Check the devices again',
  'start.choose_first': 'To start, choose the language of the test.',
};
export default texts;

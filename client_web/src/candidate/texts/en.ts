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
  'consent.amount': '{items} questions in {minutes} minutes:',
  'consent.pass':
    'To pass you need at least {total} correct answers of {items} in total and at least {act} in each act.',
  'consent.no_retake': 'The test is taken once and cannot be retaken.',
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
  'start.amount':
    'You have {minutes} minutes for {items} questions. The time runs from the moment you press “Start” and does not stop.',
  'start.once': 'The test is taken once.',
  'start.freely':
    'You can move freely between questions, flag them for later and change answers while there is time.',
  'start.saved':
    'Each answer is saved at once. If the line is lost, it stays on this computer and is sent when the line returns.',
  'start.stay': 'Stay seated, face the screen and keep this page open.',
  'start.window': 'The test takes place within:',
  'start.early': 'The test opens on {time}.',
  'start.go': 'Start the test',
  'start.check_again': 'Check the devices again',
  'start.choose_first': 'To start, choose the language of the test.',

  'test.question': 'Question {n} of {total}',
  'test.personal_number': 'Personal number: {number}',
  'test.progress': 'Answered: {answered} of {total}',
  'test.time_left': 'Time left',
  'test.minutes_left': { one: '{count} minute left', other: '{count} minutes left' },
  'test.saved': 'Saved at {time}',
  'test.kept_waiting': 'Waiting for the line – the answer is kept on this computer',
  'test.kept_saving': 'Saving…',
  'test.kept_none': 'No answer chosen',
  'test.previous': 'Back',
  'test.next': 'Next',
  'test.flag': 'Flag for later',
  'test.unflag': 'Remove the flag',
  'test.submit': 'Finish',
  'test.own_picture': 'Your camera',
  'test.aside': 'Camera and questions',
  'test.recording': 'Recording',
  'test.connecting': 'Connecting…',
  'test.goes_on': 'The test goes on and your answers are saved.',
  'test.camera_fault': 'The camera is not working.',
  'test.fault_denied': 'Allow the camera beside the browser’s address bar.',
  'test.fault_missing': 'Connect the camera to the computer.',
  'test.fault_busy': 'Close the program that is using the camera.',
  'test.fault_unsupported': 'Open the page in Chrome.',
  'test.fault_failed': 'Unplug the camera and plug it in again.',
  'test.fault_ended': 'Check that the camera is on.',
  'test.open_camera': 'Open the camera',
  'test.link_lost': 'The camera link to the server is being restored.',
  'test.link_goes_on':
    'The test goes on; your recording will continue when the line returns. You need not do anything.',
  'test.answers_wait': {
    one: '{count} answer is waiting for the line.',
    other: '{count} answers are waiting for the line.',
  },
  'test.answers_kept':
    'They are kept on this computer and sent by themselves when the line returns. Keep this page open.',
  'test.only_in_memory':
    'The browser could not keep the answer on its disk. Do not reload or close the page: it is sent when the line returns.',
  'test.replaced':
    'For these questions an answer given later on another device was kept: {questions}. Check them if needed.',
  'test.time_up': 'The time is over.',
  'test.time_up_sending': {
    one: 'The last {count} answer is being sent. Keep this page open.',
    other: 'The last {count} answers are being sent. Keep this page open.',
  },
  'test.time_up_closing': 'All answers are saved, the test is closing.',

  'palette.label': 'All questions',
  'palette.question': 'Question {n}',
  'palette.answered': 'answered',
  'palette.unanswered': 'unanswered',
  'palette.flagged': 'flagged',
  'palette.waiting': 'waiting for the line',

  'submit.title': 'Finish the test?',
  'submit.some_unanswered':
    'Some questions have no answer. While there is time you can go back: a wrong answer costs no points.',
  'submit.all_answered': 'All questions are answered.',
  'submit.final': 'After finishing you cannot change your answers.',
  'submit.sending': {
    one: '{count} answer has to be sent first. Please wait…',
    other: '{count} answers have to be sent first. Please wait…',
  },
  'submit.confirm': 'Finish the test',
  'submit.back': 'Back to the questions',

  'help.title': 'Keys',
  'help.choose': 'choose an option',
  'help.arrows': 'move through the options',
  'help.next': 'next question',
  'help.previous': 'previous question',
  'help.flag': 'flag for later or remove the flag',
  'help.help': 'this window',
  'help.layout': 'The keys work in any keyboard layout.',
  'help.switch': 'Single-key shortcuts are on',

  'elsewhere.title': 'The test is open elsewhere',
  'elsewhere.what':
    'This test is running in another tab or on another device right now. You can answer from one place only.',
  'elsewhere.nothing_lost': 'Saved answers and the time left stay as they are.',
  'elsewhere.take_over': 'Continue here',
  'superseded.title': 'The test goes on elsewhere',
  'superseded.what':
    'The test was opened in another tab or on another device. This page has stopped sending answers.',

  'awaiting.title': 'Awaiting the proctor',
  'awaiting.submitted': 'You have finished the test. Thank you!',
  'awaiting.time_up': 'The time is over and the test is closed. Every saved answer counts.',
  'awaiting.answers': 'Questions answered: {answered} of {total}.',
  'awaiting.closed_at': 'Finished: {time}',
  'awaiting.next':
    'A proctor now looks at the recording. That takes up to one working day; then the result appears here.',
  'awaiting.may_leave': 'You may close this page: the result stays in your area.',

  'result.title': 'Test result',
  'result.of': 'of {total} correct',
  'result.passed': 'Passed',
  'result.not_passed': 'Not passed',
  'result.rule': 'To pass: at least {total} correct answers of {items}, and the minimum in each act.',
  'result.by_act': 'By act',
  'result.section': '{correct} of {total}',
  'result.enough': 'At least {minimum} needed – enough.',
  'result.too_few': 'At least {minimum} needed – not enough.',
  'result.decision': 'The proctor’s decision',
  'result.no_violation': 'No violation was found.',
  'result.violation': 'A broken rule was confirmed, so the test counts as not passed.',
  'result.reason': 'Reason:',
};
export default texts;

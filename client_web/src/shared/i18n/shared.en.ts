/// Shared texts in English.
import type base from './shared.kk';
import type { Catalogue } from './text';

const texts: Catalogue<typeof base> = {
  'brand.name': 'Synaq',
  'brand.purpose': 'Online testing with proctoring',
  'shell.skip': 'Skip to the main content',
  'shell.language': 'Language of the page',
  'shell.sign_out': 'Sign out',
  'shell.signed_in_as': 'Signed in: {name}',
  'shell.home': 'Home',
  'shell.navigation': 'Sections',
  'shell.loading': 'Loading…',
  'shell.retry': 'Try again',
  'shell.close': 'Close',
  'shell.cancel': 'Cancel',
  'shell.back': 'Back',
  'sign_in.title': 'Sign in',
  'sign_in.login': 'Login',
  'sign_in.password': 'Password',
  'sign_in.show_password': 'Show or hide the password',
  'sign_in.submit': 'Sign in',
  'sign_in.required': 'Please fill in this field.',
  'time.astana': 'Astana time',
  'time.own': 'your time: {time}',
  'unit.minutes': '{n} min',
  'problem.title': 'That did not work',
  'problem.network': 'The server could not be reached. Check your internet connection and try again.',
  'problem.unknown':
    'The system could not do this. Try again in a minute; if it happens again, contact support and give the code {code}.',
  'problem.internal_error':
    'Something failed on the server and was recorded. Everything saved is in its place. Try again in a minute.',
  'problem.unknown_route': 'There is no such page. Check the link or go to the home page.',
  'problem.unknown_recording': 'This recording or picture was not found. Reload the page.',
  'problem.concurrent_change': 'Somebody else has just changed this. Reload the page and try again.',
  'problem.busy': 'The server is busy now. Try again in a few seconds.',
  'problem.incident_elsewhere': 'This incident belongs to another test. Reload the page.',
  'problem.not_signed_in': 'Your sign-in has expired. Sign in again – saved answers stay where they are.',
  'problem.not_allowed': 'Your account has no access to this section. Sign in with another account.',
  'problem.csrf_refused': 'The page is out of date. Reload it and repeat what you did.',
  'problem.origin_refused':
    'The request came from another site and was refused. Open the system at its own address.',
  'problem.malformed': 'The server did not understand what was sent. Reload the page and try again.',
  'problem.too_large': 'Too much data was sent. Make it smaller and try again.',
  'problem.sign_in_refused':
    'The login or the password is wrong. Check the keyboard layout and type them again.',
  'problem.too_many_tries': 'Too many tries. Wait a little and try again.',
  'problem.unknown_attempt': 'There is no such test. Go back to your tests and choose one from the list.',
  'problem.consent_outdated': 'The text of the rules has changed. Reload the page and read the new text.',
  'problem.wrong_state':
    'This step is not available now. Reload the page and you will be taken to the right step.',
  'problem.not_a_picture': 'The camera frame could not be read. Try choosing another camera.',
  'problem.device_check_failed': 'The device check did not pass. Follow the advice below and check again.',
  'problem.open_elsewhere':
    'This test is open in another tab or on another device. To go on in this one, press “Continue here”.',
  'problem.window_not_open': 'The time of this test has not come yet. Come back at the time given.',
  'problem.window_closed':
    'The time in which this test could be started is over. Contact the organiser for a new time.',
  'problem.unknown_language': 'The test does not exist in this language. Choose Kazakh or Russian.',
  'problem.stale_response':
    'Another device has saved a newer answer to this question. Check it and choose again if needed.',
  'problem.operation_reused': 'The answer was sent twice with different content. Choose your answer again.',
  'problem.device_superseded':
    'The test goes on in another tab or on another device. To come back here, press “Continue here”.',
  'problem.block_closed':
    'The time is over and the answer is no longer accepted. Everything saved before counts.',
  'problem.attempt_not_running':
    'The test is not running now, so the answer was not accepted. Go back to your tests to see its state.',
  'problem.unknown_choice': 'This question has no such option. Reload the page and choose again.',
  'problem.too_many_choices': 'This question takes one answer. Choose one option.',
  'problem.unknown_response': 'This question has no such place for an answer. Reload the page.',
  'problem.answer_too_long': 'The answer is too long. Shorten it.',
  'problem.unknown_slot': 'This test has no such question. Choose a question from the list.',
  'problem.result_not_released':
    'The result is not published yet. It will appear here when the proctor has finished.',
  'problem.bad_offer':
    'The camera link could not be made. The page will try again; if that fails, reload it.',
  'problem.no_video_offered': 'No video comes from the camera. Check that it is on and reload the page.',
  'problem.unknown_review': 'There is no such review. Go back to the queue and choose one from the list.',
  'problem.unknown_incident': 'There is no such incident. Reload the page.',
  'problem.unknown_item': 'There is no such item. Go back to the list.',
  'problem.unknown_candidate': 'There is no such candidate. Choose one from the list.',
  'problem.unknown_programme': 'There is no such test programme. Choose one from the list.',
  'problem.claimed_by_other': 'Another proctor is reviewing this test. Take another one from the queue.',
  'problem.not_claimed': 'First take the test for review: press “Take for review”.',
  'problem.already_decided': 'This test has been decided. Reload the page to see the decision.',
  'problem.incidents_undecided': 'Confirm or dismiss every incident, then decide.',
  'problem.analysis_pending': 'The recording is still being analysed. Try again in a few minutes.',
  'problem.rule_required': 'Choose the rule that was broken.',
  'problem.rule_not_confirmed': 'No incident of this rule is confirmed. Confirm one or give a fuller reason.',
  'problem.reason_required': 'Write the reason for the decision.',
  'problem.unknown_rule': 'The programme has no such rule. Choose a rule from the list.',
  'problem.login_taken': 'This login exists already. Choose another.',
  'problem.bad_iin': 'The IIN is not valid: compare its 12 digits with the document and enter it again.',
  'problem.iin_taken':
    'A candidate with this IIN is registered already: look for them in the list of candidates.',
  'problem.bad_window': 'The end must be later than the beginning. Correct the times.',
  'problem.bank_too_small': 'The item bank has too few items for this programme. Add items to the bank.',
  'problem.unknown_version': "There is no such version. Reload the item's page.",
  'problem.unknown_stimulus': 'There is no such material. Go back to the list.',
  'problem.unknown_blueprint': 'There is no such blueprint. Go back to the list.',
  'problem.unknown_import': 'There is no such import. Go back to the list.',
  'problem.unknown_asset': 'The picture was not found. Upload it again.',
  'problem.code_taken': 'This code is taken. Write another.',
  'problem.code_fixed': 'A code, once given, stays: write a new item instead.',
  'problem.stale_version':
    'Somebody saved a newer version since. Reload and compare: what you wrote stays on this computer.',
  'problem.bad_draft': 'What was written cannot be kept. Correct the place named below.',
  'problem.bad_blueprint': 'The blueprint contradicts itself. Correct what is named below.',
  'problem.bad_pass_rule': 'The pass rule cannot be read. Such as: total ≥ 30 and each(act) ≥ 5.',
  'problem.blueprint_unfillable':
    'The bank cannot fill this blueprint. The check says which stratum lacks how many.',
  'problem.blueprint_does_not_fit':
    'The strata do not give each section of the programme its number of items. Take its sections again.',
  'problem.import_not_ready': 'The import is not ready for this. Reload and look at its state.',
  'problem.import_failed': 'The file could not be read. Check its format and upload it again.',
  'problem.nothing_to_correct': 'The key is the one there is already. Change it first.',
  'problem.nothing_amended':
    'No live item rests on an older edition of this article. Check the act and the article.',
  'problem.unknown_format': 'Banks are not written in this format. Choose from the list.',
  'problem.wrong_status': 'A version of this state cannot take this step. Reload the page.',
  'problem.own_item': 'You cannot review your own item: somebody else has to.',
  'problem.stage_not_open': 'This stage is decided already, or is not asked for. Reload the page.',
  'problem.not_approved': 'Reviews are still missing: those below.',
  'problem.unfinished':
    'The item is not ready for review. Complete what is named below and save a new version.',
  'problem.comment_required': 'Say why: whoever reads it later has nothing else.',
  'problem.not_piloted': 'The policy asks for a pilot first.',
  'problem.replaced_version': 'There is a newer version of the item. Reload and work on that one.',
};
export default texts;

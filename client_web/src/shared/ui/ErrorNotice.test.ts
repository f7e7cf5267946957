import { describe, expect, it } from 'vitest';
import { LANGUAGES, shared } from '../i18n';
import { problemOf } from '../net/problem';
import { problemSentence } from './ErrorNotice';

/** Every code with which the server can refuse a page's request (its error classes, and `api/problems.py`). */
const CODES =
  `sign_in_refused too_many_tries not_signed_in not_allowed csrf_refused origin_refused malformed too_large
  unknown_route wrong_method refused internal_error busy worker_died ingest_stopped concurrent_change
  unknown_attempt consent_outdated wrong_state not_a_picture device_check_failed open_elsewhere window_not_open
  window_closed unknown_language unknown_slot stale_response operation_reused device_superseded block_closed
  attempt_not_running unknown_choice too_many_choices unknown_response answer_too_long result_not_released bad_offer no_video_offered
  unknown_review unknown_incident unknown_recording unknown_item unknown_candidate unknown_programme
  claimed_by_other not_claimed already_decided incidents_undecided incident_elsewhere analysis_pending
  rule_required unknown_rule rule_not_confirmed reason_required login_taken bad_iin iin_taken bad_window empty_window
  bank_too_small pool_closed blob_not_found nothing_recorded blob_store_failed not_found unreadable_media
  unknown_version unknown_stimulus unknown_blueprint unknown_import unknown_asset code_taken code_fixed
  stale_version bad_draft bad_blueprint bad_pass_rule blueprint_unfillable blueprint_does_not_fit
  import_not_ready import_failed nothing_to_correct nothing_amended unknown_format wrong_status own_item
  stage_not_open not_approved unfinished comment_required not_piloted replaced_version
  block_not_ready block_over bad_addition not_credited pause_not_allowed not_paused attempt_paused item_locked
  essay_too_long no_retake
  mark_off_scale not_the_marker already_marked marker_not_needed marker_repeated unknown_essay bad_programme
  network`.split(/\s+/);

describe.each(LANGUAGES)('problem sentences in %s', (language) => {
  it.each(CODES)('%s has one of its own', async (code) => {
    await shared.load(language);
    const t = shared.in(language);
    const error = problemOf(409, { type: '', title: '', status: 409, code, detail: '', params: {} });
    const sentence = problemSentence(error, t);
    expect(sentence).not.toBe(t('problem.unknown', { code }));
    expect(sentence).not.toContain('{');
  });
});

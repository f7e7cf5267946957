/// A refusal in the reader's language: what happened and what to do.
import { Button } from '@mantine/core';
import { shared, type Translate, useShared } from '../i18n';
import type kk from '../i18n/shared.kk';
import { codeOf } from '../net/problem';
import css from './ErrorNotice.module.css';

/** Codes that ask the reader for the same thing as another. */
export const SAME_SENTENCE: Readonly<Record<string, string>> = {
  worker_died: 'busy',
  ingest_stopped: 'busy',
  pool_closed: 'busy',
  blob_not_found: 'unknown_recording',
  nothing_recorded: 'unknown_recording',
  blob_store_failed: 'internal_error',
  not_found: 'unknown_route',
  unreadable_media: 'not_a_picture',
  empty_window: 'bad_window',
  wrong_method: 'unknown_route',
  refused: 'malformed',
  range_not_satisfiable: 'unknown_recording',
  bad_blob_key: 'unknown_recording',
  backfill_busy: 'busy',
  node_unreachable: 'busy',
  overloaded: 'busy',
  part_busy: 'busy',
  model_missing: 'internal_error',
  model_changed: 'internal_error',
  workflow_error: 'wrong_status',
  bad_bank: 'import_failed',
  bad_item: 'bad_draft',
  bad_text: 'bad_draft',
  unknown_pass_group: 'bad_pass_rule',
};

/** The sentence for an error's code; a code without one is named in the general sentence. */
export function problemSentence(error: unknown, t: Translate<typeof kk>): string {
  const code = codeOf(error);
  const key = `problem.${SAME_SENTENCE[code] ?? code}`;
  if (key === 'problem.unknown' || !shared.has(key)) return t('problem.unknown', { code });
  return t(key as 'problem.network');
}

interface ErrorNoticeProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** Shown as soon as `error` is set; announced to screen readers. */
export function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
  const t = useShared();
  if (error === null || error === undefined) return null;
  return (
    <div role="alert" className={css.notice} data-testid="error-notice" data-code={codeOf(error)}>
      <div>
        <strong>{t('problem.title')}</strong>
        <p>{problemSentence(error, t)}</p>
      </div>
      {onRetry && (
        <Button variant="outline" color="brick" size="sm" onClick={onRetry}>
          {t('shell.retry')}
        </Button>
      )}
    </div>
  );
}

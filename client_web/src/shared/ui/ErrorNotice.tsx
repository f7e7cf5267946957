/// A refusal in the reader's language: what happened and what to do.
import { Button } from '@mantine/core';
import { shared, type Translate, useShared } from '../i18n';
import type kk from '../i18n/shared.kk';
import { codeOf } from '../net/problem';
import css from './ErrorNotice.module.css';

/** The sentence for an error's code; a code without one is named in the general sentence. */
export function problemSentence(error: unknown, t: Translate<typeof kk>): string {
  const key = `problem.${codeOf(error)}`;
  if (key === 'problem.unknown' || !shared.has(key)) return t('problem.unknown', { code: codeOf(error) });
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

/// Write an essay: words are counted as they come; what exceeds the limit is kept and marked.
import { useId } from 'react';
import { useItemText } from '../texts';
import type { ExtendedTextInteraction, InteractionProps } from '../types';
import { countWords } from '../wordCount';
import css from './ExtendedText.module.css';

const MAX_CHARS = 20_000;
const CHARS_A_ROW = 80;

export function ExtendedText({
  interaction,
  value,
  onChange,
  disabled,
  language,
  labelledBy,
}: InteractionProps<ExtendedTextInteraction>) {
  const t = useItemText();
  const id = useId();
  const { min_words, max_words, expected_length } = interaction;
  const text = value[0] ?? '';
  const n_words = countWords(text);
  const n_over = max_words === null ? 0 : Math.max(0, n_words - max_words);
  const limits = [
    min_words === null ? null : t('essay.atLeast', { min: min_words }),
    max_words === null ? null : t('essay.atMost', { max: max_words }),
  ].filter((one) => one !== null);
  return (
    <div className={css.essay} data-over={n_over > 0}>
      <textarea
        lang={language}
        rows={Math.min(Math.max(Math.ceil((expected_length ?? 1200) / CHARS_A_ROW), 6), 24)}
        maxLength={MAX_CHARS}
        aria-label={labelledBy === undefined ? t('essay.label') : undefined}
        aria-labelledby={labelledBy}
        aria-describedby={`${id}-count`}
        aria-invalid={n_over > 0}
        value={text}
        disabled={disabled}
        data-testid="essay"
        onChange={(event) => onChange([event.currentTarget.value])}
      />
      <p id={`${id}-count`} className={css.count} data-testid="word-count" data-words={n_words}>
        {[t('essay.words', { count: n_words }), ...limits].join(' · ')}
      </p>
      {/* Said when the limit is crossed, not at every word. */}
      <p role="status" className={css.over}>
        {n_over > 0 && <span data-testid="over-limit">{t('essay.over', { count: n_over })}</span>}
      </p>
    </div>
  );
}

/// Type a word or a number; a number may have a decimal comma or a point.
import { useId, useState } from 'react';
import { isNumber, sentNumber, shownNumber } from '../numbers';
import { useItemText } from '../texts';
import type { InteractionProps, TextEntryInteraction } from '../types';
import css from './Inline.module.css';

const WIDEST = 40;
const MAX_CHARS = 20_000;

export function TextEntry({
  interaction,
  value,
  onChange,
  disabled,
  language,
  number,
  total,
}: InteractionProps<TextEntryInteraction>) {
  const t = useItemText();
  const id = useId();
  const { entry } = interaction;
  const stored = value[0] ?? '';
  const sent = (text: string): string => (entry === 'string' ? text : sentNumber(text));
  const [typed, setTyped] = useState(() => (entry === 'string' ? stored : shownNumber(stored, language)));
  // What was typed stays as it was; a value that came from elsewhere is shown in its place.
  const shown = sent(typed) === stored ? typed : entry === 'string' ? stored : shownNumber(stored, language);
  const invalid = entry !== 'string' && stored !== '' && !isNumber(stored, entry);
  return (
    <>
      <input
        type="text"
        className={css.field}
        size={Math.min(interaction.expected_length ?? (entry === 'string' ? 20 : 8), WIDEST)}
        maxLength={MAX_CHARS}
        lang={language}
        inputMode={entry === 'string' ? undefined : 'decimal'}
        autoComplete="off"
        spellCheck={false}
        aria-label={t('gap', { n: number, total })}
        aria-invalid={invalid}
        aria-describedby={invalid ? id : undefined}
        value={shown}
        disabled={disabled}
        data-answered={stored !== ''}
        data-testid={`gap-${interaction.response_id}`}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          onChange(sent(text) === '' ? [] : [sent(text)]);
        }}
      />
      {invalid && (
        <span id={id} className={css.fault} role="status">
          {t(entry === 'integer' ? 'entry.notInteger' : 'entry.notNumber')}
        </span>
      )}
    </>
  );
}

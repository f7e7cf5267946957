/// Choose the word that belongs into a gap of the text.
import { textOf } from '../markup';
import { useItemText } from '../texts';
import type { InlineChoiceInteraction, InteractionProps } from '../types';
import css from './Inline.module.css';

export function InlineChoice({
  interaction,
  value,
  onChange,
  disabled,
  language,
  number,
  total,
}: InteractionProps<InlineChoiceInteraction>) {
  const t = useItemText();
  return (
    <select
      className={css.field}
      aria-label={t('gap', { n: number, total })}
      value={value[0] ?? ''}
      disabled={disabled}
      data-answered={value.length > 0}
      data-testid={`gap-${interaction.response_id}`}
      onChange={(event) => onChange(event.currentTarget.value === '' ? [] : [event.currentTarget.value])}
    >
      <option value="">… {t('unanswered')}</option>
      {interaction.choices.map(({ id, html }) => (
        <option key={id} value={id} lang={language}>
          {textOf(html)}
        </option>
      ))}
    </select>
  );
}

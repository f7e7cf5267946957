/// Choose one or several: radio buttons or boxes, each with the number key that chooses it.
import { useId } from 'react';
import { isFull, toggled } from '../answers';
import { Markup } from '../Markup';
import { useItemText } from '../texts';
import type { ChoiceInteraction, InteractionProps } from '../types';
import css from './Choice.module.css';
import { Clear } from './Clear';

export function Choice({
  interaction,
  value,
  onChange,
  disabled,
  language,
  labelledBy,
}: InteractionProps<ChoiceInteraction>) {
  const t = useItemText();
  const id = useId();
  const { choices, max_choices } = interaction;
  const single = max_choices === 1;
  const full = !single && isFull(value, max_choices);
  const hint = useHint(interaction);
  return (
    <div
      role={single ? 'radiogroup' : 'group'}
      aria-labelledby={labelledBy}
      aria-describedby={hint === null ? undefined : `${id}-hint`}
      className={css.choices}
    >
      {hint !== null && (
        <p id={`${id}-hint`} className={css.hint}>
          {hint}
        </p>
      )}
      {choices.map((choice, index) => (
        <label key={choice.id} className={css.choice} data-testid={`option-${index}`} data-option={choice.id}>
          <input
            type={single ? 'radio' : 'checkbox'}
            name={id}
            value={choice.id}
            checked={value.includes(choice.id)}
            disabled={disabled || (full && !value.includes(choice.id))}
            onChange={() => onChange(single ? [choice.id] : toggled(value, choice.id, max_choices))}
          />
          <span className={css.key} aria-hidden>
            {index + 1}
          </span>
          <Markup html={choice.html} language={language} />
        </label>
      ))}
      {full && (
        <p role="status" className={css.hint}>
          {t('choice.full')}
        </p>
      )}
      <Clear shown={single && value.length > 0 && !disabled} onClear={() => onChange([])} />
    </div>
  );
}

/** How many may be chosen, in words; null where the radio buttons say it. */
function useHint({ min_choices: min, max_choices: max, choices }: ChoiceInteraction): string | null {
  const t = useItemText();
  if (max === 1) return null;
  const bounded = max > 0 && max < choices.length;
  if (bounded && min === max) return t('choice.exact', { n: max });
  if (bounded) return min > 1 ? t('choice.range', { min, max }) : t('choice.atMost', { max });
  return min > 1 ? t('choice.atLeast', { min }) : t('choice.any');
}

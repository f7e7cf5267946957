/// How much one agrees: a row of steps, in the order of the scale; a column where it is narrow.
import { useId } from 'react';
import { Markup } from '../Markup';
import type { InteractionProps, LikertInteraction } from '../types';
import { Clear } from './Clear';
import css from './Likert.module.css';

export function Likert({
  interaction,
  value,
  onChange,
  disabled,
  language,
  labelledBy,
}: InteractionProps<LikertInteraction>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-labelledby={labelledBy} className={css.scale}>
      <div className={css.steps}>
        {interaction.choices.map((choice, index) => (
          <label key={choice.id} className={css.step} data-testid={`option-${index}`} data-option={choice.id}>
            <input
              type="radio"
              name={name}
              value={choice.id}
              checked={value.includes(choice.id)}
              disabled={disabled}
              onChange={() => onChange([choice.id])}
            />
            <Markup html={choice.html} language={language} as="span" />
          </label>
        ))}
      </div>
      <Clear shown={value.length > 0 && !disabled} onClear={() => onChange([])} />
    </div>
  );
}

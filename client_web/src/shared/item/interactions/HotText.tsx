/// Mark places of a passage: each is a button that stays pressed.
import { isFull, toggled } from '../answers';
import { Markup, Nodes } from '../Markup';
import { useItemText } from '../texts';
import type { HotTextInteraction, InteractionProps } from '../types';
import css from './HotText.module.css';

export function HotText({
  interaction,
  value,
  onChange,
  disabled,
  language,
  labelledBy,
}: InteractionProps<HotTextInteraction>) {
  const t = useItemText();
  const { passage, hottext_ids, max_choices: max } = interaction;
  const full = isFull(value, max);
  const button = (element: Element) => {
    const id = element.getAttribute('data-hottext');
    if (id === null || !hottext_ids.includes(id)) return undefined;
    const pressed = value.includes(id);
    return (
      <button
        type="button"
        className={css.place}
        aria-pressed={pressed}
        disabled={disabled || (full && !pressed)}
        data-testid={`hottext-${id}`}
        onClick={() => onChange(toggled(value, id, max))}
      >
        <Nodes of={element} />
      </button>
    );
  };
  return (
    <div role="group" aria-labelledby={labelledBy} className={css.hottext}>
      <p className={css.lead}>
        {max === 1 ? t('hottext.one') : max === 0 ? t('hottext.any') : t('hottext.atMost', { max })}
      </p>
      <Markup html={passage} language={language} replace={button} />
    </div>
  );
}

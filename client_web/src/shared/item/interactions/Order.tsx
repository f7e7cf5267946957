/// Put the choices into an order: by buttons, by dragging; each move is said aloud.
import { type DragEvent, useRef, useState } from 'react';
import { Markup } from '../Markup';
import { textOf } from '../markup';
import { moved, orderedChoices } from '../order';
import { useItemText } from '../texts';
import type { InteractionProps, OrderInteraction } from '../types';
import css from './Order.module.css';

export function Order({
  interaction,
  value,
  onChange,
  disabled,
  language,
  labelledBy,
}: InteractionProps<OrderInteraction>) {
  const t = useItemText();
  const [said, setSaid] = useState('');
  const [dragged, setDragged] = useState<number | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const choices = orderedChoices(interaction.choices, value);

  const move = (from: number, to: number): void => {
    const choice = choices[from];
    if (disabled || !choice || to < 0 || to >= choices.length || from === to) return;
    onChange(moved(choices, from, to).map(({ id }) => id));
    setSaid(t('order.moved', { what: textOf(choice.html), n: to + 1, total: choices.length }));
  };
  /** The same button of the moved row keeps the focus; at an end, its other one. */
  const press = (from: number, step: 1 | -1): void => {
    move(from, from + step);
    const end = from + step === 0 ? 'down' : from + step === choices.length - 1 ? 'up' : null;
    const name = end ?? (step === 1 ? 'down' : 'up');
    requestAnimationFrame(() => buttonOf(list.current, from + step, name)?.focus());
  };
  const drop = (event: DragEvent, to: number): void => {
    event.preventDefault();
    if (dragged !== null) move(dragged, to);
    setDragged(null);
  };

  return (
    <div role="group" aria-labelledby={labelledBy} className={css.order}>
      <p className={css.lead}>{t('order.lead')}</p>
      <ol ref={list} className={css.list}>
        {choices.map((choice, index) => (
          <li
            key={choice.id}
            className={css.row}
            draggable={!disabled}
            data-testid="order-row"
            data-option={choice.id}
            data-dragged={dragged === index}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              setDragged(index);
            }}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => drop(event, index)}
          >
            <span className={css.place} aria-hidden>
              {index + 1}
            </span>
            <Markup html={choice.html} language={language} />
            <button
              type="button"
              data-move="up"
              disabled={disabled || index === 0}
              aria-label={t('order.up', { what: textOf(choice.html) })}
              onClick={() => press(index, -1)}
            >
              <span aria-hidden>↑</span>
            </button>
            <button
              type="button"
              data-move="down"
              disabled={disabled || index === choices.length - 1}
              aria-label={t('order.down', { what: textOf(choice.html) })}
              onClick={() => press(index, 1)}
            >
              <span aria-hidden>↓</span>
            </button>
          </li>
        ))}
      </ol>
      {value.length === 0 && (
        <p className={css.keep}>
          {t('order.unanswered')}{' '}
          <button
            type="button"
            disabled={disabled}
            data-testid="order-keep"
            onClick={() => onChange(choices.map(({ id }) => id))}
          >
            {t('order.keep')}
          </button>
        </p>
      )}
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </div>
  );
}

function buttonOf(list: HTMLElement | null, row: number, name: 'up' | 'down'): HTMLButtonElement | null {
  return list?.children[row]?.querySelector<HTMLButtonElement>(`[data-move="${name}"]`) ?? null;
}

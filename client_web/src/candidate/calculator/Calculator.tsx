/// The calculator of a block whose aids allow one: a window of its own beside the question, by pointer or by keys.
import { type KeyboardEvent, useEffect, useReducer, useRef } from 'react';
import { useLanguage } from '../../shared';
import { type CalculatorKey, type Calculator as State, CLEARED, pressed } from './arithmetic';
import css from './Calculator.module.css';
import { calculatorKey } from './keys';
import { useCalculatorText } from './texts';
import { usePlace } from './usePlace';

interface Pad {
  readonly id: string;
  readonly sign: string;
  readonly key: CalculatorKey;
}
const digit = (number: number): Pad => ({
  id: `digit-${number}`,
  sign: String(number),
  key: { press: 'digit', digit: number },
});
const PADS: readonly Pad[] = [
  { id: 'clear', sign: 'C', key: { press: 'clear' } },
  { id: 'erase', sign: '⌫', key: { press: 'erase' } },
  { id: 'percent', sign: '%', key: { press: 'percent' } },
  { id: 'divide', sign: '÷', key: { press: 'divide' } },
  ...[7, 8, 9].map(digit),
  { id: 'multiply', sign: '×', key: { press: 'multiply' } },
  ...[4, 5, 6].map(digit),
  { id: 'subtract', sign: '−', key: { press: 'subtract' } },
  ...[1, 2, 3].map(digit),
  { id: 'add', sign: '+', key: { press: 'add' } },
  { id: 'sign', sign: '±', key: { press: 'sign' } },
  digit(0),
  { id: 'point', sign: ',', key: { press: 'point' } },
  { id: 'equals', sign: '=', key: { press: 'equals' } },
];
const SIGNS = { add: '+', subtract: '−', multiply: '×', divide: '÷' } as const;

interface CalculatorProps {
  readonly onClose: () => void;
}

export function Calculator({ onClose }: CalculatorProps) {
  const t = useCalculatorText();
  const { language } = useLanguage();
  const [state, press] = useReducer(pressed, CLEARED);
  const box = useRef<HTMLElement>(null);
  const display = useRef<HTMLOutputElement>(null);
  const { place, head, dock } = usePlace(box);
  useEffect(() => display.current?.focus(), []);

  const point = language === 'en' ? '.' : ',';
  const number = (text: string): string => text.replace('-', '−').replace('.', point);
  const shown = state.fault ? t(state.fault) : number(state.entry);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') return onClose();
    const onButton = event.target instanceof HTMLButtonElement;
    const key = event.key === 'Enter' && onButton ? null : calculatorKey(event.key, event.code);
    if (!key) return;
    event.preventDefault();
    press(key);
  };

  return (
    <section
      ref={box}
      role="dialog"
      aria-label={t('title')}
      className={css.calculator}
      style={place ? { left: place.x, top: place.y, right: 'auto', bottom: 'auto' } : undefined}
      data-testid="calculator"
      onKeyDown={onKeyDown}
    >
      <div className={css.head}>
        <button type="button" className={css.grip} {...head} aria-label={t('move')} title={t('move')}>
          <span aria-hidden>⠿</span> {t('title')}
        </button>
        <button type="button" className={css.small} onClick={dock} disabled={place === null}>
          {t('dock')}
        </button>
        <button
          type="button"
          className={css.small}
          onClick={onClose}
          aria-label={t('close')}
          data-testid="calculator-close"
        >
          ✕
        </button>
      </div>
      <div className={css.screen}>
        <span className={css.line}>{lineOf(state, number)}</span>
        <output ref={display} tabIndex={-1} className={css.display} data-testid="calculator-display">
          {shown}
        </output>
        <span role="status" className="visually-hidden">
          {state.typing ? '' : shown}
        </span>
      </div>
      <div className={css.pads}>
        {PADS.map((pad) => (
          <button
            key={pad.id}
            type="button"
            className={css.pad}
            data-kind={pad.key.press}
            aria-label={nameOf(pad, t)}
            data-testid={`calculator-${pad.id}`}
            onClick={() => press(pad.key)}
          >
            {pad.id === 'point' ? point : pad.sign}
          </button>
        ))}
      </div>
      <p className={css.note}>{t('keys')}</p>
    </section>
  );
}

function lineOf(state: State, number: (text: string) => string): string {
  return state.left !== null && state.operation ? `${number(state.left)} ${SIGNS[state.operation]}` : '';
}

function nameOf(pad: Pad, t: ReturnType<typeof useCalculatorText>): string {
  return pad.key.press === 'digit' ? pad.sign : t(`key.${pad.key.press}`);
}

// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LanguageProvider } from '../i18n';
import { ItemBody } from './ItemBody';
import { itemTexts } from './texts';
import type { Answers, ChoiceView, InteractionView, ItemView, StimulusView } from './types';

beforeAll(() => {
  localStorage.setItem('synaq.language', 'ru');
  return itemTexts.load('ru');
});
afterEach(cleanup);

const view = (id: string, html = id): ChoiceView => ({ id, html, match_max: 1 });
const three = [view('a', 'Алма'), view('b', 'Алмұрт'), view('c', 'Өрік')];
let answers: Answers = {};

function Held({ item, disabled }: { item: ItemView; disabled: boolean }) {
  const [held, setHeld] = useState<Answers>({});
  answers = held;
  return <ItemBody item={item} answers={held} onChange={setHeld} disabled={disabled} />;
}

async function show(
  interactions: InteractionView[],
  body: string,
  { stimulus = null, disabled = false }: { stimulus?: StimulusView | null; disabled?: boolean } = {},
) {
  const item: ItemView = { body, interactions, stimulus, language: 'kk' };
  render(
    <LanguageProvider areas={[itemTexts]}>
      <Held item={item} disabled={disabled} />
    </LanguageProvider>,
  );
  await screen.findByTestId('item-stem');
}

const choice = (min_choices: number, max_choices: number): InteractionView => ({
  kind: 'choice',
  response_id: 'R',
  choices: three,
  min_choices,
  max_choices,
});
const BLOCK = '<p>Қайсысы?</p><div data-response="R"></div>';

describe('choice', () => {
  it('is named by the text before it, in the item’s language, and answered by one id', async () => {
    await show([choice(0, 1)], BLOCK);
    const group = screen.getByRole('radiogroup', { name: 'Қайсысы?' });
    fireEvent.click(within(group).getByRole('radio', { name: 'Алмұрт' }));
    expect(answers).toEqual({ R: ['b'] });
    expect(screen.getByTestId('item-stem').lang).toBe('kk');
  });

  it('can be taken back', async () => {
    await show([choice(0, 1)], BLOCK);
    fireEvent.click(screen.getByRole('radio', { name: 'Өрік' }));
    fireEvent.click(screen.getByTestId('clear-answer'));
    expect(answers).toEqual({});
  });

  it('of several stops at the most, and says so', async () => {
    await show([choice(1, 2)], BLOCK);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Алма' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Өрік' }));
    expect(answers).toEqual({ R: ['a', 'c'] });
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Алмұрт' }).disabled).toBe(true);
    expect(screen.getByRole('status').textContent).toContain('Больше отметить нельзя');
  });

  it('cannot be changed when closed', async () => {
    await show([choice(0, 1)], BLOCK, { disabled: true });
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Алма' }).disabled).toBe(true);
  });
});

it('gaps stand in the line and are numbered', async () => {
  const gaps: InteractionView[] = [
    { kind: 'inline_choice', response_id: 'G', choices: three },
    { kind: 'text_entry', response_id: 'N', entry: 'number', expected_length: 5 },
  ];
  await show(
    gaps,
    '<p>Жеміс: <span data-response="G"></span>, салмағы: <span data-response="N"></span> кг.</p>',
  );
  fireEvent.change(screen.getByRole('combobox', { name: 'Пропуск 1 из 2' }), { target: { value: 'c' } });
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Пропуск 2 из 2' });
  fireEvent.change(field, { target: { value: '3,' } });
  expect(field.value).toBe('3,');
  fireEvent.change(field, { target: { value: '3,5' } });
  expect(answers).toEqual({ G: ['c'], N: ['3.5'] });
  expect(field.value).toBe('3,5');
  fireEvent.change(field, { target: { value: 'көп' } });
  expect(field.getAttribute('aria-invalid')).toBe('true');
});

it('order is no answer until something is moved or kept; a move is said and the button keeps the focus', async () => {
  await show([{ kind: 'order', response_id: 'R', choices: three }], BLOCK);
  expect(answers).toEqual({});
  fireEvent.click(screen.getByRole('button', { name: 'Переместить ниже: Алма' }));
  expect(answers).toEqual({ R: ['b', 'a', 'c'] });
  expect(screen.getByRole('status').textContent).toBe('Алма: место 2 из 3');
  await new Promise(requestAnimationFrame);
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Переместить ниже: Алма');
});

it('order as it stands can be the answer', async () => {
  await show([{ kind: 'order', response_id: 'R', choices: three }], BLOCK);
  fireEvent.click(screen.getByTestId('order-keep'));
  expect(answers).toEqual({ R: ['a', 'b', 'c'] });
});

it('order is changed by dragging', async () => {
  await show([{ kind: 'order', response_id: 'R', choices: three }], BLOCK);
  const [first, , third] = screen.getAllByTestId('order-row');
  fireEvent.dragStart(first as HTMLElement, { dataTransfer: {} });
  fireEvent.drop(third as HTMLElement);
  expect(answers).toEqual({ R: ['b', 'c', 'a'] });
});

it('match gives pairs, and a right side used up is no longer offered', async () => {
  const match: InteractionView = {
    kind: 'match',
    response_id: 'R',
    left: [view('l1', 'Бірінші'), view('l2', 'Екінші')],
    right: [view('r1', 'Біреу'), view('r2', 'Екеу')],
    max_associations: 0,
  };
  await show([match], BLOCK);
  fireEvent.change(screen.getByRole('combobox', { name: /Бірінші/ }), { target: { value: 'r2' } });
  expect(answers).toEqual({ R: ['l1 r2'] });
  const second = screen.getByRole('combobox', { name: /Екінші/ });
  expect(within(second).getByRole<HTMLOptionElement>('option', { name: 'Екеу' }).disabled).toBe(true);
});

it('hot text is marked by buttons within the passage', async () => {
  const hottext: InteractionView = {
    kind: 'hottext',
    response_id: 'R',
    passage: '<p>Заң <span data-hottext="h1">2015 жылы</span> <span data-hottext="h2">қабылданды</span>.</p>',
    hottext_ids: ['h1', 'h2'],
    min_choices: 0,
    max_choices: 1,
  };
  await show([hottext], BLOCK);
  fireEvent.click(screen.getByRole('button', { name: '2015 жылы' }));
  fireEvent.click(screen.getByRole('button', { name: 'қабылданды' }));
  expect(answers).toEqual({ R: ['h2'] });
  expect(screen.getByRole('button', { name: 'қабылданды', pressed: true })).toBeTruthy();
});

it('an essay beyond its limit is kept whole and marked', async () => {
  const essay: InteractionView = {
    kind: 'extended_text',
    response_id: 'R',
    min_words: null,
    max_words: 2,
    expected_length: null,
  };
  await show([essay], BLOCK);
  fireEvent.change(screen.getByRole('textbox', { name: 'Қайсысы?' }), {
    target: { value: 'бір екі үш төрт' },
  });
  expect(answers).toEqual({ R: ['бір екі үш төрт'] });
  expect(screen.getByTestId('word-count').dataset.words).toBe('4');
  expect(screen.getByTestId('over-limit').textContent).toContain('на 2 слова');
});

it('a scale is a row of radio buttons in the order of the scale', async () => {
  await show([{ kind: 'likert', response_id: 'R', choices: three }], BLOCK);
  expect(screen.getAllByRole('radio').map((one) => (one as HTMLInputElement).value)).toEqual(['a', 'b', 'c']);
});

it('an interaction without a place stands at the end', async () => {
  await show([choice(0, 1)], '<p>Қайсысы?</p>');
  expect(screen.getAllByRole('radio')).toHaveLength(3);
});

it('a chart has its data as a table', async () => {
  const stimulus: StimulusView = {
    code: 'S1',
    kind: 'chart',
    title: 'Өтініштер саны',
    html: null,
    image: null,
    chart: {
      src: '/api/assets/x',
      alt: 'Бағанды диаграмма',
      table_html: '<table><caption>Жылдар</caption><tbody><tr><td>7</td></tr></tbody></table>',
    },
  };
  await show([choice(0, 1)], BLOCK, { stimulus });
  expect(screen.getByRole('img', { name: 'Бағанды диаграмма' })).toBeTruthy();
  expect(screen.queryByRole('table')).toBeNull();
  fireEvent.click(screen.getByTestId('chart-table-toggle'));
  expect(screen.getByRole('region', { name: 'Жылдар' })).toBeTruthy();
  expect(screen.getByRole('cell', { name: '7' })).toBeTruthy();
});

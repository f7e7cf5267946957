// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { LanguageProvider, shared } from '../../shared';
import { staff } from '../../staff/texts';
import { GROUPS } from './rules';
import { SignalsDesk } from './SignalsDesk';
import { signalTexts } from './texts';

beforeAll(() => Promise.all([shared, staff, signalTexts].map((area) => area.load('kk'))));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const numbers = {
  thresholds: Object.fromEntries(GROUPS.flatMap(({ thresholds }) => thresholds.map((name) => [name, 1]))),
  durations_s: Object.fromEntries(GROUPS.map(({ type }) => [type, 3])),
};
const settings = { thresholds: {}, durations_s: {}, holds: numbers, defaults: numbers, version: 0 };
const turned = { type: 'turned', n_before: 4, n_after: 1, n_new: 0, n_gone: 3 };

function show() {
  localStorage.setItem('synaq.language', 'kk');
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider>
        <LanguageProvider areas={[shared, staff, signalTexts]}>
          <SignalsDesk programme_id="legislation" title="T" settings={settings} onDone={vi.fn()} />
        </LanguageProvider>
      </MantineProvider>
    </QueryClientProvider>,
  );
}

const SLOW = { timeout: 20_000 };
const field = (id: string) => screen.getByTestId<HTMLInputElement>(id);
const write = (id: string, value: string) => fireEvent.change(field(id), { target: { value } });
const isOff = (id: string) => screen.getByTestId<HTMLButtonElement>(id).disabled;

it('lets numbers hold only after they were tried on every attempt, and not when they changed since', async () => {
  const asked: unknown[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push(await request.json());
    return Response.json({ n_attempts: 5, n_analysed: 10, n_changed: 3, types: [turned] });
  });
  show();
  await screen.findByTestId('signals-form', {}, SLOW);
  expect(isOff('signals-apply')).toBe(true);
  write('signals-durations_s-turned', '4,5');
  expect(isOff('signals-apply')).toBe(true);
  fireEvent.click(screen.getByTestId('signals-try'));
  const row = await screen.findByTestId('signals-change', {}, SLOW);
  await vi.waitFor(() => expect(isOff('signals-apply')).toBe(false), SLOW);
  expect([row.dataset.before, row.dataset.after]).toEqual(['8', '2']);
  expect(asked).toMatchObject([
    { durations_s: { turned: 4.5 }, skip: 0 },
    { durations_s: { turned: 4.5 }, skip: 5 },
  ]);
  write('signals-durations_s-turned', '5');
  expect(isOff('signals-apply')).toBe(true);
}, 60_000);

it('names what is wrong at its field and tries nothing', async () => {
  show();
  await screen.findByTestId('signals-form', {}, SLOW);
  write('signals-durations_s-turned', '61');
  expect(field('signals-durations_s-turned').getAttribute('aria-invalid')).toBe('true');
  expect(isOff('signals-try')).toBe(true);
}, 60_000);

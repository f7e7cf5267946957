// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { LanguageProvider, shared } from '../../shared';
import { ANNOUNCED_MINUTES } from './announcements';
import { Countdown } from './Countdown';
import { testTexts } from './texts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

beforeAll(() => Promise.all([shared.load('en'), testTexts.load('en')]));
afterEach(cleanup);

const view = (left: number, confirmed = true) => (
  <LanguageProvider areas={[shared, testTexts]}>
    <Countdown left={left} confirmed={confirmed} />
  </LanguageProvider>
);

it('says the time left at its marks alone, and the timer itself is silent', async () => {
  localStorage.setItem('synaq.language', 'en');
  const { rerender } = render(view(31 * MINUTE));
  const timer = await screen.findByRole('timer');
  const status = screen.getByTestId('time-status');
  const said: string[] = [];
  for (let left = 31 * MINUTE; left > -SECOND; left -= 10 * SECOND) {
    rerender(view(left));
    const words = status.textContent;
    if (words !== '' && words !== said.at(-1)) said.push(words);
  }
  expect(said.map((words) => Number(/\d+/.exec(words)?.[0]))).toEqual([...ANNOUNCED_MINUTES]);
  expect([timer.getAttribute('aria-live'), status.getAttribute('role')]).toEqual(['off', 'status']);
});

it('marks a time that the server has not confirmed since the page was loaded', async () => {
  localStorage.setItem('synaq.language', 'en');
  render(view(5 * MINUTE, false));
  expect((await screen.findByRole('timer')).textContent).toBe('≈ 5:00');
});

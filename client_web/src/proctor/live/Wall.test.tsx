// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { memo } from 'react';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { LanguageProvider, type Schemas } from '../../shared';
import { interventionTexts } from '../../shared/interventions/texts';
import { staff } from '../../staff/texts';
import { actTexts } from './act/texts';
import { rememberLayout } from './layout';
import { pauseTexts } from './pause/texts';
import { liveTexts } from './texts';
import { areTilesAlike, LiveTile, type TileProps } from './Tile';
import { Wall } from './Wall';

const AREAS = [staff, liveTexts, actTexts, pauseTexts, interventionTexts];
const N = 150;
const BEGUN = Date.parse('2026-11-22T07:00:00Z');
const at = (ms: number) => new Date(ms).toISOString();
const title = { kk: 'Тест', ru: 'Тест', en: 'Test' };
const interventions: Schemas['LiveRow']['interventions'] = [];

let drawn: string[];
/** Whether tiles are drawn with all that is on them; 150 of those take the test's browser too long. */
let whole: boolean;
const Counting = memo(function CountedTile(props: TileProps) {
  drawn.push(props.view.id);
  return whole ? <LiveTile {...props} /> : <li data-testid="live-tile" />;
}, areTilesAlike);

/** The server's answer after `s` seconds; every camera's last instant has moved on with it. */
function answer(s: number, answers: Readonly<Record<string, number>> = {}): Schemas['LiveView'] {
  const now = BEGUN + s * 1000;
  const attempts = Array.from({ length: N }, (_, n) => ({
    attempt_id: `a${n}`,
    personal_number: `KZ-${n}`,
    programme_title: title,
    started_at: at(BEGUN - 600_000),
    deadline_at: at(BEGUN + 3_000_000),
    media: { connected: true, last_media_at: at(now - 500) },
    paused_at: null,
    may_pause: false,
    silent_since: null,
    n_incidents: 0,
    last_incident_at: null,
    n_answered: answers[`a${n}`] ?? 0,
    n_items: 55,
    end_allowed: false,
    interventions,
    still_url: null,
    still_at: null,
  }));
  return { server_now: at(now), n_running: N, group: 0, n_groups: 1, attempts, storage_full: false };
}

function page(view: Schemas['LiveView'], received_at_ms = Date.parse(view.server_now)) {
  return (
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <LanguageProvider areas={AREAS}>
          <Wall view={view} received_at_ms={received_at_ms} onGroup={() => undefined} tile={Counting} />
        </LanguageProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}

beforeAll(async () => {
  localStorage.setItem('synaq.language', 'en');
  await Promise.all(AREAS.map((area) => area.load('en')));
});
beforeEach(() => {
  drawn = [];
  whole = true;
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it.each([
  ['16', 16],
  ['list', N],
] as const)('with %s of 150 attempts draws anew only what has changed', async (layout, shown) => {
  rememberLayout(layout);
  whole = false;
  const { rerender } = render(page(answer(0)));
  expect(await screen.findAllByTestId('live-tile')).toHaveLength(shown);
  drawn = [];
  rerender(page(answer(5)));
  expect(drawn).toEqual([]);
  rerender(page(answer(10, { a3: 1, a7: 1 })));
  expect(drawn.sort()).toEqual(['a3', 'a7']);
});

it('draws no tile anew when a second passes', async () => {
  rememberLayout('9');
  render(page(answer(0), Date.now()));
  await screen.findAllByTestId('live-tile');
  drawn = [];
  const counted = screen.getAllByTestId('time-left')[0]?.textContent;
  vi.setSystemTime(Date.now() + 60_000);
  await waitFor(() => expect(screen.getAllByTestId('time-left')[0]?.textContent).not.toBe(counted), {
    timeout: 3000,
  });
  expect(drawn).toEqual([]);
});

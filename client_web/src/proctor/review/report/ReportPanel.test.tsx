// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { LanguageProvider, shared } from '../../../shared';
import { ReportPanel } from './ReportPanel';
import { reportTexts } from './texts';

const AREAS = [shared, reportTexts];

function show(report_allowed: boolean) {
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <LanguageProvider areas={AREAS}>
          <h1>page</h1>
          <ReportPanel of={{ review_id: 'r1', personal_number: 'KZ-1', report_allowed }} />
        </LanguageProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
}

beforeAll(() => Promise.all(AREAS.map((area) => area.load('kk'))));
afterEach(cleanup);

it('offers a report in three forms to whom the server gives one', async () => {
  show(true);
  for (const form of ['pdf', 'csv', 'json']) expect(await screen.findByTestId(`report-${form}`)).toBeTruthy();
});

it('offers nothing to whom the server would refuse', async () => {
  show(false);
  await screen.findByText('page');
  expect(screen.queryByTestId('report')).toBeNull();
});

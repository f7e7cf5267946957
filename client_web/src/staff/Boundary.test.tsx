// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { LanguageProvider, shared } from '../shared';
import { Boundary } from './Boundary';
import { staff } from './texts';

beforeAll(() => Promise.all([shared.load('kk'), staff.load('kk')]));
afterEach(cleanup);

function Broken(): never {
  throw new TypeError('Failed to fetch dynamically imported module');
}

it('says what to do when a section’s code does not arrive, and keeps the page around it', async () => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  localStorage.setItem('synaq.language', 'kk');
  render(
    <MantineProvider>
      <LanguageProvider areas={[shared, staff]}>
        <p>menu</p>
        <Boundary>
          <Broken />
        </Boundary>
      </LanguageProvider>
    </MantineProvider>,
  );
  expect((await screen.findByTestId('error-notice')).dataset.code).toBe('network');
  expect(screen.getByText('menu')).toBeTruthy();
  expect(screen.getByRole('button')).toBeTruthy();
  quiet.mockRestore();
});

// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { LanguageProvider, type Schemas, SESSION_KEY, shared } from '../../shared';
import { PasswordForm } from './PasswordForm';
import { passwordTexts } from './texts';

const AREAS = [shared, passwordTexts];
const NEW = 'four words of mine';

const session = (first_password: boolean): Schemas['SessionView'] => ({
  account: {
    id: 'a1',
    login: 'new.senior',
    role: 'proctor',
    display_name: 'Жаңа',
    language: 'kk',
    is_senior: false,
    first_password,
  },
  csrf_token: 'c',
  server_now: '2026-11-22T07:00:00Z',
});

let queries: QueryClient;
let sent: unknown[];

function serve(status: number, body: unknown) {
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push([request.method, new URL(request.url).pathname, await request.json()]);
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' },
    });
  });
}

async function fill(values: Readonly<Record<'old' | 'next' | 'again', string>>) {
  for (const [name, value] of Object.entries(values))
    fireEvent.change(await screen.findByTestId(`password-${name}`), { target: { value } });
  fireEvent.submit(screen.getByTestId('password-form'));
}

function show(first: boolean) {
  queries.setQueryData(SESSION_KEY, session(first));
  render(
    <MantineProvider>
      <QueryClientProvider client={queries}>
        <LanguageProvider areas={AREAS}>
          <PasswordForm login="new.senior" first={first} />
        </LanguageProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
}

beforeAll(() => Promise.all(AREAS.map((area) => area.load('en'))));
beforeEach(() => {
  localStorage.setItem('synaq.language', 'en');
  queries = new QueryClient();
  sent = [];
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('sends nothing that would be refused, and says why', async () => {
  serve(200, session(false));
  show(false);
  await fill({ old: 'present one', next: 'short', again: 'other' });
  expect(await screen.findByText('It takes at least 12 characters.')).toBeTruthy();
  expect(screen.getByText('The two are not alike. Type the new password once more.')).toBeTruthy();
  expect(sent).toEqual([]);
});

it('changes it and makes the session one with a password of one’s own', async () => {
  serve(200, session(false));
  show(true);
  await fill({ old: 'given by somebody', next: NEW, again: NEW });
  await waitFor(() =>
    expect(queries.getQueryData<Schemas['SessionView']>(SESSION_KEY)?.account?.first_password).toBe(false),
  );
  expect(sent).toEqual([
    ['PUT', '/api/session/password', { old_password: 'given by somebody', new_password: NEW }],
  ]);
  expect(screen.getByTestId<HTMLInputElement>('password-next').value).toBe('');
});

it('keeps what was typed when the present password is wrong', async () => {
  const problem = { type: 'about:blank', title: '', status: 403, detail: '', params: {} };
  serve(403, { ...problem, code: 'old_password_wrong' });
  show(false);
  await fill({ old: 'mistyped', next: NEW, again: NEW });
  expect((await screen.findByTestId('error-notice')).dataset.code).toBe('old_password_wrong');
  expect(screen.getByTestId<HTMLInputElement>('password-next').value).toBe(NEW);
  expect(queries.getQueryData<Schemas['SessionView']>(SESSION_KEY)?.account?.first_password).toBe(false);
});

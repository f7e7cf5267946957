/// Who is signed in: the session as server data, signing in and out.
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, rememberCsrfToken, type Schemas, unwrap } from './api';

export type SessionView = Schemas['SessionView'];
export const SESSION_KEY = ['session'] as const;

/** Ask the server for the session and remember its CSRF token. */
export async function fetchSession(): Promise<SessionView> {
  const session = await unwrap(api.GET('/api/session'));
  rememberCsrfToken(session.csrf_token);
  return session;
}

export function useSession() {
  return useQuery({ queryKey: SESSION_KEY, queryFn: fetchSession, staleTime: 60_000 });
}

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['SignIn']) => unwrap(api.POST('/api/session', { body })),
    onSuccess(session) {
      rememberCsrfToken(session.csrf_token);
      becomeSomebodyElse(queries, session);
    },
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/session')),
    async onSuccess() {
      becomeSomebodyElse(queries, await fetchSession());
    },
  });
}

/** Forget what the former person saw; the session itself is replaced, not removed, so that the page hears of it. */
function becomeSomebodyElse(queries: QueryClient, session: SessionView): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });
  queries.setQueryData(SESSION_KEY, session);
}

/// The query client of a page: what is repeated by itself, and what asks for signing in again.
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { codeOf, isPassing } from './problem';
import { SESSION_KEY } from './session';

/** Refusals that come of the session itself: it is over, or its password has to be changed first. */
const ASK_WHO = new Set(['not_signed_in', 'first_password']);

/** Make the page's query client: passing failures are repeated twice, an expired session is asked anew. */
export function makeQueryClient(): QueryClient {
  const onError = (error: unknown): void => {
    if (ASK_WHO.has(codeOf(error))) void client.invalidateQueries({ queryKey: SESSION_KEY });
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // "always": without a line a request fails with a sentence instead of waiting in silence.
      queries: {
        networkMode: 'always',
        retry: (failures, error) => failures < 2 && isPassing(error),
        refetchOnWindowFocus: false,
      },
      mutations: {
        networkMode: 'always',
        retry: (failures, error) => failures < 1 && codeOf(error) === 'csrf_refused',
      },
    },
  });
  return client;
}

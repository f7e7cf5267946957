/// How the pages talk to the server: typed paths, the CSRF header, a time limit, problems as exceptions.
import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from '../api.gen';
import { type ApiProblem, networkProblem, problemOf } from './problem';

export type Schemas = components['schemas'];

const REQUEST_LIMIT_MS = 15_000;
const CHANGING = new Set(['POST', 'PUT', 'DELETE']);

let csrfToken = '';

/** Remember the token of the newest SessionView; every changing request carries it. */
export function rememberCsrfToken(token: string): void {
  csrfToken = token;
}

/** The header that every changing request carries. */
export const csrfHeader = () => ({ 'X-CSRF-Token': csrfToken });

const csrf: Middleware = {
  onRequest({ request }) {
    if (CHANGING.has(request.method)) request.headers.set('X-CSRF-Token', csrfToken);
    return request;
  },
};

async function limitedFetch(request: Request): Promise<Response> {
  try {
    return await fetch(request, {
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(REQUEST_LIMIT_MS)]),
    });
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw networkProblem();
  }
}

export const api = createClient<paths>({
  baseUrl: location.origin,
  fetch: limitedFetch,
  credentials: 'same-origin',
});
api.use(csrf);

interface Outcome<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** The body of a successful response.
 *
 * Throws ApiProblem for a refusal, with code "network" when no answer came.
 */
export async function unwrap<T>(pending: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await pending;
  if (!response.ok) throw await refusalOf(response.status, error);
  return data as T;
}

/** The problem of a refused response. A token gone out of date is renewed first, so that a repeat succeeds. */
export async function refusalOf(status: number, body: unknown): Promise<ApiProblem> {
  const problem = problemOf(status, body);
  if (problem.code === 'csrf_refused') {
    const renewed = await api.GET('/api/session').catch(() => null);
    if (renewed?.data) rememberCsrfToken(renewed.data.csrf_token);
  }
  return problem;
}

/** POST a body that is not JSON (a picture, random bytes, an SDP); the response is returned when it is a success. */
export function postRaw(
  path: string,
  contentType: string,
  body: BodyInit,
  limitMs?: number,
): Promise<Response> {
  return sendRaw('POST', path, contentType, body, limitMs);
}

/** Send a body that is not JSON; the response is returned when it is a success. */
export async function sendRaw(
  method: 'POST' | 'PUT',
  path: string,
  contentType: string,
  body: BodyInit,
  limitMs = REQUEST_LIMIT_MS,
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: { 'Content-Type': contentType, ...csrfHeader() },
      body,
      signal: AbortSignal.timeout(limitMs),
    });
  } catch {
    throw networkProblem();
  }
  if (!response.ok) throw await refusalOf(response.status, await response.json().catch(() => null));
  return response;
}

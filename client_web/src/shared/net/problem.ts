/// What can go wrong with a request, as one error class that carries the server's stable code.
import type { components } from '../api.gen';

export type Problem = components['schemas']['Problem'];

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(readonly problem: Problem) {
    super(problem.code);
  }

  get code(): string {
    return this.problem.code;
  }
}

const FALLBACK_CODES: Readonly<Record<number, string>> = {
  401: 'not_signed_in',
  403: 'not_allowed',
  404: 'unknown_route',
  413: 'too_large',
  422: 'malformed',
  429: 'too_many_tries',
};

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}

/** Read a refused response's body as a Problem; a body that is none becomes one by its status. */
export function problemOf(status: number, body: unknown): ApiProblem {
  if (isProblem(body)) return new ApiProblem(body);
  const code = FALLBACK_CODES[status] ?? (status >= 500 ? 'internal_error' : 'unknown');
  return new ApiProblem({ type: 'about:blank', title: code, status, code, detail: '', params: {} });
}

/** The line failed before any answer came: offline, refused, or out of time. */
export function networkProblem(): ApiProblem {
  return new ApiProblem({
    type: 'about:blank',
    title: 'network',
    status: 0,
    code: 'network',
    detail: '',
    params: {},
  });
}

/** Whether trying the same request again can help: no line, a busy server, a token that has been renewed since. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return false;
  const { status, code } = error.problem;
  return status === 0 || status === 429 || status >= 500 || code === 'csrf_refused';
}

export function codeOf(error: unknown): string {
  return error instanceof ApiProblem ? error.code : 'unknown';
}

import { describe, expect, it } from 'vitest';
import { codeOf, isPassing, networkProblem, problemOf } from './problem';

describe('problemOf', () => {
  it('takes the server’s code', () => {
    const body = {
      type: 'about:blank',
      title: '',
      status: 409,
      code: 'window_closed',
      detail: '',
      params: {},
    };
    expect(problemOf(409, body).code).toBe('window_closed');
  });

  it.each([
    [401, 'not_signed_in'],
    [404, 'unknown_route'],
    [500, 'internal_error'],
    [418, 'unknown'],
  ])('makes %i without a problem body into %s', (status, code) => {
    expect(problemOf(status, '<html>').code).toBe(code);
  });
});

describe('isPassing', () => {
  it.each([
    [networkProblem(), true],
    [problemOf(503, null), true],
    [problemOf(429, null), true],
    [problemOf(403, { ...networkProblem().problem, status: 403, code: 'csrf_refused' }), true],
    [problemOf(409, null), false],
    [new Error('a mistake of ours'), false],
  ])('%s: %s', (error, passing) => {
    expect(isPassing(error)).toBe(passing);
  });
});

describe('codeOf', () => {
  it('calls what is no problem unknown', () => {
    expect(codeOf(new Error('x'))).toBe('unknown');
  });
});

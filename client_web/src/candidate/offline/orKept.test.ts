// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, networkProblem } from '../../shared';
import { orKept } from './orKept';

const kept = (value: string | undefined) => () => Promise.resolve(value);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('orKept', () => {
  it('prefers what the server says', async () => {
    expect(await orKept(Promise.resolve('said'), kept('kept'))).toBe('said');
  });

  it('goes by what was kept when the line fails', async () => {
    expect(await orKept(Promise.reject(networkProblem()), kept('kept'))).toBe('kept');
  });

  it('does not wait for a silent line when something was kept', async () => {
    const answer = orKept(new Promise<string>(() => undefined), kept('kept'));
    await vi.advanceTimersByTimeAsync(4000);
    expect(await answer).toBe('kept');
  });

  it('waits for a silent line when nothing was kept', async () => {
    let say: (value: string) => void = () => undefined;
    const answer = orKept(new Promise<string>((resolve) => (say = resolve)), kept(undefined));
    await vi.advanceTimersByTimeAsync(9000);
    say('said late');
    expect(await answer).toBe('said late');
  });

  it('passes a refusal on, whatever was kept', async () => {
    const problem = { type: '', title: '', status: 401, code: 'not_signed_in', detail: '', params: {} };
    const refused = Promise.reject(new ApiProblem(problem));
    await expect(orKept(refused, kept('kept'))).rejects.toMatchObject({ code: 'not_signed_in' });
  });

  it('passes the failure on when nothing was kept', async () => {
    await expect(orKept(Promise.reject(networkProblem()), kept(undefined))).rejects.toMatchObject({
      code: 'network',
    });
  });
});

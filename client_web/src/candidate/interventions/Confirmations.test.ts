import { describe, expect, it, vi } from 'vitest';
import { Confirmations, type Intervention, type SayIt } from './Confirmations';

const one = (id: string, more: Partial<Intervention> = {}): Intervention => ({
  id,
  kind: 'message',
  set_text: 'more_light',
  text: '',
  sent_at: '2026-11-22T07:00:00Z',
  shown_at: null,
  seen_at: null,
  ...more,
});
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('Confirmations', () => {
  it('says once that the page shows it, however often the server asks', () => {
    const say = vi.fn<SayIt>(() => new Promise(() => undefined));
    const confirmations = new Confirmations(say);
    confirmations.heard([one('a')]);
    confirmations.heard([one('a')]);
    expect(say.mock.calls).toEqual([['a', 'shown']]);
  });

  it('repeats what was lost when the server asks again', async () => {
    const say = vi.fn<SayIt>(() => Promise.reject(new Error('no line')));
    const confirmations = new Confirmations(say);
    confirmations.heard([one('a')]);
    await settled();
    confirmations.heard([one('a')]);
    expect(say).toHaveBeenCalledTimes(2);
  });

  it('shows the oldest that is open; an answered one goes at once and is confirmed until it arrives', async () => {
    const say = vi.fn<SayIt>(() => Promise.reject(new Error('no line')));
    const confirmations = new Confirmations(say);
    const shown = { shown_at: '2026-11-22T07:00:01Z' };
    const pending = [one('end', { kind: 'end' }), one('a', shown), one('b', { kind: 'show_room' })];
    expect(confirmations.toShow(pending)?.id).toBe('a');
    confirmations.answer('a');
    expect(confirmations.toShow(pending)?.id).toBe('b');
    await settled();
    confirmations.heard([one('a', shown)]);
    expect(say.mock.calls.filter(([id]) => id === 'a')).toEqual([
      ['a', 'seen'],
      ['a', 'seen'],
    ]);
  });
});

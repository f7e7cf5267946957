// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../shared';
import { whatWasSeen } from './seen';
import { decisionTexts } from './texts';

describe.each(LANGUAGES)('what was seen, in %s', (language) => {
  it('tells how long, and where the head was turned', async () => {
    await decisionTexts.load(language);
    const t = decisionTexts.in(language);
    const turned = { type: 'turned', t0_s: 60, t1_s: 72.4 } as const;
    const left = whatWasSeen(t, { ...turned, direction: 'left' });
    expect(left).toContain('12');
    expect(left).not.toBe(whatWasSeen(t, { ...turned, direction: null }));
    expect(whatWasSeen(t, { type: 'absent', direction: null, t0_s: 5, t1_s: 5.1 })).toContain('1');
  });
});

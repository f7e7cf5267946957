import { describe, expect, it } from 'vitest';
import { newNonce, withFreshNonce } from './freshNonce';

const page = (policy: string | null) =>
  new Response('<head><meta name="csp-nonce" content="old-1" /></head><style nonce="old-1"></style>', {
    headers: { 'Content-Type': 'text/html', ...(policy ? { 'Content-Security-Policy': policy } : {}) },
  });

describe('withFreshNonce', () => {
  it('renews the nonce in the page and in its policy together', async () => {
    const shown = await withFreshNonce(page("default-src 'self'; style-src 'nonce-old-1'"), 'new-2');
    expect(shown.headers.get('Content-Security-Policy')).toBe("default-src 'self'; style-src 'nonce-new-2'");
    expect(shown.headers.get('Content-Type')).toBe('text/html');
    expect(await shown.text()).not.toContain('old-1');
  });

  it('leaves a page without a policy as it is', async () => {
    expect(await (await withFreshNonce(page(null), 'new-2')).text()).toContain('old-1');
  });

  it('makes nonces that fit into a policy and never repeat', () => {
    const made = new Set(Array.from({ length: 100 }, newNonce));
    expect(made.size).toBe(100);
    for (const nonce of made) expect(nonce).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });
});

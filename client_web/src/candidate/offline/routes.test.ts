import { describe, expect, it } from 'vitest';
import { answererOf } from './routes';

const HOUSE = 'https://synaq.test';
const asked = (path: string, mode: string, method = 'GET') =>
  answererOf({ url: new URL(path, HOUSE).href, mode, method }, HOUSE);

describe('answererOf', () => {
  it.each(['/', '/attempts/a1', '/attempts/a1?from=mail', '/anything'])('keeps the page at %s', (path) => {
    expect(asked(path, 'navigate')).toBe('page');
  });

  it.each(['/staff', '/staff/queue', '/api/proctor/export', '/healthz', '/readyz', '/staff.html', '/x.pdf'])(
    'leaves %s to the line',
    (path) => {
      expect(asked(path, 'navigate')).toBe('line');
    },
  );

  it('has the files and the pictures of items, and never the interface itself', () => {
    expect(asked('/assets/App-1.js', 'cors')).toBe('file');
    expect(asked('/api/assets/0f', 'no-cors')).toBe('item_media');
    expect(asked('/api/session', 'cors')).toBe('line');
    expect(asked('/assets/App-1.js', 'cors', 'POST')).toBe('line');
    expect(asked('https://elsewhere.test/assets/App-1.js', 'cors')).toBe('line');
  });
});

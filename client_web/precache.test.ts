import { describe, expect, it } from 'vitest';
import { filesOf } from './precache';

const chunk = (file: string, more = {}) => ({ file, ...more });

describe('filesOf', () => {
  it('follows what a page loads at once and later, with styles and pictures, and nothing of another page', () => {
    const manifest = {
      'index.html': chunk('assets/main.js', {
        isEntry: true,
        imports: ['_shared.js'],
        dynamicImports: ['src/test.tsx'],
        css: ['assets/main.css'],
      }),
      '_shared.js': chunk('assets/shared.js', { imports: ['index.html'], assets: ['assets/mark.svg'] }),
      'src/test.tsx': chunk('assets/test.js', { dynamicImports: ['src/kk.ts'] }),
      'src/kk.ts': chunk('assets/kk.js'),
      'staff.html': chunk('assets/staff.js', { imports: ['_shared.js'] }),
    };
    expect(filesOf(manifest, 'index.html')).toEqual([
      'assets/kk.js',
      'assets/main.css',
      'assets/main.js',
      'assets/mark.svg',
      'assets/shared.js',
      'assets/test.js',
    ]);
  });
});

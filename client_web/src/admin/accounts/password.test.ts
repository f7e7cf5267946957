import { expect, it } from 'vitest';
import { newPassword } from './password';

it('has five groups of four signs that cannot be misread', () => {
  for (let turn = 0; turn < 50; turn += 1)
    expect(newPassword()).toMatch(
      /^([abcdefghjkmnpqrstuvwxy346789]{4}-){4}[abcdefghjkmnpqrstuvwxy346789]{4}$/,
    );
});

it('throws away bytes that would favour the first signs', () => {
  const bytes = [255, 254, 253];
  expect(newPassword(() => Uint8Array.of(bytes.shift() ?? 0)).startsWith('aaaa')).toBe(true);
});

it('is never the same twice', () => {
  expect(new Set(Array.from({ length: 100 }, () => newPassword())).size).toBe(100);
});

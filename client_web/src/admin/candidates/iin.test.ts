import { describe, expect, it } from 'vitest';
import { checkDigit, iinFault } from './iin';

const SECOND = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];
const digitsOf = (text: string): number[] => Array.from(text, Number);

/** Numbers made up for these tests: their check digits were worked out by hand from the rule. */
describe('iinFault', () => {
  it.each(['', '12345678901', '1234567890123', '12345678901a', ' 12345678901'])(
    '%j is not twelve digits',
    (text) => {
      expect(iinFault(text)).toBe('length');
    },
  );

  // 1·9+2·0+3·0+4·1+5·0+6·1+7·3+8·0+9·0+10·0+11·1 = 51, 51 mod 11 = 7
  it('takes a number whose check digit follows from the first weights', () => {
    expect(iinFault('900101300017')).toBeNull();
  });

  it('refuses every other last digit', () => {
    for (const last of '012345689') expect(iinFault(`90010130001${last}`)).toBe('checksum');
  });

  it('notices two neighbouring digits swapped', () => {
    expect(iinFault('090101300017')).toBe('checksum');
  });
});

describe('a remainder of ten', () => {
  const beginnings = Array.from({ length: 5000 }, (_, index) => `9001013${String(index).padStart(4, '0')}`);
  const tens = beginnings.filter(
    (text) => digitsOf(text).reduce((sum, digit, index) => sum + digit * (index + 1), 0) % 11 === 10,
  );

  it('is settled by the second weights', () => {
    expect(tens.length).toBeGreaterThan(0);
    for (const text of tens) {
      const second = digitsOf(text).reduce((sum, digit, index) => sum + digit * (SECOND[index] ?? 0), 0) % 11;
      expect(checkDigit(digitsOf(text))).toBe(second === 10 ? null : second);
    }
  });

  it('makes a number impossible when it comes twice', () => {
    const impossible = tens.find((text) => checkDigit(digitsOf(text)) === null);
    expect(impossible).toBeDefined();
    for (const last of '0123456789') expect(iinFault(`${impossible ?? ''}${last}`)).toBe('checksum');
  });
});

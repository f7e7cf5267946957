/// Whether twelve digits can be an individual identification number.

const WEIGHTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const;
const SECOND_WEIGHTS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2] as const;

export type IinFault = 'length' | 'checksum';

const weigh = (digits: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0) % 11;

/**
 * Compute the check digit of the first eleven digits, or null when no number may begin like this.
 *
 * Rule of Kazakhstan's identification numbers: weights 1…11 modulo 11; a remainder of 10 calls for
 * the second weights, and a second 10 means that the number is never issued.
 */
export function checkDigit(digits: readonly number[]): number | null {
  const first = weigh(digits, WEIGHTS);
  if (first < 10) return first;
  const second = weigh(digits, SECOND_WEIGHTS);
  return second < 10 ? second : null;
}

/** Tell what is wrong with an IIN, or null when its length and checksum are right. */
export function iinFault(text: string): IinFault | null {
  if (!/^\d{12}$/.test(text)) return 'length';
  const digits = Array.from(text, Number);
  return checkDigit(digits) === digits[11] ? null : 'checksum';
}

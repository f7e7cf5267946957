/// Sizes as people read them.
import { formatNumber, type Language } from '../shared';

/** The short signs in the language's letters. */
const UNITS: Readonly<Record<Language, readonly string[]>> = {
  kk: ['Б', 'КБ', 'МБ', 'ГБ', 'ТБ'],
  ru: ['Б', 'КБ', 'МБ', 'ГБ', 'ТБ'],
  en: ['B', 'kB', 'MB', 'GB', 'TB'],
};
const STEP = 1000;

/** Write a number of bytes with a decimal unit: 48 300 000 000 is "48,3 ГБ". */
export function inBytes(n_bytes: number, language: Language): string {
  let [value, power] = [Math.max(n_bytes, 0), 0];
  while (value >= STEP && power < UNITS[language].length - 1) {
    value /= STEP;
    power += 1;
  }
  const digits = power === 0 || value >= 100 ? 0 : 1;
  return `${formatNumber(value, language, digits)} ${UNITS[language][power] ?? ''}`;
}

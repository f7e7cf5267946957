/// How a typed number is read: a decimal comma or point, spaces between thousands, any minus sign.

const SPACES = /[\s\u00A0\u202F]/g;
const MINUS = /^[\u2212\u2013]/;

/** What is sent for a typed number: a point, no spaces. Text that is no number stays as it was typed. */
export function sentNumber(typed: string): string {
  const plain = typed.replace(SPACES, '').replace(MINUS, '-').replace(',', '.');
  return isNumber(plain, 'number') ? plain : typed.trim();
}

/** How a stored number is shown: with a comma, except in English. */
export function shownNumber(stored: string, language: string): string {
  return language === 'en' || !isNumber(stored, 'number') ? stored : stored.replace('.', ',');
}

export function isNumber(text: string, entry: 'integer' | 'number'): boolean {
  return (entry === 'integer' ? /^[+-]?\d+$/ : /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)$/).test(text);
}

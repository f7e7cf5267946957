import { beforeAll, describe, expect, it } from 'vitest';
import { minutesInWords, secondsInWords } from './durations';
import { staff, type Say } from './texts';

let en: Say;
let ru: Say;
beforeAll(async () => {
  await Promise.all([staff.load('en'), staff.load('ru')]);
  [en, ru] = [staff.in('en'), staff.in('ru')];
});

describe('seconds', () => {
  it.each([
    [0, '1 s'],
    [1.4, '1 s'],
    [59.4, '59 s'],
    [59.6, '1 min'],
    [72, '1 min 12 s'],
    [3599, '59 min 59 s'],
    [3661, '1 h 1 min'],
  ])('%d is %s', (seconds, words) => {
    expect(secondsInWords(en, seconds)).toBe(words);
  });
});

describe('minutes', () => {
  it.each([
    [-5, '0 min'],
    [0, '0 min'],
    [59, '59 min'],
    [60, '1 h'],
    [570, '9 h 30 min'],
    [1440, '1 d'],
    [2 * 1440 + 185, '2 d 3 h'],
  ])('%d is %s', (minutes, words) => {
    expect(minutesInWords(en, minutes)).toBe(words);
  });

  it('is told in the reader’s language', () => {
    expect(minutesInWords(ru, 570)).toBe('9 ч 30 мин');
  });
});

// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from 'vitest';
import { staff, type Say } from '../../staff/texts';
import { incident } from './samples';
import { deciding, incidentName, whatDecided, whatWasSeen } from './sentence';
import { INCIDENT_TYPES } from './types';

const LANGUAGES = ['kk', 'ru', 'en'] as const;
let say: Record<(typeof LANGUAGES)[number], Say>;
beforeAll(async () => {
  await Promise.all(LANGUAGES.map((language) => staff.load(language)));
  say = { kk: staff.in('kk'), ru: staff.in('ru'), en: staff.in('en') };
});

const curve = (...values: number[]) => values.map((value, index) => ({ at_s: 60 + index, value }));

describe.each(LANGUAGES)('in %s', (language) => {
  it('has a name and a sentence for every type and direction', () => {
    for (const type of INCIDENT_TYPES) {
      for (const direction of ['left', 'right', 'up', 'down', 'back', null] as const) {
        const seen = incident({ type, direction });
        expect(whatWasSeen(say[language], seen)).not.toMatch(/[{}]|why\./);
        expect(incidentName(say[language], seen, 3)).toContain('3');
      }
    }
  });
});

describe('deciding', () => {
  it('tells how far above the threshold the measure went', () => {
    expect(
      deciding(incident({ measure: 'pitch_deg', threshold: 30, curve: curve(10, 34, 41, 36, 33, 31, 20) })),
    ).toEqual({
      side: 'above',
      value: 41,
      threshold: 30,
    });
  });

  it('tells how far below', () => {
    const absent = incident({
      type: 'absent',
      measure: 'face_score',
      threshold: 0.5,
      curve: curve(0.6, 0.1, 0, 0, 0.2, 0.1, 0.3),
    });
    expect(deciding(absent)).toEqual({ side: 'below', value: 0, threshold: 0.5 });
  });

  it('takes a turn to the left, which is negative, by its size', () => {
    const left = incident({
      measure: 'yaw_deg',
      threshold: 38,
      curve: curve(-40, -52, -47, -44, -41, -39, -38),
    });
    expect(deciding(left)).toEqual({ side: 'above', value: 52, threshold: 38 });
  });

  it('looks only at the span, not at what surrounds it', () => {
    const short = incident({
      t0_s: 62,
      t1_s: 63,
      measure: 'luma',
      threshold: 45,
      curve: curve(200, 200, 20, 15, 200),
    });
    expect(deciding(short)).toEqual({ side: 'below', value: 15, threshold: 45 });
  });

  it('says nothing without a curve', () => {
    expect(deciding(incident())).toBeNull();
    expect(whatDecided(say.en, incident(), 'en')).toBeNull();
  });
});

describe('sentences', () => {
  it('tell what was seen', () => {
    expect(whatWasSeen(say.en, incident({ direction: 'left', t0_s: 10, t1_s: 16.2 }))).toBe(
      'The head was turned towards the left of the frame for 6 s.',
    );
  });

  it('tell what decided, with numbers as the language writes them', () => {
    const dim = incident({ type: 'absent', measure: 'face_score', threshold: 0.5, curve: curve(0.1, 0.25) });
    expect(whatDecided(say.ru, dim, 'ru')).toBe('Обнаружение лица: ниже порога, 0,1 при пороге 0,5.');
  });

  it('name a measure they do not know in general words', () => {
    const other = incident({ measure: 'toString', threshold: 1, curve: curve(2, 3) });
    expect(whatDecided(say.en, other, 'en')).toBe('Deciding measure: above the threshold, 3 against 1.');
  });
});

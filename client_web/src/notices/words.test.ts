// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Notice } from './data';
import { noticeTexts } from './texts';
import { noticeWords, placeOf } from './words';

const made: Notice = {
  id: 'n1',
  kind: 'booking_made',
  params: {
    programme_id: 'legislation',
    opens_at: '2026-11-26T05:00:00Z',
    closes_at: '2026-11-26T09:00:00Z',
    language: 'kk',
  },
  created_at: '2026-11-22T05:00:00Z',
  read_at: null,
};

describe('a notice in words', () => {
  it.each(['kk', 'ru', 'en'] as const)(
    'names the test, its time in Astana and its language in %s',
    async (language) => {
      await noticeTexts.load(language);
      const words = noticeWords(
        made,
        noticeTexts.in(language),
        language,
        new Map([['legislation', 'TITLE']]),
      );
      expect(words).toContain('TITLE');
      expect(words).toContain('10:00–14:00');
      expect(words).toMatch(/Астан|Astana/);
      expect(words).not.toContain('{');
    },
  );

  it('tells a window by the own clock too where that shows another time', async () => {
    await noticeTexts.load('en');
    const say = (zone: string) => noticeWords(made, noticeTexts.in('en'), 'en', new Map(), zone);
    expect(say('Europe/Berlin')).toContain('your time: 26 November 2026, 06:00–10:00');
    expect(say('Asia/Tashkent')).not.toContain('your time');
  });

  it.each(['kk', 'ru', 'en'] as const)('says by when an appeal is answered in %s', async (language) => {
    await noticeTexts.load(language);
    const params = { programme_id: 'legislation', attempt_id: 'a1', due_at: '2026-12-07T13:30:00Z' };
    const received: Notice = { ...made, kind: 'appeal_received', params };
    const words = noticeWords(received, noticeTexts.in(language), language, new Map());
    expect(words).toContain('18:30');
    expect(words).not.toContain('{');
  });

  it.each(['kk', 'ru', 'en'] as const)(
    'warns of late reviews with how many people it takes in %s',
    async (language) => {
      await noticeTexts.load(language);
      const t = noticeTexts.in(language);
      const params = {
        n_late: 31,
        n_waiting: 47,
        n_proctors: 2,
        n_needed: 5,
        due_at: '2026-12-07T13:30:00Z',
      };
      for (const kind of ['reviews_will_be_late', 'reviews_late_soon', 'reviews_overdue'] as const) {
        const words = noticeWords({ ...made, kind, params }, t, language, new Map());
        for (const part of ['31', '47', '5', '18:30']) expect(words).toContain(part);
        expect(words).not.toContain('{');
        const never = noticeWords(
          { ...made, kind, params: { ...params, n_needed: null } },
          t,
          language,
          new Map(),
        );
        expect(never).toContain(t('advice.never'));
      }
    },
  );

  it.each([
    ['booking_made', {}, null],
    ['reviews_overdue', { n_late: 1 }, null],
    ['result_released', { attempt_id: 'a1' }, '/attempts/a1'],
    ['violation_decided', { attempt_id: 'a1' }, '/attempts/a1/decision'],
    ['appeal_rejected', { attempt_id: 'a1' }, '/attempts/a1/decision'],
  ] as const)('of %s leads where more is to be seen', (kind, params, place) => {
    expect(placeOf({ ...made, kind, params })).toBe(place);
  });

  it('falls back to its kind where a newer server says what this page does not know', async () => {
    await noticeTexts.load('en');
    const newer = { ...made, kind: 'sent_by_pigeon' } as unknown as Notice;
    const words = noticeWords(newer, noticeTexts.in('en'), 'en', new Map());
    expect(words).toContain('sent_by_pigeon');
  });
});

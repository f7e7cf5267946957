// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Notice } from './data';
import { noticeTexts } from './texts';
import { noticeWords } from './words';

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
  it.each(['kk', 'ru', 'en'] as const)('names the test, its time in Astana and its language in %s', async (language) => {
    await noticeTexts.load(language);
    const words = noticeWords(made, noticeTexts.in(language), language, new Map([['legislation', 'TITLE']]));
    expect(words).toContain('TITLE');
    expect(words).toContain('10:00–14:00');
    expect(words).not.toContain('{');
  });

  it('falls back to its kind where a newer server says what this page does not know', async () => {
    await noticeTexts.load('en');
    const words = noticeWords({ ...made, kind: 'sent_by_pigeon' }, noticeTexts.in('en'), 'en', new Map());
    expect(words).toContain('sent_by_pigeon');
  });
});

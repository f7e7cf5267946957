import { describe, expect, it } from 'vitest';
import { LANGUAGES, shared } from '../i18n';
import kk from '../i18n/shared.kk';
import { problemOf } from '../net/problem';
import { problemSentence, SAME_SENTENCE } from './ErrorNotice';

/** That every code of the server stands here is a test of the server's: it compares its errors with both lists. */
const CODES = [
  ...Object.keys(kk)
    .filter((key) => key.startsWith('problem.'))
    .map((key) => key.slice('problem.'.length))
    .filter((code) => code !== 'title' && code !== 'unknown'),
  ...Object.keys(SAME_SENTENCE),
];

describe.each(LANGUAGES)('problem sentences in %s', (language) => {
  it.each(CODES)('%s has one of its own', async (code) => {
    await shared.load(language);
    const t = shared.in(language);
    const error = problemOf(409, { type: '', title: '', status: 409, code, detail: '', params: {} });
    const sentence = problemSentence(error, t);
    expect(sentence).not.toBe(t('problem.unknown', { code }));
    expect(sentence).not.toContain('{');
  });

  it('names a code it does not know in the general sentence', async () => {
    await shared.load(language);
    const error = problemOf(409, {
      type: '',
      title: '',
      status: 409,
      code: 'quite_new',
      detail: '',
      params: {},
    });
    expect(problemSentence(error, shared.in(language))).toContain('quite_new');
  });
});

import { describe, expect, it } from 'vitest';
import { placeholders, type Text } from './text';

/** Every catalogue of the page, found by its file name, so that a new area is tested without being named here. */
const modules = import.meta.glob<{ default: Record<string, Text> }>(
  ['./*.{kk,ru,en}.ts', '../../**/texts/{kk,ru,en}.ts'],
  { eager: true },
);

const areas = new Map<string, Map<string, Record<string, Text>>>();
for (const [path, module] of Object.entries(modules)) {
  const [, area = '', language = ''] = /^(.*?)([a-z]{2})\.ts$/.exec(path) ?? [];
  areas.set(area, (areas.get(area) ?? new Map<string, Record<string, Text>>()).set(language, module.default));
}

describe.each([...areas])('catalogue %s', (_area, languages) => {
  it('stands in Kazakh, Russian and English', () => {
    expect([...languages.keys()].sort()).toEqual(['en', 'kk', 'ru']);
  });

  it.each(['ru', 'en'])('has the same keys and placeholders in %s as in Kazakh', (language) => {
    const shape = (texts: Record<string, Text> | undefined) =>
      Object.entries(texts ?? {}).map(([key, text]) => [
        key,
        placeholders(text).filter((name) => name !== 'count'),
      ]);
    expect(Object.fromEntries(shape(languages.get(language)))).toEqual(
      Object.fromEntries(shape(languages.get('kk'))),
    );
  });

  it.each(['kk', 'ru', 'en'])('has no empty text in %s', (language) => {
    for (const [key, text] of Object.entries(languages.get(language) ?? {})) {
      const forms = typeof text === 'string' ? [text] : Object.values(text);
      for (const form of forms) expect(form.trim(), key).not.toBe('');
    }
  });

  it('has Kazakh letters in Kazakh and no Cyrillic in English', () => {
    const all = (language: string) => JSON.stringify(languages.get(language));
    expect(all('kk')).toMatch(/[әғқңөұүһі]/i);
    expect(all('en')).not.toMatch(/[а-яәғқңөұүһі]/i);
  });

  it('calls whoever sits a test by one word in Kazakh, the one of the rules: үміткер', () => {
    expect(JSON.stringify(languages.get('kk'))).not.toMatch(/кандидат/i);
  });

  it('gives Russian plurals all their forms, or one that fits every number', () => {
    for (const [key, text] of Object.entries(languages.get('ru') ?? {})) {
      if (typeof text === 'string') continue;
      expect(['other', 'few many one other'], key).toContain(Object.keys(text).sort().join(' '));
    }
  });
});

// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { placeholders, type Text } from '../../shared';
import en from './en';
import kk from './kk';
import ru from './ru';

const others = { ru, en } as Readonly<Record<string, Readonly<Record<string, Text>>>>;
const base: Readonly<Record<string, Text>> = kk;
const formsOf = (text: Text): string[] => (typeof text === 'string' ? [text] : Object.values(text));

describe.each(Object.keys(others))('the catalogue in %s', (language) => {
  const texts = others[language] ?? {};

  it('has the base catalogue’s keys and no others', () => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(base).sort());
  });

  it('has the base catalogue’s placeholders in every text', () => {
    const differing = Object.keys(base).filter(
      (key) => placeholders(texts[key] ?? '').join() !== placeholders(base[key] ?? '').join(),
    );
    expect(differing).toEqual([]);
  });
});

describe.each(Object.entries({ kk: base, ...others }))('every text in %s', (language, texts) => {
  const forms = Object.entries(texts).flatMap(([key, text]) =>
    formsOf(text).map((form) => [key, form] as const),
  );

  it('says something', () => {
    expect(forms.filter(([, form]) => form.trim() === '')).toEqual([]);
  });

  it('never accuses: software flags, people decide', () => {
    const accusing =
      /cheat|fraud|dishonest|suspic|offender|нарушител|обман|мошенн|жульн|подозр|списыва|(?<![а-яәғқңөұүһі])алда[уп]|күдік|бұзушы(?!лық)/i;
    expect(forms.filter(([, form]) => accusing.test(form))).toEqual([]);
  });

  it('is written in its own letters', () => {
    const foreign = language === 'en' ? /[а-яәғқңөұүһі]/i : language === 'ru' ? /[әғқңөұүһі]/i : /[эщъ]{3}/i;
    expect(forms.filter(([, form]) => foreign.test(form))).toEqual([]);
  });
});

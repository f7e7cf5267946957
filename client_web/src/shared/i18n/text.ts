/// One text of a catalogue: with placeholders and plural forms, checked by the compiler.
import type { Language } from './language';

/** Forms by CLDR plural category, chosen by the parameter `count`; `other` always stands. */
export type PluralText = { readonly other: string } & { readonly [K in Intl.LDMLPluralRule]?: string };
export type Text = string | PluralText;
export type Params = Readonly<Record<string, string | number>>;

type NamesIn<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;
/** Names of the placeholders of a text of the base catalogue. */
export type PlaceholderNames<T> = T extends string
  ? NamesIn<T>
  : T extends { readonly other: infer Other extends string }
    ? NamesIn<Other> | 'count'
    : never;

/** The other languages' shape, taken from the base catalogue: a missing or an extra key does not compile. */
export type Catalogue<Base> = { readonly [K in keyof Base]: Text };

const rules = new Map<Language, Intl.PluralRules>();

function pluralRule(language: Language, count: number): Intl.LDMLPluralRule {
  let rule = rules.get(language);
  if (!rule) rules.set(language, (rule = new Intl.PluralRules(language)));
  return rule.select(count);
}

/** Fill a text: choose the plural form by `params.count`, then put the parameters into `{name}` places. */
export function fill(text: Text, language: Language, params: Params = {}): string {
  const form =
    typeof text === 'string' ? text : (text[pluralRule(language, Number(params.count ?? 0))] ?? text.other);
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** Names of the placeholders of any text, sorted: what the parity test compares. */
export function placeholders(text: Text): string[] {
  const forms = typeof text === 'string' ? [text] : Object.values(text);
  const names = new Set(
    forms.flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')),
  );
  if (typeof text !== 'string') names.add('count');
  return [...names].sort();
}

/// What an author's item becomes by each step of writing it. Pure: new ids are passed in.
import type { BankLanguage, ChoiceDraft, Interaction, InteractionKind, ItemDraft, Wording } from '../types';
import { newKey, withoutValues } from './keys';

export const KINDS: readonly InteractionKind[] = [
  'choice',
  'inline_choice',
  'text_entry',
  'order',
  'match',
  'hottext',
  'extended_text',
  'likert',
];
export type Side = 'choices' | 'left' | 'right';
/** Gives an id nobody has yet. */
export type NewId = () => string;

export const randomId: NewId = () => `c${crypto.randomUUID().replaceAll('-', '').slice(0, 7)}`;
export const isInlineKind = (kind: InteractionKind): boolean =>
  kind === 'inline_choice' || kind === 'text_entry';

const N_NEW_CHOICES: Readonly<Record<Side, number>> = { choices: 4, left: 3, right: 3 };
const LIKERT_STEPS = 5;

export function placeOf({ kind, response_id }: Pick<Interaction, 'kind' | 'response_id'>): string {
  const tag = isInlineKind(kind) ? 'span' : 'div';
  return `<${tag} data-response="${response_id}"></${tag}>`;
}

export function newItem(kind: InteractionKind, newId: NewId = randomId): ItemDraft {
  const empty: ItemDraft = {
    code: '',
    title: '',
    section_id: '',
    topic: '',
    source: null,
    stimulus_code: '',
    enemy_codes: [],
    body: { kk: '', ru: '' },
    interactions: [],
    key: [],
  };
  return withNewInteraction(empty, kind, newId);
}

/** Add an interaction, its key, and its place at the end of every language's body. */
export function withNewInteraction(
  item: ItemDraft,
  kind: InteractionKind,
  newId: NewId = randomId,
): ItemDraft {
  const taken = new Set(item.interactions.map(({ response_id }) => response_id));
  const interaction = newInteraction(kind, freeResponseId(taken), newId);
  return {
    ...item,
    body: mapWording(item.body, (html) => withPlace(html, interaction)),
    interactions: [...item.interactions, interaction],
    key: [...item.key, newKey(interaction)],
  };
}

export function withoutInteraction(item: ItemDraft, responseId: string): ItemDraft {
  const removed = item.interactions.find(({ response_id }) => response_id === responseId);
  if (!removed) return item;
  return {
    ...item,
    body: mapWording(item.body, (html) => html.replace(placeOf(removed), '')),
    interactions: item.interactions.filter((one) => one !== removed),
    key: item.key.filter(({ response_id }) => response_id !== responseId),
  };
}

/** Replace an interaction; its key loses what the interaction no longer has. */
export function withInteraction(item: ItemDraft, changed: Interaction): ItemDraft {
  const known = idsOf(changed);
  return {
    ...item,
    interactions: item.interactions.map((one) => (one.response_id === changed.response_id ? changed : one)),
    key: item.key.map((key) =>
      key.response_id === changed.response_id && known !== null ? withoutValues(key, known) : key,
    ),
  };
}

export function withKey(item: ItemDraft, key: ItemDraft['key'][number]): ItemDraft {
  const others = item.key.filter(({ response_id }) => response_id !== key.response_id);
  const order = item.interactions.map(({ response_id }) => response_id);
  const place = (one: { response_id: string }) => order.indexOf(one.response_id);
  return { ...item, key: [...others, key].toSorted((left, right) => place(left) - place(right)) };
}

export const choicesOf = (interaction: Interaction, side: Side): readonly ChoiceDraft[] =>
  (interaction as Partial<Record<Side, ChoiceDraft[]>>)[side] ?? [];

export const withChoices = (
  interaction: Interaction,
  side: Side,
  choices: readonly ChoiceDraft[],
): Interaction => ({ ...interaction, [side]: choices });

export const newChoice = (newId: NewId = randomId): ChoiceDraft => ({
  id: newId(),
  text: { kk: '', ru: '' },
  fixed: false,
  match_max: 1,
});

/** The passage in one language; the ids are those of all languages, in the order of their first appearance. */
export function withPassage(
  interaction: Extract<Interaction, { kind: 'hottext' }>,
  language: BankLanguage,
  html: string,
): Interaction {
  const passage = { ...interaction.passage, [language]: html };
  const ids = Object.values(passage).flatMap((text) => hottextIds(text));
  return { ...interaction, passage, hottext_ids: [...new Set(ids)] };
}

export const hottextIds = (html: string): string[] =>
  [...html.matchAll(/data-hottext="([^"]+)"/g)].map((found) => found[1] ?? '');

/** The languages an item is written in: Kazakh and Russian always, English where its body has it. */
export const languagesOf = (item: ItemDraft): readonly BankLanguage[] =>
  'en' in item.body ? ['kk', 'ru', 'en'] : ['kk', 'ru'];

export function withEnglish(item: ItemDraft): ItemDraft {
  return { ...item, body: { ...item.body, en: item.interactions.reduce(withPlace, '') } };
}

/** Take English out of every text of an item. */
export function withoutEnglish(item: ItemDraft): ItemDraft {
  const strip = <T>(value: T): T => {
    if (Array.isArray(value)) return value.map((one: unknown) => strip(one)) as T;
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).filter(([name, one]) => name !== 'en' || typeof one !== 'string');
    return Object.fromEntries(entries.map(([name, one]) => [name, strip<unknown>(one)])) as T;
  };
  return { ...item, body: strip(item.body), interactions: strip(item.interactions) };
}

/** Ids an answer may name; null where it is typed. */
export function idsOf(interaction: Interaction): ReadonlySet<string> | null {
  switch (interaction.kind) {
    case 'text_entry':
    case 'extended_text':
      return null;
    case 'hottext':
      return new Set(interaction.hottext_ids);
    case 'match':
      return new Set(
        interaction.left.flatMap(({ id }) => interaction.right.map((right) => `${id} ${right.id}`)),
      );
    default:
      return new Set(interaction.choices.map(({ id }) => id));
  }
}

function withPlace(html: string, interaction: Interaction): string {
  // A line to write in stands before the first place.
  if (!isInlineKind(interaction.kind)) return `${html === '' ? '<p></p>' : html}${placeOf(interaction)}`;
  return html.endsWith('</p>')
    ? `${html.slice(0, -4)} ${placeOf(interaction)}</p>`
    : `${html}<p>${placeOf(interaction)}</p>`;
}

function mapWording(wording: Wording, change: (html: string) => string): Wording {
  return Object.fromEntries(Object.entries(wording).map(([language, html]) => [language, change(html)]));
}

function freeResponseId(taken: ReadonlySet<string>): string {
  if (!taken.has('RESPONSE')) return 'RESPONSE';
  let n = 2;
  while (taken.has(`RESPONSE${n}`)) n += 1;
  return `RESPONSE${n}`;
}

function newInteraction(kind: InteractionKind, response_id: string, newId: NewId): Interaction {
  const some = (side: Side, n = N_NEW_CHOICES[side]) => Array.from({ length: n }, () => newChoice(newId));
  switch (kind) {
    case 'choice':
      return { kind, response_id, choices: some('choices'), min_choices: 0, max_choices: 1, shuffle: true };
    case 'inline_choice':
    case 'order':
      return { kind, response_id, choices: some('choices'), shuffle: true };
    case 'match':
      return {
        kind,
        response_id,
        left: some('left'),
        right: some('right'),
        max_associations: 0,
        shuffle: true,
      };
    case 'text_entry':
      return { kind, response_id, entry: 'string', expected_length: null };
    case 'hottext':
      return {
        kind,
        response_id,
        passage: { kk: '', ru: '' },
        hottext_ids: [],
        min_choices: 0,
        max_choices: 1,
      };
    case 'extended_text':
      return { kind, response_id, min_words: null, max_words: 300, expected_length: null };
    case 'likert':
      return { kind, response_id, choices: some('choices', LIKERT_STEPS) };
  }
}

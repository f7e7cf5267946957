/// What a place in an item is called: "interactions.RESPONSE.choices.a.text" → "Answer RESPONSE, option a".
import type { Translate } from '../../../shared';
import type kk from '../texts/kk';

type Say = Translate<typeof kk>;

const FIELDS = {
  body: 'place.body',
  title: 'place.title',
  code: 'items.code',
  section_id: 'items.section',
  topic: 'items.topic',
  source: 'item.source',
  stimulus_code: 'item.stimulus',
  enemy_codes: 'item.enemies',
  interactions: 'place.interaction',
  key: 'item.key',
  choices: 'place.choice',
  left: 'place.left',
  right: 'place.right',
  order: 'place.order',
  correct: 'place.correct',
  passage: 'place.passage',
} as const;

const isField = (name: string): name is keyof typeof FIELDS => name in FIELDS;

/** Known names in words, ids as they are, the rest (`text`) left out. */
export function placeInWords(t: Say, place: string): string {
  const words: string[] = [];
  for (const name of place.split('.')) {
    if (isField(name)) words.push(t(FIELDS[name]));
    else if (name !== 'text' && words.length > 0) words.push(`${words.pop() ?? ''} ${name}`);
    else if (name !== 'text') words.push(name);
  }
  return words.join(' · ');
}

/// What an item still lacks before it can be reviewed. Pure.
import type { BankLanguage, Interaction, ItemDraft, ResponseKey } from '../types';
import { choicesOf, hottextIds, languagesOf, placeOf } from './draft';

export type FaultName =
  | 'code'
  | 'section'
  | 'no_interaction'
  | 'body'
  | 'place'
  | 'choice'
  | 'choice_twice'
  | 'few_choices'
  | 'passage'
  | 'marks_differ'
  | 'key'
  | 'source';

export interface Fault {
  readonly fault: FaultName;
  readonly language?: BankLanguage;
  readonly response_id?: string;
}

const words = (html: string): string => html.replace(/<(?!img|math)[^>]*>/g, '').trim();

/** Everything that is missing, in the order of the page. */
export function faultsOf(item: ItemDraft): Fault[] {
  const faults: Fault[] = [];
  if (item.code.trim() === '') faults.push({ fault: 'code' });
  if (item.section_id.trim() === '') faults.push({ fault: 'section' });
  if (item.interactions.length === 0) faults.push({ fault: 'no_interaction' });
  for (const language of languagesOf(item)) faults.push(...inLanguage(item, language));
  for (const interaction of item.interactions) {
    const key = item.key.find(({ response_id }) => response_id === interaction.response_id);
    faults.push(...shapeFaults(interaction));
    if (!key || isEmptyKey(key)) faults.push({ fault: 'key', response_id: interaction.response_id });
  }
  return faults;
}

function inLanguage(item: ItemDraft, language: BankLanguage): Fault[] {
  const body = item.body[language] ?? '';
  const faults: Fault[] = words(body) === '' ? [{ fault: 'body', language }] : [];
  for (const interaction of item.interactions) {
    const { response_id } = interaction;
    if (!body.includes(placeOf(interaction))) faults.push({ fault: 'place', language, response_id });
    faults.push(...wordingFaults(interaction, language));
  }
  return faults;
}

function wordingFaults(interaction: Interaction, language: BankLanguage): Fault[] {
  const { response_id } = interaction;
  if (interaction.kind === 'hottext') {
    const html = interaction.passage[language] ?? '';
    if (words(html) === '') return [{ fault: 'passage', language, response_id }];
    const here = new Set(hottextIds(html));
    return interaction.hottext_ids.every((id) => here.has(id))
      ? []
      : [{ fault: 'marks_differ', language, response_id }];
  }
  const lists = (['choices', 'left', 'right'] as const).map((side) =>
    choicesOf(interaction, side).map(({ text }) => words(text[language] ?? '').toLocaleLowerCase('kk')),
  );
  const faults: Fault[] = [];
  if (lists.flat().includes('')) faults.push({ fault: 'choice', language, response_id });
  const written = lists.map((list) => list.filter((text) => text !== ''));
  if (written.some((list) => new Set(list).size < list.length)) {
    faults.push({ fault: 'choice_twice', language, response_id });
  }
  return faults;
}

function shapeFaults(interaction: Interaction): Fault[] {
  const { response_id } = interaction;
  if (interaction.kind === 'hottext' && interaction.hottext_ids.length === 0) {
    return [{ fault: 'few_choices', response_id }];
  }
  const few = 'choices' in interaction && interaction.choices.length < 2;
  return few ? [{ fault: 'few_choices', response_id }] : [];
}

function isEmptyKey(key: ResponseKey): boolean {
  if (key.marking === 'match') return key.correct.length === 0;
  return key.marking === 'map' && key.credits.length === 0;
}

/// What is right, and what it is worth: the steps of writing a key. Pure.
import type { Interaction, ResponseKey } from '../types';

export type Marking = ResponseKey['marking'];

const BARE: Omit<ResponseKey, 'response_id'> = {
  marking: 'match',
  correct: [],
  points: '1',
  case_sensitive: false,
  tolerance: { mode: 'exact', below: '0', above: '0' },
  credits: [],
  default_points: '0',
  lower_bound: null,
  upper_bound: null,
};

/** How an interaction may be marked, the usual way first. */
export function markingsOf({ kind }: Pick<Interaction, 'kind'>): readonly Marking[] {
  switch (kind) {
    case 'extended_text':
      return ['person'];
    case 'likert':
      return ['map', 'none'];
    default:
      return ['match', 'map'];
  }
}

export function newKey(interaction: Interaction): ResponseKey {
  const marking = markingsOf(interaction)[0] ?? 'match';
  const key: ResponseKey = { ...BARE, response_id: interaction.response_id, marking };
  if (interaction.kind === 'order') return { ...key, correct: interaction.choices.map(({ id }) => id) };
  return interaction.kind === 'likert'
    ? {
        ...key,
        credits: stepCredits(
          interaction.choices.map(({ id }) => id),
          false,
        ),
      }
    : key;
}

/** What each step of a scale counts: 1, 2, 3 …; the other way round for a statement that speaks against the trait. */
export function stepCredits(ids: readonly string[], reversed: boolean): ResponseKey['credits'] {
  return ids.map((value, index) => ({
    value,
    points: String(reversed ? ids.length - index : index + 1),
    case_sensitive: true,
  }));
}

/** Whether the credits fall along the scale. */
export function isReversed(key: ResponseKey, ids: readonly string[]): boolean {
  const [first, last] = [pointsOf(key, ids[0] ?? ''), pointsOf(key, ids.at(-1) ?? '')];
  return first !== null && last !== null && first > last;
}

export function pointsOf(key: ResponseKey, value: string): number | null {
  const found = key.credits.find((credit) => credit.value === value);
  return found ? Number(found.points) : null;
}

/** A credit set, changed, or with '' taken out. */
export function withCredit(key: ResponseKey, value: string, points: string): ResponseKey {
  const others = key.credits.filter((credit) => credit.value !== value);
  const credits = points === '' ? others : [...others, { value, points, case_sensitive: true }];
  return { ...key, credits };
}

/** The right value alone, or one of several. */
export function withCorrect(key: ResponseKey, value: string, several: boolean): ResponseKey {
  if (!several) return { ...key, correct: [value] };
  const correct = key.correct.includes(value)
    ? key.correct.filter((one) => one !== value)
    : [...key.correct, value];
  return { ...key, correct };
}

/** A key without what its interaction no longer has. */
export function withoutValues(key: ResponseKey, known: ReadonlySet<string>): ResponseKey {
  return {
    ...key,
    correct: key.correct.filter((value) => known.has(value)),
    credits: key.credits.filter(({ value }) => known.has(value)),
  };
}

/** Take up choices that were added since: an order names all of them. */
export function completedOrder(key: ResponseKey, ids: readonly string[]): ResponseKey {
  return { ...key, correct: [...key.correct, ...ids.filter((id) => !key.correct.includes(id))] };
}

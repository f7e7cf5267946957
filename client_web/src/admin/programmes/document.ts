/// A programme's document as it is edited: JSON text, what is wrong with it, and the faults the server names.
import { ApiProblem } from '../../shared/net/problem';

export type Parsed =
  | { readonly ok: true; readonly document: Record<string, unknown> }
  | { readonly ok: false; readonly reason: 'json' | 'object' };

/** What can be wrong, as the server codes it; each has its sentence in `texts`. */
export const WRONGS = [
  'missing',
  'not_a_list',
  'not_a_choice',
  'not_a_whole_number',
  'not_true_or_false',
  'not_a_name',
  'text_lacks_a_language',
  'unknown_rule',
  'unreadable',
  'other_programme',
  'no_block',
  'block_id_repeats',
  'section_id_repeats',
  'rule_id_repeats',
  'total_out_of_reach',
  'break_after_the_last',
  'block_time',
  'break_too_long',
  'no_section',
  'number_of_items',
  'minimum_out_of_reach',
  'no_scale_of_reliability',
  'essay_has_one_task',
  'words_of_an_essay',
  'days_kept',
] as const;
export type Wrong = (typeof WRONGS)[number];

export interface DocumentFault {
  /** A path like `blocks.0.limit_s`. */
  readonly place: string;
  readonly wrong: Wrong;
  /** What was written there, cut short; '' when it says nothing. */
  readonly value: string;
}

export const writeDocument = (document: unknown): string => JSON.stringify(document, null, 2);

export function parseDocument(text: string): Parsed {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'json' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, reason: 'object' };
  }
  return { ok: true, document: value as Record<string, unknown> };
}

/** The faults of a refused document, in the server's order; none for any other error. */
export function faultsOf(error: unknown): DocumentFault[] {
  if (!(error instanceof ApiProblem) || error.code !== 'bad_programme') return [];
  const { faults } = error.problem.params;
  return Array.isArray(faults) ? faults.map((fault) => faultOf(fault)) : [];
}

function faultOf(fault: unknown): DocumentFault {
  const { place = '', wrong = '', value = '' } = (fault ?? {}) as Record<string, unknown>;
  const known = WRONGS.find((one) => one === wrong) ?? 'unreadable';
  return { place: String(place), wrong: known, value: String(value) };
}

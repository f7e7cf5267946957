/// A programme's document as it is edited: JSON text, what is wrong with it, and the faults the server names.
import { ApiProblem } from '../../shared/net/problem';

export type Parsed =
  | { readonly ok: true; readonly document: Record<string, unknown> }
  | { readonly ok: false; readonly reason: 'json' | 'object' };

export interface DocumentFault {
  /** A path like `blocks.0.limit_s`; '' when the fault is of the whole. */
  readonly place: string;
  readonly reason: string;
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

function faultOf(fault: string): DocumentFault {
  const at = fault.indexOf(': ');
  return at < 0 ? { place: '', reason: fault } : { place: fault.slice(0, at), reason: fault.slice(at + 2) };
}

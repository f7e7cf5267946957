/// What is wrong with a password before it is sent; whether it is easily guessed is the server's to say.

export interface Draft {
  readonly old: string;
  readonly next: string;
  readonly again: string;
}

export const EMPTY: Draft = { old: '', next: '', again: '' };

/** The server's own rule. */
export const FEWEST_SIGNS = 12;

type Fault = 'missing' | 'short' | 'same' | 'differs';
export type Faults = Readonly<Partial<Record<keyof Draft, Fault>>>;

/** The faults by field; an empty object may be sent. */
export function faultsOf({ old, next, again }: Draft): Faults {
  const found: Partial<Record<keyof Draft, Fault>> = {};
  if (old === '') found.old = 'missing';
  if (next === '') found.next = 'missing';
  else if (next.length < FEWEST_SIGNS) found.next = 'short';
  else if (next === old) found.next = 'same';
  if (again !== next) found.again = 'differs';
  return found;
}

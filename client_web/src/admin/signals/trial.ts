/// What was found so far while settings are tried attempt by attempt.
import type { Schemas } from '../../shared';

export type WhatIf = Schemas['WhatIfView'];
export type TypeChange = WhatIf['types'][number];

/** Two answers about different attempts as one. */
export function together(before: WhatIf | null, next: WhatIf): WhatIf {
  if (!before) return next;
  return {
    n_attempts: before.n_attempts + next.n_attempts,
    n_analysed: next.n_analysed,
    n_changed: before.n_changed + next.n_changed,
    types: next.types.map((one) => added(before.types.find(({ type }) => type === one.type), one)),
  };
}

const added = (one: TypeChange | undefined, other: TypeChange): TypeChange => ({
  type: other.type,
  n_before: (one?.n_before ?? 0) + other.n_before,
  n_after: (one?.n_after ?? 0) + other.n_after,
  n_new: (one?.n_new ?? 0) + other.n_new,
  n_gone: (one?.n_gone ?? 0) + other.n_gone,
});

/** The rules that told something, before or after. */
export const toldOf = (found: WhatIf): TypeChange[] =>
  found.types.filter(({ n_before, n_after }) => n_before > 0 || n_after > 0);

/** Nothing is left to be tried: every attempt was, or there are none. */
export const isWhole = (found: WhatIf, slice: WhatIf): boolean =>
  slice.n_attempts === 0 || found.n_attempts >= found.n_analysed;

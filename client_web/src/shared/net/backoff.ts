/// How long to wait before the next try.

export interface BackoffLimits {
  readonly firstMs: number;
  readonly longestMs: number;
}

/**
 * The pause before try number `failures` (1 after the first failure), in ms: doubled each time up to the longest,
 * of which a random half is taken off, so that a room full of pages does not come back in one instant.
 */
export function backoffMs(failures: number, random: number, { firstMs, longestMs }: BackoffLimits): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.max(0, Math.min(failures - 1, 30)));
  return full * (1 - random / 2);
}

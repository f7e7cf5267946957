/// The number of places as it is typed: empty means no limit.

export type Capacity = { readonly ok: true; readonly value: number | null } | { readonly ok: false };

const MOST = 1_000_000;

export function readCapacity(text: string): Capacity {
  const typed = text.replace(/\s/g, '');
  if (typed === '') return { ok: true, value: null };
  if (!/^\d{1,7}$/.test(typed)) return { ok: false };
  const value = Number(typed);
  return value >= 1 && value <= MOST ? { ok: true, value } : { ok: false };
}

/// The table's filters, kept in the address: a page can be shared, and Back returns to it.
import { useSearchParams } from 'wouter';
import type { ItemFilter } from '../queries/items';

const NAMES = ['q', 'status', 'section', 'topic', 'kind', 'language', 'lacks'] as const;
const SORTS = ['code', 'stem_kk', 'stem_ru', 'topic', 'updated'] as const;
export type FilterName = (typeof NAMES)[number] | 'sort';

export function filterOf(params: URLSearchParams): ItemFilter {
  const page = Number(params.get('page') ?? 1);
  const values = Object.fromEntries(NAMES.map((name) => [name, params.get(name) ?? '']));
  return {
    ...(values as Record<(typeof NAMES)[number], string>),
    sort: SORTS.find((sort) => sort === params.get('sort')) ?? 'code',
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** The address's parameters after one filter was set: from the first page again; '' takes it out. */
export function withFilter(
  params: URLSearchParams,
  name: FilterName | 'page',
  value: string,
): URLSearchParams {
  const next = new URLSearchParams(params);
  if (name !== 'page') next.delete('page');
  // Written in a language, and lacking one, are two ends of one choice.
  if (name === 'language') next.delete('lacks');
  if (name === 'lacks') next.delete('language');
  if (value === '' || (name === 'page' && value === '1')) next.delete(name);
  else next.set(name, value);
  return next;
}

export function useItemFilter() {
  const [params, setParams] = useSearchParams();
  return {
    filter: filterOf(params),
    set: (name: FilterName | 'page', value: string) =>
      setParams((before) => withFilter(before, name, value), { replace: name === 'q' }),
    clear: () => setParams(new URLSearchParams()),
  };
}

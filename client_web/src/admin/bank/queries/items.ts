/// Items of the bank as server data: the table, one item, its versions, and what writes them.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../../shared';
import type { BankLanguage, BankSchemas, ItemDraft } from '../types';

export const ITEMS_KEY = ['admin', 'bank', 'items'] as const;
const itemKey = (item_id: string) => [...ITEMS_KEY, item_id] as const;

/** The table's filters; '' leaves one open. */
export interface ItemFilter {
  readonly page: number;
  readonly q: string;
  readonly status: string;
  readonly section: string;
  readonly topic: string;
  readonly kind: string;
  /** Written in it. */
  readonly language: string;
  /** Not written in it. */
  readonly lacks: string;
  readonly sort: BankSchemas['ItemOrder'];
}

export function useItemPage(filter: ItemFilter) {
  return useQuery({
    queryKey: [...ITEMS_KEY, 'page', filter],
    queryFn: () => unwrap(api.GET('/api/admin/bank/items', { params: { query: filter } })),
    placeholderData: keepPreviousData,
  });
}

export function useFacets() {
  return useQuery({
    queryKey: [...ITEMS_KEY, 'facets'],
    queryFn: () => unwrap(api.GET('/api/admin/bank/facets')),
    staleTime: 60_000,
  });
}

/** An item with its key: each reading is recorded, so it is read anew only when something changed. */
export function useItem(item_id: string) {
  return useQuery({
    queryKey: itemKey(item_id),
    queryFn: () => unwrap(api.GET('/api/admin/bank/items/{item_id}', { params: { path: { item_id } } })),
    staleTime: Infinity,
    refetchOnMount: 'always',
  });
}

export function useCreateItem() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: BankSchemas['SaveItem']) => unwrap(api.POST('/api/admin/bank/items', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ITEMS_KEY }),
  });
}

export function useSaveVersion(item_id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: BankSchemas['SaveVersion']) =>
      unwrap(api.POST('/api/admin/bank/items/{item_id}/versions', { params: { path: { item_id } }, body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ITEMS_KEY }),
  });
}

/** An item that is not saved, as a candidate would see it in one language. */
export function usePreview(draft: ItemDraft, language: BankLanguage) {
  return useQuery({
    queryKey: ['admin', 'bank', 'preview', language, draft],
    queryFn: () => unwrap(api.POST('/api/admin/bank/preview', { body: { draft, language } })),
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });
}

/** What became of one version in another; both never change. */
export function useDiff(version_id: string, other_id: string) {
  return useQuery({
    queryKey: ['admin', 'bank', 'diff', version_id, other_id],
    queryFn: () =>
      unwrap(
        api.GET('/api/admin/bank/versions/{version_id}/diff/{other_id}', {
          params: { path: { version_id, other_id } },
        }),
      ),
    staleTime: Infinity,
  });
}

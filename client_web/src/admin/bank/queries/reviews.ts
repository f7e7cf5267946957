/// The way of a version through reviews and states, as server data.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../../shared';
import type { BankSchemas } from '../types';
import { ITEMS_KEY } from './items';

const INBOX_KEY = ['admin', 'bank', 'inbox'] as const;
const POLICY_KEY = ['admin', 'bank', 'policy'] as const;

export function useInbox(page: number) {
  return useQuery({
    queryKey: [...INBOX_KEY, page],
    queryFn: () => unwrap(api.GET('/api/admin/bank/reviews', { params: { query: { page } } })),
    placeholderData: keepPreviousData,
  });
}

function useChanged() {
  const queries = useQueryClient();
  return () => Promise.all([ITEMS_KEY, INBOX_KEY].map((queryKey) => queries.invalidateQueries({ queryKey })));
}

export function useDecide() {
  return useMutation({
    mutationFn: ({ version_id, body }: { version_id: string; body: BankSchemas['ReviewDecisionWrite'] }) =>
      unwrap(
        api.POST('/api/admin/bank/versions/{version_id}/reviews', { params: { path: { version_id } }, body }),
      ),
    onSuccess: useChanged(),
  });
}

export function useSubmit() {
  return useMutation({
    mutationFn: (version_id: string) =>
      unwrap(api.POST('/api/admin/bank/versions/{version_id}/submit', { params: { path: { version_id } } })),
    onSuccess: useChanged(),
  });
}

export function useSetStatus() {
  return useMutation({
    mutationFn: ({ version_id, body }: { version_id: string; body: BankSchemas['StatusWrite'] }) =>
      unwrap(
        api.POST('/api/admin/bank/versions/{version_id}/status', { params: { path: { version_id } }, body }),
      ),
    onSuccess: useChanged(),
  });
}

export function usePolicy() {
  return useQuery({ queryKey: POLICY_KEY, queryFn: () => unwrap(api.GET('/api/admin/bank/policy')) });
}

export function useSavePolicy() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: BankSchemas['PolicyView']) => unwrap(api.PUT('/api/admin/bank/policy', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: POLICY_KEY }),
  });
}

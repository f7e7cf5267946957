/// What changes a bank from outside: amended articles, and keys that proved wrong after use.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../../shared';
import type { BankSchemas } from '../types';
import { ITEMS_KEY } from './items';

const AMENDMENTS_KEY = ['admin', 'bank', 'amendments'] as const;

export function useAmendments() {
  return useQuery({ queryKey: AMENDMENTS_KEY, queryFn: () => unwrap(api.GET('/api/admin/bank/amendments')) });
}

/** What declaring it would suspend. */
export function useAmendmentPreview() {
  return useMutation({
    mutationFn: (body: BankSchemas['AmendmentWrite']) =>
      unwrap(api.POST('/api/admin/bank/amendments-preview', { body })),
  });
}

export function useDeclareAmendment() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: BankSchemas['AmendmentWrite']) =>
      unwrap(api.POST('/api/admin/bank/amendments', { body })),
    onSuccess: () =>
      Promise.all([AMENDMENTS_KEY, ITEMS_KEY].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

/** Whose result a corrected key would change; nothing is kept. */
export function useKeyPreview(version_id: string) {
  return useMutation({
    mutationFn: (body: BankSchemas['KeyCorrectionTry']) =>
      unwrap(
        api.POST('/api/admin/bank/versions/{version_id}/key-preview', {
          params: { path: { version_id } },
          body,
        }),
      ),
  });
}

export function useCorrectKey(version_id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: BankSchemas['KeyCorrectionWrite']) =>
      unwrap(
        api.POST('/api/admin/bank/versions/{version_id}/key', { params: { path: { version_id } }, body }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ITEMS_KEY }),
  });
}

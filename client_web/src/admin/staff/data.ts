/// Colleagues' accounts on the server: the list, adding, letting in and out, seniority.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from '../../shared';

export type Colleague = Schemas['ColleagueRow'];
const KEY = ['admin', 'staff'] as const;

export function useColleagues() {
  return useQuery({ queryKey: KEY, queryFn: () => unwrap(api.GET('/api/admin/staff')) });
}

export function useAddColleague() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['NewColleague']) => unwrap(api.POST('/api/admin/staff', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

export interface Change {
  readonly account_id: string;
  readonly to: { readonly let_in: boolean } | { readonly is_senior: boolean };
}

export function useChange() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn({ account_id, to }: Change) {
      const params = { path: { account_id } };
      return 'let_in' in to
        ? unwrap(api.PUT('/api/admin/staff/{account_id}/access', { params, body: to }))
        : unwrap(api.PUT('/api/admin/staff/{account_id}/seniority', { params, body: to }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

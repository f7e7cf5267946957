/// The administrator's server data and what changes it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from '../shared';

const OVERVIEW_REFRESH_MS = 15_000;
const ATTEMPTS_KEY = ['admin', 'attempts'] as const;
const CANDIDATES_KEY = ['admin', 'candidates'] as const;

export function useOverview() {
  return useQuery({
    queryKey: ['admin', 'overview'],
    queryFn: () => unwrap(api.GET('/api/admin/overview')),
    refetchInterval: OVERVIEW_REFRESH_MS,
  });
}

export function useAttempts() {
  return useQuery({
    queryKey: ATTEMPTS_KEY,
    queryFn: () => unwrap(api.GET('/api/admin/attempts')),
    refetchInterval: OVERVIEW_REFRESH_MS,
  });
}

export function useAssign() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['AssignAttempt']) => unwrap(api.POST('/api/admin/attempts', { body })),
    onSuccess: () =>
      Promise.all([ATTEMPTS_KEY, CANDIDATES_KEY].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

export function useCandidates() {
  return useQuery({ queryKey: CANDIDATES_KEY, queryFn: () => unwrap(api.GET('/api/admin/candidates')) });
}

export function useRegister() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['NewCandidate']) => unwrap(api.POST('/api/admin/candidates', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: CANDIDATES_KEY }),
  });
}

export function useProgrammes() {
  return useQuery({
    queryKey: ['admin', 'programmes'],
    queryFn: () => unwrap(api.GET('/api/admin/programmes')),
    staleTime: Infinity,
  });
}

export function useAudit() {
  return useQuery({ queryKey: ['admin', 'audit'], queryFn: () => unwrap(api.GET('/api/admin/audit')) });
}

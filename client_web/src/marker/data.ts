/// Essays to be marked as server data; taking one, and giving it a mark.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../shared';

const LIST_KEY = ['marker', 'essays'] as const;
const essayKey = (code: string) => ['marker', 'essay', code] as const;
const REFRESH_MS = 30_000;

export function useEssays() {
  return useQuery({
    queryKey: LIST_KEY,
    queryFn: () => unwrap(api.GET('/api/marker/essays')),
    refetchInterval: REFRESH_MS,
  });
}

export function useTake() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (code: string) =>
      unwrap(api.POST('/api/marker/essays/{code}/take', { params: { path: { code } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: LIST_KEY }),
  });
}

export function useEssay(code: string) {
  return useQuery({
    queryKey: essayKey(code),
    queryFn: () => unwrap(api.GET('/api/marker/essays/{code}', { params: { path: { code } } })),
  });
}

export function useMark(code: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (value: number) =>
      unwrap(api.PUT('/api/marker/essays/{code}/mark', { params: { path: { code } }, body: { value } })),
    onSuccess: (essay) => queries.setQueryData(essayKey(code), essay),
    onSettled: () => queries.invalidateQueries({ queryKey: LIST_KEY }),
  });
}

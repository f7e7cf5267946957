/// A person's notices, that they were read, and where else to tell them.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from '../shared';

export type Notice = Schemas['NoticeView'];

const KEY = ['notices'] as const;
const PROFILE_KEY = ['profile'] as const;
const REFRESH_MS = 60_000;

export function useNotices() {
  return useQuery({
    queryKey: KEY,
    queryFn: () => unwrap(api.GET('/api/notices')),
    refetchInterval: REFRESH_MS,
  });
}

export function useNoteRead() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (until: string) => unwrap(api.POST('/api/notices/read', { body: { until } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

export function useProfile() {
  return useQuery({ queryKey: PROFILE_KEY, queryFn: () => unwrap(api.GET('/api/profile')) });
}

export function useSaveProfile() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['ProfileWrite']) => unwrap(api.PUT('/api/profile', { body })),
    onSuccess: (profile) => queries.setQueryData(PROFILE_KEY, profile),
  });
}

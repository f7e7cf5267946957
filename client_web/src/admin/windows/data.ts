/// Windows and admissions, and what changes them.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from '../../shared';

export type WindowRow = Schemas['WindowRow'];
const KEY = ['admin', 'windows'] as const;
const REFRESH_MS = 15_000;

export function useWindows() {
  return useQuery({
    queryKey: KEY,
    queryFn: () => unwrap(api.GET('/api/admin/windows')),
    refetchInterval: REFRESH_MS,
  });
}

function useChange<Body, Answer>(change: (body: Body) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

export const useAddWindow = () =>
  useChange((body: Schemas['NewWindow']) => unwrap(api.POST('/api/admin/windows', { body })));

export const useSetCapacity = () =>
  useChange(({ window_id, capacity }: { readonly window_id: string; readonly capacity: number | null }) =>
    unwrap(api.PUT('/api/admin/windows/{window_id}', { params: { path: { window_id } }, body: { capacity } })),
  );

export const useRemoveWindow = () =>
  useChange((window_id: string) =>
    unwrap(api.DELETE('/api/admin/windows/{window_id}', { params: { path: { window_id } } })),
  );

export const useAdmit = () =>
  useChange((body: Schemas['NewAdmissions']) => unwrap(api.POST('/api/admin/admissions', { body })));

/// Versions of a programme as server data, and adding one.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from '../../shared';

export type Version = Schemas['ProgrammeVersionView'];

const keyOf = (programme_id: string) => ['admin', 'programme-versions', programme_id] as const;

export function useVersions(programme_id: string, enabled = true) {
  return useQuery({
    queryKey: keyOf(programme_id),
    queryFn: () =>
      unwrap(
        api.GET('/api/admin/programmes/{programme_id}/versions', { params: { path: { programme_id } } }),
      ),
    enabled,
  });
}

export function useAddVersion(programme_id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (document: Version['document']) =>
      unwrap(
        api.POST('/api/admin/programmes/{programme_id}/versions', {
          params: { path: { programme_id } },
          body: { document },
        }),
      ),
    onSuccess: () =>
      Promise.all(
        [keyOf(programme_id), ['admin', 'programmes']].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

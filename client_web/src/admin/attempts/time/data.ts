/// An attempt's added time: the record of it, and adding to it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from '../../../shared';
import type { TimeBody } from './amount';

export type Ground = 'extra' | 'credit';

const keyOf = (attempt_id: string) => ['admin', 'added-time', attempt_id] as const;

export function useAddedTime(attempt_id: string) {
  return useQuery({
    queryKey: keyOf(attempt_id),
    queryFn: () =>
      unwrap(api.GET('/api/admin/attempts/{attempt_id}/added-time', { params: { path: { attempt_id } } })),
  });
}

interface Addition {
  readonly ground: Ground;
  readonly body: TimeBody;
}

export function useAddTime(attempt_id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ ground, body }: Addition): Promise<Schemas['AdminAttemptRow']> => {
      const request = { params: { path: { attempt_id } }, body };
      return ground === 'extra'
        ? unwrap(api.POST('/api/admin/attempts/{attempt_id}/extra-time', request))
        : unwrap(api.POST('/api/admin/attempts/{attempt_id}/credits', request));
    },
    onSettled: () =>
      Promise.all(
        [keyOf(attempt_id), ['admin', 'attempts']].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  });
}

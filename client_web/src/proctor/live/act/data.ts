/// What a proctor says and does to an attempt in progress, and its record.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from '../../../shared';
import { LIVE_KEY } from '../../queries';

export type Step =
  | { readonly what: 'message'; readonly message: Schemas['MessageWrite'] }
  | { readonly what: 'room' }
  | { readonly what: 'end'; readonly reason: string };

const REFRESH_MS = 3_000;
const recordKey = (attempt_id: string) => ['proctor', 'interventions', attempt_id] as const;

export function useRecord(attempt_id: string, going: boolean) {
  return useQuery({
    queryKey: recordKey(attempt_id),
    queryFn: () =>
      unwrap(
        api.GET('/api/proctor/attempts/{attempt_id}/interventions', { params: { path: { attempt_id } } }),
      ),
    refetchInterval: going && REFRESH_MS,
  });
}

export function useStepOn(attempt_id: string) {
  const queries = useQueryClient();
  const params = { path: { attempt_id } };
  return useMutation({
    async mutationFn(step: Step): Promise<void> {
      if (step.what === 'message') {
        const body = step.message;
        await unwrap(api.POST('/api/proctor/attempts/{attempt_id}/messages', { params, body }));
      } else if (step.what === 'room') {
        await unwrap(api.POST('/api/proctor/attempts/{attempt_id}/room', { params }));
      } else {
        const body = { reason: step.reason };
        await unwrap(api.POST('/api/proctor/attempts/{attempt_id}/end', { params, body }));
      }
    },
    onSettled: () =>
      Promise.all(
        [LIVE_KEY, recordKey(attempt_id)].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  });
}

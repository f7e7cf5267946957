/// The candidate's server data: attempts, items, results, and the steps that change them.
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from '../shared';
import { serverClock } from './clock';

export type AttemptView = Schemas['AttemptView'];
export type AttemptSummary = Schemas['AttemptSummary'];
export type SlotView = Schemas['SlotView'];

const AWAITING_POLL_MS = 5000;

export const attemptKey = (attemptId: string) => ['attempt', attemptId] as const;
const at = (attemptId: string) => ({ params: { path: { attempt_id: attemptId } } });

export function useAttempts() {
  return useQuery({
    queryKey: ['attempts'],
    queryFn: () => unwrap(api.GET('/api/candidate/attempts')),
    refetchOnMount: 'always',
  });
}

/** The attempt; asked again every few seconds while its result is awaited. */
export function useAttempt(attemptId: string) {
  return useQuery({
    queryKey: attemptKey(attemptId),
    queryFn: () => serverClock.measure(() => unwrap(api.GET('/api/attempts/{attempt_id}', at(attemptId)))),
    refetchInterval: ({ state }) => (state.data?.state === 'closed' ? AWAITING_POLL_MS : false),
  });
}

export function useResult(attemptId: string) {
  return useQuery({
    queryKey: ['result', attemptId],
    queryFn: () => unwrap(api.GET('/api/attempts/{attempt_id}/result', at(attemptId))),
  });
}

/** An item never changes during an attempt: once read, it stays, also when the line is down. */
export function slotQuery(attemptId: string, slot: number) {
  return queryOptions({
    queryKey: ['slot', attemptId, slot],
    queryFn: () =>
      unwrap(
        api.GET('/api/attempts/{attempt_id}/slots/{slot}', {
          params: { path: { attempt_id: attemptId, slot } },
        }),
      ),
    staleTime: Infinity,
    gcTime: Infinity,
  });
}

/** A step that answers with the attempt as it is afterwards. */
function useAttemptStep<Body>(attemptId: string, step: (body: Body) => Promise<AttemptView>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: step,
    onSuccess: (attempt) => queries.setQueryData(attemptKey(attemptId), attempt),
  });
}

export function useConsent(attemptId: string) {
  return useAttemptStep(attemptId, (body: Schemas['Consent']) =>
    unwrap(api.POST('/api/attempts/{attempt_id}/consent', { ...at(attemptId), body })),
  );
}

export function useDeviceCheckReport(attemptId: string) {
  return useAttemptStep(attemptId, (body: Schemas['DeviceCheck']) =>
    unwrap(api.POST('/api/attempts/{attempt_id}/device-check', { ...at(attemptId), body })),
  );
}

export function useStart(attemptId: string) {
  return useAttemptStep(attemptId, (body: Schemas['StartAttempt']) =>
    unwrap(api.POST('/api/attempts/{attempt_id}/start', { ...at(attemptId), body })),
  );
}

export function useSubmit(attemptId: string) {
  return useAttemptStep(attemptId, (body: Schemas['SubmitAttempt']) =>
    unwrap(api.POST('/api/attempts/{attempt_id}/submit', { ...at(attemptId), body })),
  );
}

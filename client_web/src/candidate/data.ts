/// The candidate's server data: attempts, items, results, and the steps that change them.
import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas, SESSION_KEY, unwrap } from '../shared';
import { serverClock } from './clock';
import { restoreTime } from './offline/keptClock';
import { keptPage, orKept } from './offline/orKept';

export type AttemptView = Schemas['AttemptView'];
export type AttemptSummary = Schemas['AttemptSummary'];
export type SlotView = Schemas['SlotView'];
export type BlockView = Schemas['BlockView'];

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

/**
 * The attempt; asked again every few seconds while its result is awaited.
 *
 * A running one is kept for a reload without a line.
 */
export function useAttempt(attemptId: string) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: attemptKey(attemptId),
    queryFn: () => orKept(readAttempt(queries, attemptId), () => keptAttempt(attemptId)),
    refetchInterval: ({ state }) => (state.data?.state === 'closed' ? AWAITING_POLL_MS : false),
  });
}

async function readAttempt(queries: QueryClient, attemptId: string): Promise<AttemptView> {
  const ask = () => unwrap(api.GET('/api/attempts/{attempt_id}', at(attemptId)));
  const attempt = await serverClock.measure(ask);
  keepAttempt(queries, attempt);
  return attempt;
}

async function keptAttempt(attemptId: string): Promise<AttemptView | undefined> {
  const kept = await (await keptPage())?.attempt(attemptId);
  if (kept) restoreTime(serverClock, localStorage, Date.now());
  return kept?.view;
}

/** Keep what the server says of the attempt; where the disk refuses, a reload without a line is all that is lost. */
function keepAttempt(queries: QueryClient, attempt: AttemptView): void {
  const account = queries.getQueryData<Schemas['SessionView']>(SESSION_KEY)?.account;
  if (!account) return;
  void keptPage()
    .then((kept) => kept?.keepAttempt(attempt, account.id))
    .catch(() => undefined);
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
    queryFn: async () => {
      const kept = await keptPage();
      return orKept(readSlot(attemptId, slot), async () => kept?.slot(attemptId, slot));
    },
    staleTime: Infinity,
    gcTime: Infinity,
  });
}

async function readSlot(attemptId: string, slot: number): Promise<SlotView> {
  const params = { path: { attempt_id: attemptId, slot } };
  const view = await unwrap(api.GET('/api/attempts/{attempt_id}/slots/{slot}', { params }));
  void keptPage()
    .then((kept) => kept?.keepSlot(attemptId, view))
    .catch(() => undefined);
  return view;
}

/** A step that answers with the attempt as it is afterwards. */
function useAttemptStep<Body>(attemptId: string, step: (body: Body) => Promise<AttemptView>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: step,
    onSuccess(attempt) {
      keepAttempt(queries, attempt);
      queries.setQueryData(attemptKey(attemptId), attempt);
    },
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

interface BlockStep {
  readonly no: number;
  readonly device_epoch: number;
}
const atBlock = (attemptId: string, no: number) => ({ params: { path: { attempt_id: attemptId, no } } });

export function useStartBlock(attemptId: string) {
  return useAttemptStep(attemptId, ({ no, device_epoch }: BlockStep) =>
    unwrap(
      api.POST('/api/attempts/{attempt_id}/blocks/{no}/start', {
        ...atBlock(attemptId, no),
        body: { device_epoch },
      }),
    ),
  );
}

/** End a block; with the last one the attempt ends. */
export function useFinishBlock(attemptId: string) {
  return useAttemptStep(attemptId, ({ no, device_epoch }: BlockStep) =>
    unwrap(
      api.POST('/api/attempts/{attempt_id}/blocks/{no}/finish', {
        ...atBlock(attemptId, no),
        body: { device_epoch },
      }),
    ),
  );
}

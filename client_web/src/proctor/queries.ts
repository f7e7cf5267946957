/// The proctor's server data: what is fetched, how fresh it is kept, what changes it.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from '../shared';
import type { Incident, Review, Verdict, VerdictReason } from './review/types';

export const QUEUE_KEY = ['proctor', 'queue'] as const;
export const LIVE_KEY = ['proctor', 'live'] as const;
export const REVIEWS_KEY = ['proctor', 'review'] as const;
const reviewKey = (review_id: string) => [...REVIEWS_KEY, review_id] as const;

/** Hints come by WebSocket; polling is what remains when they are lost. */
const QUEUE_REFRESH_MS = 30_000;
const LIVE_REFRESH_MS = 5_000;
const PENDING_REFRESH_MS = 10_000;
/** Leave to read the recordings comes with the review and holds for ten minutes. */
const REVIEW_REFRESH_MS = 4 * 60_000;

export function useQueue() {
  return useQuery({
    queryKey: QUEUE_KEY,
    queryFn: () => unwrap(api.GET('/api/proctor/queue')),
    refetchInterval: QUEUE_REFRESH_MS,
    refetchOnWindowFocus: true,
  });
}

/** `group`: when more attempts run than one person can watch, they are shared out. */
export function useLive(group: number) {
  return useQuery({
    queryKey: [...LIVE_KEY, group],
    queryFn: () => unwrap(api.GET('/api/proctor/live', { params: { query: { group } } })),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE_REFRESH_MS,
  });
}

export function useReview(review_id: string) {
  return useQuery({
    queryKey: reviewKey(review_id),
    queryFn: () => unwrap(api.GET('/api/proctor/reviews/{review_id}', { params: { path: { review_id } } })),
    refetchInterval: ({ state }) => (state.data?.analysis_pending ? PENDING_REFRESH_MS : REVIEW_REFRESH_MS),
    refetchIntervalInBackground: true,
  });
}

/** Ask for a review at once. */
export function useReviewAgain(review_id: string): () => Promise<unknown> {
  const queries = useQueryClient();
  return () => queries.refetchQueries({ queryKey: reviewKey(review_id) });
}

/** Take a review, or renew the lease on it. */
export function useClaim() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (review_id: string) =>
      unwrap(api.POST('/api/proctor/reviews/{review_id}/claim', { params: { path: { review_id } } })),
    onSuccess: (review) => queries.setQueryData(reviewKey(review.review_id), review),
    onSettled: () => queries.invalidateQueries({ queryKey: QUEUE_KEY }),
  });
}

export function useRelease(review_id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(api.DELETE('/api/proctor/reviews/{review_id}/claim', { params: { path: { review_id } } })),
    onSettled: () =>
      Promise.all(
        [QUEUE_KEY, reviewKey(review_id)].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  });
}

export interface VerdictGiven {
  readonly incident_id: string;
  /** Null takes a verdict back. */
  readonly verdict: Verdict | null;
  readonly reason: VerdictReason | null;
  readonly note: string;
}

/** Mark an incident; the page shows it at once and goes back when the server refuses. */
export function useVerdict(review_id: string) {
  const queries = useQueryClient();
  const queryKey = reviewKey(review_id);
  const replace = (incident_id: string, change: (incident: Incident) => Incident) =>
    queries.setQueryData<Review>(queryKey, (review) => review && changeIncident(review, incident_id, change));
  return useMutation({
    mutationFn: ({ incident_id, verdict, reason, note }: VerdictGiven) =>
      unwrap(
        api.PUT('/api/proctor/reviews/{review_id}/incidents/{incident_id}', {
          params: { path: { review_id, incident_id } },
          body: { verdict, reason, note },
        }),
      ),
    async onMutate({ incident_id, verdict, reason, note }) {
      await queries.cancelQueries({ queryKey });
      replace(incident_id, (incident) => ({ ...incident, verdict, verdict_reason: reason, note }));
    },
    onSuccess: (saved) => replace(saved.id, () => saved),
    onError: () => queries.invalidateQueries({ queryKey }),
  });
}

function changeIncident(
  review: Review,
  incident_id: string,
  change: (incident: Incident) => Incident,
): Review {
  const incidents = review.incidents.map((each) => (each.id === incident_id ? change(each) : each));
  return { ...review, incidents };
}

export function useDecide(review_id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['DecisionWrite']) =>
      unwrap(
        api.POST('/api/proctor/reviews/{review_id}/decision', { params: { path: { review_id } }, body }),
      ),
    onSuccess(review) {
      queries.setQueryData(reviewKey(review_id), review);
      void queries.invalidateQueries({ queryKey: QUEUE_KEY });
    },
    onError: () => queries.invalidateQueries({ queryKey: reviewKey(review_id) }),
  });
}

/** Take the most urgent review one may read; null: there is none. */
export function useNextReview() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST('/api/proctor/queue/next')),
    onSettled: () => queries.invalidateQueries({ queryKey: QUEUE_KEY }),
  });
}

/** How the queue goes at today's pace. */
export function usePace() {
  return useQuery({
    queryKey: ['proctor', 'pace'],
    queryFn: () => unwrap(api.GET('/api/proctor/pace')),
    refetchInterval: QUEUE_REFRESH_MS,
  });
}

/** Say that one knows the candidate; the review goes to somebody else. */
export function useDeclareConflict(review_id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(api.POST('/api/proctor/reviews/{review_id}/conflict', { params: { path: { review_id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: QUEUE_KEY }),
  });
}

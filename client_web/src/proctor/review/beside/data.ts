/// The server data of what stands beside a recording; none of it changes once the attempt is over.
import { useQuery } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from '../../../shared';

export type ItemSpan = Schemas['ItemSpanView'];
export type Sound = Schemas['SoundView'];

const never = { staleTime: Infinity, retry: false } as const;

/** `pending`: the analysis still goes on, and more will be heard. */
export function useSound(review_id: string, pending: boolean) {
  return useQuery({
    ...never,
    queryKey: ['proctor', 'sound', review_id, pending],
    queryFn: () =>
      unwrap(api.GET('/api/proctor/reviews/{review_id}/sound', { params: { path: { review_id } } })),
  });
}

export function useItemSpans(review_id: string) {
  return useQuery({
    ...never,
    queryKey: ['proctor', 'items', review_id],
    queryFn: () =>
      unwrap(api.GET('/api/proctor/reviews/{review_id}/items', { params: { path: { review_id } } })),
  });
}

/** One item as the candidate saw it; null asks for nothing. */
export function useItem(review_id: string, slot: number | null) {
  return useQuery({
    ...never,
    queryKey: ['proctor', 'item', review_id, slot],
    enabled: slot !== null,
    queryFn: () =>
      unwrap(
        api.GET('/api/proctor/reviews/{review_id}/items/{slot}', {
          params: { path: { review_id, slot: slot ?? 0 } },
        }),
      ),
  });
}

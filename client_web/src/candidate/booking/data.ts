/// What may be booked and what is held, and the two steps that change it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from '../../shared';

export type StageOffer = Schemas['StageOfferView'];
type Wish = Schemas['BookingWrite'] & { readonly booking_id: string | null };

const KEY = ['booking'] as const;

export function useOffers() {
  return useQuery({
    queryKey: KEY,
    queryFn: () => unwrap(api.GET('/api/booking')),
    refetchOnMount: 'always',
  });
}

/** Take a place, or exchange the one of `booking_id`; a refusal shows places that are gone by now. */
export function useBook() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ booking_id, ...body }: Wish) =>
      unwrap(
        booking_id === null
          ? api.POST('/api/booking', { body })
          : api.PUT('/api/booking/{booking_id}', { params: { path: { booking_id } }, body }),
      ),
    onSuccess: (offers) => {
      queries.setQueryData(KEY, offers);
      void queries.invalidateQueries({ queryKey: ['attempts'] });
      void queries.invalidateQueries({ queryKey: ['notices'] });
    },
    onError: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

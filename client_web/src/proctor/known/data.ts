/// Known answers on the server: the list that seniors alone may read, marking, taking back.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from '../../shared';

export type KnownAnswer = Schemas['KnownAnswerView'];
const KEY = ['proctor', 'known-answers'] as const;

/** Fails for those who are no seniors: they are shown nothing of it. */
export function useKnownAnswers() {
  return useQuery({
    queryKey: KEY,
    queryFn: () => unwrap(api.GET('/api/proctor/known-answers')),
    retry: false,
  });
}

export interface Mark {
  readonly incident_id: string;
  readonly is_violation: boolean;
  readonly grounds: string;
}

export function useMark(review_id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ incident_id, ...body }: Mark) =>
      unwrap(
        api.PUT('/api/proctor/reviews/{review_id}/incidents/{incident_id}/known-answer', {
          params: { path: { review_id, incident_id } },
          body,
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

export function useWithdraw() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (incident_id: string) =>
      unwrap(api.DELETE('/api/proctor/known-answers/{incident_id}', { params: { path: { incident_id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

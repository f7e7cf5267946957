/// Appeals: the list, one of them, and answering it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from '../../shared';
import { QUEUE_KEY, REVIEWS_KEY } from '../queries';

export type AppealCase = Schemas['AppealCaseView'];

const KEY = ['proctor', 'appeals'] as const;
const REFRESH_MS = 60_000;
const at = (appeal_id: string) => ({ params: { path: { appeal_id } } });

export function useAppeals() {
  return useQuery({
    queryKey: KEY,
    queryFn: () => unwrap(api.GET('/api/proctor/appeals')),
    refetchInterval: REFRESH_MS,
  });
}

export function useAppeal(appeal_id: string) {
  return useQuery({
    queryKey: [...KEY, appeal_id],
    queryFn: () => unwrap(api.GET('/api/proctor/appeals/{appeal_id}', at(appeal_id))),
  });
}

export function useAnswerAppeal(appeal_id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['AppealAnswer']) =>
      unwrap(api.POST('/api/proctor/appeals/{appeal_id}/answer', { ...at(appeal_id), body })),
    onSuccess: (answered) => queries.setQueryData([...KEY, appeal_id], answered),
    onSettled: () =>
      Promise.all([KEY, QUEUE_KEY, REVIEWS_KEY].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

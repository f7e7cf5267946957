/// Stimuli as server data: the list, one with its versions, its preview.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../../shared';
import type { BankLanguage, BankSchemas } from '../types';

const STIMULI_KEY = ['admin', 'bank', 'stimuli'] as const;
export type StimulusDraft = BankSchemas['StimulusDraft'];

export function useStimulusPage(q: string, page: number) {
  return useQuery({
    queryKey: [...STIMULI_KEY, 'page', q, page],
    queryFn: () => unwrap(api.GET('/api/admin/bank/stimuli', { params: { query: { q, page } } })),
    placeholderData: keepPreviousData,
  });
}

export function useStimulus(stimulus_id: string) {
  return useQuery({
    queryKey: [...STIMULI_KEY, stimulus_id],
    queryFn: () =>
      unwrap(api.GET('/api/admin/bank/stimuli/{stimulus_id}', { params: { path: { stimulus_id } } })),
  });
}

export function useCreateStimulus() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: BankSchemas['SaveStimulus']) => unwrap(api.POST('/api/admin/bank/stimuli', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: STIMULI_KEY }),
  });
}

export function useSaveStimulus(stimulus_id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: BankSchemas['SaveStimulusVersion']) =>
      unwrap(
        api.POST('/api/admin/bank/stimuli/{stimulus_id}/versions', {
          params: { path: { stimulus_id } },
          body,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: STIMULI_KEY }),
  });
}

/** A stimulus that is not saved, as a candidate would see it; the chart is drawn by the server. */
export function useStimulusPreview(draft: StimulusDraft, language: BankLanguage, enabled: boolean) {
  return useQuery({
    queryKey: [...STIMULI_KEY, 'preview', language, draft],
    queryFn: () => unwrap(api.POST('/api/admin/bank/stimuli-preview', { body: { draft, language } })),
    placeholderData: keepPreviousData,
    enabled,
    gcTime: 0,
    retry: false,
  });
}

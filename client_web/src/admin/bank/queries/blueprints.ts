/// Blueprints as server data: the list, one with its versions, whether the bank can fill it, forms drawn by it.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../../shared';
import type { BankSchemas } from '../types';

const BLUEPRINTS_KEY = ['admin', 'bank', 'blueprints'] as const;
const FORMS_KEY = ['admin', 'bank', 'forms'] as const;
const PREPARING_POLL_MS = 3000;
export type BlueprintDraft = BankSchemas['BlueprintDraft'];
export type PartDraft = BlueprintDraft['parts'][number];
export type StratumDraft = PartDraft['strata'][number];
export type BoundDraft = StratumDraft['bounds'][number];
export type FilterDraft = StratumDraft['filter'];

const at = (blueprint_id: string) => ({ params: { path: { blueprint_id } } });

export function useBlueprints() {
  return useQuery({ queryKey: BLUEPRINTS_KEY, queryFn: () => unwrap(api.GET('/api/admin/bank/blueprints')) });
}

export function useBlueprint(blueprint_id: string) {
  return useQuery({
    queryKey: [...BLUEPRINTS_KEY, blueprint_id],
    queryFn: () => unwrap(api.GET('/api/admin/bank/blueprints/{blueprint_id}', at(blueprint_id))),
  });
}

/** Whether the bank, as it stands, can fill a blueprint that is being written. */
export function useBlueprintCheck(draft: BlueprintDraft, enabled: boolean) {
  return useQuery({
    queryKey: [...BLUEPRINTS_KEY, 'check', draft],
    queryFn: () => unwrap(api.POST('/api/admin/bank/blueprints-check', { body: { draft } })),
    placeholderData: keepPreviousData,
    enabled,
    gcTime: 0,
    retry: false,
  });
}

function useChanged() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: BLUEPRINTS_KEY });
}

export function useCreateBlueprint() {
  return useMutation({
    mutationFn: (body: BankSchemas['SaveBlueprint']) =>
      unwrap(api.POST('/api/admin/bank/blueprints', { body })),
    onSuccess: useChanged(),
  });
}

export function useSaveBlueprint(blueprint_id: string) {
  return useMutation({
    mutationFn: (body: BankSchemas['SaveBlueprintVersion']) =>
      unwrap(api.POST('/api/admin/bank/blueprints/{blueprint_id}/versions', { ...at(blueprint_id), body })),
    onSuccess: useChanged(),
  });
}

export function useUseBlueprint(blueprint_id: string) {
  return useMutation({
    mutationFn: (in_use: boolean) =>
      unwrap(
        api.PUT('/api/admin/bank/blueprints/{blueprint_id}/use', { ...at(blueprint_id), body: { in_use } }),
      ),
    onSuccess: useChanged(),
  });
}

export function useSample(blueprint_id: string) {
  return useMutation({
    mutationFn: (body: BankSchemas['SampleForm']) =>
      unwrap(api.POST('/api/admin/bank/blueprints/{blueprint_id}/sample', { ...at(blueprint_id), body })),
    gcTime: 0,
  });
}

/** Forms made ahead; asked again while some are being made. */
export function usePreparedForms() {
  return useQuery({
    queryKey: FORMS_KEY,
    queryFn: () => unwrap(api.GET('/api/admin/bank/forms')),
    refetchInterval: ({ state }) =>
      state.data?.some(({ n_ready, n_wanted }) => n_ready < n_wanted) ? PREPARING_POLL_MS : false,
  });
}

export function usePrepareForms() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: BankSchemas['PrepareForms']) => unwrap(api.POST('/api/admin/bank/forms', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: FORMS_KEY }),
  });
}

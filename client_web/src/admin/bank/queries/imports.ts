/// Banks coming in and going out, as server data.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Language, postRaw, unwrap } from '../../../shared';
import type { BankSchemas } from '../types';
import { ITEMS_KEY } from './items';

const IMPORTS_KEY = ['admin', 'bank', 'imports'] as const;
const POLL_MS = 1000;
const UPLOAD_LIMIT_MS = 15 * 60_000;
export type ImportJob = BankSchemas['ImportJobView'];
export type PartStatus = BankSchemas['ImportPartView']['status'];

export const isUnderWay = ({ state }: ImportJob): boolean => state === 'reading' || state === 'committing';

export function useImports(language: Language) {
  return useQuery({
    queryKey: [...IMPORTS_KEY, language],
    queryFn: () => unwrap(api.GET('/api/admin/bank/imports', { params: { query: { language } } })),
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? POLL_MS : false),
  });
}

/** How far an import is; asked again while something happens to it. */
export function useImport(import_id: string, language: Language) {
  return useQuery({
    queryKey: [...IMPORTS_KEY, import_id, language],
    queryFn: () =>
      unwrap(
        api.GET('/api/admin/bank/imports/{import_id}', {
          params: { path: { import_id }, query: { language } },
        }),
      ),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? POLL_MS : false),
  });
}

interface PartsWanted {
  readonly import_id: string;
  readonly status: PartStatus | '';
  readonly page: number;
  readonly language: Language;
  /** Changes when the parts do. */
  readonly state: ImportJob['state'];
}

export function useImportParts({ import_id, status, page, language, state }: PartsWanted) {
  return useQuery({
    queryKey: [...IMPORTS_KEY, import_id, 'parts', status, page, language, state],
    queryFn: () =>
      unwrap(
        api.GET('/api/admin/bank/imports/{import_id}/parts', {
          params: { path: { import_id }, query: { page, language, ...(status === '' ? {} : { status }) } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export interface Upload {
  readonly file: File;
  /** The language of texts that do not say theirs; '' where they all do. */
  readonly texts_in: string;
}

export function useUploadImport(language: Language) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ file, texts_in }: Upload): Promise<ImportJob> => {
      const query = new URLSearchParams({ file_name: file.name, texts_in, language });
      const path = `/api/admin/bank/imports?${query.toString()}`;
      const answer = await postRaw(path, 'application/octet-stream', file, UPLOAD_LIMIT_MS);
      return (await answer.json()) as ImportJob;
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: IMPORTS_KEY }),
  });
}

function useChanged() {
  const queries = useQueryClient();
  return () =>
    Promise.all([IMPORTS_KEY, ITEMS_KEY].map((queryKey) => queries.invalidateQueries({ queryKey })));
}

export function useCommitImport(import_id: string) {
  return useMutation({
    mutationFn: (body: BankSchemas['CommitImport']) =>
      unwrap(
        api.POST('/api/admin/bank/imports/{import_id}/commit', { params: { path: { import_id } }, body }),
      ),
    onSuccess: useChanged(),
  });
}

export function useCancelImport(import_id: string) {
  return useMutation({
    mutationFn: () =>
      unwrap(api.POST('/api/admin/bank/imports/{import_id}/cancel', { params: { path: { import_id } } })),
    onSuccess: useChanged(),
  });
}

/// What was decided about an attempt, and appealing against it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, postForm, type Schemas, unwrap } from '../../shared';

export type HeldAgainst = Schemas['HeldAgainstView'];
export type Appeal = NonNullable<HeldAgainst['appeal']>;

/** An answer to an appeal comes in days: a page left open sees it within a minute. */
const REFRESH_MS = 60_000;
const keyOf = (attemptId: string) => ['decision', attemptId] as const;

export function useHeldAgainst(attemptId: string) {
  return useQuery({
    queryKey: keyOf(attemptId),
    queryFn: () =>
      unwrap(api.GET('/api/attempts/{attempt_id}/decision', { params: { path: { attempt_id: attemptId } } })),
    refetchInterval: REFRESH_MS,
    refetchOnMount: 'always',
  });
}

interface Lodged {
  readonly text: string;
  readonly files: readonly File[];
}

/** Lodge an appeal; `share` is how much of it has left this computer, 0 to 1. */
export function useLodge(attemptId: string) {
  const queries = useQueryClient();
  const [share, setShare] = useState(0);
  const lodge = useMutation({
    mutationFn: ({ text, files }: Lodged) =>
      postForm(`/api/attempts/${attemptId}/appeal`, formOf(text, files), setShare) as Promise<HeldAgainst>,
    onSuccess: (held) => queries.setQueryData(keyOf(attemptId), held),
  });
  return { lodge, share };
}

function formOf(text: string, files: readonly File[]): FormData {
  const form = new FormData();
  form.set('text', text);
  for (const file of files) form.append('files', file, file.name);
  return form;
}

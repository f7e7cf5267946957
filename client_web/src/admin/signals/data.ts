/// A programme's own thresholds as server data, making others hold, and trying others on what is stored.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, type Schemas, unwrap } from '../../shared';
import type { Changes } from './draft';
import { isWhole, together, type WhatIf } from './trial';

export type Settings = Schemas['SignalSettingsView'];

const PATH = '/api/admin/programmes/{programme_id}/signals';
const SLICE = 5; // attempts a request: some seconds at most
const keyOf = (programme_id: string) => ['admin', 'signals', programme_id] as const;

export function useSignalSettings(programme_id: string) {
  return useQuery({
    queryKey: keyOf(programme_id),
    queryFn: () => unwrap(api.GET(PATH, { params: { path: { programme_id } } })),
    refetchOnWindowFocus: false,
  });
}

export function useApply(programme_id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Changes & { readonly version: number }) =>
      unwrap(api.PUT(PATH, { params: { path: { programme_id } }, body })),
    onSuccess: (settings) => queries.setQueryData(keyOf(programme_id), settings),
  });
}

export interface Trial {
  readonly running: boolean;
  /** What was tried, and what it gave so far. */
  readonly of: Changes | null;
  readonly found: WhatIf | null;
  readonly error: unknown;
  readonly start: (changes: Changes) => void;
  readonly stop: () => void;
}

const IDLE = { running: false, of: null, found: null, error: null };

/** Tries settings on some attempts at a time, so that the page can tell how far it is, and be told to stop. */
export function useTrial(programme_id: string): Trial {
  const [state, setState] = useState<Omit<Trial, 'start' | 'stop'>>(IDLE);
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), []);
  const start = (of: Changes) => {
    under.current?.abort();
    const controller = new AbortController();
    under.current = controller;
    setState({ ...IDLE, running: true, of });
    const tell = (found: WhatIf) => setState({ running: true, of, found, error: null });
    tryAll(programme_id, of, controller.signal, tell)
      .then(() => setState((now) => ({ ...now, running: false })))
      .catch((error: unknown) => {
        if (!controller.signal.aborted) setState((now) => ({ ...now, running: false, error }));
      });
  };
  const stop = () => {
    under.current?.abort();
    setState((now) => ({ ...now, running: false, of: null }));
  };
  return { ...state, start, stop };
}

async function tryAll(
  programme_id: string,
  changes: Changes,
  signal: AbortSignal,
  tell: (found: WhatIf) => void,
): Promise<void> {
  let found: WhatIf | null = null;
  for (;;) {
    const body = { ...changes, limit: SLICE, skip: found?.n_attempts ?? 0 };
    const slice: WhatIf = await unwrap(
      api.POST(`${PATH}/what-if`, { params: { path: { programme_id } }, body, signal }),
    );
    found = together(found, slice);
    tell(found);
    if (isWhole(found, slice)) return;
  }
}

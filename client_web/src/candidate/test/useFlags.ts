/// Questions flagged for later: shown at once, told to the server as soon as the line allows, also after a reload.
import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, isPassing, unwrap } from '../../shared';

interface Flag {
  readonly slot: number;
  readonly flagged: boolean;
}
type Flags = ReadonlyMap<number, boolean>;

export function useFlags(attemptId: string, epoch: number) {
  const key = `synaq.flags.${attemptId}`;
  const [flags, setFlags] = useState<Flags>(() => unsentIn(key));
  const unsent = useRef(new Map(flags));
  const { mutate } = useMutation({
    mutationFn: ({ slot, flagged }: Flag) =>
      unwrap(
        api.PUT('/api/attempts/{attempt_id}/flags/{slot}', {
          params: { path: { attempt_id: attemptId, slot } },
          body: { device_epoch: epoch, flagged },
        }),
      ),
    onSuccess: (_answer, { slot, flagged }) => {
      if (unsent.current.get(slot) === flagged) unsent.current.delete(slot);
      keep(key, unsent.current);
    },
    retry: (_failures, error) => isPassing(error),
    retryDelay: (failures) => Math.min(8000, 500 * 2 ** failures),
    scope: { id: key },
  });
  useEffect(() => {
    for (const [slot, flagged] of unsent.current) mutate({ slot, flagged });
  }, [mutate]);
  const flag = useCallback(
    (slot: number, flagged: boolean) => {
      setFlags((former) => new Map(former).set(slot, flagged));
      keep(key, unsent.current.set(slot, flagged));
      mutate({ slot, flagged });
    },
    [key, mutate],
  );
  return { flags, flag };
}

function keep(key: string, unsent: Flags): void {
  sessionStorage.setItem(key, JSON.stringify([...unsent]));
}

function unsentIn(key: string): Flags {
  try {
    return new Map(JSON.parse(sessionStorage.getItem(key) ?? '[]') as [number, boolean][]);
  } catch {
    return new Map();
  }
}

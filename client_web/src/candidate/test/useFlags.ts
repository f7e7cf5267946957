/// Questions flagged for later: shown at once, told to the server as soon as the line allows.
import { useMutation } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { api, isPassing, unwrap } from '../../shared';

interface Flag {
  readonly slot: number;
  readonly flagged: boolean;
}

export function useFlags(attemptId: string, epoch: number) {
  const [flags, setFlags] = useState<ReadonlyMap<number, boolean>>(new Map());
  const { mutate } = useMutation({
    mutationFn: ({ slot, flagged }: Flag) =>
      unwrap(
        api.PUT('/api/attempts/{attempt_id}/flags/{slot}', {
          params: { path: { attempt_id: attemptId, slot } },
          body: { device_epoch: epoch, flagged },
        }),
      ),
    retry: (_failures, error) => isPassing(error),
    retryDelay: (failures) => Math.min(8000, 500 * 2 ** failures),
    scope: { id: `flags-${attemptId}` },
  });
  const flag = useCallback(
    (slot: number, flagged: boolean) => {
      setFlags((former) => new Map(former).set(slot, flagged));
      mutate({ slot, flagged });
    },
    [mutate],
  );
  return { flags, flag };
}

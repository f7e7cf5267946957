/// Stopping an attempt's clock and letting it go on.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../../shared';
import { LIVE_KEY } from '../../queries';

export type Step = 'pause' | 'resume';

interface StepTaken {
  readonly step: Step;
  readonly reason: string;
}

export function useStep(attempt_id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ step, reason }: StepTaken) => {
      const request = { params: { path: { attempt_id } }, body: { reason } };
      return step === 'pause'
        ? unwrap(api.POST('/api/proctor/attempts/{attempt_id}/pause', request))
        : unwrap(api.POST('/api/proctor/attempts/{attempt_id}/resume', request));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: LIVE_KEY }),
  });
}

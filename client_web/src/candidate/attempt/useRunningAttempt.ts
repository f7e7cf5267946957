/// Gets the attempt for this page (tab) and keeps its workings alive as long as the page shows it.
import { useCallback, useEffect, useState } from 'react';
import { api, codeOf, fetchSession, unwrap } from '../../shared';
import { openPageDatabase } from '../answers/database';
import { serverClock } from '../clock';
import { deviceId } from './deviceId';
import { RunningAttempt } from './RunningAttempt';

export type Claim =
  | { readonly state: 'asking' }
  | { readonly state: 'elsewhere' }
  | { readonly state: 'refused'; readonly error: unknown }
  | { readonly state: 'mine'; readonly running: RunningAttempt };

const CLOCK_SAMPLES = 4;

export interface ClaimedAttempt {
  readonly claim: Claim;
  /** Claim again; `takeover` takes the attempt from the device that has it. */
  readonly ask: (takeover: boolean) => void;
}

export function useRunningAttempt(attemptId: string): ClaimedAttempt {
  const [claim, setClaim] = useState<Claim>({ state: 'asking' });
  const [wish, setWish] = useState({ takeover: false, number: 0 });

  useEffect(() => {
    const asking = { live: true, running: null as RunningAttempt | null };
    setClaim({ state: 'asking' });
    claimAttempt(attemptId, wish.takeover)
      .then((running) => {
        if (!asking.live) return;
        asking.running = running;
        running.open();
        setClaim({ state: 'mine', running });
      })
      .catch((error: unknown) => {
        if (!asking.live) return;
        setClaim(codeOf(error) === 'open_elsewhere' ? { state: 'elsewhere' } : { state: 'refused', error });
      });
    return () => {
      asking.live = false;
      asking.running?.close();
    };
  }, [attemptId, wish]);

  const ask = useCallback(
    (takeover: boolean) => setWish(({ number }) => ({ takeover, number: number + 1 })),
    [],
  );
  return { claim, ask };
}

async function claimAttempt(attemptId: string, takeover: boolean): Promise<RunningAttempt> {
  const body = { device_id: await deviceId(), takeover };
  const params = { path: { attempt_id: attemptId } };
  const { device_epoch } = await unwrap(api.POST('/api/attempts/{attempt_id}/device', { params, body }));
  const database = await openPageDatabase();
  void setClock();
  return new RunningAttempt(attemptId, device_epoch, database);
}

/** A few samples in a row: the quickest of them sets the countdown. */
async function setClock(): Promise<void> {
  for (let sample = 0; sample < CLOCK_SAMPLES; sample += 1) {
    await serverClock.measure(fetchSession).catch(() => undefined);
  }
}

/// Gets the attempt for this page (tab) and keeps its workings alive as long as the page shows it.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { api, codeOf, fetchSession, isPassing, SESSION_KEY, unwrap } from '../../shared';
import { pageDatabase } from '../answers/database';
import { serverClock } from '../clock';
import { attemptKey } from '../data';
import { keptPage } from '../offline/orKept';
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
  const queries = useQueryClient();

  useEffect(() => {
    const asking = { live: true, running: null as RunningAttempt | null };
    setClaim({ state: 'asking' });
    const onLineBack = (): void => {
      void queries.invalidateQueries({ queryKey: SESSION_KEY });
      void queries.invalidateQueries({ queryKey: attemptKey(attemptId) });
    };
    claimAttempt(attemptId, wish.takeover, onLineBack)
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
  }, [attemptId, queries, wish]);

  const ask = useCallback(
    (takeover: boolean) => setWish(({ number }) => ({ takeover, number: number + 1 })),
    [],
  );
  return { claim, ask };
}

async function claimAttempt(
  attemptId: string,
  takeover: boolean,
  onLineBack: () => void,
): Promise<RunningAttempt> {
  const [kept, database] = await Promise.all([keptPage(), pageDatabase()]);
  const claim = await claimEpoch(attemptId, takeover);
  void setClock();
  return new RunningAttempt({ attemptId, ...claim, database, kept, onLineBack });
}

interface ClaimedEpoch {
  readonly epoch: number;
  readonly restored: boolean;
}

/** The epoch under which this page writes; without a line the one it had, which the server confirms or not later. */
async function claimEpoch(attemptId: string, takeover: boolean): Promise<ClaimedEpoch> {
  const device = await deviceId();
  const kept = await keptPage();
  try {
    const body = { device_id: device, takeover };
    const params = { path: { attempt_id: attemptId } };
    const { device_epoch } = await unwrap(api.POST('/api/attempts/{attempt_id}/device', { params, body }));
    await kept?.keepClaim(attemptId, device, device_epoch).catch(() => undefined);
    return { epoch: device_epoch, restored: false };
  } catch (error) {
    const before = takeover || !isPassing(error) ? undefined : await kept?.attempt(attemptId);
    if (before?.deviceId !== device) throw error;
    return { epoch: before.epoch, restored: true };
  }
}

/** A few samples in a row: the quickest of them sets the countdown. */
async function setClock(): Promise<void> {
  for (let sample = 0; sample < CLOCK_SAMPLES; sample += 1) {
    await serverClock.measure(fetchSession).catch(() => undefined);
  }
}

/// The player and its state, for components.
import { useMemo, useSyncExternalStore } from 'react';
import { PartTimeline } from './partTimeline';
import { Player, type PlayerState } from './player';
import type { Review } from './types';

/** Make a player for a review's parts of the camera; it lives as long as the parts stay the same. */
export function usePlayer(parts: Review['parts']): Player {
  // A refetch brings new objects for the same files: playing must not begin anew.
  const description = JSON.stringify(parts.filter(({ kind }) => kind === 'camera'));
  return useMemo(
    () => new Player(new PartTimeline(JSON.parse(description) as Review['parts'])),
    [description],
  );
}

export function usePlayerState(player: Player): PlayerState {
  return useSyncExternalStore(player.subscribe, player.snapshot);
}

/** The second of the attempt that is shown, in whole steps of `step_s`, so that little is drawn anew. */
export function usePlayedAt(player: Player, step_s: number): number {
  const read = () => Math.floor(player.snapshot().at_s / step_s) * step_s;
  return useSyncExternalStore(player.subscribe, read);
}

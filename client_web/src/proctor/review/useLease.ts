/// Keeps a claimed review with the proctor while they work on it.
import { useEffect, useEffectEvent } from 'react';
import { useClaim } from '../queries';
import type { Player } from './player';
import type { Review } from './types';

const LOOK_EVERY_MS = 5 * 60_000;
const ACTIVITIES = ['keydown', 'pointerdown', 'pointermove'] as const;

/** Renew the lease when there was work since the last look: a key, the pointer, or the recording playing. */
export function useLease(review: Review, player: Player): void {
  const { mutate } = useClaim();
  const renew = useEffectEvent(() => mutate(review.review_id));
  const isMine = review.claimed_by_me && review.state === 'claimed';
  useEffect(() => {
    if (!isMine) return;
    let active = false;
    const work = () => {
      active = true;
    };
    const timer = setInterval(() => {
      if (active || player.snapshot().playing) renew();
      active = false;
    }, LOOK_EVERY_MS);
    for (const name of ACTIVITIES) addEventListener(name, work, { passive: true });
    return () => {
      clearInterval(timer);
      for (const name of ACTIVITIES) removeEventListener(name, work);
    };
  }, [isMine, player]);
}

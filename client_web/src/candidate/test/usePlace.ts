/// Which of a block's questions is shown: kept over a reload, its heading focused after a move.
import { useCallback, useRef, useState } from 'react';

/** `slots`: the block's, in order. */
export function usePlace(attemptId: string, blockNo: number, slots: readonly number[]) {
  const key = `synaq.place.${attemptId}.${blockNo}`;
  const [index, setIndex] = useState(() => clamp(Number(sessionStorage.getItem(key) ?? 0), slots.length));
  const moved = useRef(false);
  const shownAt = useRef(performance.now());
  const n = slots.length;

  const go = useCallback(
    (to: number) => {
      if (to < 0 || to >= n) return;
      moved.current = true;
      sessionStorage.setItem(key, String(to));
      setIndex(to);
    },
    [key, n],
  );
  /** The question's heading has appeared: its text may come some time after the move to it. */
  const heading = useCallback((shown: HTMLHeadingElement | null) => {
    if (!shown) return;
    shownAt.current = performance.now();
    if (moved.current) shown.focus();
  }, []);
  return { index, slot: slots[index] ?? 0, go, heading, shownAt };
}

function clamp(index: number, n: number): number {
  return Number.isInteger(index) ? Math.min(Math.max(0, index), Math.max(0, n - 1)) : 0;
}

/// Which question is shown: kept over a reload, its heading focused after a move.
import { useCallback, useEffect, useRef, useState } from 'react';

export function usePlace(attemptId: string, nSlots: number) {
  const key = `synaq.place.${attemptId}`;
  const [slot, setSlot] = useState(() => clamp(Number(sessionStorage.getItem(key) ?? 0), nSlots));
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  const shownAt = useRef(performance.now());

  const go = useCallback(
    (to: number) => {
      if (to < 0 || to >= nSlots) return;
      moved.current = true;
      sessionStorage.setItem(key, String(to));
      setSlot(to);
    },
    [key, nSlots],
  );
  useEffect(() => {
    shownAt.current = performance.now();
    if (moved.current) heading.current?.focus();
  }, [slot]);
  return { slot, go, heading, shownAt };
}

function clamp(slot: number, nSlots: number): number {
  return Number.isInteger(slot) ? Math.min(Math.max(0, slot), nSlots - 1) : 0;
}

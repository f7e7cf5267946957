/// Going on to the next question: after a number key a moment later; where none can be opened again, once it is saved.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';

interface AdvanceParts {
  readonly index: number;
  readonly forward: boolean;
  /** Whether the answer shown has yet to reach the server. */
  readonly waiting: boolean;
  readonly move: (to: number) => void;
}

/** Long enough to see what was chosen. */
const SEEN_MS = 250;

export function useAdvance({ index, forward, waiting, move }: AdvanceParts) {
  /** Which question is being left: of the one that comes next nothing is known yet, so it never counts as leaving. */
  const [left, setLeft] = useState<number | null>(null);
  const leaving = left === index;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ index, waiting, move });
  useLayoutEffect(() => {
    latest.current = { index, waiting, move };
  });
  useEffect(() => () => clearTimeout(timer.current), [index]);
  useEffect(() => {
    if (leaving && !waiting) latest.current.move(index + 1);
  }, [leaving, waiting, index]);

  const now = (): void => {
    clearTimeout(timer.current);
    if (forward && latest.current.waiting) setLeft(latest.current.index);
    else latest.current.move(latest.current.index + 1);
  };
  const soon = (): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(now, SEEN_MS);
  };
  return { leaving, now, soon };
}

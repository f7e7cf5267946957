/// Going on to the next question: after a number key a moment later; where none can be opened again, once it is saved.
import { useEffect, useRef, useState } from 'react';

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
  const [leaving, setLeaving] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ index, waiting, move });
  useEffect(() => {
    latest.current = { index, waiting, move };
  });
  useEffect(() => {
    setLeaving(false);
    return () => clearTimeout(timer.current);
  }, [index]);
  useEffect(() => {
    if (leaving && !waiting) latest.current.move(index + 1);
  }, [leaving, waiting, index]);

  const now = (): void => {
    clearTimeout(timer.current);
    if (forward && latest.current.waiting) setLeaving(true);
    else latest.current.move(latest.current.index + 1);
  };
  const soon = (): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(now, SEEN_MS);
  };
  return { leaving, now, soon };
}

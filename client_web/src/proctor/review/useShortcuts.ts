/// Listens to the keys of the review page while it is shown.
import { useEffect, useEffectEvent, useState } from 'react';
import { belongsToTarget, type Command, commandOf } from './shortcuts';

const STORAGE_KEY = 'synaq.shortcuts';

function remembered(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== 'off';
  } catch {
    return true;
  }
}

function remember(enabled: boolean): void {
  try {
    localStorage.setItem(STORAGE_KEY, enabled ? 'on' : 'off');
  } catch {
    // Storage may be forbidden: the choice then lives as long as the page.
  }
}

/** Call `run` for each command; also tells whether keys are on, and turns them on or off for this browser. */
export function useShortcuts(
  run: (command: Command) => void,
): readonly [boolean, (enabled: boolean) => void] {
  const [enabled, setEnabled] = useState(remembered);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const command = commandOf(event);
    if (!command || event.defaultPrevented || belongsToTarget(event.target, event.code)) return;
    if (!enabled) return;
    event.preventDefault();
    run(command);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    addEventListener('keydown', listener);
    return () => removeEventListener('keydown', listener);
  }, []);
  const change = (next: boolean) => {
    remember(next);
    setEnabled(next);
  };
  return [enabled, change];
}

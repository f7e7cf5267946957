/// Which key does what during the test. By the key's place, so that it works in any keyboard layout.

export type Command =
  | { readonly do: 'next' | 'previous' | 'flag' | 'help' | 'option_up' | 'option_down' }
  | { readonly do: 'choose'; readonly index: number };

export interface PressedKey {
  readonly code: string;
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

const LETTERS: Readonly<Record<string, Command>> = {
  KeyN: { do: 'next' },
  KeyP: { do: 'previous' },
  KeyF: { do: 'flag' },
  ArrowUp: { do: 'option_up' },
  ArrowDown: { do: 'option_down' },
};

/** The command of a pressed key, or null. Keys with Ctrl, Alt or Meta belong to the browser. */
export function commandOf(pressed: PressedKey, nOptions: number): Command | null {
  if (pressed.altKey || pressed.ctrlKey || pressed.metaKey) return null;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(pressed.code)?.[1];
  if (digit !== undefined) {
    const index = Number(digit) - 1;
    return index < nOptions ? { do: 'choose', index } : null;
  }
  return pressed.key === '?' ? { do: 'help' } : (LETTERS[pressed.code] ?? null);
}

/** Whether the focused element uses this key itself (typing, or a choice among radio buttons by arrows). */
export function belongsToElement(target: EventTarget | null, code: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('[role="dialog"], textarea, select, [contenteditable="true"]')) return true;
  if (!(target instanceof HTMLInputElement)) return false;
  return target.type === 'radio' ? code.startsWith('Arrow') : target.type !== 'checkbox';
}

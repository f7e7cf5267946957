/// What a key means on the review page.

export type Command =
  | 'toggle'
  | 'back'
  | 'forward'
  | 'previousFrame'
  | 'nextFrame'
  | 'slower'
  | 'faster'
  | 'nextIncident'
  | 'previousIncident'
  | 'confirm'
  | 'dismiss'
  | 'unclear'
  | 'zoom'
  | 'loop'
  | 'reference'
  | 'item'
  | 'decide'
  | 'help';

export interface Pressed {
  readonly code: string;
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** By place on the keyboard, not by letter: with a Kazakh or Russian layout "c" is another letter. */
const COMMANDS: Readonly<Record<string, Command>> = {
  Space: 'toggle',
  ArrowLeft: 'back',
  ArrowRight: 'forward',
  Comma: 'previousFrame',
  Period: 'nextFrame',
  BracketLeft: 'slower',
  BracketRight: 'faster',
  KeyJ: 'nextIncident',
  KeyN: 'nextIncident',
  KeyK: 'previousIncident',
  KeyP: 'previousIncident',
  KeyC: 'confirm',
  KeyD: 'dismiss',
  KeyU: 'unclear',
  KeyZ: 'zoom',
  KeyL: 'loop',
  KeyF: 'reference',
  KeyI: 'item',
  KeyE: 'decide',
};

/** The keys as a person reads them in the help. */
export const KEYS: readonly { readonly command: Command; readonly keys: readonly string[] }[] = [
  { command: 'toggle', keys: ['␣'] },
  { command: 'back', keys: ['←'] },
  { command: 'forward', keys: ['→'] },
  { command: 'previousFrame', keys: [','] },
  { command: 'nextFrame', keys: ['.'] },
  { command: 'slower', keys: ['['] },
  { command: 'faster', keys: [']'] },
  { command: 'nextIncident', keys: ['J', 'N'] },
  { command: 'previousIncident', keys: ['K', 'P'] },
  { command: 'confirm', keys: ['C'] },
  { command: 'dismiss', keys: ['D'] },
  { command: 'unclear', keys: ['U'] },
  { command: 'zoom', keys: ['Z'] },
  { command: 'loop', keys: ['L'] },
  { command: 'reference', keys: ['F'] },
  { command: 'item', keys: ['I'] },
  { command: 'decide', keys: ['E'] },
  { command: 'help', keys: ['?'] },
];

/** Tell the command of a key press, or null. */
export function commandOf(pressed: Pressed): Command | null {
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey) return null;
  if (pressed.key === '?') return 'help';
  if (pressed.shiftKey || !Object.hasOwn(COMMANDS, pressed.code)) return null;
  return COMMANDS[pressed.code] ?? null;
}

const TYPING =
  'input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [contenteditable=true]';
/** These use the space bar and the arrows themselves. */
const OPERABLE = `${TYPING}, button, a[href], input, summary, [role=slider], [role=radio], [role=option], [role=tab]`;

/** Tell whether a key press at `target` belongs to what has the focus and not to the page. */
export function belongsToTarget(target: EventTarget | null, code: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('dialog')) return true;
  const usesIt = code === 'Space' || code.startsWith('Arrow') ? OPERABLE : TYPING;
  return target.closest(usesIt) !== null;
}

/// Keeps the test's content on the page: no copying, printing, dragging out, nor pasting in; each try is told.
import type { IntegrityKind } from '../live/IntegrityReporter';

export type Blocked = 'copy' | 'cut' | 'paste' | 'print' | 'context_menu' | 'drag';

export interface ItemGuardParts {
  readonly report: (kind: IntegrityKind) => void;
  /** For a friendly word to the candidate. */
  readonly onBlocked: (what: Blocked) => void;
  readonly monotonic: () => number;
}

const KINDS: Readonly<Record<Blocked, IntegrityKind>> = {
  copy: 'copy_blocked',
  cut: 'cut_blocked',
  paste: 'paste_blocked',
  print: 'print_blocked',
  context_menu: 'context_menu_blocked',
  drag: 'copy_blocked',
};
/** A key held down is one try. */
const ONE_TRY_MS = 2000;

type TextField = HTMLTextAreaElement | HTMLInputElement;

export class ItemGuard {
  private readonly triedAt = new Map<Blocked, number>();
  /** What the candidate cut or copied from an answer of their own: it may be put elsewhere in an answer. */
  private own = '';

  constructor(private readonly parts: ItemGuardParts) {}

  /** Watch over `page` until `ended`. */
  open(page: Document, ended: AbortSignal): void {
    const options = { signal: ended, capture: true };
    page.addEventListener('copy', (event) => this.taken(event, 'copy'), options);
    page.addEventListener('cut', (event) => this.taken(event, 'cut'), options);
    page.addEventListener('paste', (event) => this.pasted(event), options);
    page.addEventListener('drop', (event) => this.dropped(event), options);
    page.addEventListener('contextmenu', (event) => this.block(event, 'context_menu'), options);
    page.addEventListener('dragstart', (event) => this.dragged(event), options);
    page.addEventListener('selectstart', (event) => this.selected(event), options);
    page.addEventListener('keydown', (event) => this.typed(event), options);
    page.defaultView?.addEventListener('beforeprint', () => this.tell('print'), options);
  }

  private taken(event: ClipboardEvent, what: 'copy' | 'cut'): void {
    const field = textField(event.target);
    if (!field) return this.block(event, what);
    event.preventDefault();
    const chosen = field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0);
    if (chosen === '') return;
    this.own = chosen;
    if (what === 'cut') edit(field, 'delete');
  }

  private pasted(event: ClipboardEvent): void {
    const field = textField(event.target);
    if (!field || this.own === '') return this.block(event, 'paste');
    event.preventDefault();
    edit(field, 'insertText', this.own);
  }

  private dropped(event: DragEvent): void {
    if (textField(event.target)) this.block(event, 'paste');
  }

  private dragged(event: DragEvent): void {
    // What an item offers for dragging (an order, a match) is part of answering it.
    const offered = event.target instanceof Element && event.target.closest('[draggable="true"]');
    if (!offered) this.block(event, 'drag');
  }

  private selected(event: Event): void {
    if (!textField(event.target)) event.preventDefault();
  }

  private typed(event: KeyboardEvent): void {
    const command = event.ctrlKey || event.metaKey;
    if (command && !event.altKey && event.code === 'KeyP') this.block(event, 'print');
  }

  private block(event: Event, what: Blocked): void {
    event.preventDefault();
    this.tell(what);
  }

  private tell(what: Blocked): void {
    const now = this.parts.monotonic();
    if (now - (this.triedAt.get(what) ?? -Infinity) >= ONE_TRY_MS) this.parts.report(KINDS[what]);
    this.triedAt.set(what, now);
    this.parts.onBlocked(what);
  }
}

/** Change a field as typing does, so that its own undo knows of it; nothing newer can do that. */
function edit(field: TextField, command: 'delete' | 'insertText', text?: string): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  field.ownerDocument.execCommand(command, false, text);
}

function textField(target: EventTarget | null): TextField | null {
  if (target instanceof HTMLTextAreaElement) return target;
  return target instanceof HTMLInputElement && target.type === 'text' ? target : null;
}

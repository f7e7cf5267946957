/// Brings every answer to the server: first to the page's own disk, then over the line, until it is confirmed.
import { ApiProblem, codeOf, isPassing, type Schemas } from '../../shared';
import { backoffMs } from '../../shared/net/backoff';
import { DiskWrites } from './DiskWrites';
import type { Answers, PendingAnswer, PendingStore } from './pending';

type ResponseView = Schemas['ResponseView'];

/** How one slot stands, for the page to show. */
export interface AnswerView {
  readonly answers: Answers;
  /** When the server saved the newest answer it has confirmed; null when it has confirmed none. */
  readonly savedAt: string | null;
  /** True while the choice shown is not confirmed yet. */
  readonly waiting: boolean;
}

export interface QueueSnapshot {
  readonly answers: ReadonlyMap<number, AnswerView>;
  readonly nWaiting: number;
  /** `trying`: the last send failed and will be repeated. `stopped`: see `stopCode`. */
  readonly line: 'clear' | 'sending' | 'trying' | 'stopped';
  /** Why nothing is sent any more: a problem code such as device_superseded, block_closed, not_signed_in. */
  readonly stopCode: string | null;
  /** Slots whose unsent answer gave way to a newer one from another device. */
  readonly replacedSlots: readonly number[];
  /** The page's own disk refused the last answer; it is held in memory alone. */
  readonly onlyInMemory: boolean;
}

export interface QueueTransport {
  save(slot: number, body: Schemas['ResponseWrite']): Promise<Schemas['ResponseSaved']>;
  current(slot: number): Promise<ResponseView | null>;
}

export interface QueueParts {
  readonly attemptId: string;
  readonly store: PendingStore;
  readonly transport: QueueTransport;
  /** Told of each answer that the server has confirmed. */
  readonly onConfirmed?: (slot: number, response: ResponseView) => void;
  /** Server time, ms since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
  readonly random: () => number;
}

const PAUSE = { firstMs: 500, longestMs: 8000 };
/** After these the queue rests: the same answer cannot be taken any more, or not from here. */
const STOPPING = new Set([
  'device_superseded',
  'block_closed',
  'attempt_not_running',
  'not_signed_in',
  'unknown_attempt',
]);

export class AnswerQueue {
  private readonly pending = new Map<number, PendingAnswer>();
  private readonly confirmed = new Map<number, ResponseView>();
  /** Slots being typed into: what is typed goes out when the timer is over, or when somebody hurries. */
  private readonly paced = new Map<number, ReturnType<typeof setTimeout>>();
  private readonly writes: DiskWrites;
  private readonly listeners = new Set<() => void>();
  private replacedSlots: readonly number[] = [];
  private epoch = 0;
  /** Slots of the running block; null until one is known. */
  private block: ReadonlySet<number> | null = null;
  private failures = 0;
  private sending = false;
  private stopCode: string | null = null;
  private onlyInMemory = false;
  private pause: ReturnType<typeof setTimeout> | null = null;
  private snapshotNow: QueueSnapshot;

  constructor(private readonly parts: QueueParts) {
    this.writes = new DiskWrites(parts.store, (slot) => this.pending.get(slot));
    this.snapshotNow = this.look();
  }

  /** Begin to send under `epoch`, first what an earlier load of the page left unsent. */
  async open(epoch: number): Promise<void> {
    this.epoch = epoch;
    this.stopCode = null;
    const left = await this.parts.store.all(this.parts.attemptId).catch(() => []);
    for (const answer of left) if (!this.pending.has(answer.slot)) this.pending.set(answer.slot, answer);
    this.changed();
    this.pump();
  }

  /** Take note of what the server holds for a slot. */
  learn(slot: number, response: ResponseView | null): void {
    const known = this.confirmed.get(slot);
    if (!response || (known && known.revision >= response.revision)) return;
    this.confirmed.set(slot, response);
    this.changed();
  }

  /**
   * Keep the candidate's answer; resolves when the page's disk has it. Sending goes on by itself.
   *
   * `paceMs`: while the candidate types, only what stands there every so many ms goes out.
   */
  async answer(slot: number, answers: Answers, dwellMs: number, paceMs = 0): Promise<void> {
    const answer: PendingAnswer = {
      attemptId: this.parts.attemptId,
      slot,
      operationId: this.parts.newId(),
      answers,
      baseRevision: this.confirmed.get(slot)?.revision ?? 0,
      epoch: this.epoch,
      chosenAt: this.parts.now(),
      dwellMs: Math.round(dwellMs),
    };
    this.pending.set(slot, answer);
    this.setPace(slot, paceMs);
    this.changed();
    await this.keep(slot);
    this.pump();
  }

  /** Send at once what is being typed: the question is left, or the time is nearly over. */
  hurry(): void {
    for (const timer of this.paced.values()) clearTimeout(timer);
    this.paced.clear();
    this.pump();
  }

  /** A block with these slots runs now. What the server no longer takes for a former one goes, and stops nothing. */
  async enterBlock(slots: ReadonlySet<number>): Promise<void> {
    this.block = slots;
    if (this.stopCode !== 'block_closed') return;
    this.stopCode = null;
    const late = [...this.pending.values()].filter(({ slot }) => !slots.has(slot));
    await Promise.all(late.map((answer) => this.drop(answer)));
    this.changed();
    this.pump();
  }

  /** Send at once instead of after the pause: the line seems to be back. */
  retryNow(): void {
    this.failures = 0;
    this.endPause();
    this.pump();
  }

  /** Send nothing more. What is unsent stays on the page's disk. */
  close(code: string): void {
    this.stopCode = code;
    this.hurry();
    this.endPause();
    this.changed();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): QueueSnapshot => this.snapshotNow;

  private pump(): void {
    if (this.sending || this.pause || this.stopCode !== null || this.epoch === 0) return;
    const due = [...this.pending.values()].filter(({ slot }) => !this.paced.has(slot));
    const next = due.sort((a, b) => a.chosenAt - b.chosenAt)[0];
    if (!next) return;
    this.sending = true;
    this.changed();
    void this.send(next).finally(() => {
      this.sending = false;
      this.changed();
      this.pump();
    });
  }

  private async send(answer: PendingAnswer): Promise<void> {
    try {
      const saved = await this.parts.transport.save(answer.slot, {
        operation_id: answer.operationId,
        device_epoch: this.epoch,
        base_revision: answer.baseRevision,
        answers: written(answer.answers),
        client_at: new Date(answer.chosenAt).toISOString(),
        dwell_ms: Math.min(answer.dwellMs, 86_400_000),
      });
      this.failures = 0;
      await this.confirm(answer, saved);
    } catch (error) {
      await this.refused(answer, error);
    }
  }

  private async confirm(answer: PendingAnswer, saved: ResponseView): Promise<void> {
    const known = this.confirmed.get(answer.slot);
    if (!known || known.revision <= saved.revision) {
      const { revision, answers, saved_at } = saved;
      this.confirmed.set(answer.slot, { revision, answers, saved_at });
      this.parts.onConfirmed?.(answer.slot, { revision, answers, saved_at });
    }
    const newest = this.pending.get(answer.slot);
    if (newest?.operationId === answer.operationId) return this.drop(answer);
    if (newest) await this.replace({ ...newest, baseRevision: saved.revision });
  }

  private async refused(answer: PendingAnswer, error: unknown): Promise<void> {
    const code = codeOf(error);
    const ofFormerBlock = this.block !== null && !this.block.has(answer.slot);
    if (code === 'block_closed' && ofFormerBlock) await this.drop(answer);
    else if (STOPPING.has(code)) this.close(code);
    else if (code === 'stale_response' || code === 'operation_reused') await this.rebase(answer, code);
    else if (canPass(error) || code === 'attempt_paused') this.wait();
    else {
      this.failures = 0;
      await this.drop(answer);
      this.replacedSlots = [...this.replacedSlots, answer.slot];
    }
  }

  /** The server holds a revision this answer did not know of. The candidate's later choice wins. */
  private async rebase(answer: PendingAnswer, code: string): Promise<void> {
    const current = await this.parts.transport.current(answer.slot).catch(() => undefined);
    if (current === undefined) {
      this.wait();
      return;
    }
    this.failures = 0;
    const newest = this.pending.get(answer.slot) ?? answer;
    const chosenHere = newest.epoch === this.epoch && code === 'stale_response';
    const isLater = current === null || newest.chosenAt > new Date(current.saved_at).getTime();
    if (current) this.confirmed.set(answer.slot, current);
    if (chosenHere || isLater) {
      await this.replace({
        ...newest,
        operationId: this.parts.newId(),
        baseRevision: current?.revision ?? 0,
        epoch: this.epoch,
      });
    } else {
      await this.drop(newest);
      if (!sameAnswers(newest.answers, current.answers))
        this.replacedSlots = [...this.replacedSlots, answer.slot];
    }
  }

  private async replace(answer: PendingAnswer): Promise<void> {
    this.pending.set(answer.slot, answer);
    await this.keep(answer.slot);
  }

  private async drop(answer: PendingAnswer): Promise<void> {
    this.pending.delete(answer.slot);
    await this.parts.store.remove(answer).catch(() => undefined);
  }

  private async keep(slot: number): Promise<void> {
    this.onlyInMemory = !(await this.writes.write(slot));
  }

  /** Typing goes on under the pace that its first letter set; a choice sends what was typed before it, too. */
  private setPace(slot: number, paceMs: number): void {
    if (paceMs === 0) {
      clearTimeout(this.paced.get(slot));
      this.paced.delete(slot);
    } else if (!this.paced.has(slot)) {
      const over = (): void => {
        this.paced.delete(slot);
        this.pump();
      };
      this.paced.set(slot, setTimeout(over, paceMs));
    }
  }

  private wait(): void {
    this.failures += 1;
    const tryAgain = (): void => {
      this.endPause();
      this.pump();
    };
    this.pause = setTimeout(tryAgain, backoffMs(this.failures, this.parts.random(), PAUSE));
  }

  private endPause(): void {
    if (this.pause) clearTimeout(this.pause);
    this.pause = null;
  }

  private changed(): void {
    this.snapshotNow = this.look();
    for (const listener of this.listeners) listener();
  }

  private look(): QueueSnapshot {
    const answers = new Map<number, AnswerView>();
    for (const [slot, response] of this.confirmed) {
      answers.set(slot, { answers: response.answers, savedAt: response.saved_at, waiting: false });
    }
    for (const [slot, answer] of this.pending) {
      const savedAt = this.confirmed.get(slot)?.saved_at ?? null;
      answers.set(slot, { answers: answer.answers, savedAt, waiting: true });
    }
    return {
      answers,
      nWaiting: this.pending.size,
      line: this.lineState(),
      stopCode: this.stopCode,
      replacedSlots: this.replacedSlots,
      onlyInMemory: this.onlyInMemory,
    };
  }

  private lineState(): QueueSnapshot['line'] {
    if (this.stopCode !== null) return 'stopped';
    if (this.pending.size === 0) return 'clear';
    return this.failures > 0 ? 'trying' : 'sending';
  }
}

/** Whatever is no refusal of the server may pass, as may what the server calls passing. */
function canPass(error: unknown): boolean {
  return !(error instanceof ApiProblem) || isPassing(error);
}

function sameAnswers(one: Answers, other: Answers): boolean {
  const ids = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...ids].every((id) => JSON.stringify(one[id] ?? []) === JSON.stringify(other[id] ?? []));
}

function written(answers: Answers): Record<string, string[]> {
  return Object.fromEntries(Object.entries(answers).map(([id, values]) => [id, [...values]]));
}

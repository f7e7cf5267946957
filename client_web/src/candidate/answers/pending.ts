/// An answer that the server has not confirmed yet, and where it waits.

/** Values by response id: ids chosen or ordered, "left right" pairs, or one typed text. */
export type Answers = Readonly<Record<string, readonly string[]>>;

/** One unsent answer: the newest of its slot. `baseRevision` is the revision it replaces. */
export interface PendingAnswer {
  readonly attemptId: string;
  readonly slot: number;
  readonly operationId: string;
  readonly answers: Answers;
  readonly baseRevision: number;
  /** The device epoch in which the candidate chose; the epoch of sending may be a later one. */
  readonly epoch: number;
  /** Server time of the choice (ms since 1970), as the page knew it. */
  readonly chosenAt: number;
  readonly dwellMs: number;
}

/** Keeps pending answers over a reload. One answer, one transaction. */
export interface PendingStore {
  all(attemptId: string): Promise<PendingAnswer[]>;
  /** Put it in place of the slot's former one. */
  put(answer: PendingAnswer): Promise<void>;
  /** Remove the slot's answer if it is still this operation; a newer one stays. */
  remove(answer: PendingAnswer): Promise<void>;
}

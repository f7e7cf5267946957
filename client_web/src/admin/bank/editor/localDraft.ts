/// What an author has written but not saved, kept on this computer for the account that wrote it.
import type { ItemDraft } from '../types';

const PREFIX = 'synaq.bank.draft';
const KEPT_MS = 14 * 24 * 3600 * 1000;

export interface KeptDraft {
  /** ISO instant by the computer's clock; for the author's eyes only. */
  readonly kept_at: string;
  /** The version the author began with; '' for a new item. */
  readonly base_version_id: string;
  readonly draft: ItemDraft;
}

export class LocalDraft {
  private readonly key: string;

  constructor(
    private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
    account: string,
    what: string,
  ) {
    this.key = `${PREFIX}.${account}.${what}`;
  }

  /** What is kept; null where there is nothing, or nothing readable and recent. */
  read(now: Date): KeptDraft | null {
    try {
      const kept = JSON.parse(this.storage.getItem(this.key) ?? 'null') as KeptDraft | null;
      if (kept === null || typeof kept.draft !== 'object') return null;
      return now.getTime() - Date.parse(kept.kept_at) <= KEPT_MS ? kept : null;
    } catch {
      return null;
    }
  }

  /** False where the browser keeps nothing: the author must be told. */
  keep(draft: ItemDraft, base_version_id: string, now: Date): boolean {
    const kept: KeptDraft = { kept_at: now.toISOString(), base_version_id, draft };
    try {
      this.storage.setItem(this.key, JSON.stringify(kept));
      return true;
    } catch {
      return false;
    }
  }

  forget(): void {
    try {
      this.storage.removeItem(this.key);
    } catch {
      // What cannot be reached was not kept either.
    }
  }
}

/// Brings the newest answer of a slot to the disk: one write after another, and whatever was typed meanwhile in one.
import type { PendingAnswer, PendingStore } from './pending';

export class DiskWrites {
  private readonly running = new Map<number, Promise<boolean>>();
  private readonly written = new Map<number, PendingAnswer>();

  constructor(
    private readonly store: PendingStore,
    private readonly newest: (slot: number) => PendingAnswer | undefined,
  ) {}

  /** Resolves when the disk has what is the slot's newest answer now, or a later one; false when it refused. */
  write(slot: number): Promise<boolean> {
    const before = this.running.get(slot) ?? Promise.resolve(true);
    const write = before.then(() => this.writeNewest(slot));
    this.running.set(slot, write);
    return write;
  }

  private async writeNewest(slot: number): Promise<boolean> {
    const newest = this.newest(slot);
    if (!newest || this.written.get(slot) === newest) return true;
    try {
      await this.store.put(newest);
      this.written.set(slot, newest);
      return true;
    } catch {
      return false;
    }
  }
}

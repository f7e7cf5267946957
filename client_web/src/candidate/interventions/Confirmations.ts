/// What the page has told the server about a proctor's interventions, said again until it arrives.
import type { Schemas } from '../../shared';

export type Intervention = Schemas['InterventionView'];
type Said = Schemas['ConfirmationWrite']['said'];

/** Sends one word of the page; rejects when it did not arrive. */
export type SayIt = (interventionId: string, said: Said) => Promise<void>;

/** What the candidate answers with a click. */
export const isAnswered = ({ kind }: Intervention): boolean => kind === 'message' || kind === 'show_room';

export class Confirmations {
  private readonly under_way = new Set<string>();
  private readonly answered = new Set<string>();

  constructor(private readonly say: SayIt) {}

  /** The server says again and again what it waits for: whatever was lost is repeated then. */
  heard(pending: readonly Intervention[]): void {
    for (const one of pending) {
      if (this.answered.has(one.id)) this.send(one.id, 'seen');
      else if (one.shown_at === null) this.send(one.id, 'shown');
    }
  }

  /** The candidate has answered it. */
  answer(interventionId: string): void {
    this.answered.add(interventionId);
    this.send(interventionId, 'seen');
  }

  /** The oldest that the candidate has still to answer. */
  toShow(pending: readonly Intervention[]): Intervention | null {
    return pending.find((one) => isAnswered(one) && !this.answered.has(one.id)) ?? null;
  }

  private send(id: string, said: Said): void {
    const word = `${id} ${said}`;
    if (this.under_way.has(word)) return;
    this.under_way.add(word);
    void this.say(id, said).then(
      () => this.under_way.delete(word),
      () => this.under_way.delete(word),
    );
  }
}
